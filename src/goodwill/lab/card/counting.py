"""What the figures of the card count: rows of which it is known whether they hold an act.

No words are made here; the tables are next door, in `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import Example

__all__ = ["FEW", "Part", "Told", "told", "told_of_mails"]

FEW = 10
"""With fewer rows there is no figure: that is not enough to tell."""

_LISTED = 0.0
"""Log-odds from which on an act is listed: even odds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many of so many."""

    part: int
    whole: int

    @property
    def is_enough(self) -> bool:
        """Whether there are rows enough for a share."""
        return self.whole >= FEW

    @property
    def share(self) -> float:
        """The part as a share, 0 to 1."""
        return self.part / self.whole

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 % around the share."""
        found = binomtest(self.part, self.whole).proportion_ci(method="wilson")
        return float(found.low), float(found.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Rows of which it is known whether they hold an act, and their log-odds for it."""

    holds: NDArray[np.bool_]
    log_odds: NDArray[np.float64]

    @property
    def held(self) -> int:
        """Rows that hold the act."""
        return int(self.holds.sum())

    @property
    def lacking(self) -> int:
        """Rows that do not hold it."""
        return len(self.holds) - self.held

    @property
    def false_alarms(self) -> Part:
        """Of the rows that lack the act, those that list it."""
        return Part(part=self._listed(~self.holds), whole=self.lacking)

    @property
    def recall(self) -> Part:
        """Of the rows that hold the act, those that list it."""
        return Part(part=self._listed(self.holds), whole=self.held)

    @property
    def precision(self) -> Part:
        """Of the rows that list the act, those that hold it."""
        found = self._listed(self.holds)
        return Part(part=found, whole=found + self._listed(~self.holds))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; none with few rows that hold the act."""
        if self.held < FEW:
            return None
        return 2 * self.recall.part / (self.precision.whole + self.recall.whole)

    @property
    def auc(self) -> float | None:
        """How often a row that holds the act stands above one that lacks it; none with few rows."""
        if min(self.held, self.lacking) < FEW:
            return None
        return float(roc_auc_score(self.holds, self.log_odds))

    def _listed(self, rows: NDArray[np.bool_]) -> int:
        return int((rows & (self.log_odds >= _LISTED)).sum())


def told(
    act: str, rows: Sequence[int], examples: Sequence[Example], held_out: NDArray[np.float64]
) -> Told:
    """Some rows of all examples, of which it is known whether they hold `act`."""
    return Told(
        holds=np.array([act in examples[row].holds for row in rows], np.bool_),
        log_odds=held_out[list(rows), ACT_IDS.index(act)],
    )


def told_of_mails(mails: Sequence[Example], held_out: NDArray[np.float64]) -> Told:
    """Whole mails and their log-odds for personal talk."""
    return Told(
        holds=np.array(["personal" in mail.holds for mail in mails], np.bool_), log_odds=held_out
    )
