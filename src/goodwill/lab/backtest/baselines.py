"""What anybody could have ranked accounts by without reading a word: three clocks and a memory.

Each is a number of one account on a day, from what had happened by then; higher is nearer to
trouble. They have no unit in common, so they rank and are no chances.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from goodwill.lab.backtest.history import History
from goodwill.lab.backtest.spells import Course, moved

__all__ = ["BASELINES", "Asked", "last_sign", "score"]


class Asked(NamedTuple):
    """Whose number is wanted, on which day; `course` is of the outcome that is to be foreseen."""

    history: History
    course: Course
    day: date
    trend_days: int


def last_sign(history: History, day: date) -> date | None:
    """The last day by `day` on which either side wrote, both met, or something was bought."""
    exchanged = bisect_right(history.exchanges, day)
    bought = bisect_right(history.purchases, day, key=lambda one: one.on)
    last = [
        *history.exchanges[max(0, exchanged - 1) : exchanged],
        *(one.on for one in history.purchases[max(0, bought - 1) : bought]),
    ]
    return max(last, default=None)


def _recency(asked: Asked) -> float:
    """Days since anything was heard or bought."""
    last = last_sign(asked.history, asked.day)
    return 0.0 if last is None else float((asked.day - last).days)


def _revenue_trend(asked: Asked) -> float:
    """How far revenue of late is below that before: from -1 (all is new) to 1 (all is gone)."""
    middle = moved(asked.day, -asked.trend_days)
    late = _revenue(asked.history, middle, asked.day)
    before = _revenue(asked.history, moved(middle, -asked.trend_days), middle)
    return (before - late) / (before + late) if before + late else 0.0


def _revenue(history: History, after: date, until: date) -> float:
    return sum(one.amount for one in history.purchases if after < one.on <= until)


def _order_gap(asked: Asked) -> float:
    """Days since the last purchase, in gaps of the account's own; 0 without a rhythm."""
    days = [one.on for one in asked.history.purchases if one.on <= asked.day]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return (asked.day - days[-1]).days / median(gaps) if len(gaps) > 1 else 0.0


def _before(asked: Asked) -> float:
    """How often the same thing has come to this account already."""
    return float(sum(spell.start <= asked.day for spell in asked.course.spells))


BASELINES: Mapping[str, Callable[[Asked], float]] = {
    "recency": _recency,
    "revenue_trend": _revenue_trend,
    "order_gap": _order_gap,
    "same_before": _before,
}
"""By name: the number."""


def score(name: str, asked: Asked) -> float:
    """One baseline's number for one account on a day."""
    return BASELINES[name](asked)
