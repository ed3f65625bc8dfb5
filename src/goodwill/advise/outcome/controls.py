"""Accounts like it that were left alone: what would have happened anyway.

An account is picked because it looks bad, and what looks bad mostly gets better by itself. So it is
set beside accounts whose same signal stood as badly in the same months, and at a like level before
those; the difference of the two changes is what is left. How far changes scatter among those left
alone tells how far a single one may lie from them by chance.

Source: difference in differences with one treated unit; the interval is that for one more draw
from the same population (Crawford and Howell 1998, Conley and Taber 2011 in small).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import fmean, stdev

from goodwill.advise.outcome.effect import Effect, effect_of
from goodwill.facts.quantiles import Student
from goodwill.facts.series import Series

__all__ = ["Spans", "beside_others"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """The months looked at, by number, both ends included.

    `earlier` lies before `before`, whose level an account is matched on; `after` follows the month
    of the acceptance, which belongs to neither.
    """

    earlier: tuple[int, int]
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """An account's means over the three spans; `earlier` is None where it has none."""

    earlier: float | None
    before: float
    after: float

    @property
    def change(self) -> float:
        """From before to after."""
        return self.after - self.before


def beside_others(
    own: Series,
    others: Iterable[Series],
    spans: Spans,
    *,
    at_least: int,
    at_most: int,
    caliper: float,
) -> Effect | None:
    """The change beyond that of like accounts; None where they cannot tell.

    They cannot where fewer than `at_least` are alike, or where all of those changed alike. `others`
    are the same signal of accounts that were left alone. Alike is at most `caliper` standard
    deviations (over all accounts) apart.
    """
    mine = _levels(own, spans)
    rest = [found for found in (_levels(one, spans) for one in others) if found]
    if mine is None or len(rest) < at_least:
        return None
    like = _nearest(mine, rest, caliper)[:at_most]
    if len(like) < at_least:
        return None
    changes = [one.change for one in like]
    spread = stdev(changes) * sqrt(1 + 1 / len(changes))
    if spread == 0:  # nothing tells how far one may lie off by chance
        return None
    beyond = mine.change - fmean(changes)
    return effect_of(
        [Student(beyond, spread, len(changes) - 1)],
        compared="controls",
        before=mine.before,
        after=mine.after,
        windows=(len(own.within(*spans.before)), len(own.within(*spans.after))),
        others=len(changes),
    )


def _levels(series: Series, spans: Spans) -> Levels | None:
    before, after = series.level(*spans.before), series.level(*spans.after)
    if before is None or after is None:
        return None
    return Levels(earlier=series.level(*spans.earlier), before=before, after=after)


def _nearest(mine: Levels, rest: Sequence[Levels], caliper: float) -> list[Levels]:
    """Those within the caliper, nearest first."""
    before = stdev([one.before for one in (mine, *rest)])
    known = [one.earlier for one in (mine, *rest) if one.earlier is not None]
    earlier = stdev(known) if len(known) > 1 else 0.0
    found = [
        (hypot(*apart), place)
        for place, one in enumerate(rest)
        if max(apart := (_apart(mine.before, one.before, before), _earlier(mine, one, earlier)))
        <= caliper
    ]
    return [rest[place] for _, place in sorted(found)]


def _apart(mine: float, other: float, scale: float) -> float:
    return abs(mine - other) / scale if scale else 0.0


def _earlier(mine: Levels, other: Levels, scale: float) -> float:
    """How far apart they stood before; those of whom that is not known are far enough apart."""
    if mine.earlier is None or other.earlier is None:
        return 0.0 if mine.earlier is other.earlier else float("inf")
    return _apart(mine.earlier, other.earlier, scale)
