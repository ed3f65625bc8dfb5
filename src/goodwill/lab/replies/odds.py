"""The odds of an answer: fitted, tried on what they did not learn from, and written down.

Logistic regression over a handful of signs; scikit-learn does it. The weights go where the signals
read them, rounded to two decimals: `goodwill/signals/tables/reply_odds.sql`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import goodwill.signals
from goodwill.lab.replies.evidence import SIGNS, Evidence

__all__ = ["FILE", "Odds", "chances", "fit", "held_out", "marked_only", "odds_query", "write_odds"]

FILE = Path(goodwill.signals.__file__).parent / "tables" / "reply_odds.sql"

_STRENGTH = 10.0
"""Inverse of the penalty on large weights: five signs and thousands of mails need next to none."""

_DIGITS = 2

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Odds = tuple[float, ...]
"""The base, then what one of each sign adds."""


def fit(evidence: Evidence, rows: Flags) -> Odds:
    """The odds that fit some of the mails best."""
    return _fit(evidence.signs[rows], evidence.answered[rows])


def _fit(signs: Floats, answered: Flags) -> Odds:
    model = LogisticRegression(C=_STRENGTH).fit(signs, answered)
    return tuple(round(float(each), _DIGITS) for each in (*model.intercept_, *model.coef_[0]))


def chances(signs: Floats, odds: Sequence[float]) -> Floats:
    """The chance of an answer, mail by mail, as `expected_replies.sql` has it."""
    found: Floats = 1.0 / (1.0 + np.exp(-(odds[0] + signs @ np.array(odds[1:]))))
    return found


def held_out(evidence: Evidence) -> Floats:
    """Each mail's chance by odds that learnt nothing of its mailbox, or of its part of a list."""
    return _held_out(evidence, evidence.signs)


def marked_only(evidence: Evidence) -> Floats:
    """The same, told by nothing but a question mark."""
    return _held_out(evidence, evidence.marked[:, None].astype(np.float64))


def _held_out(evidence: Evidence, signs: Floats) -> Floats:
    found = np.zeros(len(signs))
    for fold in np.unique(evidence.folds):
        part = evidence.folds == fold
        found[part] = chances(signs[part], _fit(signs[~part], evidence.answered[~part]))
    return found


def odds_query(odds: Odds) -> str:
    """The query that gives the odds, one column for the base and for each sign."""
    names = ("base", *SIGNS)
    return "select\n" + ",\n".join(
        f"    {value} as {name}" for value, name in zip(odds, names, strict=True)
    )


def write_odds(odds: Odds) -> None:
    """Put the odds where the signals read them; the header stays."""
    header, mark, _ = FILE.read_text("utf-8").partition("*/\n")
    FILE.write_text(f"{header}{mark}{odds_query(odds)}\n", "utf-8")
