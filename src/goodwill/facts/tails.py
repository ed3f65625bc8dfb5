"""The tails of `posterior`, for thousands of beliefs at once.

A trend asks of every signal in every month, and of every pair of people, how likely it lies above
two limits: in columns that takes a small part of the time. The formulas are those of `posterior`,
and a test holds the two against each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.posterior import MOST_STEPS, PRECISE, TINY

__all__ = ["betas_over", "gammas_over", "normals_over"]

LOOK_EVERY = 4
"""Steps between two looks at which of the many have settled."""

Floats = NDArray[np.float64]
Terms = Callable[[int, Floats], Iterator[tuple[Floats, Floats | float]]]
"""Numerators and denominators of a fraction's next step; its columns are what it is made of."""


def normals_over(mean: Floats, spread: Floats, threshold: Floats) -> Floats:
    """The chance that each normal quantity lies above its threshold."""
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (threshold - mean) / spread / math.sqrt(2)
    chance = np.array([0.5 * math.erfc(one) for one in away.tolist()])
    return np.where(spread == 0, mean > threshold, chance)


def betas_over(a: Floats, b: Floats, threshold: Floats) -> Floats:
    """The chance that each Beta(a, b) share lies above its threshold."""
    found = np.where(threshold <= 0, 1.0, 0.0)
    inside = np.flatnonzero((threshold > 0) & (threshold < 1))
    a, b, x = a[inside], b[inside], threshold[inside]
    is_above = x > (a + 1) / (a + b + 2)
    tail = _beta_tail(
        np.where(is_above, b, a),
        np.where(is_above, a, b),
        np.where(is_above, 1 - x, x),
        np.where(is_above, x, 1 - x),
    )
    found[inside] = np.where(is_above, tail, 1 - tail)
    return found


def _beta_tail(a: Floats, b: Floats, x: Floats, y: Floats) -> Floats:
    """The regularised incomplete beta functions; y is 1 - x."""
    logs = _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b) + a * np.log(x) + b * np.log(y)
    fractions = _fractions(np.ones(len(a)), np.stack([a, b, x]), _beta_terms)
    return np.minimum(1.0, np.exp(logs) / a / fractions)


def _beta_terms(step: int, columns: Floats) -> Iterator[tuple[Floats, float]]:
    """8.17.22, two terms a step."""
    a, b, x = columns
    at, n = a + 2 * step, step + 1
    yield -(a + step) * (a + b + step) * x / (at * (at + 1)), 1.0
    yield n * (b - n) * x / ((at + 1) * (at + 2)), 1.0


def gammas_over(shape: Floats, threshold: Floats) -> Floats:
    """The chance that each Gamma(shape) quantity of rate 1 lies above its threshold."""
    found = np.ones(len(shape))
    with np.errstate(divide="ignore", invalid="ignore"):
        front = np.exp(shape * np.log(threshold) - threshold - _log_gamma(shape))
    low = np.flatnonzero((threshold > 0) & (threshold < shape + 1))
    found[low] = np.maximum(0.0, 1 - front[low] * _gamma_series(shape[low], threshold[low]))
    high = np.flatnonzero((threshold > 0) & (threshold >= shape + 1))
    shape, x = shape[high], threshold[high]
    found[high] = front[high] / _fractions(x + 1 - shape, np.stack([shape, x]), _gamma_terms)
    return found


def _gamma_terms(step: int, columns: Floats) -> Iterator[tuple[Floats, Floats]]:
    """8.9.2, in its faster even form."""
    shape, x = columns
    n = step + 1
    yield -n * (n - shape), x + 2 * n + 1 - shape


def _gamma_series(shape: Floats, x: Floats) -> Floats:
    """8.7.1, divided by its power of x; all go on until the last has settled."""
    term = total = 1 / shape
    for n in range(1, MOST_STEPS):
        term = term * x / (shape + n)
        total = total + term
        if n % LOOK_EVERY == 0 and (term < total * PRECISE).all():
            break
    return total


def _fractions(first: Floats, columns: Floats, terms: Terms) -> Floats:
    """`first + n1/(d1 + n2/(d2 + ...))` by Lentz's method; those that have settled are left out."""
    found = np.empty(len(first))
    going = np.arange(len(first))
    value = c = np.where(first == 0, TINY, first)
    d = np.zeros(len(first))
    for step in range(MOST_STEPS):
        for numerator, denominator in terms(step, columns):
            d = 1 / _not_zero(denominator + numerator * d)
            c = _not_zero(denominator + numerator / c)
            moved = c * d
            value = value * moved
        if step % LOOK_EVERY == 0:
            moves = np.abs(moved - 1) >= PRECISE
            found[going[~moves]] = value[~moves]
            going, value, c, d = going[moves], value[moves], c[moves], d[moves]
            columns = columns[:, moves]
            if not going.size:
                break
    found[going] = value
    return found


def _not_zero(numbers: Floats) -> Floats:
    numbers[numbers == 0] = TINY
    return numbers


def _log_gamma(numbers: Floats) -> Floats:
    """Of neighbours that are the same, as the two limits of a belief have them, once."""
    is_new = np.ones(len(numbers), dtype=np.bool_)
    is_new[1:] = numbers[1:] != numbers[:-1]
    logs = np.array([math.lgamma(number) for number in numbers[is_new].tolist()])
    found: Floats = logs[np.cumsum(is_new) - 1]
    return found
