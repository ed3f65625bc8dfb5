"""What acting on a line is worth against acting on a baseline, on everybody, or on nobody.

Net benefit (Vickers and Elkin 2006): hits less false alarms times the odds of the chance from which
on one acts. Whoever acts from 20 % on says that one hit is worth four false alarms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.backtest.results import NetBenefit

__all__ = ["as_chances", "decision_curve", "net_benefit"]

LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5)
FOLDS = 5
BINS = 10
OF = 100

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def decision_curve(line: Floats, baseline: Floats, holds: Bools) -> tuple[NetBenefit, ...]:
    """Net benefit of 100 account-months at some chances from which on one might act.

    `baseline` are chances already (`as_chances`).
    """
    return tuple(
        NetBenefit(
            threshold=level,
            line=net_benefit(line >= level, holds, level),
            baseline=net_benefit(baseline >= level, holds, level),
            everybody=net_benefit(np.ones(len(holds), np.bool_), holds, level),
        )
        for level in LEVELS
    )


def net_benefit(acts: Bools, holds: Bools, level: float) -> float:
    """Hits less weighted false alarms, of 100 rows."""
    hits, false = int((acts & holds).sum()), int((acts & ~holds).sum())
    return round(OF * (hits - false * level / (1 - level)) / len(holds), 2)


def as_chances(scores: Floats, holds: Bools, codes: NDArray[np.int64]) -> Floats:
    """A baseline's numbers as chances: how often it came at about that number to other accounts.

    Bins of as many months each, told from four fifths of the accounts and read for the last fifth.
    """
    chances: Floats = np.zeros(len(scores))
    for fold in range(FOLDS):
        own = codes % FOLDS == fold
        if own.any():
            chances[own] = _read_off(scores[own], scores[~own], holds[~own])
    return chances


def _read_off(wanted: Floats, scores: Floats, holds: Bools) -> Floats:
    """The share that holds in the bin of each number; drawn to the share of all by one month."""
    if not len(scores):
        return np.zeros(len(wanted))
    edges = np.unique(np.quantile(scores, np.arange(1, BINS) / BINS))
    bins = np.searchsorted(edges, scores, side="right")
    count = np.bincount(bins, minlength=len(edges) + 1)
    held = np.bincount(bins, weights=holds, minlength=len(edges) + 1)
    shares: Floats = (held + holds.mean()) / (count + 1)
    return shares[np.searchsorted(edges, wanted, side="right")]
