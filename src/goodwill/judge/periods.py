"""Stretches of days, and which of many overlap, without comparing each with each.

An account may be billed for one thing on thousands of lines; here stands what keeps finding the
repeats among them (`billed_twice`) from taking the square of their number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Overlaps", "Period", "any_overlap", "first_overlapping"]


class Period(NamedTuple):
    """From `start` through `end`, both included; `end` is never before `start`."""

    start: date
    end: date

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


class Overlaps:
    """A changing bag of periods that can tell whether one of them overlaps another."""

    def __init__(self) -> None:
        self._starts: list[date] = []
        self._ends: list[date] = []

    def add(self, period: Period) -> None:
        """Put one in."""
        insort(self._starts, period.start)
        insort(self._ends, period.end)

    def remove(self, period: Period) -> None:
        """Take out one that was put in."""
        del self._starts[bisect_left(self._starts, period.start)]
        del self._ends[bisect_left(self._ends, period.end)]

    def any(self, period: Period) -> bool:
        """Whether one begins before `period` ends and has not ended before it begins."""
        begun = bisect_right(self._starts, period.end)
        return begun > bisect_left(self._ends, period.start)


def any_overlap(periods: Iterable[Period]) -> bool:
    """Whether two of them share a day: in order of their start, one begins before another ends."""
    in_order = sorted(periods)
    ends = accumulate((period.end for period in in_order), max)
    return any(later.start <= end for end, later in zip(ends, in_order[1:], strict=False))


def first_overlapping(periods: Sequence[Period]) -> list[int | None]:
    """For each period the place of the first in the list that overlaps it, if that is before it.

    Periods are gone through from the last start back, and put in, by their end, before one that
    they reach; of those put in only each that is first among all that begin no later is kept.
    """
    found: list[int | None] = [None] * len(periods)
    by_end = sorted(range(len(periods)), key=lambda place: periods[place].end)
    starts: list[date] = []
    places: list[int] = []  # falling where the starts rise
    for place in sorted(range(len(periods)), key=lambda at: periods[at].start, reverse=True):
        period = periods[place]
        while by_end and periods[by_end[-1]].end >= period.start:
            _keep(starts, places, periods[by_end[-1]].start, by_end.pop())
        first = places[bisect_right(starts, period.end) - 1]  # at least its own
        found[place] = first if first < place else None
    return found


def _keep(starts: list[date], places: list[int], start: date, place: int) -> None:
    """Put a period in, unless one before it in the list begins no later; drop what it outdoes."""
    at = bisect_right(starts, start)
    if at and places[at - 1] < place:
        return
    end = at
    while end < len(places) and places[end] > place:
        end += 1
    if at and starts[at - 1] == start:
        at -= 1
    starts[at:end] = [start]
    places[at:end] = [place]
