"""How much something changed, and between which bounds: what every way of comparing finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from goodwill.facts.quantiles import Student, students_interval

__all__ = ["SHARE", "Compared", "Effect", "effect_of"]

Compared = Literal["controls", "own_course", "before_and_after"]
"""With accounts like it that were left alone; with its own course before; with nothing."""

SHARE = 0.95
"""What every interval holds."""


class Effect(NamedTuple):
    """A change in the signal's unit, with its 95 % interval and what it was compared with.

    `low` and `high` are None where nothing can be attributed. `before` and `after` are the plain
    means; `others` counts the accounts compared with, `windows` the months before and after.
    """

    compared: Compared
    change: float
    low: float | None
    high: float | None
    before: float
    after: float
    windows: tuple[int, int]
    others: int = 0


def effect_of(
    mixed: Sequence[Student],
    *,
    compared: Compared,
    before: float,
    after: float,
    windows: tuple[int, int],
    others: int = 0,
) -> Effect:
    """The mean and the interval of what is believed of a change."""
    low, high = students_interval(mixed, SHARE)
    change = sum(one.weight * one.at for one in mixed)
    return Effect(compared, change, low, high, before, after, windows, others)
