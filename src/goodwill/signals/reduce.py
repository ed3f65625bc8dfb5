"""Sums become values: the plain figure, the shrunk one, and its spread.

Every kind of reduction needs only a handful of sums over the rows (`goodwill.signals.sums`), so
windows, months and pairs of people are all reduced by the same few lines, many at once.
Shrinkage is concepts A.0, 2: a prior mean, worth as many rows as `prior_strength` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.values import Family
from goodwill.signals.header import ReduceKind, SignalSpec

__all__ = ["FAMILY", "TWO_ARMED", "Reduced", "reduce_sums"]

Floats = NDArray[np.float64]

COUNT, WEIGHT, SQUARE, VALUE, PRODUCT, PRODUCT_SQUARE = range(6)
"""Over some rows: how many have a weight, the weight, the square of the weight, the value,
weight x value, weight x value squared; each row discounted. For an effective count: people's
counts c as weight, c ln c as weight x value, c ln(c) squared as the last."""

TWO_ARMED: frozenset[str] = frozenset({"contrast", "balance"})
"""Kinds that set rows of positive weight (ours) against rows of negative weight (theirs)."""

TINY = 1e-9
"""A beta's two counts stay above zero: a share of exactly 0 or 1 is never certain."""


class Reduced(NamedTuple):
    """The figures of values, in arrays of one shape; what has no `exposure` has no value.

    `a` and `b` are those of a `Posterior`, whose family is that of the kind (`FAMILY`).
    """

    raw: Floats
    estimate: Floats
    a: Floats
    b: Floats
    exposure: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """What is believed without any row, by signal."""

    mean: Floats
    strength: Floats
    sd: Floats

    @classmethod
    def of(cls, specs: Sequence[SignalSpec]) -> Priors:
        """Those of some signals."""
        return cls(
            mean=np.array([spec.prior_mean for spec in specs]),
            strength=np.array([spec.prior_strength for spec in specs]),
            sd=np.array([spec.prior_sd for spec in specs]),
        )


def reduce_sums(specs: Sequence[SignalSpec], ours: Floats, theirs: Floats) -> Reduced:
    """The values of signals, from sums of shape (..., signals, 6).

    `theirs` holds the rows of negative weight; it matters to two-armed kinds only.
    """
    found = np.zeros((5, *ours.shape[:-1]))
    for kind, reducer in REDUCERS.items():
        at = [number for number, spec in enumerate(specs) if spec.reduce == kind]
        if at:
            arms = (np.moveaxis(arm[..., at, :], -1, 0) for arm in (ours, theirs))
            with np.errstate(divide="ignore", invalid="ignore"):
                found[..., at] = reducer(Priors.of([specs[number] for number in at]), *arms)
    return Reduced(*np.where(found[-1] > 0, found, 0.0))


def _share(prior: Priors, sums: Floats, _: Floats) -> Reduced:
    """Weight of what is so over all weight; a beta."""
    n = sums[WEIGHT]
    raw = sums[PRODUCT] / n
    a = np.maximum(raw * n + prior.strength * prior.mean, TINY)
    b = np.maximum((1 - raw) * n + prior.strength * (1 - prior.mean), TINY)
    return Reduced(raw, a / (a + b), a, b, n)


def _rate(prior: Priors, sums: Floats, _: Floats) -> Reduced:
    """Values over weight, which is the exposure; a gamma."""
    k, n = sums[VALUE], sums[WEIGHT]
    a = np.maximum(k + prior.strength * prior.mean, TINY)
    b = n + prior.strength
    return Reduced(k / n, a / b, a, b, np.where(n > 0, sums[COUNT], 0.0))


def _ratio(prior: Priors, sums: Floats, _: Floats) -> Reduced:
    """Values over weight: a ratio of booked sums, shrunk by how many rows it rests on.

    Sums of money are no counts of events: the ratio itself is exact, and what is uncertain is
    how far a few rows show a habit. So the gamma's shape is the number of rows, not the money.
    """
    rows = np.where(sums[WEIGHT] > 0, sums[COUNT], 0.0)
    raw = sums[VALUE] / sums[WEIGHT]
    shape = rows + prior.strength
    estimate = np.maximum((raw * rows + prior.mean * prior.strength) / shape, TINY)
    return Reduced(raw, estimate, shape, shape / estimate, rows)


