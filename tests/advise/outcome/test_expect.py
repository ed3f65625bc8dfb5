"""What a play registers beforehand, and that it is read back as it was written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from goodwill.advise.outcome.expect import Expected, as_document, expected, expected_from
from goodwill.catalogue.loader import load_catalogue
from goodwill.catalogue.schema import Move
from goodwill.facts.series import MonthPoint, Series, month_number

DAY = date(2026, 6, 15)
PLAYS = load_catalogue().plays


def series(signal: str, *values: float) -> Series:
    """Months up to the one before the day."""
    first = month_number(DAY) - len(values)
    points = tuple(MonthPoint(at, value, 1.0) for at, value in enumerate(values, first))
    return Series(signal=signal, unit="days", points=points)


def registered(play: str, *held: Series) -> Expected:
    named = {one.signal: one for one in held}
    return expected(PLAYS[play], named, DAY, level_months=6, counts=0.5)


def test_the_level_is_the_mean_of_the_months_before() -> None:
    found = registered(
        "agree_payment_date", series("days_beyond_terms", 99, 40, 40, 40, 50, 50, 50)
    )

    first = found.moves[0]
    assert (first.level, first.months) == (45.0, 6)
    assert (first.change, first.counts_from) == (-35.0, -17.5)
    assert first.by == date(2026, 12, 12)


def test_months_with_more_behind_them_count_more() -> None:
    held = series("days_beyond_terms", 10, 40)
    heavy = held.points[1]._replace(exposure=9.0)
    found = registered(
        "agree_payment_date",
        Series(signal=held.signal, unit="days", points=(held.points[0], heavy)),
    )

    assert found.moves[0].level == pytest.approx(37.0)


def test_the_month_that_runs_is_no_level() -> None:
    points = (MonthPoint(month_number(DAY), 80.0, 5.0),)
    found = registered(
        "agree_payment_date", Series(signal="days_beyond_terms", unit="days", points=points)
    )

    assert found.moves[0].level is None
    assert found.moves[0].counts_from is None


def test_on_the_last_of_a_month_that_month_counts() -> None:
    held = Series(
        signal="breadth", unit="people", points=(MonthPoint(month_number(DAY), 2.0, 1.0),)
    )

    found = expected(
        PLAYS["widen_the_committee"],
        {"breadth": held},
        date(2026, 6, 30),
        level_months=6,
        counts=0.5,
    )

    assert found.moves[0].level == 2.0


def test_what_stands_where_it_should_has_nothing_to_move() -> None:
    found = registered("agree_payment_date", series("days_beyond_terms", 3, 4, 5))

    assert (found.moves[0].change, found.moves[0].counts_from) == (0.0, 0.0)


def test_a_play_that_nothing_measures_registers_nothing() -> None:
    assert registered("put_a_name_on_it").moves == ()


def test_it_is_read_back_as_it_was_written() -> None:
    found = registered("agree_payment_date", series("days_beyond_terms", 40, 50))

    assert expected_from(json.loads(json.dumps(as_document(found)))) == found


@pytest.mark.parametrize(
    ("how", "level", "to"),
    [
        ({"by": 2.0}, 1.0, 3.0),
        ({"times": 1.5}, 2.0, 3.0),
        ({"to": 3.0}, 1.0, 3.0),
        ({"to": 3.0}, 5.0, 5.0),
    ],
)
def test_how_far_is_a_difference_a_factor_or_a_level(
    how: dict[str, float], level: float, to: float
) -> None:
    move = Move(signal="breadth", goes="up", **how, within_days=90, since=DAY, basis="a test")

    assert move.expected(level) == to


@pytest.mark.parametrize("name", [one.id for one in PLAYS.values() if one.moves])
def test_what_a_play_should_move_is_among_what_it_is_measured_by(name: str) -> None:
    play = PLAYS[name]

    assert {move.signal for move in play.moves} <= set(play.measured_by)
    assert len(play.moves_in_force(DAY)) == len({move.signal for move in play.moves})


def test_a_later_number_takes_the_place_of_an_earlier_one() -> None:
    play = PLAYS["agree_payment_date"]
    first = play.moves[0]
    later = Move(
        signal=first.signal,
        goes=first.goes,
        to=5.0,
        within_days=90,
        since=date(2027, 1, 1),
        basis="a test",
    )
    changed = replace(play, moves=(*play.moves, later))

    assert changed.moves_in_force(DAY)[0] == first
    assert changed.moves_in_force(date(2027, 1, 1))[0] == later
