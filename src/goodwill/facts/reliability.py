"""How well stated chances agree with people's answers, as a book keeps it and the doors show it.

It is counted in `goodwill.lab.calibrate.reliability`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Bin", "Distance", "GroupReport", "Interval", "LearntWeights", "Reliability"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers whose chances were stated about alike, and in how many of them it is so.

    `low` and `high` are the 95 % interval of `so`.
    """

    stated: float
    so: float
    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far chances are from what is so: the mean square, and the mean distance over bins."""

    brier: float
    calibration_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Between what and what the chance lies that it is so, where `stated` is stated."""

    stated: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntWeights:
    """Weights of a group's signals held against answers about lines on which one bears.

    `before` and `after` are the mean log-loss with the catalogue's weights and with learnt ones,
    each account by the others' answers; None where they are too few to fit any. `factors` holds
    what is in force, by `CONCEPT.SIGNAL`: nothing, unless it foretells better.
    """

    answers: int
    so: int
    accounts: int
    before: float | None = None
    after: float | None = None
    factors: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_better(self) -> bool:
        """Whether accounts left out of the fit are foretold better by what was learnt."""
        return self.before is not None and self.after is not None and self.after < self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReport:
    """One group of lines: `stated` before anything is fitted, `fitted` with accounts held out.

    `method` is `none`, `beta` or `isotonic`; `answers` are those that say something, a line of one
    day once. Intervals (Venn-Abers) are there only for many answers.
    """

    method: str
    answers: int
    accounts: int
    stated: Distance | None
    fitted: Distance | None
    bins: tuple[Bin, ...]
    fitted_bins: tuple[Bin, ...]
    intervals: tuple[Interval, ...]
    weights: LearntWeights | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Every group of a calibration, when it was made, and the name that statements give it."""

    name: str
    made_on: str
    groups: Mapping[str, GroupReport]
