"""What a signal said in each calendar month by itself: the shape that a change is looked for in.

Months are complete ones; a month without exposure is not in a series, since missing is not zero.
How a month's rows become its value is in `goodwill.signals.by_month`; whether a series moved is
asked in `goodwill.advise.outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["MonthPoint", "Series", "month_number", "months_ended"]


class MonthPoint(NamedTuple):
    """One month: its number (`month_number`), the plain value, and the exposure behind it."""

    month: int
    value: float
    exposure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One signal of one account by month, oldest first; `unit` is the signal's."""

    signal: str
    unit: str
    points: tuple[MonthPoint, ...]

    def within(self, first: int, last: int) -> tuple[MonthPoint, ...]:
        """The points of the months from `first` to `last`, both included."""
        return tuple(point for point in self.points if first <= point.month <= last)

    def level(self, first: int, last: int) -> float | None:
        """The mean of some months by exposure; None where none of them has any."""
        return mean_of(self.within(first, last))


def mean_of(points: Iterable[MonthPoint]) -> float | None:
    """The mean of some months by exposure; None without any."""
    held = tuple(points)
    total = sum(point.exposure for point in held)
    return sum(point.value * point.exposure for point in held) / total if total else None


def month_number(day: date) -> int:
    """Calendar months since January 1970."""
    return (day.year - 1970) * 12 + day.month - 1


def months_ended(as_of: date) -> int:
    """The number of the last month that had ended when `as_of` was over."""
    return month_number(as_of + timedelta(days=1)) - 1
