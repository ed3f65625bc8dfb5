"""Intervals by bootstrap: whole groups drawn with replacement, always the same draws.

Rows of one thread, sender or customer go together, since their errors do; drawn row by row an
interval would be too narrow. Everything measured is reduced to counts first (`sums` of a few
columns, or a `histogram` of scores), so that a draw costs one pass over the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.evaluate.results import Estimate

__all__ = ["DRAWS", "FEWEST", "Draws", "few_groups", "group_codes", "interval", "too_little"]

DRAWS = 1000
FEWEST = 10
"""Rows of either kind, and groups, from which on an interval is given."""

_SEED = 20_261_122
_CELLS = 2_000_000
"""Numbers held at once."""

Floats = NDArray[np.float64]


def group_codes(groups: Sequence[str]) -> NDArray[np.int64]:
    """Groups as numbers from 0, in order of their first row."""
    place: dict[str, int] = {}
    return np.array([place.setdefault(group, len(place)) for group in groups], np.int64)


def few_groups(groups: int) -> str:
    """Why there is no interval, "" where there is one."""
    return f"{groups} to draw from, {FEWEST} are needed" if groups < FEWEST else ""


def too_little(holds: NDArray[np.bool_], groups: int) -> str:
    """As `few_groups`, also where few rows hold it or few do not."""
    held = int(holds.sum())
    if min(held, len(holds) - held) < FEWEST:
        seen = f"{held:,} hold it and {len(holds) - held:,} do not"
        return f"{seen}, {FEWEST} of either are needed"
    return few_groups(groups)


@dataclass(frozen=True)
class Draws:
    """Draws of groups; `codes` is each row's group, numbered from 0."""

    codes: NDArray[np.int64]

    @cached_property
    def groups(self) -> int:
        """How many groups there are to draw from."""
        return int(self.codes.max()) + 1 if len(self.codes) else 0

    @property
    def _are_rows(self) -> bool:
        return self.groups == len(self.codes) and bool((np.diff(self.codes) == 1).all())

    def weights(self) -> Iterator[Floats]:
        """How often each row counts, draw by draw; the same in every run."""
        random, are_rows = np.random.default_rng(_SEED), self._are_rows
        for _ in range(DRAWS):
            drawn = random.integers(self.groups, size=self.groups)
            counts = np.bincount(drawn, minlength=self.groups).astype(np.float64)
            yield counts if are_rows else counts[self.codes]

    def histograms(self, cells: NDArray[np.int64], size: int) -> Iterator[Floats]:
        """Blocks of draws x `size`: how much weight each cell got."""
        block: list[Floats] = []
        for weights in self.weights():
            counted: Floats = np.bincount(cells, weights=weights, minlength=size).astype(np.float64)
            block.append(counted)
            if len(block) * size >= _CELLS:
                yield np.stack(block)
                block = []
        if block:
            yield np.stack(block)

    def sums(self, columns: Floats) -> Floats:
        """Draws x columns: the sum of each column of rows."""
        by_group = np.zeros((self.groups, columns.shape[1]))
        np.add.at(by_group, self.codes, columns)
        of_groups = Draws(np.arange(self.groups))
        return np.stack([weights @ by_group for weights in of_groups.weights()])

    def estimate(self, columns: Floats, measure: Callable[[Floats], Floats]) -> Estimate:
        """A measure of sums of columns (its last axis), with its interval."""
        value = measure(columns.sum(axis=0))
        drawn = measure(self.sums(columns)) if self.groups >= FEWEST else None
        return interval(float(value), drawn)


def interval(value: float, drawn: Floats | None) -> Estimate:
    """The value with the range of the middle 95 % of draws; draws that cannot tell are left out."""
    if not np.isfinite(value):
        return Estimate(value=None)
    told = drawn[np.isfinite(drawn)] if drawn is not None else np.empty(0)
    if not len(told):
        return Estimate(value=value)
    low, high = np.quantile(told, (0.025, 0.975))
    return Estimate(value=value, low=float(low), high=float(high))
