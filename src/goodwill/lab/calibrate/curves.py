"""A curve from answers: none of few, three parameters of more, any rising shape of many.

Beta calibration (Kull, Silva Filho and Flach 2017): logit(so) = a ln p - b ln(1 - p) + c, with a
and b held above zero, and drawn towards "as stated" (a = b = 1, c = 0) as far as `PRIOR_SPREAD`
says, so that answers which are all alike make no certainty. Isotonic: pooled adjacent violators,
each pool at its mean place (Oron and Flournoy 2017), so that steps between pools become slopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.calibration import Curve

__all__ = ["BETA_FROM", "ISOTONIC_FROM", "Answered", "Method", "fit", "method_for", "pooled"]

Method = Literal["none", "beta", "isotonic"]
Floats = NDArray[np.float64]

BETA_FROM = 30
"""Answers below which nothing is fitted (concepts, B.5)."""
ISOTONIC_FROM = 200
"""Answers from which any rising shape may be fitted (concepts, B.6)."""
PRIOR_SPREAD = 1.0
"""How far a parameter strays from "as stated" without much to show for it: a starting value."""
LEAST_SLOPE = 0.05
"""Of a and b: a chance that is stated higher stays higher, though hardly."""
PIECES = 200
"""Straight pieces that a smooth curve is kept in: nowhere off by more than a rounding."""
EDGE = 0.25 / PIECES
"""A stated 0 or 1 is taken for this far from it: their logarithms have no end."""
ROUNDS, CLOSE = 60, 1e-10


class Answered(NamedTuple):
    """A stated chance and whether it is so, as people see it."""

    stated: float
    is_so: bool


def method_for(answers: int) -> Method:
    """What so many answers can carry."""
    if answers < BETA_FROM:
        return "none"
    return "beta" if answers < ISOTONIC_FROM else "isotonic"


def fit(answered: Sequence[Answered]) -> Curve | None:
    """The curve that the answers make, whatever their order; None where they are too few."""
    inside = (Answered(min(max(p, EDGE), 1 - EDGE), so) for p, so in answered)
    ordered = sorted(inside)
    method = method_for(len(ordered))
    if method == "none":
        return None
    return _beta(ordered) if method == "beta" else _isotonic(ordered)


def _beta(answered: Sequence[Answered]) -> Curve:
    stated = np.array([one.stated for one in answered])
    so = np.array([one.is_so for one in answered], dtype=float)
    best = min(_candidates(_parts(stated), so), key=lambda found: found[0])[1]
    places = np.linspace(0.0, 1.0, PIECES + 1)
    drawn = _sigmoid(_parts(places) @ best)
    return Curve(stated=tuple(places.tolist()), so=tuple(drawn.tolist()))


def _parts(stated: Floats) -> Floats:
    inside = np.clip(stated, EDGE, 1 - EDGE)
    return np.column_stack([np.log(inside), -np.log1p(-inside), np.ones_like(inside)])


def _candidates(parts: Floats, so: Floats) -> Iterator[tuple[float, Floats]]:
    """The best with each choice of a and b held at the least slope, and its cost.

    The cost is convex, so the best of those that keep to the slopes is the best there is.
    """
    for held in product((False, True), repeat=2):
        free = np.array([not held[0], not held[1], True])
        found = _descended(parts, so, free)
        if found[0] >= LEAST_SLOPE and found[1] >= LEAST_SLOPE:
            yield _cost(parts, so, found), found


def _descended(parts: Floats, so: Floats, free: NDArray[np.bool_]) -> Floats:
    """Newton's method over the free parameters; a step that does not help is halved."""
    at = np.where(free, _AS_STATED, LEAST_SLOPE)
    cost = _cost(parts, so, at)
    for _ in range(ROUNDS):
        chance = _sigmoid(parts @ at)
        slope = parts.T @ (chance - so) + (at - _AS_STATED) / PRIOR_SPREAD**2
        bend = (parts.T * (chance * (1 - chance))) @ parts + np.eye(3) / PRIOR_SPREAD**2
        step = np.zeros(3)
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        while (less := _cost(parts, so, at - step)) > cost and np.abs(step).max() > CLOSE:
            step /= 2
        if np.abs(step).max() <= CLOSE:
            break
        at, cost = at - step, less
    return at


_AS_STATED = np.array([1.0, 1.0, 0.0])


def _cost(parts: Floats, so: Floats, at: Floats) -> float:
    """What the answers lose under `at`, and what it costs to stray from "as stated"."""
    odds = parts @ at
    lost = np.logaddexp(0.0, odds) - so * odds
    return float(lost.sum() + (((at - _AS_STATED) / PRIOR_SPREAD) ** 2).sum() / 2)


def _sigmoid(odds: Floats) -> Floats:
    found: Floats = 0.5 * (1 + np.tanh(odds / 2))
    return found


class Pool(NamedTuple):
    """Answers that share one chance: where they were stated on average, how many are so."""

    stated: float
    so: float
    size: int


def pooled(answered: Iterable[Answered]) -> list[Pool]:
    """Adjacent violators pooled: chances that rise from pool to pool.

    `answered` in the order of what was stated; answers stated alike are one pool from the start.
    """
    pools: list[Pool] = []
    for stated, alike in groupby(answered, key=lambda one: one.stated):
        marks = [one.is_so for one in alike]
        pools.append(Pool(stated, sum(marks) / len(marks), len(marks)))
        while len(pools) > 1 and pools[-2].so >= pools[-1].so:
            pools[-2:] = [_joined(*pools[-2:])]
    return pools


def _joined(before: Pool, after: Pool) -> Pool:
    size = before.size + after.size
    stated = (before.stated * before.size + after.stated * after.size) / size
    return Pool(stated, (before.so * before.size + after.so * after.size) / size, size)


def _isotonic(answered: Sequence[Answered]) -> Curve:
    """Slopes between the pools; at both ends half-way on to 0 and 1, which nobody can show."""
    least = 1 / (len(answered) + 2)
    inner = [(pool.stated, min(max(pool.so, least), 1 - least)) for pool in pooled(answered)]
    points = [(0.0, inner[0][1] / 2), *inner, (1.0, (1 + inner[-1][1]) / 2)]
    return Curve(stated=tuple(x for x, _ in points), so=tuple(y for _, y in points))
