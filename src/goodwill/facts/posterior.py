"""Tail probabilities of the three families that a signal's belief can have.

Three short functions instead of a library: importing one that has them costs more than drawing
up a whole statement does. The test compares them with SciPy over their whole range.

Source: continued fractions of NIST's Digital Library of Mathematical Functions, 8.17.22 (incomplete
beta) and 8.9.2 (incomplete gamma), evaluated by Lentz's method, and the series 8.7.1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

__all__ = ["beta_over", "gamma_over", "normal_over"]

TINY = 1e-300
PRECISE = 1e-13
MOST_STEPS = 100_000


def normal_over(mean: float, spread: float, threshold: float) -> float:
    """The chance that a normal quantity lies above `threshold`."""
    if spread == 0:
        return float(mean > threshold)
    return 0.5 * math.erfc((threshold - mean) / spread / math.sqrt(2))


def beta_over(a: float, b: float, threshold: float) -> float:
    """The chance that a Beta(a, b) share lies above `threshold`."""
    if threshold <= 0:
        return 1.0
    if threshold >= 1:
        return 0.0
    if threshold > (a + 1) / (a + b + 2):
        return _beta_tail(b, a, 1 - threshold, threshold)
    return 1 - _beta_tail(a, b, threshold, 1 - threshold)


def _beta_tail(a: float, b: float, x: float, y: float) -> float:
    """The regularised incomplete beta function; y is 1 - x. Where x is small it settles soon."""
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(y)
    )
    return min(1.0, front / a / _beta_fraction(a, b, x))


def _beta_fraction(a: float, b: float, x: float) -> float:
    """8.17.22, whose denominators are all 1; `_fraction` written out, for it is asked most."""
    value, c, d, both = 1.0, 1.0, 0.0, a + b
    for m in range(MOST_STEPS):
        at, n = a + 2 * m, m + 1
        numerator = -(a + m) * (both + m) * x / (at * (at + 1))
        d = 1 / (1.0 + numerator * d or TINY)
        c = 1.0 + numerator / c or TINY
        moved = c * d
        value *= moved
        if abs(moved - 1) < PRECISE:
            break
        at = a + 2 * n
        numerator = n * (b - n) * x / ((at - 1) * at)
        d = 1 / (1.0 + numerator * d or TINY)
        c = 1.0 + numerator / c or TINY
        moved = c * d
        value *= moved
        if abs(moved - 1) < PRECISE:
            break
    return value


def gamma_over(shape: float, threshold: float) -> float:
    """The chance that a Gamma(shape) quantity of rate 1 lies above `threshold`."""
    if threshold <= 0:
        return 1.0
    front = math.exp(shape * math.log(threshold) - threshold - math.lgamma(shape))
    if threshold < shape + 1:
        return max(0.0, 1 - front * _gamma_series(shape, threshold))
    fraction = _fraction(threshold + 1 - shape, _gamma_terms(shape, threshold))
    return front / fraction


def _gamma_series(shape: float, x: float) -> float:
    """8.7.1, divided by its power of x."""
    term = total = 1 / shape
    for n in range(1, MOST_STEPS):
        term *= x / (shape + n)
        total += term
        if term < total * PRECISE:
            break
    return total


def _gamma_terms(shape: float, x: float) -> Iterator[tuple[float, float]]:
    """Numerators and denominators of 8.9.2, in its faster even form."""
    for n in range(1, MOST_STEPS):
        yield -n * (n - shape), x + 2 * n + 1 - shape


def _fraction(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """`first + n1/(d1 + n2/(d2 + ...))` by Lentz's method, until it no longer moves."""
    value = first or TINY
    c, d = value, 0.0
    for numerator, denominator in terms:
        d = 1 / (denominator + numerator * d or TINY)
        c = denominator + numerator / c or TINY
        value *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return value
