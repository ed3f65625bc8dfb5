"""How well a number ranks: areas under both curves, over the same draws of accounts each time.

Whole accounts are drawn, not months: the months of one account are nearly the same month. Since
every call draws alike, the areas of two rankings can be subtracted draw by draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.backtest.results import Ranking
from goodwill.lab.evaluate.draws import FEWEST, Draws, interval
from goodwill.lab.evaluate.measures import auc, average_precision
from goodwill.lab.evaluate.results import Estimate

__all__ = ["Areas", "areas", "difference"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Both areas: of all rows first, then of each draw, if accounts are enough to draw from."""

    average_precision: Floats
    auc: Floats

    def ranking(self, by: str) -> Ranking:
        """Both with their intervals."""
        return Ranking(
            by=by,
            average_precision=_estimate(self.average_precision),
            auc=_estimate(self.auc),
        )


def _estimate(values: Floats) -> Estimate:
    return interval(float(values[0]), values[1:] if len(values) > 1 else None)


def areas(scores: Floats, holds: NDArray[np.bool_], draws: Draws, *, is_drawn: bool) -> Areas:
    """The areas of one ranking; higher scores are to be where `holds` is."""
    levels, place = np.unique(scores, return_inverse=True)
    cells, size = place + len(levels) * holds, 2 * len(levels)
    blocks = [np.bincount(cells, minlength=size)[None].astype(np.float64)]
    if is_drawn and draws.groups >= FEWEST:
        blocks += draws.histograms(cells, size)
    halves = [np.split(block, 2, axis=1) for block in blocks]
    return Areas(
        average_precision=np.concatenate([average_precision(held, not_) for not_, held in halves]),
        auc=np.concatenate([auc(held, not_) for not_, held in halves]),
    )


def difference(ours: Areas, other: Areas) -> tuple[Estimate, float]:
    """Average precision of one less that of another, and the chance that this is no gain.

    Both by the same draws; that chance is the share of them in which the other ranks no worse. What
    was not drawn, since all its numbers are alike, takes part with its one area.
    """
    less = ours.average_precision - other.average_precision
    drawn = less[1:][np.isfinite(less[1:])]
    return _estimate(less), float((1 + (drawn <= 0).sum()) / (1 + len(drawn)))
