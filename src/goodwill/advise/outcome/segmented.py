"""An account's own course before, carried on, against what came: an interrupted time series.

Segmented regression with a level and a slope before, and a change of both after. The change is the
mean distance, over the months after, from the line that the months before would have gone on.

Months resemble those beside them, and ten or thirty months are too few to say how much: the errors
of Newey and West cover 73 to 89 % of what they should at 95 % there. So that likeness (rho) is not
estimated once but averaged over, each value weighted by its restricted likelihood; what was
measured stands in `docs/decisions/`. Months that are missing only widen the gap between two
others.

Source: Wagner et al. 2002 (segmented regression); Turner et al. 2021,
doi:10.1186/s12874-021-01364-0 (restricted likelihood for short series).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.advise.outcome.effect import Effect, effect_of
from goodwill.facts.quantiles import Student
from goodwill.facts.series import MonthPoint, mean_of

__all__ = ["own_course"]

Floats = NDArray[np.float64]

RHOS = np.linspace(0.0, 0.9, 19)
"""How alike two neighbouring months may be; all are as likely beforehand."""


class Course(NamedTuple):
    """Months, the design and what of it makes the change, values, and how much each counts."""

    month: Floats
    x: Floats
    contrast: Floats
    y: Floats
    weight: Floats


class Fit(NamedTuple):
    """The change for one value of rho, its standard error, and how well that value fits (log)."""

    change: float
    error: float
    fits: float


def own_course(before: Sequence[MonthPoint], after: Sequence[MonthPoint]) -> Effect | None:
    """The change after; None where the months leave nothing to measure an error with."""
    points = [*before, *after]
    month = np.array([point.month for point in points], dtype=np.float64)
    x, contrast = _design(month, after[0].month)
    freedom = len(points) - np.linalg.matrix_rank(x)
    if freedom < 1 or np.linalg.matrix_rank(x) < x.shape[1]:
        return None
    y = np.array([point.value for point in points])
    course = Course(month, x, contrast, y, _weights(points))
    fits = [_fit(float(rho), course) for rho in RHOS]
    likely = np.exp(np.array([one.fits for one in fits]) - max(one.fits for one in fits))
    mixed = [
        Student(one.change, one.error, float(freedom), float(share))
        for one, share in zip(fits, likely / likely.sum(), strict=True)
    ]
    return effect_of(
        mixed,
        compared="own_course",
        before=mean_of(before) or 0.0,
        after=mean_of(after) or 0.0,
        windows=(len(before), len(after)),
    )


def _design(month: Floats, first: int) -> tuple[Floats, Floats]:
    """Level, slope, and what is added to both after; and what of them makes the mean change."""
    is_after = (month >= first).astype(np.float64)
    since = month - first
    x = np.stack([np.ones_like(month), since, is_after, is_after * since], axis=1)
    return x, np.array([0.0, 0.0, 1.0, float(since[is_after > 0].mean())])


def _weights(points: Sequence[MonthPoint]) -> Floats:
    """Months with less behind them count less; more than usual counts no more than that."""
    exposure = np.array([point.exposure for point in points], dtype=np.float64)
    usual = float(np.median(exposure))
    counts: Floats = np.minimum(exposure, usual) / usual
    return counts


def _fit(rho: float, course: Course) -> Fit:
    """Generalised least squares with this likeness between neighbours."""
    month, x, contrast, y, weight = course
    apart = np.abs(month[:, None] - month[None, :])
    scale = 1 / np.sqrt(weight)
    covariance = np.where(apart == 0, 1.0, rho**apart) * scale[:, None] * scale[None, :]
    inverse = np.linalg.inv(covariance)
    spread = np.linalg.inv(x.T @ inverse @ x)
    found = spread @ x.T @ inverse @ y
    rest = y - x @ found
    freedom = len(y) - x.shape[1]
    squares = max(float(rest @ inverse @ rest), np.finfo(np.float64).tiny)
    error = float(np.sqrt(squares / freedom * (contrast @ spread @ contrast)))
    logs = float(np.linalg.slogdet(spread)[1] - np.linalg.slogdet(covariance)[1])
    return Fit(float(contrast @ found), error, 0.5 * logs - freedom / 2 * log(squares))
