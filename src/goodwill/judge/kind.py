"""Which kind of relationship it is, since when, with whom, and what says so.

The arithmetic is next door in `kind_score`, that of pairs of people in `kind_pairs`; here it
becomes the contract's `kind`: null where there is too little, and the mixture month by month.
What speaks for it is in `kind_evidence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from goodwill.facts.beliefs import Beliefs
from goodwill.facts.calibration import NOT_CALIBRATED, Calibration
from goodwill.facts.evidence import LaidUp, in_order
from goodwill.facts.people import KINDS
from goodwill.facts.statement import Evidence, KindLine, TrendMonth
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured, Values
from goodwill.judge.answers.kind import NO_WORD, KindWord
from goodwill.judge.coverage import Seen
from goodwill.judge.evidence import shown
from goodwill.judge.kind_evidence import kind_evidence
from goodwill.judge.kind_pairs import PairKind, as_people, judge_pairs, of_pairs, with_pairs
from goodwill.judge.kind_rules import Four, KindRules, four
from goodwill.judge.kind_score import (
    KindScore,
    as_mixture,
    naming_chance,
    said_of,
    score_kinds,
    value_of_knowing,
)
from goodwill.judge.kind_shares import said_by, score_beliefs, score_views
from goodwill.judge.kind_turn import turn_evidence

__all__ = ["KindJudgement", "judge_kind", "unmeasured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindJudgement:
    """The line as shown, all its evidence, and whether that is too little to name a kind."""

    line: KindLine
    evidence: Sequence[Evidence]
    is_thin: bool


def judge_kind(
    measured: Measured,
    tables: Tables,
    rules: KindRules,
    *,
    seen: Seen,
    desired: str | None,
    calibration: Calibration = NOT_CALIBRATED,
    word: KindWord = NO_WORD,
) -> KindJudgement:
    """The kind on `measured.as_of`, from signals in which older rows count less, and by `word`.

    A kind that people's answers show to be as likely wrong as right is not named.
    """
    coverage = seen.coverage_on(measured.as_of)
    score = score_kinds(measured.now, rules, coverage, measured.believed)
    months = _months(measured, rules, seen)
    pairs = _pairs(measured, tables, rules, score, coverage)
    whole = _with_word(replace(score, shares=with_pairs(score.shares, pairs, rules)), word)
    now = _verdict(whole, rules) if word.named is None else word.named
    now = None if now is not None and now == word.denied else now
    confidence = _confidence(whole, rules, is_named=now is not None)
    if word.named is not None:
        confidence = max(confidence, rules.minimum_confidence)
    elif now is not None:
        confidence = calibration.shown("kind", confidence)
        now = now if confidence >= rules.minimum_confidence else None
    since = None if now is None else _since(now, months, measured.as_of)
    meant = whole.largest if now is None else now
    said = kind_evidence(score, rules, coverage, meant, measured.as_of)
    heavy = (
        *word.evidence[meant],
        *said.heavy,
        *turn_evidence(
            since,
            now,
            [(month.name, month.named) for month in months],
            score.contributions,
            measured.as_of,
        ),
    )
    items = LaidUp(in_order(heavy), said.rest)
    line = KindLine(
        now=None if now is None else KINDS[now],
        mixture=as_mixture(whole.shares),
        confidence=confidence,
        desired=desired,
        since=since,
        trend=[TrendMonth(month=one.name, mixture=as_mixture(one.shares)) for one in months],
        people=as_people(pairs, tables),
        evidence=shown(items),
    )
    return KindJudgement(line=line, evidence=items, is_thin=whole.decibans < rules.minimum_evidence)


def _with_word(score: KindScore, word: KindWord) -> KindScore:
    """The shares after what people said, and with the evidence that it is."""
    if word is NO_WORD:
        return score
    logs = np.log(np.array(score.shares)) + np.array(word.nats)
    weights = np.exp(logs - logs.max())
    shares = four((weights / weights.sum()).tolist())
    return replace(score, shares=shares, decibans=score.decibans + word.decibans)


def _verdict(score: KindScore, rules: KindRules) -> int | None:
    """The largest share, if it is believed and there is evidence enough; else nobody can say."""
    likely = naming_chance(score, rules) >= rules.minimum_confidence
    return score.largest if likely and score.decibans >= rules.minimum_evidence else None


def _confidence(score: KindScore, rules: KindRules, *, is_named: bool) -> float:
    """The chance that the largest share is right; unnamed, it fades with the evidence."""
    chance = min(naming_chance(score, rules), rules.displayed_cap)
    if is_named:
        return round(chance, 4)
    believed = min(1.0, score.decibans / rules.minimum_evidence)
    prior = max(rules.prior)
    faded = prior + (chance - prior) * believed
    return min(round(faded, 4), round(rules.minimum_confidence - 0.0001, 4))


class Month(NamedTuple):
    """The shares of a month, the largest, and which kind it named, None where it named none."""

    name: str
    shares: Four
    largest: int
    named: int | None


def _months(measured: Measured, rules: KindRules, seen: Seen) -> list[Month]:
    """Each month by what was believed at its end."""
    names = [month.month for month in measured.months]
    coverage = np.array([seen.coverage_in(name) for name in names], dtype=np.float64)
    scores = score_beliefs(measured.trend, rules, coverage)
    largest = scores.shares.argmax(axis=1)
    is_named = scores.naming_chances(rules) >= rules.minimum_confidence
    is_named &= scores.decibans >= rules.minimum_evidence
    columns = zip(names, scores.shares.tolist(), largest.tolist(), is_named.tolist(), strict=True)
    return [
        Month(name, four(shares), first, first if named else None)
        for name, shares, first, named in columns
    ]


def _pairs(
    measured: Measured, tables: Tables, rules: KindRules, score: KindScore, coverage: float
) -> tuple[PairKind, ...]:
    """Every pair by ids: what its own signals say, and the account's where it has none."""
    said = of_pairs(said_by(measured.between, rules), said_of(score, rules))
    scores = score_views(said, rules, np.full(len(measured.dyads), coverage))
    return judge_pairs(measured.dyads, scores, tables)


def _since(now: int, months: Sequence[Month], as_of: date) -> str:
    """First month of the last unbroken run of `now`; this month where none before had it.

    A month in which it still had the largest share, yet too little evidence to be named, does
    not break a run; the run begins where it was first named.
    """
    begun = f"{as_of:%Y-%m}"
    for month in reversed(months):
        if month.largest != now:
            break
        if month.named == now:
            begun = month.name
    return begun


def unmeasured(
    values: Values, rules: KindRules, believed: Beliefs | None = None
) -> tuple[str, ...]:
    """What would settle it: signals nobody could measure, first what would take most doubt."""
    score = score_kinds(values, rules, 1.0, believed)
    missing = [rule for rule in rules.signals if rule.signal not in values]
    ranked = sorted(missing, key=lambda rule: (-value_of_knowing(rule, score, rules), rule.signal))
    return tuple(rule.says.missing for rule in ranked)
