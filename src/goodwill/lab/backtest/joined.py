"""A baseline with a line beside it: what both together rank, for accounts they were not fitted to.

A line that ranks worse than a baseline may still know something that the baseline does not. So both
are put together by logistic regression, fitted to four fifths of the accounts and read for the last
fifth, and held against the baseline put through the same. A line can only speak for what it claims:
its weight is never below zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.backtest.benefit import FOLDS

__all__ = ["fit_logistic", "joined"]

HELD = 1.0
"""How firmly weights are held to zero, in log-odds of a standard deviation squared."""
TURNS = 25
FAR = 30.0
SURE = 0.01

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def joined(baseline: Floats, line: Floats | None, holds: Bools, codes: NDArray[np.int64]) -> Floats:
    """Log-odds by the baseline's numbers, and by the line's chances where they are given."""
    columns = [_ranks(baseline)] if line is None else [_ranks(baseline), _log_odds(line)]
    features = np.stack([_standard(column) for column in columns], axis=1)
    found: Floats = np.zeros(len(holds))
    for fold in range(FOLDS):
        own = codes % FOLDS == fold
        weights = fit_logistic(features[~own], holds[~own])
        if line is not None and weights[-1] < 0:
            weights = np.append(fit_logistic(features[~own, :1], holds[~own]), 0.0)
        found[own] = weights[0] + features[own] @ weights[1:]
    return found


def fit_logistic(features: Floats, holds: Bools, held: float = HELD) -> Floats:
    """Intercept and weights of greatest likelihood, weights held to zero (Newton's method)."""
    columns = np.column_stack([np.ones(len(features)), features])
    pull = np.diag([1e-6, *[held] * features.shape[1]])
    weights: Floats = np.zeros(columns.shape[1])
    for _ in range(TURNS):
        chances = 1 / (1 + np.exp(-np.clip(columns @ weights, -FAR, FAR)))
        slope = columns.T @ (holds - chances) - pull @ weights
        curve = (columns * (chances * (1 - chances))[:, None]).T @ columns + pull
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < SURE**4:
            break
    return weights


def _ranks(scores: Floats) -> Floats:
    """Places from 0 to 1, alike where the numbers are: no unit, no far value."""
    levels, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    middles = np.cumsum(count) - count / 2
    ranks: Floats = (middles / len(scores))[place.reshape(-1)]
    return ranks if len(levels) > 1 else np.zeros(len(scores))


def _log_odds(chances: Floats) -> Floats:
    kept = np.clip(chances, SURE, 1 - SURE)
    odds: Floats = np.log(kept / (1 - kept))
    return odds


def _standard(values: Floats) -> Floats:
    """Mean 0 and standard deviation 1; zeros where all are alike."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.zeros(len(values))
