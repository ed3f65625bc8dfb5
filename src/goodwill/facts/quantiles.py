"""Student's tails, and the points where a chance is reached: what intervals are made of.

Found by halving from the tails of `posterior`, since a library that has them takes longer to
import than everything else does. A test compares them with SciPy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from goodwill.facts.posterior import beta_over

__all__ = ["Interval", "Student", "beta_interval", "exact_interval", "students_interval"]

HALVINGS = 45


class Interval(NamedTuple):
    """From `low` to `high`."""

    low: float
    high: float


class Student(NamedTuple):
    """A quantity around `at`, with a standard error and its degrees of freedom; `weight` of 1."""

    at: float
    spread: float
    freedom: float
    weight: float = 1.0

    def over(self, threshold: float) -> float:
        """The chance that it lies above a threshold."""
        if self.spread == 0:
            return float(self.at > threshold)
        t = (threshold - self.at) / self.spread
        tail = 0.5 * (1 - beta_over(self.freedom / 2, 0.5, self.freedom / (self.freedom + t * t)))
        return tail if t > 0 else 1 - tail


def students_interval(mixed: Sequence[Student], share: float) -> Interval:
    """The middle `share` of a mixture whose weights sum to 1."""
    low = min(one.at - one.spread for one in mixed)
    high = max(one.at + one.spread for one in mixed)
    if low == high:
        return Interval(low, high)

    def over(threshold: float) -> float:
        return sum(one.weight * one.over(threshold) for one in mixed)

    rest = (1 - share) / 2
    while over(low) < 1 - rest:
        low -= high - low
    while over(high) > rest:
        high += high - low
    return Interval(_reached(over, 1 - rest, low, high), _reached(over, rest, low, high))


def beta_interval(a: float, b: float, share: float) -> Interval:
    """The middle `share` of a Beta(a, b) share."""

    def over(threshold: float) -> float:
        return beta_over(a, b, threshold)

    rest = (1 - share) / 2
    return Interval(_reached(over, 1 - rest, 0.0, 1.0), _reached(over, rest, 0.0, 1.0))


def exact_interval(hits: int, of: int, share: float) -> Interval:
    """Clopper and Pearson's interval for a share of `hits` in `of` (Biometrika 1934)."""
    low = 0.0 if hits == 0 else beta_interval(hits, of - hits + 1, share).low
    high = 1.0 if hits == of else beta_interval(hits + 1, of - hits, share).high
    return Interval(low, high)


def _reached(over: Callable[[float], float], chance: float, low: float, high: float) -> float:
    """Where the chance to lie above has fallen to `chance`; it falls from `low` to `high`."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if over(middle) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2
