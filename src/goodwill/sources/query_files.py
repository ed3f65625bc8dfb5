"""A file of queries for a whole warehouse (TOML): one `[[queries]]` for each table.

How a query is run is said next door, in `queries`.
"""

from __future__ import annotations

from pathlib import Path

from goodwill.errors import ConfigError, nearest
from goodwill.facts.csv_tables import CSV_TABLES
from goodwill.sources.queries import Query
from goodwill.toml_keys import Keys, parsed

__all__ = ["load_queries", "table_named"]

_KEYS = ("name", "table", "sql")


def load_queries(path: Path) -> tuple[Query, ...]:
    """The queries in a file; `ConfigError` for one that cannot be meant."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.", hint=_SHAPE) from error
    found = Keys(str(path), parsed(text, str(path)), ("queries",)).tables("queries", _KEYS)
    if not found:
        raise ConfigError(f"{path} holds no query.", hint=_SHAPE)
    return tuple(_query(keys) for keys in found)


def table_named(name: str) -> str:
    """A table of the contract; `ConfigError` where there is none of that name."""
    if name in CSV_TABLES:
        return name
    raise ConfigError(
        f'There is no table "{name}".{nearest(name, CSV_TABLES)}',
        hint=f"Tables are: {', '.join(CSV_TABLES)}.",
    )


_SHAPE = 'Write for each:  [[queries]]  name = "invoices"  table = "invoices"  sql = "select ..."'


def _query(keys: Keys) -> Query:
    name, table = keys.needed_text("name"), keys.text("table")
    return Query(
        text=keys.needed_text("sql"),
        name=name,
        table=None if table is None else table_named(table),
    )
