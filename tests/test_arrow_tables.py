"""A book's tables: the same columns and rows in Arrow and in SQL, described, without text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.serve.web.conftest import DAY, drawn_up

from goodwill import open_book
from goodwill.arrow_tables import ARROW, arrow_schema, open_tables
from goodwill.book import Book
from goodwill.errors import CallError
from goodwill.store.open_tables.views import view_name

NAMES = list(open_tables())
IN_SQL = [name for name in NAMES if name != "signals"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    folder = tmp_path_factory.mktemp("tables")
    drawn_up(folder).book.close()
    found = open_book(folder / "book")
    yield found
    found.close()


def in_sql(book: Book, query: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """What another program reads of the file: heads and rows."""
    with closing(sqlite3.connect(f"file:{book.place}/book.db?mode=ro", uri=True)) as connection:
        cursor = connection.execute(query)
        return [column[0] for column in cursor.description], cursor.fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_columns_that_are_described_with_what_they_say(
    book: Book, name: str
) -> None:
    table, spec = book.table(name, DAY), open_tables()[name]

    assert table.schema.equals(arrow_schema(spec), check_metadata=True)
    for field, column in zip(table.schema, spec.columns, strict=True):
        assert (field.name, field.type) == (column.name, ARROW[column.kind])
        assert field.metadata == {b"says": column.says.encode()}
        assert column.says.endswith(".")


@pytest.mark.parametrize("name", IN_SQL)
def test_a_view_has_the_same_columns_and_as_many_rows(book: Book, name: str) -> None:
    table = book.table(name, DAY)
    heads, rows = in_sql(book, f"select * from {view_name(name)}")  # noqa: S608

    assert heads == table.column_names
    assert len(rows) == table.num_rows


def test_a_view_says_what_the_statement_says(book: Book) -> None:
    statement = book.statement("acre", as_of=DAY)
    _, rows = in_sql(
        book, "select pattern_id, status, probability from v_patterns where account_id = 'acre'"
    )

    assert rows == [(one["id"], one["status"], one["probability"]) for one in statement["patterns"]]
    _, [(kind, revenue, play)] = in_sql(
        book, "select kind, revenue, next_play from v_statements where account_id = 'acre'"
    )
    assert kind == statement["kind"]["now"]
    assert revenue == statement["economics"]["revenue"]
    assert play == statement["plan"]["plays"][0]["title"]


def test_money_keeps_every_figure_and_days_are_days(book: Book) -> None:
    (row,) = book.table("facts:invoices").to_pylist()

    assert (row["amount"], row["issued_on"]) == (Decimal("1000.000000"), date(2026, 5, 1))
    assert row["currency"] is None


def test_a_row_that_waits_for_its_invoice_is_not_shown(book: Book) -> None:
    assert book.table("facts:payments").column("payment_id").to_pylist() == ["p1"]


def test_mail_is_there_without_a_word_of_it(book: Book) -> None:
    rows = book.table("facts:messages").to_pylist()

    assert {row["account_id"] for row in rows} == {"acre", "brook"}
    assert not any("leak" in str(row) for row in rows)


def test_signals_are_what_the_statement_was_made_of(book: Book) -> None:
    rows = book.table("signals", DAY).to_pylist()

    assert {row["account_id"] for row in rows} == {"acre", "brook"}
    assert all(row["exposure"] > 0 and row["sources"] for row in rows)


def test_a_table_that_is_not_there_is_refused_with_the_nearest(book: Book) -> None:
    with pytest.raises(CallError, match='nearest name is "patterns"'):
        book.table("pattern")


def test_an_empty_book_has_all_tables_with_no_row(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    try:
        assert {book.table(name, DAY).num_rows for name in NAMES} == {0}
    finally:
        book.close()
