"""Factors for the weights of signals, from answers about the lines that these bear on.

Logistic regression around the catalogue: the log-odds of a line move by (factor - 1) times what
each signal adds to it; a factor is 0 or more and drawn towards 1 (Gaussian), so that no answers
turn a signal round and few hardly move it. The cost is convex, so there is one best set of
factors; it is found by projected Newton steps (Bertsekas 1982). Log-odds add up exactly for signs
in words; for kinds, whose families of signals are bent, nearly so.

Whether the factors are any good is told by accounts that were left out of the fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.reliability import LearntWeights
from goodwill.lab.calibrate.curves import EDGE, Answered
from goodwill.lab.calibrate.parts import Parts
from goodwill.lab.calibrate.reliability import MOST_TURNS, Others

__all__ = ["Borne", "WeightRules", "chances_by", "fit_factors", "learn", "log_loss", "others_of"]

Floats = NDArray[np.float64]
ROUNDS, CLOSE = 100, 1e-10
DIGITS = 3
"""A factor is kept with so many decimals."""


class Borne(NamedTuple):
    """An answered line, and what each signal adds to it."""

    account: str
    answered: Answered
    parts: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightRules:
    """The numbers of `learning/weights`, as in force on a day."""

    answers: int
    each_way: int
    accounts: int
    signal_accounts: int
    spread: float

    @classmethod
    def of(cls, threshold: Callable[[str, date], float], as_of: date) -> WeightRules:
        """Those of a catalogue; `threshold` is `Catalogue.threshold`."""

        def number(name: str) -> float:
            return threshold(f"weights.{name}", as_of)

        return cls(
            answers=int(number("answers")),
            each_way=int(number("each_way")),
            accounts=int(number("accounts")),
            signal_accounts=int(number("signal_accounts")),
            spread=number("spread"),
        )


def learn(lines: Sequence[Borne], rules: WeightRules) -> LearntWeights:
    """What answers to one group of lines make of its weights; the same in any order of them."""
    telling = sorted((one for one in lines if one.parts), key=_in_order)
    so = sum(one.answered.is_so for one in telling)
    accounts = sorted({one.account for one in telling})
    found = LearntWeights(answers=len(telling), so=so, accounts=len(accounts))
    signals = _moving(telling, rules)
    is_enough = len(telling) >= rules.answers and len(accounts) >= rules.accounts
    if not is_enough or min(so, len(telling) - so) < rules.each_way or not signals:
        return found
    held = [one for turn in _turns(telling, signals, rules) for one in turn]
    tried = LearntWeights(
        answers=found.answers,
        so=so,
        accounts=found.accounts,
        before=log_loss([one.answered for one in telling]),
        after=log_loss(held),
        factors=fit_factors(telling, signals, rules),
    )
    if tried.is_better:
        return tried
    return LearntWeights(
        answers=found.answers,
        so=so,
        accounts=found.accounts,
        before=tried.before,
        after=tried.after,
    )


def _in_order(one: Borne) -> tuple[str, Answered, tuple[tuple[str, float], ...]]:
    return one.account, one.answered, tuple(sorted(one.parts.items()))


def _moving(lines: Sequence[Borne], rules: WeightRules) -> tuple[str, ...]:
    """The signals that bear on lines of accounts enough."""
    seen: dict[str, set[str]] = {}
    for one in lines:
        for signal in one.parts:
            seen.setdefault(signal, set()).add(one.account)
    return tuple(sorted(name for name, of in seen.items() if len(of) >= rules.signal_accounts))


def _turns(
    lines: Sequence[Borne], signals: Sequence[str], rules: WeightRules
) -> list[list[Answered]]:
    """Each account's answers with the chances that the others' answers would have made."""
    accounts = sorted({one.account for one in lines})
    found = []
    for turn in range(min(len(accounts), MOST_TURNS)):
        left = frozenset(accounts[turn::MOST_TURNS])
        factors = fit_factors([one for one in lines if one.account not in left], signals, rules)
        found.append(chances_by(factors, [one for one in lines if one.account in left]))
    return found


def others_of(lines: Sequence[Borne], rules: WeightRules) -> Others:
    """All answers of a group by account, with chances by weights that some were left out of."""
    ordered = sorted(lines, key=_in_order)
    signals = _moving(ordered, rules)

    def without(left: frozenset[str]) -> Mapping[str, Sequence[Answered]]:
        seen = [one for one in ordered if one.parts and one.account not in left]
        factors = fit_factors(seen, signals, rules)
        found: dict[str, list[Answered]] = {}
        for one, answered in zip(ordered, chances_by(factors, ordered), strict=True):
            found.setdefault(one.account, []).append(answered)
        return found

    return without


def chances_by(factors: Mapping[str, float], lines: Sequence[Borne]) -> list[Answered]:
    """The answers with the chances that the lines would state by these factors."""
    if not lines:
        return []
    parts, odds, _ = _columns(lines, tuple(factors))
    moved = _sigmoid(odds + parts @ (np.array(list(factors.values())) - 1))
    return [
        Answered(round(min(chance, MOST_CERTAIN), 4), one.answered.is_so)
        for one, chance in zip(lines, moved.tolist(), strict=True)
    ]


def log_loss(answered: Sequence[Answered]) -> float:
    """The mean of what each answer loses, in natural logarithms; four decimals."""
    stated = np.clip([one.stated for one in answered], EDGE, 1 - EDGE)
    so = np.array([one.is_so for one in answered])
    return round(float(-np.log(np.where(so, stated, 1 - stated)).mean()), 4)


def fit_factors(
    lines: Sequence[Borne], signals: Sequence[str], rules: WeightRules
) -> dict[str, float]:
    """The factors that cost least, by signal."""
    if not lines:
        return dict.fromkeys(signals, 1.0)
    best = _descended(*_columns(lines, signals), rules.spread)
    return {
        name: round(factor, DIGITS) for name, factor in zip(signals, best.tolist(), strict=True)
    }


def _columns(lines: Sequence[Borne], signals: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """What each signal adds, the log-odds as stated, and what is so."""
    parts = np.array([[one.parts.get(name, 0.0) for name in signals] for one in lines])
    stated = np.clip([one.answered.stated for one in lines], EDGE, 1 - EDGE)
    so = np.array([one.answered.is_so for one in lines], dtype=float)
    return parts.reshape(len(lines), len(signals)), np.log(stated / (1 - stated)), so


def _descended(parts: Floats, odds: Floats, so: Floats, spread: float) -> Floats:
    """Newton's method over the factors that are not held at 0; a step that costs more is halved."""
    at = np.ones(parts.shape[1])
    cost = _cost(at, parts, odds, so, spread)
    for _ in range(ROUNDS):
        chance = _sigmoid(odds + parts @ (at - 1))
        slope = parts.T @ (chance - so) + (at - 1) / spread**2
        bend = (parts.T * (chance * (1 - chance))) @ parts + np.eye(at.size) / spread**2
        free = (at > 0) | (slope < 0)
        step = np.zeros(at.size)
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        size = 1.0
        while (less := _cost(_held(at - size * step), parts, odds, so, spread)) > cost:
            size /= 2
            if size < CLOSE:
                return at
        after = _held(at - size * step)
        moved, at, cost = float(np.abs(after - at).max(initial=0.0)), after, less
        if moved < CLOSE:
            break
    return at


def _held(at: Floats) -> Floats:
    """No factor below 0: a signal is never turned round."""
    return np.maximum(at, 0.0)


def _cost(at: Floats, parts: Floats, odds: Floats, so: Floats, spread: float) -> float:
    """What the answers lose under `at`, and what it costs to stray from the catalogue."""
    moved = odds + parts @ (at - 1)
    lost = np.logaddexp(0.0, moved) - so * moved
    return float(lost.sum() + (((at - 1) / spread) ** 2).sum() / 2)


def _sigmoid(odds: Floats) -> Floats:
    found: Floats = 0.5 * (1 + np.tanh(odds / 2))
    return found
