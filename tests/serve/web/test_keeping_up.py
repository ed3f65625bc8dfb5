"""Pages keep up with a book that others write into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from tests.serve.web.conftest import asks

from goodwill.errors import AccountNotFoundError, ConfigError, GoodwillError, StoreError
from goodwill.reports import Progress
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import PATIENCE, QUIET, Shelf


class Rests(Event):
    """An end that comes after some rests; something happens at the beginning of each."""

    def __init__(self, *happens: Callable[[], object]) -> None:
        super().__init__()
        self._happens = list(happens)

    def wait(self, timeout: float | None = None) -> bool:
        """Without waiting."""
        assert timeout
        if self._happens:
            self._happens.pop(0)()
        else:
            self.set()
        return self.is_set()


def nothing() -> None:
    """A rest in which nothing happens."""


def imports(shelf: Shelf, folder: Path) -> Callable[[], object]:
    """Another account arrives."""
    file = folder / "accounts.csv"
    file.write_text("account_id,name,domains\ncove,Cove,cove.example\n", "utf-8")
    return lambda: shelf.book.import_paths([file])


def accounts(shelf: Shelf) -> Sequence[str]:
    return [glance["row"]["id"] for glance in shelf.book.glances(shelf.newest)]


def test_what_arrives_is_drawn_up_once_it_has_come_to_rest(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    own_shelf.keep_up(Rests(imports(own_shelf, tmp_path), nothing, nothing))

    assert "cove" in accounts(own_shelf)


def test_who_arrives_is_found_though_it_was_asked_for_before(
    own_shelf: Shelf, tmp_path: Path
) -> None:
    with pytest.raises(AccountNotFoundError):
        own_shelf.statement("cove", own_shelf.newest)

    own_shelf.keep_up(Rests(imports(own_shelf, tmp_path), nothing, nothing))

    assert own_shelf.statement("Cove", own_shelf.newest)["account"]["id"] == "cove"
    assert not own_shelf.history("cove.example", own_shelf.newest)


def test_nothing_is_drawn_up_where_nothing_arrives(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_shelf.book, "assess", lambda *_: pytest.fail("drawn up"))

    own_shelf.keep_up(Rests(nothing, nothing, nothing))


def test_nothing_is_begun_once_the_pages_are_closed(
    own_shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive = imports(own_shelf, tmp_path)
    monkeypatch.setattr(own_shelf.book, "assess", lambda *_: pytest.fail("drawn up"))

    own_shelf.keep_up(Rests(arrive))


@pytest.mark.parametrize("fault", [StoreError("held"), ConfigError("odd")], ids=["held", "odd"])
def test_what_fails_is_tried_again(
    own_shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: GoodwillError
) -> None:
    draw_up, faults = own_shelf.book.assess, [fault]

    def assess(*asked: Any) -> object:
        if faults:
            raise faults.pop()
        return draw_up(*asked)

    monkeypatch.setattr(own_shelf.book, "assess", assess)
    own_shelf.keep_up(Rests(imports(own_shelf, tmp_path), *[nothing] * 4))

    assert not faults
    assert "cove" in accounts(own_shelf)


@pytest.mark.parametrize("follows", [True, False], ids=["today", "the day that was named"])
def test_at_midnight_today_moves_on_and_a_day_that_was_named_does_not(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch, follows: bool
) -> None:
    day = own_shelf.newest
    shelf = Shelf(own_shelf.book, day, follows_today=follows)
    monkeypatch.setattr(shelf.book, "today", lambda: day + timedelta(days=1))

    shelf.keep_up(Rests(nothing, nothing, nothing))

    assert shelf.newest == (day + timedelta(days=1) if follows else day)
    assert len(shelf.portfolio(shelf.newest).glances) == len(own_shelf.portfolio(day).glances)


def test_while_it_is_drawn_up_again_the_book_is_shown_as_it_was(
    own_shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, draw_up = own_shelf.newest, own_shelf.book.assess
    more = tmp_path / "invoices.csv"
    more.write_text("invoice_id,account_id,issued_on,amount\ni7,acre,2026-06-02,500\n", "utf-8")
    meanwhile: list[tuple[bool, float | None, list[str], int]] = []

    def look() -> None:
        revenue = own_shelf.statement("acre", day)["economics"]["revenue"]
        names = [glance["row"]["id"] for glance in own_shelf.portfolio(day).glances]
        answer = asks(create_app(own_shelf))("/again")
        meanwhile.append((own_shelf.is_behind, revenue, names, answer.status_code))

    def assess(*asked: Any) -> object:
        answer = draw_up(*asked)
        somebody = Thread(target=look)
        somebody.start()
        somebody.join()
        return answer

    monkeypatch.setattr(own_shelf.book, "assess", assess)
    own_shelf.keep_up(Rests(lambda: own_shelf.book.import_paths([more]), nothing, nothing))
    look()

    assert meanwhile == [
        (True, 1000.0, ["acre", "brook"], 204),
        (False, 1500.0, ["acre", "brook"], 200),
    ]


def test_a_past_day_that_is_asked_for_leaves_the_pages_of_today_as_they_are(
    own_shelf: Shelf,
) -> None:
    day, past = own_shelf.newest, own_shelf.newest - timedelta(days=3)
    before = own_shelf.edition, own_shelf.basis_now("acre", day)
    past_before = own_shelf.book.edition(past)

    assert own_shelf.portfolio(past).glances
    assert (own_shelf.book.edition(day), own_shelf.basis_now("acre", day)) == before
    assert own_shelf.book.edition(past) != past_before


def test_of_an_account_without_a_statement_there_is_no_basis(own_shelf: Shelf) -> None:
    assert own_shelf.basis_now("nobody", own_shelf.newest) is None
    assert own_shelf.basis_now("acre", own_shelf.newest - timedelta(days=9)) is None


@pytest.mark.parametrize(("asked_ago", "waits"), [(0.0, True), (QUIET, False)])
def test_words_are_taken_in_while_nobody_asks(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch, asked_ago: float, waits: bool
) -> None:
    times, rests = [100.0 - asked_ago], list[float | None]()

    def rest(_: Event, timeout: float | None = None) -> bool:
        rests.append(timeout)
        times.append(times[-1] + (timeout or 0))
        return False

    monkeypatch.setattr("goodwill.serve.web.shelf.time.monotonic", lambda: times[-1])
    own_shelf.look_again()
    times.append(100.0)
    monkeypatch.setattr(Event, "wait", rest)
    monkeypatch.setattr(
        own_shelf.book, "make_searchable", lambda told: told(Progress(what="", done=1, total=2))
    )
    own_shelf.keep_up(Ended())

    assert bool(rests) is waits
    assert sum(one or 0 for one in rests) <= PATIENCE


class Ended(Event):
    """An end that has come."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        """Without waiting."""
        return True
