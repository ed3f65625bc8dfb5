"""What is believed of many signals in many views at once, in columns.

A trend looks at every signal in every month, and at every pair of people: thousands of beliefs of
which nobody opens a row. What a single belief is stands in `values`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.tails import betas_over, gammas_over, normals_over
from goodwill.facts.values import Family, SignalValue, Values

__all__ = ["BETA", "FAMILIES", "GAMMA", "Beliefs", "Limits", "chances_over"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Limits = Mapping[str, tuple[float, float]]
"""By signal two limits: of a belief it is asked how likely the quantity lies above each."""

FAMILIES: tuple[Family, ...] = get_args(Family)
BETA, GAMMA, NORMAL = (FAMILIES.index(name) for name in ("beta", "gamma", "normal"))
NOTHING = (float(NORMAL), 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """Signals in views (months, pairs of people): arrays of shape (views, signals).

    `family` numbers `FAMILIES`, `a` and `b` are as in `Posterior`; `exposure` is 0 where a view has
    no value of a signal. `over` has the shape (views, signals, 2): the chance above each limit.
    """

    signals: tuple[str, ...]
    family: Ints
    a: Floats
    b: Floats
    exposure: Floats
    over: Floats

    @classmethod
    def of(cls, views: Sequence[Values], limits: Limits) -> Beliefs:
        """The same of plain values."""
        names = tuple(limits)
        cells = [_cell(view.get(name)) for view in views for name in names]
        columns = np.array(cells, dtype=np.float64).reshape(len(views), len(names), 4)
        numbers, a, b, exposure = np.moveaxis(columns, -1, 0)
        family = numbers.astype(np.int64)
        over = chances_over(family, a, b, exposure, np.array([*limits.values()]).reshape(-1, 2))
        return cls(signals=names, family=family, a=a, b=b, exposure=exposure, over=over)

    def views(self, at: Ints | NDArray[np.bool_] | slice) -> Beliefs:
        """Some of the views."""
        return Beliefs(
            signals=self.signals,
            family=self.family[at],
            a=self.a[at],
            b=self.b[at],
            exposure=self.exposure[at],
            over=self.over[at],
        )


def _cell(value: SignalValue | None) -> tuple[float, float, float, float]:
    if value is None:
        return NOTHING
    family, a, b = value.posterior
    return FAMILIES.index(family), a, b, value.exposure


def chances_over(family: Ints, a: Floats, b: Floats, exposure: Floats, limits: Floats) -> Floats:
    """How likely each quantity lies above each of its signal's limits, 0 without exposure.

    `limits` has the shape (signals, 2); the others (views, signals).
    """
    over = np.zeros((*a.shape, 2))
    for number, tails in ((BETA, betas_over), (GAMMA, _rates_over), (NORMAL, normals_over)):
        view, signal = np.nonzero((family == number) & (exposure > 0))
        first, second = np.repeat(a[view, signal], 2), np.repeat(b[view, signal], 2)
        over[view, signal] = tails(first, second, limits[signal].ravel()).reshape(-1, 2)
    return over


def _rates_over(shape: Floats, rate: Floats, threshold: Floats) -> Floats:
    return gammas_over(shape, rate * threshold)
