"""How rare a gap between orders is: by the account's own gaps, careful where they are few."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.judge.risks.overdue import Habit, longer_gap

HABIT = Habit(spread=0.7, weight=3)
GAPS = st.lists(st.integers(1, 1000), min_size=1, max_size=40)
DAYS = st.integers(0, 5000)


@given(GAPS, DAYS)
def test_it_is_a_chance(gaps: list[int], days: int) -> None:
    assert 0 <= longer_gap(gaps, days, HABIT) <= 1


@given(GAPS, DAYS, DAYS)
def test_a_longer_gap_is_never_likelier(gaps: list[int], days: int, other: int) -> None:
    shorter, longer = sorted((days, other))
    assert longer_gap(gaps, longer, HABIT) <= longer_gap(gaps, shorter, HABIT) + 1e-9


@given(GAPS, DAYS, st.integers(2, 30))
def test_the_unit_of_time_does_not_matter(gaps: list[int], days: int, unit: int) -> None:
    asked = longer_gap(gaps, max(days, 1), HABIT)
    assert longer_gap([gap * unit for gap in gaps], max(days, 1) * unit, HABIT) == pytest.approx(
        asked, abs=1e-9
    )


@pytest.mark.parametrize("times", [1.5, 2, 3, 5])
def test_the_more_even_gaps_the_rarer_a_long_one(times: float) -> None:
    chances = [longer_gap([30] * count, 30 * times, HABIT) for count in (1, 2, 4, 8, 16, 32)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.1


@pytest.mark.parametrize("count", [2, 7, 20])
def test_half_of_even_gaps_are_longer_than_the_middle(count: int) -> None:
    assert longer_gap([30] * count, 30, HABIT) == pytest.approx(0.5)


@given(GAPS)
def test_beyond_the_middle_a_gap_that_was_there_is_as_likely_as_it_was_often(
    gaps: list[int],
) -> None:
    longest = max(gaps)
    share = min(0.5, gaps.count(longest) / len(gaps))
    assert longer_gap(gaps, longest, HABIT) >= share - 1e-9


def test_with_many_gaps_it_is_the_tail_of_their_logarithms() -> None:
    spread = NormalDist(5, 0.5)
    gaps = [round(2.718281828 ** spread.inv_cdf((place + 0.5) / 2000)) for place in range(2000)]
    for rarity in (0.3, 0.1, 0.02):
        days = 2.718281828 ** spread.inv_cdf(1 - rarity)
        assert longer_gap(gaps, days, HABIT) == pytest.approx(rarity, abs=0.004)
