"""A book's tables in Arrow: `Book.table`, for pandas, Polars, DuckDB and files.

Which tables there are, and what each column says, is described in `goodwill.facts.open_tables` and
`goodwill.store.open_tables.facts`; the same tables stand in the database as views. Each
field carries its description along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from goodwill.errors import CallError, nearest
from goodwill.facts.open_tables import OF_STATEMENTS, SIGNALS, OpenTable
from goodwill.store.columns.arrays import as_array
from goodwill.store.open_tables.facts import GIVEN, INTERACTIONS
from goodwill.store.open_tables.views import row_query

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.facts.statement import Statement

__all__ = ["ARROW", "FACTS", "arrow_schema", "arrow_table", "open_tables"]

FACTS = "facts:"
"""Before the name of a table of rows as they were imported."""

ARROW: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "money": pa.decimal128(24, 6),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "time": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}
"""What each kind of column is in Arrow."""


def open_tables() -> dict[str, OpenTable]:
    """Every table, by the name that `Book.table` takes."""
    rows = {f"{FACTS}{name}": table for name, table in {**GIVEN, **INTERACTIONS}.items()}
    return {**OF_STATEMENTS, SIGNALS.name: SIGNALS, **rows}


def arrow_schema(table: OpenTable) -> pa.Schema:
    """The columns of a table, each with what it says."""
    return pa.schema(
        [pa.field(one.name, ARROW[one.kind], metadata={"says": one.says}) for one in table.columns],
        metadata={"grain": table.grain},
    )


def arrow_table(book: Book, name: str, as_of: date) -> pa.Table:
    """One table; of statements and signals those of a day. Raises `CallError` for another name."""
    known = open_tables()
    if name not in known:
        raise CallError(
            f'There is no table "{name}".{nearest(name, known)}',
            hint=f"There are: {', '.join(known)}.",
        )
    table = known[name]
    if name == SIGNALS.name:
        return _table(table, _signal_rows(book, as_of))
    if name.startswith(FACTS):
        rows = book.look(lambda reader: reader.rows(row_query(name.removeprefix(FACTS))))
        return _table(table, [_listed(table, row) for row in rows])
    found = (row for one in book.statements(as_of) for row in statement_rows(one, table))
    return _table(table, found)


def _table(table: OpenTable, rows: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> pa.Table:
    schema = arrow_schema(table)
    columns = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in schema]
    arrays = [as_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _listed(table: OpenTable, row: Sequence[Any]) -> list[Any]:
    """A row of the database with its lists opened."""
    return [
        orjson.loads(value) if column.kind == "list" and value is not None else value
        for column, value in zip(table.columns, row, strict=True)
    ]


def statement_rows(statement: Statement, table: OpenTable) -> Iterator[list[Any]]:
    """The rows of one table that a statement holds."""
    head = [statement["account"]["id"], statement["as_of"]]
    if table.name == "evidence":
        paths = [column.path for column in table.columns[3:]]
        for line, items in _lines(statement):
            for item in items:
                yield [*head, line, *(_at(item, path) for path in paths)]
        return
    items = _at(statement, table.each) if table.each else [statement]
    paths = [column.path for column in table.columns[2:]]
    for item in items:
        yield [*head, *(_at(item, path) for path in paths)]


def _lines(statement: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Every line with the items that it rests on, in the order of the views."""
    for line in ("kind", "stage"):
        yield line, statement[line].get("evidence", ())
    gates = statement["stage"]["gates"]
    for group in ("gates", "patterns", "practices", "expectations", "risks"):
        for one in gates if group == "gates" else statement[group]:
            yield f"{group}[{one['id']}]", one["evidence"]
    for promise in statement["commitments"]["items"]:
        yield "commitments", promise["evidence"]


def _at(item: Any, path: str) -> Any:
    """What stands at a path of an item; None where it ends before."""
    for part in path.split("."):
        if part.isdigit():
            item = item[int(part)] if len(item) > int(part) else None
        else:
            item = None if item is None else item.get(part)
    return item


def _signal_rows(book: Book, as_of: date) -> Iterator[list[Any]]:
    accounts = [known.account_id for known in book.accounts()]
    for found in book.assessor.measured_of(accounts, as_of):
        for name, value in sorted(found.year.items()):
            yield [
                found.account_id,
                as_of.isoformat(),
                name,
                value.unit,
                value.raw,
                value.estimate,
                value.exposure,
                sorted(value.sources),
            ]
