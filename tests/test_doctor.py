"""What the doctor says of a book, to a program and to a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from goodwill.access import members
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


MAIL = (
    "From: kim@acre.example\nTo: ann@ours.example\nSubject: {day}\nMessage-ID: <{day}@x.example>\n"
    "Date: {day} Mar 2024 09:00:00 +0000\n\nCould you send the drawings?\n"
)


def with_mails(book: Book, folder: Path, keep: str) -> list[str]:
    """What is told of words that are kept, of a book with two mails of March 2024."""
    for day in (2, 3):
        (folder / f"{day}.eml").write_text(MAIL.format(day=day), "utf-8")
    (folder / "goodwill.toml").write_text(f"[privacy]\nkeep_bodies = {keep}\n", "utf-8")
    book.import_paths([folder / "2.eml", folder / "3.eml"])
    book.import_paths([folder / "goodwill.toml"])
    return [one.what for one in book.doctor().problems if "words of" in one.what]


@pytest.mark.parametrize("keep", ["true", "36525"])
def test_words_that_may_be_kept_are_nothing_to_tell(book: Book, tmp_path: Path, keep: str) -> None:
    assert with_mails(book, tmp_path, keep) == []


def test_words_that_are_kept_too_long_are_told(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import lets go of them; a book that nobody imports into grows old by itself."""
    assert with_mails(book, tmp_path, "36525") == []
    monkeypatch.setattr(type(book), "today", lambda _: date(2124, 3, 4))

    told = [one.what for one in book.doctor().problems if "words of" in one.what]

    assert told == ["the words of 1 mail are kept longer than [privacy] keep_bodies says"]


def test_words_that_several_people_keep_for_good_are_told(book: Book, tmp_path: Path) -> None:
    assert with_mails(book, tmp_path, "true") == []
    members.set_up(book.store, at=1_780_000_000)

    told = [one.what for one in book.doctor().problems if "for good" in one.what]

    assert len(told) == 1


def test_what_is_missing_is_said_in_sentences(book: Book) -> None:
    text = said(book)

    assert "no calendar yet (sources)" in text
    assert "no invoices.csv yet" not in text
    assert "Columns are not kept: read from the database for each account." in text
    assert "Engine duckdb, " in text
    assert "False" not in text
