"""Accounts of a kind beside accounts of other kinds that were alike beforehand.

Doubly robust: what an account of another kind would have brought is foretold from how it stood, and
those like the accounts asked about count more; either of the two being right is enough. It is
checked on the year before, of accounts that came to be of the kind only then, so that the kind
cannot have brought that year about: where they differ there as well, they were on another course
already, and nothing can be told.

Source: Robins, Rotnitzky and Zhao 1994 (the estimate); Lipsitch et al. 2010 (negative controls);
VanderWeele and Ding 2017 (E-value).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.quantiles import Student, students_interval
from goodwill.lab.returns.groups import SHARE
from goodwill.lab.returns.steps import POINTS, Step, contribution_places, step_of
from goodwill.lab.returns.years import AccountYear

__all__ = ["alike_before", "doubly_robust"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Likeness = Mapping[str, tuple[float, ...]]
Sample = tuple[Flags, Floats, Floats]

RIDGE = 1.0
NEWTON_STEPS = 50
MOST_SURE = 0.95
"""An account that is of the kind with more certainty than that has no like of another kind."""

DIFFERED = (
    "In the year before, which the kind cannot have brought about, they differed as well: they were"
    " on another course already, so nothing can be told."
)

UNCHECKED = (
    "Too few came to be of the kind only then for a look at the year before, so this decides"
    " nothing."
)

LIKE_RISK = 0.91
"""A standardised difference d is like a risk ratio of exp(0.91 d) (Chinn 2000)."""


def doubly_robust(is_kind: Flags, value: Floats, like: Floats) -> Student:
    """How much more those of the kind brought than they would have otherwise; by account.

    `like` has a row for each account, of what it is compared by.
    """
    x = _standard(like)
    chance = np.minimum(_logistic(x, is_kind.astype(np.float64)), MOST_SURE)
    foretold = x @ _ridge(x[~is_kind], value[~is_kind])
    rest = value - foretold
    odds = chance / (1 - chance)
    weight = np.where(is_kind, 1.0, -odds)
    share = float(is_kind.mean())
    # Weights of the others are scaled to add up to as many as there are of the kind.
    weight[~is_kind] *= is_kind.sum() / odds[~is_kind].sum()
    found = float(np.sum(weight * rest) / is_kind.sum())
    each = (weight * rest - is_kind * found) / share
    freedom = len(value) - x.shape[1]
    spread = float(np.sqrt(np.sum(each**2) / len(value) / freedom))
    return Student(found, spread, float(freedom))


def _standard(like: Floats) -> Floats:
    """A column of ones, and each column around 0 with a deviation of 1."""
    spread = like.std(axis=0)
    scaled = (like - like.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.concatenate([np.ones((len(like), 1)), scaled], axis=1)


def _penalty(x: Floats) -> Floats:
    """No penalty on the level."""
    found = np.eye(x.shape[1]) * RIDGE
    found[0, 0] = 0.0
    return found


def _ridge(x: Floats, value: Floats) -> Floats:
    return np.asarray(np.linalg.solve(x.T @ x + _penalty(x), x.T @ value), dtype=np.float64)


def _logistic(x: Floats, so: Floats) -> Floats:
    """The chance to be of the kind, by Newton's steps."""
    weights = np.zeros(x.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (so - chance) - _penalty(x) @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + _penalty(x)
        bend[0, 0] += 1e-9
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:  # noqa: PLR2004  as exact as the numbers are
            break
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))), dtype=np.float64)


def alike_before(
    kind: str,
    earlier: Sequence[AccountYear],
    later: Sequence[AccountYear],
    *,
    at_least: int,
    arm: int,
    most: bool,
) -> Step:
    """What accounts of a kind brought beyond that of accounts of other kinds like them.

    `later` is the year after the kind was told, `earlier` the one before it, for the check.
    """
    estimand = (
        f"Among accounts that stood as {kind} a year ago: how much higher their contribution stood"
        " among all in the year since than that of accounts of other kinds with a like revenue,"
        " contribution, work, mail and stage beforehand."
    )
    own = {one.account_id: one.likeness for one in later if one.likeness}
    sample = _sample(kind, later, own, contribution_places(later))
    if not _is_enough(sample, at_least, arm):
        note = f"It needs {at_least} accounts with figures, {arm} of the kind and {arm} of others."
        return Step(
            id="alike_before",
            estimand=estimand,
            unit=POINTS,
            accounts=(0, 0),
            value=None,
            low=None,
            high=None,
            verdict="cannot_tell",
            note=note,
        )
    found = doubly_robust(*sample)
    sides = int(sample[0].sum()), int((~sample[0]).sum())
    note, holds = _checked(_year_before(kind, earlier, later), at_least, arm)
    value = _e_value(found.at / max(float(sample[1].std()), 1e-9))
    note += f" To explain it away, something unseen would have to make both {value:.1f} times"
    note += " as likely."
    step = step_of("alike_before", estimand, sides, found, note=note, most=most)
    return step if holds else replace(step, verdict="cannot_tell")


def _sample(
    kind: str, later: Sequence[AccountYear], likeness: Likeness, places: Mapping[str, float]
) -> Sample:
    """Which are of the kind, what they brought, and what they are compared by."""
    held = [
        one
        for one in later
        if one.kind is not None and one.account_id in likeness and one.account_id in places
    ]
    is_kind = np.array([one.kind == kind for one in held], dtype=np.bool_)
    value = np.array([places[one.account_id] for one in held])
    like = np.array([likeness[one.account_id] for one in held], dtype=np.float64)
    return is_kind, value, like


def _is_enough(sample: Sample, at_least: int, arm: int) -> bool:
    """Whether there are accounts enough, on each side too."""
    own, every = int(sample[0].sum()), len(sample[0])
    return every >= at_least and min(own, every - own) >= arm


def _year_before(kind: str, earlier: Sequence[AccountYear], later: Sequence[AccountYear]) -> Sample:
    """The same comparison in the year before, of accounts that were not of the kind by then.

    What was brought by those that had been of it already, the kind may have brought about.
    """
    before = {one.account_id: one.likeness for one in earlier if one.likeness}
    already = {one.account_id for one in earlier if one.kind == kind}
    fresh = [one for one in later if one.account_id not in already]
    return _sample(kind, fresh, before, contribution_places(earlier))


def _checked(check: Sample, at_least: int, arm: int) -> tuple[str, bool]:
    """What the year before says of the comparison, and whether it may stand."""
    if not _is_enough(check, at_least, arm):
        return UNCHECKED, False
    low, high = students_interval([doubly_robust(*check)], SHARE)
    if low > 0 or high < 0:
        return DIFFERED, False
    return (
        "In the year before, which the kind cannot have brought about, they did not differ.",
        True,
    )


def _e_value(apart: float) -> float:
    """How strongly something unseen would have to go along with kind and outcome."""
    ratio = exp(LIKE_RISK * abs(apart))
    return ratio + sqrt(ratio * (ratio - 1))
