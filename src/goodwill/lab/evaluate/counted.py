"""Lines for tasks whose answers are counted, not given with a probability: dates, zones, threads.

Each row brings a few counts; a measure is made of their sums, so that long and short rows count
as much as there is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.evaluate.draws import Draws
from goodwill.lab.evaluate.measures import f1_of, ratio
from goodwill.lab.evaluate.results import Estimate

__all__ = ["Floats", "Measure", "estimates", "f1", "share"]

Floats = NDArray[np.float64]
Measure = Callable[[Floats], Floats]


def share(part: int, whole: int) -> Measure:
    """One column's sum of another's."""
    return lambda sums: ratio(sums[..., part], sums[..., whole])


def f1(found: int, given: int, wanted: int) -> Measure:
    """The harmonic mean of found of given and found of wanted, all of them columns."""
    return lambda sums: f1_of(sums[..., found], sums[..., given], sums[..., wanted])


def estimates(
    counts: Sequence[Sequence[float]], draws: Draws, measures: Mapping[str, Measure]
) -> Mapping[str, Estimate]:
    """Every measure of the rows' counts (rows x columns), with its interval."""
    columns = np.array(counts, np.float64)
    return {name: draws.estimate(columns, measure) for name, measure in measures.items()}
