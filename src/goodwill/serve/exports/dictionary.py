"""The dictionary of the tables: for people, for dbt and for Datasette, from one description."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from goodwill.arrow_tables import open_tables
from goodwill.facts.open_tables import OpenTable
from goodwill.store.open_tables.views import view_name

__all__ = ["as_csv", "as_markdown", "datasette_metadata", "dbt_sources", "files", "in_sql"]

HEADS = ("table", "view", "column", "kind", "says")


def in_sql() -> dict[str, OpenTable]:
    """The tables that stand in the database as views, by the view's name."""
    return {view_name(name): table for name, table in open_tables().items() if name != "signals"}


def as_csv() -> str:
    """One row for each column of each table."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(HEADS)
    for name, table in open_tables().items():
        view = "" if name == "signals" else view_name(name)
        sheet.writerows((name, view, one.name, one.kind, one.says) for one in table.columns)
    return out.getvalue()


def as_markdown() -> str:
    """The same for reading."""
    return "\n".join(_markdown())


def _markdown() -> Iterator[str]:
    for name, table in open_tables().items():
        view = "" if name == "signals" else f", in SQL `{view_name(name)}`"
        yield f"### `{name}`{view}"
        yield ""
        yield table.grain
        yield ""
        yield "| column | kind | says |"
        yield "|---|---|---|"
        yield from (f"| `{one.name}` | {one.kind} | {one.says} |" for one in table.columns)
        yield ""


def datasette_metadata() -> dict[str, Any]:
    """What `datasette book.db --metadata FILE` shows of each view; the rest is hidden."""
    from goodwill.store.tables.schema import METADATA  # noqa: PLC0415  SQLAlchemy: 0.3 s

    shown = {
        view: {
            "description": table.grain,
            "columns": {one.name: one.says for one in table.columns},
            "sort": table.columns[0].name,
        }
        for view, table in in_sql().items()
    }
    hidden = {name: {"hidden": True} for name in sorted(METADATA.tables)}
    return {
        "title": "Goodwill: the books on client relationships",
        "description": "Read-only views. The tables under them are the program's own.",
        "databases": {"book": {"tables": {**shown, **hidden}}},
    }


def dbt_sources() -> str:
    """A dbt sources file (YAML) over the views of a book on Postgres."""
    return "\n".join(_dbt()) + "\n"


def _dbt() -> Iterator[str]:
    yield from ("version: 2", "", "sources:", "  - name: goodwill", "    schema: public")
    yield "    tables:"
    for view, table in in_sql().items():
        yield f"      - name: {view}"
        yield f"        description: {_quoted(table.grain)}"
        yield "        columns:"
        for one in table.columns:
            yield f"          - name: {one.name}"
            yield f"            description: {_quoted(one.says)}"


def _quoted(text: str) -> str:
    """A text as a YAML scalar between quotes, which takes JSON's escapes."""
    return orjson.dumps(text).decode()


def files() -> Mapping[str, str]:
    """The files that go with exported tables, by name."""
    return {
        "dictionary.csv": as_csv(),
        "dictionary.md": f"# The tables\n\n{as_markdown()}",
        "dbt_sources.yml": dbt_sources(),
    }
