"""The made-up company, made, read and assessed once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from goodwill.book import Book, open_book
from goodwill.demo.company import make_company
from goodwill.demo.truth import Truth
from goodwill.facts.statement import Statement
from goodwill.pipeline import ImportReport

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the company's files are, once `truth` was asked for."""
    return tmp_path_factory.mktemp("demo") / "company"


@pytest.fixture(scope="session")
def truth(folder: Path) -> Truth:
    """What is true of the company; asking for it makes the files."""
    return make_company(folder, seed=1, as_of=DAY)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    book = open_book(tmp_path_factory.mktemp("book"), create=True)
    yield book
    book.close()


@pytest.fixture(scope="session")
def report(book: Book, folder: Path, truth: Truth) -> ImportReport:
    """What importing it did."""
    assert truth.as_of == DAY
    return book.import_paths([folder])


@pytest.fixture(scope="session")
def statements(book: Book, report: ImportReport) -> list[Statement]:
    """All its statements."""
    assert report.total.seen
    return list(book.statements(DAY))
