"""What a backtest finds, as plain values; how it is shown is the shell's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodwill.lab.evaluate.results import Estimate

__all__ = [
    "Backtest",
    "Calibrated",
    "Foreseer",
    "NetBenefit",
    "OutcomeReport",
    "Ranking",
    "ReliabilityBin",
    "Verdict",
]

Verdict = Literal["adds", "not_shown", "adds_nothing", "silent", "too_few"]
"""The best baseline with the line beside it: surely better; better, and maybe by chance; no better;
the line says one number throughout; fewer events than anything can be said of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How well something ranks accounts of a month: areas under both curves."""

    by: str
    average_precision: Estimate
    auc: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """Months whose chances were stated about alike, and in how many of them it came."""

    stated: float
    count: int
    so: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """Whether chances were what came true within the days that the line itself names.

    `calibration_error` is the mean distance between stated and so over bins of as many months each.
    """

    horizon_days: int
    months: int
    base_rate: float
    brier: Estimate
    calibration_error: float
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetBenefit:
    """What acting from a chance on is worth, in hits of 100 account-months.

    Hits minus false alarms weighted by odds of `threshold`, for the line, for the best baseline
    turned into chances by other accounts, and for acting on everybody; acting on nobody is 0.
    """

    threshold: float
    line: float
    baseline: float
    everybody: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseer:
    """One line that claims to foresee one outcome, and whether it did.

    `alarms` are account-months; `warned` is the share of events before which it raised one within
    the horizon, `lead_days` the median from the first of these alarms to the event. `over_best` is
    the average precision of the best baseline with this line beside it, less that of the baseline
    alone (`joined`); `by_chance` is the share of draws in which that is no gain.
    """

    line: str
    months: int
    alarms: int
    precision: Estimate
    recall: Estimate
    warned: Estimate
    lead_days: Estimate
    ranking: Ranking
    over_best: Estimate
    by_chance: float
    verdict: Verdict
    calibrated: Calibrated | None
    decision: tuple[NetBenefit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReport:
    """One outcome: how often it came, and what saw it coming.

    `months` are account-months to which it could have come, `followed_until` the last day of the
    rows that tell of it. `not_told` says why nothing more is told, "" where it is.
    """

    id: str
    title: str
    definition: str
    horizon_days: int
    followed_until: date | None
    first: date | None
    last: date | None
    accounts: int
    months: int
    months_before_event: int
    events: int
    accounts_with_event: int
    base_rate: Estimate
    baselines: tuple[Ranking, ...]
    best_baseline: str | None
    foreseers: tuple[Foreseer, ...]
    not_told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """A whole backtest: month ends, how many statements were drawn up for them, each outcome."""

    first: date | None
    last: date | None
    every: int
    months: int
    accounts: int
    statements: int
    seconds: float
    outcomes: tuple[OutcomeReport, ...]
