"""One signal's sums become one value: the plain figure, the shrunk one, and its spread.

Every kind of reduction needs only a handful of sums over the rows (`goodwill.signals.sums`), so
a window, a month and a pair of people are all reduced by the same few lines. Shrinkage is
concepts A.0, 2: a prior mean, worth as many rows as the header's `prior_strength` says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from goodwill.facts.values import Posterior
from goodwill.signals.header import ReduceKind, SignalSpec

__all__ = ["TWO_ARMED", "Reduced", "Sums", "reduce_sums"]

Sums = Sequence[float]
"""Over some rows: how many have a weight, the weight, the square of the weight, the value,
weight x value, weight x value squared; each row discounted. For an effective count: people's
counts c as weight, c ln c as weight x value, c ln(c) squared as the last."""

COUNT, WEIGHT, SQUARE, VALUE, PRODUCT, PRODUCT_SQUARE = range(6)

TWO_ARMED: frozenset[str] = frozenset({"contrast", "balance"})
"""Kinds that set rows of positive weight (ours) against rows of negative weight (theirs)."""

TINY = 1e-9
"""A beta's two counts stay above zero: a share of exactly 0 or 1 is never certain."""


class Reduced(NamedTuple):
    """The figures of one `SignalValue`."""

    raw: float
    estimate: float
    posterior: Posterior
    exposure: float


def reduce_sums(spec: SignalSpec, ours: Sums, theirs: Sums) -> Reduced | None:
    """The value of one signal, None where there was no chance to see anything.

    `theirs` holds the rows of negative weight; it matters to two-armed kinds only.
    """
    return REDUCERS[spec.reduce](spec, ours, theirs)


def _share(spec: SignalSpec, sums: Sums, _: Sums) -> Reduced | None:
    """Weight of what is so over all weight; a beta."""
    n, k = sums[WEIGHT], sums[PRODUCT]
    if n <= 0:
        return None
    return _beta(spec, k / n, n, n)


def _beta(spec: SignalSpec, raw: float, n: float, exposure: float) -> Reduced:
    """A share of `raw` seen in `n` rows, with the prior added."""
    prior = spec.prior_strength
    a = max(raw * n + prior * spec.prior_mean, TINY)
    b = max((1 - raw) * n + prior * (1 - spec.prior_mean), TINY)
    return Reduced(raw, a / (a + b), Posterior(family="beta", a=a, b=b), exposure)


def _rate(spec: SignalSpec, sums: Sums, _: Sums) -> Reduced | None:
    """Values over weight, which is the exposure; a gamma."""
    return _gamma(spec, sums[VALUE], sums[WEIGHT], sums[COUNT])


def _ratio(spec: SignalSpec, sums: Sums, _: Sums) -> Reduced | None:
    """Values over weight: a ratio of booked sums, shrunk by how many rows it rests on.

    Sums of money are no counts of events: the ratio itself is exact, and what is uncertain is
    how far a few rows show a habit. So the gamma's shape is the number of rows, not the money.
    """
    rows = sums[COUNT]
    if rows <= 0 or sums[WEIGHT] <= 0:
        return None
    raw = sums[VALUE] / sums[WEIGHT]
    shape = rows + spec.prior_strength
    estimate = max((raw * rows + spec.prior_mean * spec.prior_strength) / shape, TINY)
    return Reduced(raw, estimate, Posterior(family="gamma", a=shape, b=shape / estimate), rows)


def _gamma(spec: SignalSpec, k: float, n: float, exposure: float) -> Reduced | None:
    """A rate of `k` events in `n` units of exposure, with the prior added."""
    if n <= 0:
        return None
    a = max(k + spec.prior_strength * spec.prior_mean, TINY)
    b = n + spec.prior_strength
    return Reduced(k / n, a / b, Posterior(family="gamma", a=a, b=b), exposure)


def _weighted_mean(spec: SignalSpec, sums: Sums, _: Sums) -> Reduced | None:
    """Mean of the values by weight; a normal."""
    if sums[WEIGHT] <= 0:
        return None
    mean, variance, n = _moments(sums)
    return _normal(spec, mean, variance, n, sums[COUNT])


def _moments(sums: Sums) -> tuple[float, float, float]:
    """Mean, variance and effective number of rows (Kish), never more than the rows there are."""
    mean = sums[PRODUCT] / sums[WEIGHT]
    variance = max(sums[PRODUCT_SQUARE] / sums[WEIGHT] - mean * mean, 0.0)
    return mean, variance, min(sums[COUNT], sums[WEIGHT] ** 2 / sums[SQUARE])


def _normal(spec: SignalSpec, raw: float, variance: float, n: float, exposure: float) -> Reduced:
    """A mean of `raw` over `n` rows of this variance, with the prior's mean and spread added."""
    total = n + spec.prior_strength
    estimate = (n * raw + spec.prior_strength * spec.prior_mean) / total
    pooled = (n * variance + spec.prior_strength * spec.prior_sd**2) / total
    spread = math.sqrt(pooled / total)
    return Reduced(raw, estimate, Posterior(family="normal", a=estimate, b=spread), exposure)


def _contrast(spec: SignalSpec, ours: Sums, theirs: Sums) -> Reduced | None:
    """Mean of our rows less mean of theirs; a normal. One side alone has no contrast."""
    if ours[WEIGHT] <= 0 or theirs[WEIGHT] <= 0:
        return None
    our_mean, our_variance, our_n = _moments(ours)
    their_mean, their_variance, their_n = _moments(theirs)
    n = our_n * their_n / (our_n + their_n)
    variance = (our_n * our_variance + their_n * their_variance) / (our_n + their_n)
    return _normal(spec, our_mean - their_mean, variance, n, ours[COUNT] + theirs[COUNT])


def _balance(spec: SignalSpec, ours: Sums, theirs: Sums) -> Reduced | None:
    """The smaller over the larger of two counts; a beta of about the right spread.

    The prior is added as counts in the prior's own proportion; the spread of the ratio of two
    Poisson counts is its square times the sum of their inverses.
    """
    small, large = sorted((ours[WEIGHT], theirs[WEIGHT]))
    if large <= 0:
        return None
    prior, mean = spec.prior_strength, spec.prior_mean
    less = small + prior * mean / (1 + mean)
    more = large + prior / (1 + mean)
    estimate = min(less / more, 1 - 1 / (1 + less + more))
    variance = max(estimate**2 * (1 / less + 1 / more), TINY)
    strength = max(estimate * (1 - estimate) / variance - 1, 2.0)
    posterior = Posterior(family="beta", a=estimate * strength, b=(1 - estimate) * strength)
    return Reduced(small / large, estimate, posterior, small + large)


def _effective_count(spec: SignalSpec, sums: Sums, _: Sums) -> Reduced | None:
    """Exp of the entropy of people's shares: how many, if all took part alike; a normal."""
    total = sums[WEIGHT]
    if total <= 0:
        return None
    mean_log = sums[PRODUCT] / total
    raw = math.exp(math.log(total) - mean_log)
    variance = max(sums[PRODUCT_SQUARE] / total - mean_log**2, 0.0) * raw**2
    return _normal(spec, raw, variance, total, sums[COUNT])


REDUCERS: dict[ReduceKind, Callable[[SignalSpec, Sums, Sums], Reduced | None]] = {
    "share": _share,
    "rate": _rate,
    "monthly_rate": _rate,
    "ratio": _ratio,
    "weighted_mean": _weighted_mean,
    "contrast": _contrast,
    "balance": _balance,
    "effective_count": _effective_count,
}
