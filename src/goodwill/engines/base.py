"""What a table engine must be able to do; each engine is one file beside this one.

An engine keeps named tables and answers queries in the portable subset that
`goodwill.engines.dialect` checks. It knows no signal and no account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Engine", "EngineKind", "Params"]

Params = Mapping[str, date | str | int | float]
"""Values of a query's `$name` parameters; those that a query does not name are passed over."""


class Engine(Protocol):
    """One session: tables live in it by name until `close`."""

    keeps_order: bool
    """Whether a table that was defined in some order is read in it; else a query has to ask."""

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under `name`; a table of that name gives way."""

    def define(self, name: str, sql: str, params: Params) -> None:
        """Keep the rows of one query under `name`; a table of that name gives way."""

    def run(self, sql: str, params: Params) -> pa.Table:
        """The rows of one query."""

    def close(self) -> None:
        """Let go of all tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineKind:
    """How an engine is named in settings, and how one session of it is started."""

    name: str
    connect: Callable[[], Engine]
