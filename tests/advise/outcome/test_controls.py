"""Accounts left alone: what gets better by itself is nobody's success."""

from __future__ import annotations

import numpy as np
import pytest

from goodwill.advise.outcome.controls import Spans, beside_others
from goodwill.advise.outcome.effect import Effect
from goodwill.facts.series import MonthPoint, Series

SPANS = Spans(earlier=(0, 11), before=(12, 17), after=(19, 24))


def series(earlier: float, before: float, after: float) -> Series:
    levels = [earlier] * 12 + [before] * 6 + [0.0] + [after] * 6
    points = tuple(MonthPoint(month, level, 1.0) for month, level in enumerate(levels))
    return Series(signal="late", unit="days", points=points)


def beside(own: Series, others: list[Series], *, at_least: int = 5) -> Effect | None:
    return beside_others(own, others, SPANS, at_least=at_least, at_most=20, caliper=0.5)


def spread_out(changes: list[float]) -> list[Series]:
    return [series(5, 20 + at / 100, 20 + change) for at, change in enumerate(changes)]


def far_away(count: int) -> list[Series]:
    return [series(-80 + 10 * at, 90, 90) for at in range(count)]


def test_only_what_lies_beyond_the_others_counts() -> None:
    found = beside(series(5, 20, 8), [*spread_out([-9, -11, -10, -8, -12, -10]), *far_away(4)])

    assert found is not None
    assert found.others == 6
    assert found.change == pytest.approx(-12 - -10, abs=0.1)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_four_like_accounts_are_too_few_where_five_are_needed() -> None:
    own, others = series(5, 20, 8), spread_out([-1, 0, 1, -1, 1])

    assert beside(own, [*others, *far_away(6)]) is not None
    assert beside(own, [*others[:4], *far_away(6)]) is None


def test_accounts_that_stood_elsewhere_are_not_alike() -> None:
    assert beside(series(5, 20, 8), far_away(12)) is None


def test_an_account_whose_past_nobody_knows_is_not_like_one_with_a_past() -> None:
    without = [
        Series(signal="late", unit="days", points=one.points[12:])
        for one in spread_out([-1, 0, 1, -1, 1, 0])
    ]

    assert beside(series(5, 20, 8), without) is None


def test_accounts_that_all_changed_alike_tell_no_scatter() -> None:
    own, others = series(5, 20, 8), [series(5, 20, 19)] * 6

    assert beside(own, others) is None


def test_an_account_without_months_after_has_no_change() -> None:
    own = Series(signal="late", unit="days", points=series(5, 20, 8).points[:18])

    assert beside(own, spread_out([-1, 0, 1, -1, 1, 0])) is None


def test_picked_because_it_looked_bad_is_no_success() -> None:
    """Steady accounts with noise: the worst of each lot is picked, and nothing is done about it."""
    draw, runs, called = np.random.default_rng(5), 200, 0
    for _ in range(runs):
        book = [_steady(draw) for _ in range(60)]
        worst = max(book, key=lambda one: one.level(12, 17) or 0.0)
        found = beside(worst, [one for one in book if one is not worst])
        called += found is not None and found.high is not None and found.high < 0

    assert called / runs <= 0.05


def _steady(draw: np.random.Generator) -> Series:
    values = draw.normal(size=25) * 2 + draw.normal()
    points = tuple(MonthPoint(month, float(one), 1.0) for month, one in enumerate(values))
    return Series(signal="late", unit="days", points=points)
