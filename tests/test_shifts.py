"""What moving between kinds is worth, as a book keeps it and plans show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest
from tests.late_payer import DAY, make_book
from typer.testing import CliRunner

from goodwill.book import Book, open_book
from goodwill.hindsight.shifts import learn_shifts, shift_wanted
from goodwill.lab.returns.shifts import Shift
from goodwill.lab.returns.study import Returns
from goodwill.serve.cli.app import app
from goodwill.serve.languages import language, speaking
from goodwill.serve.shift_worth import shift_worths

TOLD = Shift(
    before="technical",
    after="partner",
    step="beside",
    accounts=(9, 7),
    value=1200.0,
    low=300.0,
    high=2100.0,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    opened = open_book(make_book(tmp_path))
    yield opened
    opened.close()


def run(book: Book, *words: str) -> str:
    done = CliRunner().invoke(app, ["--book", book.place, *words], env={"COLUMNS": "500"})
    assert done.exit_code == 0, done.output
    return done.stdout if "json" in words else " ".join(done.stdout.split())


def test_a_small_book_cannot_tell_and_says_why(book: Book) -> None:
    assert book.shifts() is None
    told = run(book, "calibrate", "--shifts")

    assert told.count("cannot be told") == 1, "the same reason is told once"
    assert "20 are needed" in told
    kept = open_book(book.place).shifts()
    assert kept is not None
    assert len(kept.shifts) == 12


def test_keeping_it_moves_no_statement(book: Book) -> None:
    before = orjson.dumps(book.statement("halden", as_of=DAY))
    book.learn_shifts(DAY)

    assert orjson.dumps(book.statement("halden", as_of=DAY)) == before


def test_what_was_worked_out_is_kept_to_the_figure(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = book.returns(DAY)
    made_up = replace(real, currency="EUR", shifts=(TOLD,))

    def returns(_book: Book, _day: date, _told: object = None) -> Returns:
        return made_up

    monkeypatch.setattr(Book, "returns", returns)
    learn_shifts(book, DAY, datetime(2026, 6, 30, tzinfo=UTC))
    kept = book.shifts()

    assert kept is not None
    assert (kept.made_on, kept.currency, kept.shifts) == (DAY, "EUR", (TOLD,))
    assert kept.between("technical", "partner") == TOLD
    assert kept.between("partner", "technical") is None


def test_a_plan_says_what_the_wanted_move_is_worth_or_how_to_find_out(book: Book) -> None:
    words = ("plan", "halden", "--as-of", str(DAY))
    assert json.loads(run(book, *words, "--format", "json"))["shift"] is None, "no kind is known"
    book.dispute("halden", "kind", "wrong", value="technical", as_of=DAY)
    asked = json.loads(run(book, *words, "--format", "json"))["shift"]

    assert (asked["from"], asked["to"], asked["value"]) == ("technical", "ad_hoc", None)
    assert "goodwill calibrate --shifts" in run(book, *words)
    book.learn_shifts(DAY)
    told = run(book, *words)
    assert "What moving from technical to ad hoc is worth cannot be told: " in told


def test_who_is_where_they_are_wanted_need_not_move(book: Book) -> None:
    book.dispute("halden", "kind", "wrong", value="ad_hoc", as_of=DAY)

    kind = book.statement("halden", as_of=DAY)["kind"]
    assert kind["now"] == kind["desired"] == "ad_hoc"
    assert shift_wanted(kind["now"], kind["desired"]) is None


@pytest.mark.parametrize(
    ("now", "desired"), [(None, "partner"), ("technical", None), (None, None), ("social", "social")]
)
def test_where_no_move_is_wanted_or_known_nothing_is_told(
    book: Book, now: str | None, desired: str | None
) -> None:
    assert shift_worths(book, {"halden": (now, desired)}) == {}


def test_pages_say_what_a_move_is_worth_and_in_which_language(book: Book) -> None:
    kinds = {"halden": ("technical", "partner")}
    assert "goodwill calibrate --shifts" in shift_worths(book, kinds)["halden"]
    book.learn_shifts(DAY)

    english = shift_worths(book, kinds)["halden"]
    with speaking(language("de")):
        german = shift_worths(book, kinds)["halden"]

    assert "is worth cannot be told" in english
    assert "Worked out 30 Jun 2026." in english
    assert "Worked out" not in german
    assert "30. Juni 2026" in german