def _weighted_mean(prior: Priors, sums: Floats, _: Floats) -> Reduced:
    """Mean of the values by weight; a normal."""
    mean, variance, n = _moments(sums)
    return _normal(prior, mean, variance, n, np.where(sums[WEIGHT] > 0, sums[COUNT], 0.0))


def _moments(sums: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, variance and effective number of rows (Kish), never more than the rows there are."""
    mean = sums[PRODUCT] / sums[WEIGHT]
    variance = np.maximum(sums[PRODUCT_SQUARE] / sums[WEIGHT] - mean * mean, 0.0)
    return mean, variance, np.minimum(sums[COUNT], sums[WEIGHT] ** 2 / sums[SQUARE])


def _normal(prior: Priors, raw: Floats, variance: Floats, n: Floats, exposure: Floats) -> Reduced:
    """A mean of `raw` over `n` rows of this variance, with the prior's mean and spread added."""
    total = n + prior.strength
    estimate = (n * raw + prior.strength * prior.mean) / total
    pooled = (n * variance + prior.strength * prior.sd**2) / total
    return Reduced(raw, estimate, estimate, np.sqrt(pooled / total), exposure)


def _contrast(prior: Priors, ours: Floats, theirs: Floats) -> Reduced:
    """Mean of our rows less mean of theirs; a normal. One side alone has no contrast."""
    our_mean, our_variance, our_n = _moments(ours)
    their_mean, their_variance, their_n = _moments(theirs)
    n = our_n * their_n / (our_n + their_n)
    variance = (our_n * our_variance + their_n * their_variance) / (our_n + their_n)
    have_both = (ours[WEIGHT] > 0) & (theirs[WEIGHT] > 0)
    exposure = np.where(have_both, ours[COUNT] + theirs[COUNT], 0.0)
    return _normal(prior, our_mean - their_mean, variance, n, exposure)


def _balance(prior: Priors, ours: Floats, theirs: Floats) -> Reduced:
    """The smaller over the larger of two counts; a beta of about the right spread.

    The prior is added as counts in the prior's own proportion; the spread of the ratio of two
    Poisson counts is its square times the sum of their inverses.
    """
    small = np.minimum(ours[WEIGHT], theirs[WEIGHT])
    large = np.maximum(ours[WEIGHT], theirs[WEIGHT])
    less = small + prior.strength * prior.mean / (1 + prior.mean)
    more = large + prior.strength / (1 + prior.mean)
    estimate = np.minimum(less / more, 1 - 1 / (1 + less + more))
    variance = np.maximum(estimate**2 * (1 / less + 1 / more), TINY)
    strength = np.maximum(estimate * (1 - estimate) / variance - 1, 2.0)
    exposure = np.where(large > 0, small + large, 0.0)
    a, b = estimate * strength, (1 - estimate) * strength
    return Reduced(small / large, estimate, a, b, exposure)


def _effective_count(prior: Priors, sums: Floats, _: Floats) -> Reduced:
    """Exp of the entropy of people's shares: how many, if all took part alike; a normal."""
    total = sums[WEIGHT]
    mean_log = sums[PRODUCT] / total
    raw = np.exp(np.log(total) - mean_log)
    variance = np.maximum(sums[PRODUCT_SQUARE] / total - mean_log**2, 0.0) * raw**2
    return _normal(prior, raw, variance, total, np.where(total > 0, sums[COUNT], 0.0))


REDUCERS: dict[ReduceKind, Callable[[Priors, Floats, Floats], Reduced]] = {
    "share": _share,
    "rate": _rate,
    "monthly_rate": _rate,
    "ratio": _ratio,
    "weighted_mean": _weighted_mean,
    "contrast": _contrast,
    "balance": _balance,
    "effective_count": _effective_count,
}

FAMILY: dict[ReduceKind, Family] = {
    "share": "beta",
    "rate": "gamma",
    "monthly_rate": "gamma",
    "ratio": "gamma",
    "weighted_mean": "normal",
    "contrast": "normal",
    "balance": "beta",
    "effective_count": "normal",
}
