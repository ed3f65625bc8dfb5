"""Fit how a sentence's surroundings move what is told of it, on whole mails marked for every act.

A second logistic regression takes the log-odds that held-out sentences were given and what stands
around them. Its weight for the log-odds themselves is divided out, so that they keep their scale,
and what is usual in these mails moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from goodwill.acts.linear.context import Context, surroundings

__all__ = ["FEWEST_HOLDING", "fit_context"]

FEWEST_HOLDING = 20
"""Fewer sentences that hold an act do not show what stands around it."""

_STRENGTH = 0.3
"""Inverse of the penalty on large weights: of 0.1, 0.3 and 1 the best by a little."""


def fit_context(
    log_odds: NDArray[np.float64], labels: NDArray[np.int8], mails: Sequence[str]
) -> Context:
    """Fit on sentences (rows) in their mails' order; `mails` names each sentence's mail."""
    names = np.array(mails)
    begins = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    counts = np.diff(np.append(begins, len(names)))
    around = surroundings(log_odds.astype(np.float32), counts)
    among = np.repeat(counts > 1, counts)
    usual = around[among].mean(axis=0)
    weights = np.zeros((around.shape[1], labels.shape[1]))
    for place in range(labels.shape[1]):
        known = among & (labels[:, place] >= 0)
        holds = labels[known, place]
        if holds.sum() < FEWEST_HOLDING:
            continue
        rows = np.column_stack([log_odds[known, place], around[known] - usual])
        fit = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(rows, holds)
        slope, *shifts = fit.coef_[0]
        weights[:, place] = np.array(shifts) / slope
    return Context(weights.astype(np.float32), usual.astype(np.float32))
