"""How good probabilities are against yes and no: the usual measures, over many draws at once.

Rows are counted by probability and answer first; every measure is then a sum over that
histogram, equal probabilities counted together as they must be. `ratings` has the measures for
answers that are numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.evaluate.draws import FEWEST, Draws, interval
from goodwill.lab.evaluate.results import Estimate

__all__ = [
    "LISTED",
    "MEASURES",
    "Answered",
    "auc",
    "average_precision",
    "f1_of",
    "measure",
    "measure_majority",
    "ratio",
]

LISTED = 0.5
"""From this probability on an answer is yes."""

BINS = 10
"""Of equal width, for the calibration error."""

MEASURES = (
    "precision", "recall", "f1", "accuracy", "auc", "average_precision", "brier",
    "calibration_error",
)  # fmt: skip

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What each row holds, and the probability that was given; one of each a row."""

    holds: NDArray[np.bool_]
    chances: Floats

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of either kind for an interval."""
        held = int(self.holds.sum())
        return min(held, len(self.holds) - held) >= FEWEST


def measure(answered: Answered, draws: Draws) -> Mapping[str, Estimate]:
    """Every measure with its interval; without one where there is too little of either kind."""
    levels, place = np.unique(answered.chances, return_inverse=True)
    cells = place + len(levels) * answered.holds
    size = 2 * len(levels)
    whole = np.bincount(cells, minlength=size)[None].astype(np.float64)
    values = _all_measures(whole, levels)
    drawn = {}
    if answered.is_enough and draws.groups >= FEWEST:
        blocks = [_all_measures(each, levels) for each in draws.histograms(cells, size)]
        drawn = {name: np.concatenate([block[name] for block in blocks]) for name in MEASURES}
    return {name: interval(float(values[name][0]), drawn.get(name)) for name in MEASURES}


def measure_majority(holds: NDArray[np.bool_]) -> Mapping[str, Estimate]:
    """What the more frequent answer gets, given to every row; a draw tells order, no more."""
    share = float(holds.mean()) if len(holds) else float("nan")
    says_yes = share > LISTED
    return {
        "f1": Estimate(value=2 * share / (1 + share) if says_yes else 0.0),
        "accuracy": interval(max(share, 1 - share), None),
        "auc": Estimate(value=0.5),
        "average_precision": interval(share, None),
    }


def _all_measures(histogram: Floats, levels: Floats) -> Mapping[str, Floats]:
    """The measures of each draw, from weights by (answer, level); levels ascend."""
    without, held = np.split(histogram, 2, axis=1)
    yes = levels >= LISTED
    found, false = held[:, yes].sum(axis=1), without[:, yes].sum(axis=1)
    holding, lacking = held.sum(axis=1), without.sum(axis=1)
    total = holding + lacking
    return {
        "precision": ratio(found, found + false),
        "recall": ratio(found, holding),
        "f1": f1_of(found, found + false, holding),
        "accuracy": ratio(found + lacking - false, total),
        "auc": auc(held, without),
        "average_precision": average_precision(held, without),
        "brier": ratio(held @ (1 - levels) ** 2 + without @ levels**2, total),
        "calibration_error": _calibration_error(held, without, levels),
    }


def ratio(part: Floats, whole: Floats) -> Floats:
    """Part of whole; not a number where there is no whole."""
    filled: Floats = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=filled, where=whole > 0)
    return filled


def f1_of(found: Floats, given: Floats, wanted: Floats) -> Floats:
    """The harmonic mean of precision (found of given) and recall (found of wanted)."""
    return ratio(2 * found, given + wanted)


def auc(held: Floats, without: Floats) -> Floats:
    """How often one that holds it is above one that does not; a tie is half."""
    below = np.cumsum(without, axis=1) - without / 2
    pairs = held.sum(axis=1) * without.sum(axis=1)
    return ratio((held * below).sum(axis=1), pairs)


def average_precision(held: Floats, without: Floats) -> Floats:
    """Precision at each level from the top down, weighted by what the level adds to recall."""
    found = np.cumsum(held[:, ::-1], axis=1)
    given = found + np.cumsum(without[:, ::-1], axis=1)
    precision = np.divide(found, given, out=np.zeros_like(found), where=given > 0)
    return ratio((held[:, ::-1] * precision).sum(axis=1), held.sum(axis=1))


def _calibration_error(held: Floats, without: Floats, levels: Floats) -> Floats:
    """Mean distance between what was said and what was so, over bins of equal width."""
    bins = np.minimum((levels * BINS).astype(np.int64), BINS - 1)
    into = np.eye(BINS)[bins]
    so, said = held @ into, (held + without) @ (into * levels[:, None])
    return ratio(np.abs(so - said).sum(axis=1), held.sum(axis=1) + without.sum(axis=1))
