"""Since when a gate has been held: passed on some day, and not lost since.

What has been earned is lost at a lower mark than it was earned at (concepts, A.8, "Falls back
when"): one bad day in a good year takes nothing away. The gates themselves are in `gates`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate

from goodwill.facts.values import Window

__all__ = ["Mark", "held_since"]

Mark = tuple[date, float]
"""The day something was put to the proof, and how far it passed, from 0 to 1."""

Test = Callable[[float, int], bool]
"""Says of the sum of marks, and of how many they are."""


def held_since(
    marks: Sequence[Mark], as_of: date, *, at_least: int, passes: Test, fails: Test
) -> date | None:
    """The day from which on `passes` was fulfilled without `fails` in between, to `as_of`.

    On each day the marks of its last 12 months are tested, and where those are fewer than
    `at_least`, as many of the latest. None: never passed, or lost since.
    """
    ordered = sorted(marks)
    days = [day for day, _ in ordered]
    sums = [0.0, *accumulate(mark for _, mark in ordered)]
    since: date | None = None
    for day in sorted({*days, as_of}):
        stop = bisect_right(days, day)
        start = bisect_left(days, Window.twelve_months(day).start)
        start = max(min(start, stop - at_least), 0)
        good, count = sums[stop] - sums[start], stop - start
        if passes(good, count):
            since = since or day
        elif fails(good, count):
            since = None
    return since
