"""Figures of a group of accounts, with the interval that so many accounts allow.

A ratio is one sum over another, so that a small account does not speak as loud as a large one. Its
error is the jackknife's, and Student's with as many degrees of freedom as the hours (or whatever it
is divided by) are worth in equal accounts: with five very unequal ones 97 of 100 intervals hold the
truth, with forty 94, where a bootstrap's hold 81 and 91. Shares have exact intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, sqrt
from typing import Literal, NamedTuple

import numpy as np

from goodwill.facts.quantiles import Interval, Student, exact_interval, students_interval
from goodwill.lab.returns.years import AccountYear

__all__ = [
    "FIGURES",
    "SHARE",
    "Figure",
    "FigureId",
    "Found",
    "beyond",
    "figure_of",
]

SHARE = 0.95
"""What every interval holds."""

FigureId = Literal["per_hour", "growth", "margin", "stopped", "proposals", "common"]
Pair = tuple[float | None, float | None]


class Figure(NamedTuple):
    """What is added up over accounts: one thing over another, or how many of how many.

    `of` gives both for one account; where one is None, the account says nothing of it. `less` is
    taken off the ratio; `unit` is "money an hour" or "share". No figure can lie below `least` or
    above `most`.
    """

    of: Callable[[AccountYear], Pair]
    unit: str
    estimand: str
    is_count: bool = False
    less: float = 0.0
    least: float = -inf
    most: float = inf


class Found(NamedTuple):
    """A figure of `accounts` accounts with its 95 % interval; None where it cannot be told."""

    accounts: int
    value: float | None
    low: float | None
    high: float | None
    error: float = 0.0
    freedom: float = 1.0


FIGURES: dict[FigureId, Figure] = {
    "per_hour": Figure(
        lambda year: (year.contribution, year.hours),
        "money an hour",
        "Contribution of the year over all hours worked in it, by how the account stood before.",
    ),
    "growth": Figure(
        lambda year: (year.revenue, year.revenue_before),
        "share",
        "Revenue of the year over that of the year before, less one, by how the account stood"
        " in between.",
        less=1.0,
        least=-1.0,
    ),
    "margin": Figure(
        lambda year: (year.gross_margin, year.revenue),
        "share",
        "Gross margin of the year over its revenue, by how the account stood before.",
        most=1.0,
    ),
    "stopped": Figure(
        lambda year: (float(year.stopped), float(year.was_buying)),
        "share",
        "Accounts without an invoice in the year among those that had one in the year before,"
        " by how they stood in between.",
        is_count=True,
    ),
    "proposals": Figure(
        lambda year: (year.proposal_cost, year.revenue),
        "share",
        "Cost of the year's proposals over its revenue, by how the account stood before.",
        least=0.0,
    ),
    "common": Figure(
        lambda year: (None, None if year.kind is None else 1.0),
        "share",
        "Share of each kind among the accounts whose kind could be told when the year began.",
    ),
}


def figure_of(figure: Figure, years: Sequence[AccountYear], *, share: float = SHARE) -> Found:
    """The figure of some accounts."""
    both = [figure.of(year) for year in years]
    told = [(top, bottom) for top, bottom in both if top is not None and bottom is not None]
    if figure.is_count:
        told = [pair for pair in told if pair[1]]
        return _counted(round(sum(top for top, _ in told)), len(told), share)
    return _ratio(figure, told, share)


def _counted(hits: int, of: int, share: float) -> Found:
    if not of:
        return Found(0, None, None, None)
    low, high = exact_interval(hits, of, share)
    return Found(of, hits / of, low, high)


def _ratio(figure: Figure, told: Sequence[tuple[float, float]], share: float) -> Found:
    top = np.array([one for one, _ in told], dtype=np.float64)
    bottom = np.array([one for _, one in told], dtype=np.float64)
    total = float(bottom.sum())
    without = total - bottom
    if len(told) < 2 or total <= 0 or np.any(without <= 0):  # noqa: PLR2004  a scatter needs two
        return Found(len(told), None, None, None)
    each = (top.sum() - top) / without
    count = len(told)
    error = sqrt(float((count - 1) / count * np.sum((each - each.mean()) ** 2)))
    freedom = max(1.0, total**2 / float(np.sum(bottom**2)) - 1)
    value = float(top.sum()) / total - figure.less
    low, high = students_interval([Student(value, error, freedom)], share)
    low, high = max(low, figure.least), min(high, figure.most)
    return Found(count, value, low, high, error, freedom)


def beyond(figure: Figure, own: Found, other: Found, *, share: float = SHARE) -> Interval:
    """The interval of how far one figure lies above another; both must have a value.

    Of ratios by Welch's degrees of freedom; of shares by Newcombe's way of joining two intervals
    (Statistics in Medicine 1998, method 10, with exact intervals in it).
    """
    apart = _value(own) - _value(other)
    if figure.is_count:
        down = sqrt((_value(own) - _low(own)) ** 2 + (_high(other) - _value(other)) ** 2)
        up = sqrt((_high(own) - _value(own)) ** 2 + (_value(other) - _low(other)) ** 2)
        return Interval(apart - down, apart + up)
    squares = own.error**2, other.error**2
    spread = sqrt(sum(squares))
    if spread == 0:
        return Interval(apart, apart)
    parts = squares[0] ** 2 / own.freedom + squares[1] ** 2 / other.freedom
    return students_interval([Student(apart, spread, spread**4 / parts)], share)


def _value(found: Found) -> float:
    return found.value or 0.0


def _low(found: Found) -> float:
    return found.low or 0.0


def _high(found: Found) -> float:
    return found.high or 0.0
