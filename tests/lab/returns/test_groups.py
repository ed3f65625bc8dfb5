"""Figures of a group: that their intervals hold the truth, and say so when they cannot."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from tests.lab.returns.years import year

from goodwill.lab.returns.groups import FIGURES, beyond, figure_of
from goodwill.lab.returns.years import AccountYear

PER_HOUR, STOPPED, GROWTH = FIGURES["per_hour"], FIGURES["stopped"], FIGURES["growth"]


def returning(contribution: float | None, hours: float | None, name: str = "a") -> AccountYear:
    return year(name, "social", contribution=contribution, hours=hours)


def test_a_large_account_speaks_louder_than_a_small_one() -> None:
    found = figure_of(PER_HOUR, [returning(1000, 100), returning(100, 1), returning(1100, 101)])

    assert found.value == pytest.approx(2200 / 202)


def test_of_equal_accounts_it_is_the_mean_with_students_interval() -> None:
    values = [10.0, 14.0, 9.0, 13.0, 12.0]
    found = figure_of(PER_HOUR, [returning(value, 1) for value in values])

    low, high = stats.t.interval(0.95, 4, np.mean(values), stats.sem(values))
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_an_account_without_the_figure_says_nothing_of_it() -> None:
    found = figure_of(PER_HOUR, [returning(10, 1), returning(None, 1), returning(12, 1)])

    assert found.accounts == 2


@pytest.mark.parametrize("some", [[], [(10.0, 1.0)], [(10.0, 0.0), (5.0, 0.0)]])
def test_too_little_to_divide_by_is_no_figure(some: list[tuple[float, float]]) -> None:
    found = figure_of(PER_HOUR, [returning(*one) for one in some])

    assert (found.value, found.low, found.high) == (None, None, None)


def test_an_account_that_stopped_buying_counts_with_nothing() -> None:
    kept = [year(f"k{at}", "social", revenue=110.0 + at) for at in range(4)]
    lost = year("lost", "social", revenue=0.0)

    with_lost, without = (figure_of(GROWTH, some) for some in ([*kept, lost], kept))

    assert with_lost.value is not None
    assert without.value is not None
    assert with_lost.value < 0 < without.value


def test_revenue_cannot_shrink_by_more_than_all_of_it() -> None:
    some = [year(f"{at}", "social", revenue=float(at**4)) for at in range(5)]

    assert (figure_of(GROWTH, some).low or 0.0) >= -1.0


def test_a_difference_of_equal_accounts_is_welchs() -> None:
    own, other = [10.0, 14.0, 9.0, 13.0, 12.0], [3.0, 8.0, 4.0, 9.0, 1.0, 6.0]
    found = beyond(
        PER_HOUR, *(figure_of(PER_HOUR, [returning(v, 1) for v in some]) for some in (own, other))
    )

    theirs = stats.ttest_ind(own, other, equal_var=False).confidence_interval(0.95)
    assert found == pytest.approx((theirs.low, theirs.high))


def test_a_difference_of_shares_is_wider_than_nothing_even_at_the_ends() -> None:
    none = figure_of(STOPPED, [year(f"{at}", "social") for at in range(6)])
    every = figure_of(STOPPED, [year(f"{at}", "social", revenue=0.0) for at in range(6)])

    low, high = beyond(STOPPED, every, none)

    assert 0 < low < 1
    assert high == pytest.approx(1.0)


def test_intervals_of_unequal_accounts_hold_the_truth_about_as_often_as_they_say() -> None:
    """Sizes differ by a factor of fifty, returns scatter, and eight accounts are all there are."""
    draw, runs, held = np.random.default_rng(1), 150, 0
    truth = 4000 / (40 * np.exp(0.08))
    for _ in range(runs):
        size = np.exp(draw.normal(size=8))
        hours = size * 40 * np.exp(draw.normal(size=8) * 0.4)
        earned = size * 4000 * (1 + 0.6 * draw.normal(size=8))
        found = figure_of(PER_HOUR, [returning(*one) for one in zip(earned, hours, strict=True)])
        held += (found.low or 0) <= truth <= (found.high or 0)

    assert held / runs >= 0.9
