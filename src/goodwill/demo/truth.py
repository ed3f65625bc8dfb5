"""What is planted in the made-up company, account by account, and how it is kept in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import orjson

from goodwill.facts.people import Kind
from goodwill.facts.statement import Stage

__all__ = ["AccountTruth", "Truth", "write_truth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTruth:
    """What is true of one account; patterns in neither list are not there.

    `kind` None: nobody could say. `innocent` look like a pattern and are none. Nobody is marked
    on what is `debatable`. `costs` are in the company's currency, over 12 months.
    """

    account_id: str
    kind: Kind | None
    stage: Stage
    patterns: tuple[str, ...]
    innocent: tuple[str, ...]
    debatable: tuple[str, ...]
    costs: Mapping[str, Decimal]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The whole company as it is on `as_of`."""

    as_of: date
    seed: int
    accounts: tuple[AccountTruth, ...]


def write_truth(truth: Truth, file: Path) -> None:
    """The truth as JSON; to be kept outside what is imported."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    file.write_bytes(orjson.dumps(truth, default=str, option=options))
