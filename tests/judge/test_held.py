"""A gate is held from the day it was passed to the day it was lost."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodwill.judge.held import Mark, held_since

START = date(2025, 1, 1)


def held(marks: list[Mark], as_of: date = date(2025, 12, 31), *, at_least: int = 5) -> date | None:
    """Passed at nineteen in twenty of five or more, lost below nine in ten."""
    return held_since(
        marks,
        as_of,
        at_least=at_least,
        passes=lambda good, count: count >= 5 and good >= 0.95 * count,
        fails=lambda good, count: count >= 5 and good < 0.9 * count,
    )


def weekly(*marks: float) -> list[Mark]:
    return [(START + timedelta(weeks=week), mark) for week, mark in enumerate(marks)]


def test_it_is_held_from_the_day_of_the_fifth_good_one() -> None:
    assert held(weekly(1, 1, 1, 1)) is None
    assert held(weekly(1, 1, 1, 1, 1)) == START + timedelta(weeks=4)


def test_one_bad_in_ten_takes_nothing_away_and_two_do() -> None:
    assert held(weekly(*[1] * 9, 0)) == START + timedelta(weeks=4)
    assert held(weekly(*[1] * 8, 0, 0)) is None


def test_what_was_lost_can_be_earned_again() -> None:
    lost_and_mended = weekly(*[1] * 5, 0, 0, *[1] * 45)

    since = held(lost_and_mended)

    assert since is not None
    assert since > START + timedelta(weeks=7)


def test_the_latest_speak_on_where_a_year_holds_too_few() -> None:
    assert held(weekly(1, 1, 1, 1, 1), date(2028, 1, 1)) == START + timedelta(weeks=4)
    assert held(weekly(1, 1, 1, 1, 1), date(2028, 1, 1), at_least=0) == START + timedelta(weeks=4)
    assert held([], date(2028, 1, 1)) is None


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from([0.0, 0.5, 1.0]))))
def test_the_order_of_marks_changes_nothing(given: list[tuple[int, float]]) -> None:
    marks = [(START + timedelta(days=day), mark) for day, mark in given]
    as_of = START + timedelta(days=900)
    turned = sorted(marks, reverse=True)

    assert held(marks, as_of) == held(turned, as_of)
