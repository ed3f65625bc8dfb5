"""What moving from one kind to another is worth: what went along with it in this book, in money.

Two steps of the ladder, each with its interval. Beside: accounts that stood as the one kind brought
so much more a year than accounts that stood as the other. The same accounts: those that moved rose
so much further than those that stayed. The second is nearer to what moving does, and is taken where
it can be told; where both are told and surely point apart, nothing is. Neither is called an effect:
nobody dealt the kinds out by lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Literal

import numpy as np

from goodwill.facts.people import KINDS
from goodwill.facts.quantiles import students_interval
from goodwill.lab.returns.groups import SHARE
from goodwill.lab.returns.steps import welch
from goodwill.lab.returns.years import AccountYear

__all__ = ["Shift", "ShiftStep", "shift_between", "shifts"]

ShiftStep = Literal["beside", "same_accounts"]

APART = "accounts that moved and accounts that stood so already surely point apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What went along with standing as `after` and not as `before`, in money a year.

    `step` tells which comparison it is, `accounts` how many stand on either side: those of the kind
    moved to first. Without a step there is no figure, and `note` says why.
    """

    before: str
    after: str
    step: ShiftStep | None = None
    accounts: tuple[int, int] = (0, 0)
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it surely goes one way."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def shifts(
    earlier: Sequence[AccountYear], later: Sequence[AccountYear], *, at_least: int, in_all: int
) -> tuple[Shift, ...]:
    """Every move from one kind to another.

    `earlier` and `later` are two years in a row; the kind is that on the day before each. Nothing
    is compared in a book of fewer than `in_all` accounts, nor on a side of fewer than `at_least`.
    """
    if len(later) < in_all:
        few = f"{len(later)} accounts were known a year before; {in_all} are needed"
        return tuple(Shift(before=one, after=two, note=few) for one, two in permutations(KINDS, 2))
    return tuple(
        shift_between(one, two, earlier, later, at_least=at_least)
        for one, two in permutations(KINDS, 2)
    )


def shift_between(
    before: str,
    after: str,
    earlier: Sequence[AccountYear],
    later: Sequence[AccountYear],
    *,
    at_least: int,
) -> Shift:
    """One move, by the furthest step that can be told."""
    none = Shift(before=before, after=after)
    stood = _brought(after, later), _brought(before, later)
    beside = _compared(replace(none, step="beside"), stood, at_least)
    moved = _rose(before, after, earlier, later)
    same = _compared(replace(none, step="same_accounts"), moved, at_least)
    if same is None and beside is None:
        few = f"fewer than {at_least} accounts with the figures stood on a side"
        return replace(none, note=few)
    if same is not None and beside is not None and _point_apart(same, beside):
        return replace(none, note=APART)
    return same or beside or none


def _brought(kind: str, years: Sequence[AccountYear]) -> list[float]:
    """What accounts that stood as a kind brought in the year after."""
    return [y.contribution for y in years if y.kind == kind and y.contribution is not None]


def _rose(
    before: str, after: str, earlier: Sequence[AccountYear], later: Sequence[AccountYear]
) -> tuple[list[float], list[float]]:
    """By how much the contribution rose, of accounts that moved and of those that stayed."""
    next_year = {one.account_id: one for one in later}
    sides: dict[str | None, list[float]] = {after: [], before: []}
    for one in earlier:
        then = next_year.get(one.account_id)
        if one.kind != before or then is None or then.kind not in sides:
            continue
        if one.contribution is not None and then.contribution is not None:
            sides[then.kind].append(then.contribution - one.contribution)
    return sides[after], sides[before]


def _compared(
    asked: Shift, sides: tuple[Sequence[float], Sequence[float]], at_least: int
) -> Shift | None:
    """How far one mean lies above the other; None where too few stand on a side."""
    own, other = sides
    if min(len(own), len(other)) < max(at_least, 2):
        return None
    found = welch(np.array(own), np.array(other))
    low, high = students_interval([found], SHARE)
    return replace(
        asked,
        accounts=(len(own), len(other)),
        value=round(found.at, 2),
        low=round(low, 2),
        high=round(high, 2),
    )


def _point_apart(one: Shift, other: Shift) -> bool:
    both = one.is_sure and other.is_sure
    return both and ((one.value or 0) > 0) != ((other.value or 0) > 0)
