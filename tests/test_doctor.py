"""What the doctor says of a book, to a program and to a person."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from goodwill.book import Book, open_book
from goodwill.serve.text.reports import doctor_report

INVOICES = "invoice_id,account_id,issued_on,amount\n"
WRONG = "i1,acme,2026-01-05,ten\ni2,acme,2026-01-05,\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book into which a file with two wrong rows was imported."""
    book = open_book(tmp_path / "book", create=True)
    file(tmp_path).write_text(f"{INVOICES}{WRONG}i3,acme,2026-01-05,30\n", "utf-8")
    book.import_paths([file(tmp_path)])
    yield book
    book.close()


def file(folder: Path) -> Path:
    return folder / "invoices.csv"


def said(book: Book) -> str:
    out = StringIO()
    doctor_report(Console(file=out, width=200), "book", book.doctor())
    return out.getvalue()


def test_what_was_not_read_is_told_with_its_file(book: Book, tmp_path: Path) -> None:
    first = book.doctor().problems[0]

    assert first.where == str(file(tmp_path))
    assert first.what.startswith("2 records not read, for example: it is")


def test_what_was_mended_is_no_longer_told(book: Book, tmp_path: Path) -> None:
    file(tmp_path).write_text(f"{INVOICES}i3,acme,2026-01-05,30\n", "utf-8")
    book.import_paths([file(tmp_path)])

    assert not any("not read" in problem.what for problem in book.doctor().problems)


def test_what_is_missing_is_said_in_sentences(book: Book) -> None:
    text = said(book)

    assert "no calendar yet (sources)" in text
    assert "no invoices.csv yet" not in text
    assert "Columns are not kept: read from the database for each account." in text
    assert "Engine duckdb, " in text
    assert "False" not in text
