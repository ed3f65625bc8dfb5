"""The chance that an account still buys, against made-up accounts of which it is known.

The model itself is checked against its paper in `test_money`; here it is whether the numbers that
ship suit companies: accounts buy every few weeks, in more or less even gaps, and 5 to 30 in 100 are
lost within a year.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from random import Random
from statistics import fmean
from typing import NamedTuple

import pytest

from goodwill.judge.buying_rhythm import Priors, alive, expected_purchases, shipped_priors

SHOP = Priors(r=0.243, alpha=4.414, a=0.793, b=2.426)
"""CDNOW's buyers, of the paper."""
LOOKED_AT = 156
YEAR = 52
UNEVEN, EVEN = 1, 4
"""The shape of the gaps between purchases: as by chance, or half as spread as that."""


class Made(NamedTuple):
    """Purchases after the first, weeks to the last and to the day looked at, and what came then."""

    repeats: int
    recency: float
    age: float
    next_year: int


@cache
def made_accounts(shape: int) -> tuple[Made, ...]:
    chance = Random(20)  # noqa: S311  made-up accounts, no secret
    some = (_account(chance, shape) for _ in range(12_000))
    return tuple(one for one in some if one.repeats >= 2)


def _account(chance: Random, shape: int) -> Made:
    start, gap = chance.uniform(0, LOOKED_AT - 8), math.exp(chance.gauss(math.log(5), 0.8))
    lost_a_year = chance.choice([0.05, 0.15, 0.30])
    end = start + chance.expovariate(-math.log(1 - lost_a_year) / YEAR)
    days = list(_purchases(chance, shape, start, gap, min(end, LOOKED_AT + YEAR)))
    seen = [day for day in days if day <= LOOKED_AT]
    return Made(len(seen) - 1, seen[-1] - start, LOOKED_AT - start, len(days) - len(seen))


def _purchases(chance: Random, shape: int, start: float, gap: float, end: float) -> Iterator[float]:
    day = start
    while day <= end or day == start:
        yield day
        day += chance.gammavariate(shape, gap / shape)


def _error(priors: Priors, shape: int) -> float:
    """Brier's: the mean square of chance less what happened."""
    return fmean(
        (alive(priors, *one[:3]) - (one.next_year > 0)) ** 2 for one in made_accounts(shape)
    )


@pytest.mark.parametrize("shape", [UNEVEN, EVEN])
def test_as_many_still_buy_as_the_chances_say(shape: int) -> None:
    accounts = made_accounts(shape)
    said = fmean(alive(shipped_priors(), *one[:3]) for one in accounts)

    assert said == pytest.approx(fmean(one.next_year > 0 for one in accounts), abs=0.03)


@pytest.mark.parametrize(("low", "high"), [(0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)])
def test_of_those_who_buy_by_chance_each_group_is_rated_as_it_is(low: float, high: float) -> None:
    rated = [
        (alive(shipped_priors(), *one[:3]), one.next_year > 0) for one in made_accounts(UNEVEN)
    ]
    group = [(said, happened) for said, happened in rated if low <= said < high]

    assert len(group) > 100
    assert fmean(said for said, _ in group) == pytest.approx(fmean(so for _, so in group), abs=0.08)


@pytest.mark.parametrize("shape", [UNEVEN, EVEN])
def test_the_numbers_of_a_shop_do_worse(shape: int) -> None:
    assert _error(shipped_priors(), shape) < _error(SHOP, shape)


@pytest.mark.parametrize("months", [3, 6, 12, 35])
def test_whoever_bought_every_month_and_lately_still_buys(months: int) -> None:
    month = 365.25 / 12 / 7
    recency = months * month

    on_time = alive(shipped_priors(), months, recency, recency + month / 2)
    silent = alive(shipped_priors(), months, recency, recency + YEAR)

    assert on_time > 0.85
    assert silent < 0.2


def test_of_an_even_buyer_nearly_as_many_are_expected_as_came_in_a_year() -> None:
    month = 365.25 / 12 / 7

    found = expected_purchases(shipped_priors(), 35, 35 * month, 36 * month, YEAR)

    assert 9.5 < found <= 12
