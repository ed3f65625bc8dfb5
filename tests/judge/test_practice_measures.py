"""What the judges of practices count with: working days, shares of occasions, the weaker side."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodwill.judge.practices.failures import working_days
from goodwill.judge.practices.measure import WORST_FIRST, Habit, Occasion, by_share, weaker

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def occasion(place: int, *, is_done: bool, counts: bool = True) -> Occasion:
    return Occasion(
        source="message",
        ref=f"<{place}>",
        on=date(2026, 3, 2),
        says="It was done." if is_done else "It was not done.",
        is_done=is_done,
        counts=counts,
    )


@given(days, st.integers(0, 400))
def test_working_days_are_those_of_the_calendar(start: date, count: int) -> None:
    end = start + timedelta(days=count)
    later = (start + timedelta(days=place + 1) for place in range(count))

    assert working_days(start, end) == sum(day.isoweekday() <= 5 for day in later)


@given(days, st.integers(1, 400))
def test_no_working_day_lies_between_a_day_and_an_earlier_one(start: date, count: int) -> None:
    assert working_days(start, start - timedelta(days=count)) == 0


@given(st.integers(0, 20), st.integers(0, 20), st.floats(0.01, 1.0))
def test_a_share_is_kept_at_its_limit_and_missing_only_where_it_was_never_done(
    done: int, left: int, limit: float
) -> None:
    occasions = [occasion(place, is_done=place < done) for place in range(done + left)]

    found = by_share("apology", occasions, kept_at=limit)

    if not occasions:
        assert found.status == "not_assessable"
    elif done / len(occasions) >= limit:
        assert found.status == "kept"
    else:
        assert found.status == ("slipping" if done else "missing")
    assert len(found.evidence) == len(occasions)


def test_what_is_shown_beside_an_occasion_is_no_occasion() -> None:
    beside = [occasion(place, is_done=True, counts=False) for place in range(9)]

    assert by_share("apology", beside, kept_at=0.5).status == "not_assessable"
    one = [occasion(10, is_done=False), *beside]
    assert by_share("apology", one, kept_at=0.5).status == "missing"


@given(st.lists(st.sampled_from(WORST_FIRST), min_size=1, max_size=4))
def test_the_weaker_side_speaks_and_who_had_no_turn_says_nothing(statuses: list[str]) -> None:
    habits = [Habit(status=one) for one in WORST_FIRST if one in statuses]

    found = weaker(*reversed(habits))

    assert found.status == habits[0].status
