"""The steps beyond describing: one estimate with its interval, and what it says of a claim.

What an account brought in a year is set among all accounts of the book as a percentile, from 0 to
100, so that one large account does not decide alone; those that stopped buying are among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.quantiles import Student, students_interval
from goodwill.lab.returns.claims import Verdict
from goodwill.lab.returns.groups import SHARE
from goodwill.lab.returns.years import AccountYear

__all__ = ["POINTS", "Step", "StepId", "contribution_places", "step_of", "welch", "within_account"]

Floats = NDArray[np.float64]
StepId = Literal["within_account", "alike_before", "warmth_beside_business"]

POINTS = "percentile points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An estimate in `unit`, or None with a reason (`note`) why it cannot be told.

    `accounts` is on how many it rests on each side. `note` says what else has to be known.
    """

    id: StepId
    estimand: str
    unit: str
    accounts: tuple[int, int]
    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    note: str


def step_of(
    name: StepId, estimand: str, accounts: tuple[int, int], found: Student, *, note: str, most: bool
) -> Step:
    """A step with its interval; `most`: a value above 0 bears the claim out."""
    low, high = students_interval([found], SHARE)
    verdict: Verdict = "cannot_tell"
    if low > 0 or high < 0:
        verdict = "support" if (low > 0) == most else "contradict"
    return Step(
        id=name,
        estimand=estimand,
        unit=POINTS,
        accounts=accounts,
        value=found.at,
        low=low,
        high=high,
        verdict=verdict,
        note=note,
    )


def contribution_places(years: Sequence[AccountYear]) -> dict[str, float]:
    """By account, where its contribution of the year stands among all: 0 to 100; ties share one."""
    told = [(one.contribution, one.account_id) for one in years if one.contribution is not None]
    amounts = np.sort(np.array([amount for amount, _ in told], dtype=np.float64))
    most = max(1, len(told) - 1)
    return {
        name: 50.0
        * float(np.searchsorted(amounts, one) + np.searchsorted(amounts, one, side="right") - 1)
        / most
        for one, name in told
    }


def welch(own: Floats, other: Floats) -> Student:
    """How far one mean lies above another; each side has two or more."""
    parts = [float(side.var(ddof=1)) / len(side) for side in (own, other)]
    spread = sqrt(sum(parts))
    weighed = sum(part**2 / (len(side) - 1) for part, side in zip(parts, (own, other), strict=True))
    freedom = sum(parts) ** 2 / weighed if weighed else float(len(own) + len(other) - 2)
    return Student(float(own.mean() - other.mean()), spread, freedom)


def within_account(
    kind: str,
    earlier: Sequence[AccountYear],
    later: Sequence[AccountYear],
    *,
    at_least: int,
    most: bool,
) -> Step:
    """The same accounts before and after they left a kind, beside those that stayed in it.

    `earlier` and `later` are two years in a row; the kind is that on the day before each.
    """
    estimand = (
        f"Among accounts that stood as {kind} two years ago: how much further their contribution"
        " rose among all from that year to the next where they had left the kind in between than"
        " where they had not."
    )
    left, stayed = _changes(kind, earlier, later)
    sides = len(left), len(stayed)
    if min(sides) < at_least:
        note = f"It needs {at_least} accounts that left the kind and as many that stayed."
        return Step(
            id="within_account",
            estimand=estimand,
            unit=POINTS,
            accounts=_told(sides, at_least),
            value=None,
            low=None,
            high=None,
            verdict="cannot_tell",
            note=note,
        )
    found = welch(np.array(left), np.array(stayed))
    note = "What else changed with the kind is not known: this is associated with it."
    return step_of("within_account", estimand, sides, found, note=note, most=not most)


def _told(sides: tuple[int, int], at_least: int) -> tuple[int, int]:
    """How many stand on each side; of fewer than so many nothing is told, not even that."""
    own, other = (size if size >= at_least else 0 for size in sides)
    return own, other


def _changes(
    kind: str, earlier: Sequence[AccountYear], later: Sequence[AccountYear]
) -> tuple[list[float], list[float]]:
    """Changes of place of those that left and of those that stayed."""
    was, came = contribution_places(earlier), contribution_places(later)
    next_kind: Mapping[str, str | None] = {one.account_id: one.kind for one in later}
    sides: tuple[list[float], list[float]] = ([], [])
    for one in earlier:
        name, after = one.account_id, next_kind.get(one.account_id)
        if one.kind == kind and after is not None and name in was and name in came:
            sides[after == kind].append(came[name] - was[name])
    return sides
