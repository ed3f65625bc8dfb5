"""How wide the doubt about a chance is: inductive Venn-Abers intervals.

Vovk and Petej 2014. An answer nobody has given is added where the chance is stated, once as "it is
so" and once as "it is not", and the rising shape is fitted to each; what it says there are the
ends. They need no belief about how chances are spread, only that the new line is like the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from goodwill.facts.reliability import Interval
from goodwill.lab.calibrate.curves import Answered, pooled

__all__ = ["PLACES", "interval", "intervals"]

PLACES = tuple(place / 20 for place in range(1, 20))
"""Stated chances for which an interval is kept."""


def intervals(answered: Sequence[Answered]) -> tuple[Interval, ...]:
    """An interval at each of `PLACES`."""
    ordered = sorted(answered)
    return tuple(_at(ordered, stated) for stated in PLACES)


def interval(answered: Sequence[Answered], stated: float) -> Interval:
    """The interval for one stated chance."""
    return _at(sorted(answered), stated)


def _at(ordered: Sequence[Answered], stated: float) -> Interval:
    place = bisect_left(ordered, stated, key=lambda one: one.stated)
    low, high = (
        _so_at(place, [*ordered[:place], Answered(stated, is_so), *ordered[place:]])
        for is_so in (False, True)
    )
    return Interval(stated=stated, low=round(low, 4), high=round(high, 4))


def _so_at(place: int, ordered: Sequence[Answered]) -> float:
    """What the rising shape says of the answer at `place`."""
    pools = pooled(ordered)
    ends = [0]
    for pool in pools:
        ends.append(ends[-1] + pool.size)
    return pools[bisect_right(ends, place) - 1].so
