"""DuckDB in this process, in memory: the default engine.

One thread, because sums of floats must not depend on who was first, and because an
account is small; several accounts at once are several processes. No file is opened, unless a
package's engine of its own names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb

from goodwill.engines.base import EngineKind, Params

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINE", "DuckDBEngine"]

Config = Mapping[str, str | bool | int | float | list[str]]
NO_CONFIG: Config = MappingProxyType({})
CONFIG: Config = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class DuckDBEngine:
    """One database, in memory unless a `place` is given; `config` is added to our own.

    The same queries come again for other accounts: each is parsed once, and bound once for a day.
    """

    keeps_order = True

    def __init__(self, place: str = ":memory:", config: Config = NO_CONFIG) -> None:
        self._connection = duckdb.connect(place, config={**CONFIG, **config})
        self._parsed: dict[str, duckdb.Statement] = {}
        self._bound: dict[str, tuple[dict[str, object], duckdb.DuckDBPyRelation]] = {}

    def load(self, name: str, table: pa.Table) -> None:
        """Read the Arrow table in place; it is copied only by what is defined over it."""
        self._connection.register(name, table)

    def define(self, name: str, sql: str, params: Params) -> None:
        """Keep the rows of `sql` as a table.

        What was loaded under this name before would hide it, since DuckDB looks there first.
        """
        self._connection.unregister(name)
        text = f'create or replace table "{name}" as {sql}'
        if text not in self._parsed:
            (self._parsed[text],) = self._connection.extract_statements(text)
        self._connection.execute(self._parsed[text], _named_in(sql, params))

    def run(self, sql: str, params: Params) -> pa.Table:
        """The rows of `sql` as one Arrow table."""
        named = _named_in(sql, params)
        if sql not in self._bound or self._bound[sql][0] != named:
            self._bound[sql] = (named, self._connection.sql(sql, params=named))
        found: pa.Table = self._bound[sql][1].to_arrow_table()
        return found

    def close(self) -> None:
        """Drop everything."""
        self._connection.close()


def _named_in(sql: str, params: Params) -> dict[str, object]:
    """Only the parameters that the text names: DuckDB refuses the others."""
    return {name: value for name, value in params.items() if f"${name}" in sql}


ENGINE = EngineKind(name="duckdb", connect=DuckDBEngine)
