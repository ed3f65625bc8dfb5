"""Stretches of days, and which of many overlap, without comparing each with each.

An account may be billed for one thing on thousands of lines; here stands what keeps finding the
repeats among them (`billed_twice`) from taking the square of their number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Latest", "Overlaps", "Period", "any_overlap", "first_overlapping"]

NOTHING = -1


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


class Latest:
    """A changing bag of numbered periods, which finds the last that overlaps another.

    A tree over all that may ever be in it, by their start. Each node knows the highest number
    beneath it, and the first and last end: mostly that is enough to take or leave it whole.
    """

    def __init__(self, periods: Mapping[int, Period]) -> None:
        self._periods = periods
        in_order = sorted(periods, key=lambda number: periods[number].start)
        self._starts = [periods[number].start for number in in_order]
        self._leaves = 1 << len(in_order).bit_length()
        self._place = {number: self._leaves + at for at, number in enumerate(in_order)}
        self._number = [NOTHING] * (2 * self._leaves)
        self._first_end = [date.max] * (2 * self._leaves)
        self._last_end = [date.min] * (2 * self._leaves)

    def add(self, number: int) -> None:
        """Put in the period of this number."""
        self._set(number, number, self._periods[number].end, self._periods[number].end)

    def remove(self, number: int) -> None:
        """Take it out."""
        self._set(number, NOTHING, date.max, date.min)

    def _set(self, number: int, shown: int, first_end: date, last_end: date) -> None:
        place = self._place[number]
        while place:
            self._number[place] = shown
            self._first_end[place], self._last_end[place] = first_end, last_end
            beside, place = place ^ 1, place // 2
            shown = max(shown, self._number[beside])
            first_end = min(first_end, self._first_end[beside])
            last_end = max(last_end, self._last_end[beside])

    def last(self, period: Period) -> int | None:
        """The highest number of those that overlap `period`."""
        begun, found = bisect_right(self._starts, period.end), NOTHING
        nodes = [(1, 0, self._leaves)]
        while nodes:
            place, low, high = nodes.pop()
            is_later = self._number[place] > found and low < begun
            if not is_later or self._last_end[place] < period.start:
                continue
            if high <= begun and self._first_end[place] >= period.start:
                found = self._number[place]
                continue
            middle = (low + high) // 2
            halves = [(2 * place, low, middle), (2 * place + 1, middle, high)]
            nodes += sorted(halves, key=lambda half: self._number[half[0]])
        return None if found == NOTHING else found


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
