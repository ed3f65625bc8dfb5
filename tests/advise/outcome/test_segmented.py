"""The interrupted series, held against least squares and against series of known effect."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from goodwill.advise.outcome.effect import Effect
from goodwill.advise.outcome.segmented import own_course
from goodwill.facts.series import MonthPoint

Floats = NDArray[np.float64]


def points(values: Floats, first: int = 0, exposure: float = 5.0) -> list[MonthPoint]:
    return [MonthPoint(first + at, float(value), exposure) for at, value in enumerate(values)]


def course(values: Floats, before: int) -> Effect:
    found = own_course(points(values[:before]), points(values[before:], before))
    assert found is not None
    return found


def like_neighbours(rho: float, months: int, draw: np.random.Generator) -> Floats:
    """A steady course whose months resemble those beside them; standard deviation 1."""
    noise = draw.normal(size=months)
    for month in range(1, months):
        noise[month] = rho * noise[month - 1] + np.sqrt(1 - rho**2) * noise[month]
    return noise


def test_a_line_with_a_step_is_read_off_exactly() -> None:
    month = np.arange(20, dtype=np.float64)
    values = 3 + 0.5 * month + np.where(month >= 14, -2.0 + 0.25 * (month - 14), 0.0)

    found = course(values, 14)

    assert found.change == pytest.approx(-2.0 + 0.25 * np.mean(np.arange(6)))
    assert found.low == pytest.approx(found.change)
    assert found.windows == (14, 6)


def test_unlike_months_are_fitted_as_by_least_squares() -> None:
    draw = np.random.default_rng(3)
    values = draw.normal(size=300)
    month = np.arange(300.0)
    after = (month >= 200).astype(float)
    x = np.stack([np.ones(300), month, after, after * (month - 200)], axis=1)
    plain = np.linalg.lstsq(x, values, rcond=None)[0]

    found = course(values, 200)

    assert found.change == pytest.approx(plain[2] + plain[3] * 49.5, abs=0.02)


def test_a_missing_month_leaves_the_others_where_they_are() -> None:
    month = np.arange(20, dtype=np.float64)
    values = 1 + 0.1 * month
    whole = points(values)
    kept = [one for one in whole[:14] if one.month != 6]

    found = own_course(kept, whole[14:])

    assert found is not None
    assert found.change == pytest.approx(0.0, abs=1e-9)


def width(found: Effect | None) -> float:
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


def test_an_odd_month_with_little_behind_it_makes_the_rest_hardly_less_sure() -> None:
    values = np.r_[np.zeros(12), np.ones(6)] + np.tile([0.5, -0.5], 9)
    values[5] += 10
    heavy = points(values)
    thin = [one._replace(exposure=0.05) if one.month == 5 else one for one in heavy]

    assert width(own_course(thin[:12], thin[12:])) < width(own_course(heavy[:12], heavy[12:])) / 3


def test_one_month_after_is_too_few_to_tell_a_slope() -> None:
    values = np.random.default_rng(1).normal(size=13)

    assert own_course(points(values[:12]), points(values[12:], 12)) is None


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_intervals_hold_the_true_change_about_as_often_as_they_say(rho: float) -> None:
    draw, runs, held = np.random.default_rng(11), 80, 0
    for _ in range(runs):
        values = like_neighbours(rho, 24, draw)
        values[16:] += 1.5
        found = course(values, 16)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 1.5 <= found.high

    assert held / runs >= 0.9
