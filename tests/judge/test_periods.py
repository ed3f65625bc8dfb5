"""Which of many periods overlap, against comparing each with each."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodwill.judge.periods import Latest, Overlaps, Period, any_overlap, first_overlapping

DAY = date(2026, 1, 1)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Within forty days, so that many overlap and many share an end."""
    start = draw(st.integers(0, 40))
    length = draw(st.integers(0, 12))
    return Period(DAY + timedelta(days=start), DAY + timedelta(days=start + length))


@given(st.lists(periods(), max_size=30))
def test_the_first_before_it_that_overlaps_is_found(bag: list[Period]) -> None:
    slowly = [
        next((at for at, other in enumerate(bag[:place]) if other.overlaps(one)), None)
        for place, one in enumerate(bag)
    ]

    assert first_overlapping(bag) == slowly
    assert any_overlap(bag) is any(at is not None for at in slowly)


@given(st.lists(periods(), max_size=20), st.sets(st.integers(0, 19)), periods())
def test_a_bag_knows_whether_one_overlaps_also_when_some_were_taken_out(
    bag: list[Period], gone: set[int], asked: Period
) -> None:
    overlaps = Overlaps()
    for one in bag:
        overlaps.add(one)
    for place in gone & set(range(len(bag))):
        overlaps.remove(bag[place])
    left = [one for place, one in enumerate(bag) if place not in gone]

    assert overlaps.any(asked) is any(one.overlaps(asked) for one in left)


@given(st.lists(periods(), max_size=20), st.sets(st.integers(0, 19)), periods())
def test_the_last_that_overlaps_is_found_also_when_some_were_taken_out(
    bag: list[Period], gone: set[int], asked: Period
) -> None:
    latest = Latest(dict(enumerate(bag)))
    for number in range(len(bag)):
        latest.add(number)
    for number in gone & set(range(len(bag))):
        latest.remove(number)
    left = [number for number, one in enumerate(bag) if number not in gone and one.overlaps(asked)]

    assert latest.last(asked) == max(left, default=None)


def test_a_shared_day_is_an_overlap_and_the_next_day_is_none() -> None:
    january = Period(date(2026, 1, 1), date(2026, 1, 31))

    assert january.overlaps(Period(date(2026, 1, 31), date(2026, 2, 28)))
    assert not january.overlaps(Period(date(2026, 2, 1), date(2026, 2, 28)))
