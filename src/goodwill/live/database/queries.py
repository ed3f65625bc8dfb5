"""The file that says what a live source asks a database for: one `[[queries]]` for each table.

    [[queries]]
    name = "invoices"
    sql = "select number as invoice_id, ... from sales"
    table = "invoices"          # or  mapping = "sales.toml", a mapping file beside this one
    cursor = "changed_at"       # grows whenever a row changes; without it all is asked for
    key = ["invoice_id"]        # what names a row; without it the key of the table

What it says is kept in the book with the source, mappings too. How it is asked is next door, in
`source`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from goodwill.errors import ConfigError
from goodwill.facts.csv_tables import KEYS
from goodwill.sources.mapped.contract import mapping_for_table
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.mapped.shelf import shipped_mappings
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.query_files import table_named
from goodwill.toml_keys import Keys, parsed

__all__ = ["LiveQuery", "as_kept", "as_queries", "load_live_queries"]

_KEYS = ("name", "sql", "table", "mapping", "cursor", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveQuery:
    """One query that is asked again and again; `mapping` is the text of a file, "" for none."""

    name: str
    sql: str
    table: str = ""
    mapping: str = ""
    cursor: str = ""
    key: tuple[str, ...] = ()

    def explained(self) -> Mapping:
        """How its rows become rows of the contract."""
        if self.table:
            return mapping_for_table(self.table)
        shipped = {one.name: one for one in shipped_mappings()}
        return load_mapping(self.mapping, self.name, f"the mapping of {self.name}", shipped)


def load_live_queries(path: Path) -> tuple[LiveQuery, ...]:
    """The queries in a file, with the mappings that they name; `ConfigError` says what to mend."""
    found = Keys(str(path), parsed(_text(path), str(path)), ("queries",)).tables("queries", _KEYS)
    if not found:
        raise ConfigError(f"{path} holds no query.", hint=_SHAPE)
    queries = tuple(_query(keys, path.parent) for keys in found)
    names = [one.name for one in queries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigError(f'{path}: two queries are named "{twice[0]}".', hint="Rename one.")
    return queries


def as_kept(queries: tuple[LiveQuery, ...]) -> str:
    """As a source's settings keep them."""
    return orjson.dumps([one.__getstate__() for one in queries]).decode()


def as_queries(kept: str) -> tuple[LiveQuery, ...]:
    """From how they are kept."""
    names = tuple(LiveQuery.__dataclass_fields__)
    return tuple(
        LiveQuery(**{**dict(zip(names, told, strict=True)), "key": tuple(told[-1])})
        for told in orjson.loads(kept)
    )


_SHAPE = 'Write for each:  [[queries]]  name = "invoices"  table = "invoices"  sql = "select ..."'


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.", hint=_SHAPE) from error


def _query(keys: Keys, folder: Path) -> LiveQuery:
    name, table, mapping = keys.needed_text("name"), keys.text("table"), keys.text("mapping")
    if (table is None) == (mapping is None):
        raise ConfigError(
            f'{keys.where}: the query "{name}" names {"both" if table else "neither"} a table'
            f" {'and' if table else 'nor'} a mapping.",
            hint='Say  table = "invoices"  or  mapping = "file.toml".',
        )
    found = LiveQuery(
        name=name,
        sql=keys.needed_text("sql").strip().rstrip(";"),
        table="" if table is None else table_named(table),
        mapping="" if mapping is None else _text(folder / mapping),
        cursor=keys.text("cursor") or "",
        key=keys.texts("key") or (KEYS[table] if table else ()),
    )
    found.explained()
    if not found.key:
        raise ConfigError(
            f'{keys.where}: nothing tells what names a row of "{name}".',
            hint='Say which columns do:  key = ["id"]',
        )
    return found
