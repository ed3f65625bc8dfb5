"""A file of queries for a whole warehouse (TOML): one `[[queries]]` for each table.

How a query is run is said next door, in `queries`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from goodwill.errors import ConfigError, nearest
from goodwill.facts.csv_tables import CSV_TABLES
from goodwill.sources.queries import Query

__all__ = ["load_queries", "table_named"]

_KEYS = ("name", "table", "sql")


def load_queries(path: Path) -> tuple[Query, ...]:
    """The queries in a file; `ConfigError` for one that cannot be meant."""
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.", hint=_SHAPE) from error
    _check_keys(f"{path}", said, ("queries",))
    found = said.get("queries", [])
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise ConfigError(f"{path} holds no query.", hint=_SHAPE)
    return tuple(
        _query(f"{path}, [[queries]] {number}", one) for number, one in enumerate(found, start=1)
    )


def table_named(name: str) -> str:
    """A table of the contract; `ConfigError` where there is none of that name."""
    if name in CSV_TABLES:
        return name
    raise ConfigError(
        f'There is no table "{name}".{nearest(name, CSV_TABLES)}',
        hint=f"Tables are: {', '.join(CSV_TABLES)}.",
    )


_SHAPE = 'Write for each:  [[queries]]  name = "invoices"  table = "invoices"  sql = "select ..."'


def _query(where: str, said: Mapping[str, Any]) -> Query:
    _check_keys(where, said, _KEYS)
    wrong = [key for key, value in said.items() if not isinstance(value, str) or not value.strip()]
    missing = [key for key in ("name", "sql") if key not in said]
    for key in wrong + missing:
        raise ConfigError(f"{where}: {key} is no text.", hint=_SHAPE)
    table = said.get("table")
    return Query(
        text=said["sql"], name=said["name"], table=None if table is None else table_named(table)
    )


def _check_keys(where: str, said: Mapping[str, Any], known: Collection[str]) -> None:
    for key in said:
        if key not in known:
            raise ConfigError(
                f'{where}: there is no key "{key}".{nearest(key, known)}', hint=_SHAPE
            )
