"""A process that is started before it is needed: it does the work, or goes, or is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.live.made import make_book

from goodwill.book import Book, open_book
from goodwill.reports import say_nothing
from goodwill.serve.apart import Ahead
from goodwill.serve.web.hands import Apart

DAY = date(2026, 6, 30)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    make_book(tmp_path).close()
    found = open_book(tmp_path / "book")
    yield found
    found.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Ahead]:
    """The processes that are started ahead."""
    found: list[Ahead] = []

    class Noted(Ahead):
        def __init__(self) -> None:
            super().__init__()
            found.append(self)

    monkeypatch.setattr("goodwill.serve.apart.Ahead", Noted)
    return found


def test_who_is_ready_does_the_work_once(book: Book, started: list[Ahead]) -> None:
    hands = Apart(book)
    hands.get_ready()
    hands.get_ready()

    first = hands.assess(DAY, say_nothing)
    by_the_one = started[0].process.poll()
    second = hands.assess(DAY, say_nothing)

    assert (first, second) == (DAY, DAY)
    assert len(started) == 1
    assert by_the_one is not None


def test_who_is_not_needed_goes(book: Book, started: list[Ahead]) -> None:
    hands = Apart(book)
    hands.get_ready()
    hands.rest()
    hands.rest()

    assert [one.process.poll() is not None for one in started] == [True]


def test_who_has_died_is_replaced(book: Book, started: list[Ahead]) -> None:
    hands = Apart(book)
    hands.get_ready()
    started[0].process.kill()
    started[0].process.wait()

    assert hands.assess(DAY, say_nothing) == DAY
