"""Fit one act's weights and bring its log-odds in line with what held-out parts show.

Logistic regression over the terms and the cues; then Platt's scaling, fitted on predictions for
parts that the fit had not seen, is folded into the weights. Its two numbers have seen all parts;
that moves no ranking. Scikit-learn does both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

__all__ = ["FOLDS", "Fit", "fit_act", "folds_of"]

FOLDS = 5
_STRENGTH = 8.0
"""Inverse of the penalty on large weights: over eight acts the mean average precision on situations
held back was 0.49 with 1, 0.53 with 3, and 0.54 with 8 and with 20."""

_TOLERANCE = 1e-2
"""When the fit stops: a hundredth of this, which is usual, changes the fifth figure of the weights
and takes nearly twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Weights of one act, already scaled, and the log-odds that held-out rows were given."""

    weights: NDArray[np.float64]
    constant: float
    held_out: NDArray[np.float64]


def folds_of(groups: Sequence[str]) -> NDArray[np.int64]:
    """A part for each group: they are dealt out in order, so that every file is in every part."""
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.array([numbers[group] % FOLDS for group in groups])


def fit_act(
    matrix: sparse.csr_matrix,
    labels: NDArray[np.int8],
    counts: NDArray[np.float64],
    folds: NDArray[np.int64],
) -> Fit:
    """Fit on the rows that count; `held_out` has a value for every row."""
    held_out = np.zeros(len(labels))
    used = counts > 0
    for fold in np.unique(folds):
        rest, part = used & (folds != fold), folds == fold
        held_out[part] = _fit(matrix, labels, counts, rest).decision_function(matrix[part])
    scaler = LogisticRegression(C=1e6).fit(
        held_out[used, None], labels[used], sample_weight=counts[used]
    )
    slope, shift = float(scaler.coef_[0, 0]), float(scaler.intercept_[0])
    whole = _fit(matrix, labels, counts, used)
    return Fit(
        weights=whole.coef_[0] * slope,
        constant=float(whole.intercept_[0]) * slope + shift,
        held_out=held_out * slope + shift,
    )


def _fit(
    matrix: sparse.csr_matrix,
    labels: NDArray[np.int8],
    counts: NDArray[np.float64],
    rows: NDArray[np.bool_],
) -> LogisticRegression:
    model = LogisticRegression(
        C=_STRENGTH,
        solver="liblinear",
        dual=True,
        random_state=0,
        tol=_TOLERANCE,
        max_iter=1000,
    )
    return model.fit(matrix[rows], labels[rows], sample_weight=counts[rows])
