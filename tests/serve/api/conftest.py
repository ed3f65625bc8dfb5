"""The small company's book, and how a program asks for it: no door is opened, nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from tests.serve.web.conftest import DAY, Ask, asks, drawn_up

from goodwill.book import open_book
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book that nobody has open."""
    folder = tmp_path_factory.mktemp("api")
    drawn_up(folder).book.close()
    return folder / "book"


@pytest.fixture(scope="session")
def shelf(made: Path) -> Iterator[Shelf]:
    """A book for tests that only look at it."""
    book = open_book(made)
    yield Shelf(book, DAY)
    book.close()


@pytest.fixture
def own_shelf(made: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A book for one test alone, which may change it."""
    copytree(made, tmp_path / "book")
    book = open_book(tmp_path / "book")
    yield Shelf(book, DAY)
    book.close()


@pytest.fixture(scope="session")
def ask(shelf: Shelf) -> Ask:
    """`ask("/accounts")` asks the API of the book that is only looked at."""
    return of_api(shelf)


def of_api(shelf: Shelf) -> Ask:
    """The same of any book: gets, or posts what `json` holds."""
    site = asks(create_app(shelf))

    def ask(path: str, **more: Any) -> httpx.Response:
        method = more.pop("method", "POST" if "json" in more else "GET")
        return site(f"/api/v1{path}", method=method, **more)

    return ask
