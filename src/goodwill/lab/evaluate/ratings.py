"""How well scores follow ratings: rank correlation, and the top quarter against the bottom one.

Raters of politeness or tone give numbers, not yes and no. `measures` has the other case.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.evaluate.draws import FEWEST, Draws, interval
from goodwill.lab.evaluate.measures import Answered, measure
from goodwill.lab.evaluate.results import Estimate

__all__ = ["measure_ratings"]

Floats = NDArray[np.float64]


def measure_ratings(ratings: Floats, scores: Floats, draws: Draws) -> Mapping[str, Estimate]:
    """`spearman` over all rows; `auc` of the top quarter of ratings against the bottom quarter.

    A rating that lies on the edge of a quarter belongs to it. `auc` is None where the two
    quarters overlap (too many equal ratings).
    """
    return {"spearman": _spearman(ratings, scores, draws), "auc": _auc(ratings, scores, draws)}


def _spearman(ratings: Floats, scores: Floats, draws: Draws) -> Estimate:
    first, second = _Ranks(ratings), _Ranks(scores)
    value = _correlation(first, second, np.ones(len(ratings)))
    if min(len(ratings), draws.groups) < FEWEST:
        return interval(value, None)
    drawn = [_correlation(first, second, weights) for weights in draws.weights()]
    return interval(value, np.array(drawn))


class _Ranks:
    """Values by rank, the rows of one value sharing their middle."""

    def __init__(self, values: Floats) -> None:
        levels, self._place = np.unique(values, return_inverse=True)
        self._size = len(levels)

    def weighted(self, weights: Floats) -> Floats:
        """The rank of each row where rows count as often as `weights` says."""
        counts = np.bincount(self._place, weights=weights, minlength=self._size)
        middles: Floats = np.cumsum(counts) - counts / 2
        return middles[self._place]


def _correlation(first: _Ranks, second: _Ranks, weights: Floats) -> float:
    one, other = first.weighted(weights), second.weighted(weights)
    total = weights.sum()
    one = one - (weights @ one) / total
    other = other - (weights @ other) / total
    spread = (weights @ one**2) * (weights @ other**2)
    return float((weights @ (one * other)) / np.sqrt(spread)) if spread > 0 else float("nan")


def _auc(ratings: Floats, scores: Floats, draws: Draws) -> Estimate:
    low, high = np.quantile(ratings, (0.25, 0.75))
    if low >= high:
        return Estimate(value=None)
    used = (ratings <= low) | (ratings >= high)
    levels, place = np.unique(scores[used], return_inverse=True)
    answered = Answered(holds=ratings[used] >= high, chances=place / len(levels))
    _, codes = np.unique(draws.codes[used], return_inverse=True)
    return measure(answered, Draws(codes.astype(np.int64)))["auc"]
