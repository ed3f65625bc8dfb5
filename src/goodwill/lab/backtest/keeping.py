"""Whether stated chances came true: in bins of as many months each, and on average.

A risk names the days within which it may come; it is held against these days, whatever the
horizon of the outcome. A line that names none states no chance of what comes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.backtest.claims import Claim
from goodwill.lab.backtest.results import Calibrated, ReliabilityBin
from goodwill.lab.backtest.spells import moved
from goodwill.lab.backtest.watching import Followed
from goodwill.lab.calibrate.curves import Answered
from goodwill.lab.calibrate.reliability import bins, distance
from goodwill.lab.evaluate.draws import FEWEST, Draws, group_codes, interval
from goodwill.lab.evaluate.measures import ratio

__all__ = ["calibrated"]

Floats = NDArray[np.float64]


def calibrated(followed: Followed, claims: Sequence[Claim]) -> Calibrated | None:
    """Chances of a line beside what came within its own days; None where it states no such chance.

    Months that the data do not follow for so long are left out.
    """
    days = max((claim.horizon_days or 0 for claim in claims), default=0)
    if not days or followed.until is None:
        return None
    last = moved(followed.until, -days)
    kept = [
        (watch, claim.chance)
        for watch, claim in zip(followed.watches, claims, strict=True)
        if watch.day <= last
    ]
    if not kept:
        return None
    answered = [Answered(chance, watch.came_within(days)) for watch, chance in kept]
    off = distance(answered)
    draws = Draws(group_codes([watch.history.account_id for watch, _ in kept]))
    stated = np.array([one.stated for one in answered])
    so = np.array([one.is_so for one in answered], np.float64)
    return Calibrated(
        horizon_days=days,
        months=len(kept),
        base_rate=round(float(so.mean()), 4),
        brier=draws.estimate(_with_count((stated - so) ** 2), _mean),
        calibration_error=0.0 if off is None else off.calibration_error,
        bins=_bins(answered, stated, so, draws),
    )


def _bins(
    answered: Sequence[Answered], stated: Floats, so: Floats, draws: Draws
) -> tuple[ReliabilityBin, ...]:
    """Bins as for answers of people, their intervals by account."""
    counted = bins(answered)
    place = np.zeros(len(stated), np.int64)
    edges = np.cumsum([0, *(one.count for one in counted)])
    place[np.argsort(stated, kind="stable")] = np.repeat(np.arange(len(counted)), np.diff(edges))
    inside = np.eye(len(counted))[place]
    drawn = (
        draws.sums(np.hstack([inside * so[:, None], inside])) if draws.groups >= FEWEST else None
    )
    found = []
    for number, one in enumerate(counted):
        parts = None if drawn is None else drawn[:, [number, len(counted) + number]]
        so_often = interval(one.so, None if parts is None else _mean(parts))
        found.append(ReliabilityBin(stated=one.stated, count=one.count, so=so_often))
    return tuple(found)


def _with_count(values: Floats) -> Floats:
    return np.stack([values, np.ones(len(values))], axis=1)


def _mean(sums: Floats) -> Floats:
    return ratio(sums[..., 0], sums[..., 1])
