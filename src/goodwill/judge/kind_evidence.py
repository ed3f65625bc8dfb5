"""What speaks for the kind that is named: each signal's rows share the weight that it has.

The strongest three are quoted and counted; the others weigh nothing by themselves, and are laid up
until somebody asks for them. The weights come from `kind_score`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goodwill.facts.evidence import Rest
from goodwill.facts.showing_rows import count_from, strength, strongest
from goodwill.facts.statement import Evidence
from goodwill.facts.values import SignalRow
from goodwill.judge.case import LIKELY
from goodwill.judge.evidence import count_evidence, evidence
from goodwill.judge.kind_rules import KindRules
from goodwill.judge.kind_score import Contribution, KindScore, weights_of

__all__ = ["KindEvidence", "kind_evidence"]

LINE = "kind"
QUOTED = 3  # the strongest rows that speak for a whole signal


class KindEvidence(NamedTuple):
    """Items with a weight of their own, and the rows behind them."""

    heavy: tuple[Evidence, ...]
    rest: tuple[Rest, ...]


def kind_evidence(
    score: KindScore, rules: KindRules, coverage: float, kind: int, as_of: date
) -> KindEvidence:
    """What speaks for or against `kind`, the one that the line names or would name."""
    weights = weights_of(score, rules, coverage, kind)
    found = [
        item
        for one in score.contributions
        for weight in [weights[one.rule.signal]]
        if one.is_clear and round(weight, 2)
        for item in _of_signal(one, weight, as_of)
    ]
    return KindEvidence(
        tuple(item for item in found if not isinstance(item, Rest)),
        tuple(item for item in found if isinstance(item, Rest)),
    )


def _of_signal(one: Contribution, weight: float, as_of: date) -> Iterator[Evidence | Rest]:
    """The strongest rows share the weight; where there are more, a count takes half of it."""
    if not one.is_high:
        says = f"{one.rule.says.low} {_counted(one)}"
        yield count_evidence(LINE, of=one.rule.signal, says=says, weight=weight, on=as_of)
        return
    rows = strongest(one.value.rows, QUOTED)
    quoted, has_more = rows.first, bool(rows.ref)
    shared = weight / 2 if has_more or not quoted else weight
    total = sum(strength(row) for row in quoted)
    for row in quoted:
        yield _row_evidence(one, row, shared * strength(row) / total)
    if has_more or not quoted:
        says = f"{one.rule.says.high} {_counted(one)}"
        left = weight - shared if quoted else weight
        yield count_evidence(LINE, of=one.rule.signal, says=says, weight=left, on=as_of)
    if has_more:
        yield Rest(LINE, one.rule.says.high, rows.source, rows.ref, rows.on, rows.quote)


def _row_evidence(one: Contribution, row: SignalRow, weight: float) -> Evidence:
    return evidence(
        LINE,
        source=row.source,
        ref=row.ref,
        on=row.on,
        quote=row.quote,
        says=one.rule.says.high,
        weight=weight,
    )


def _counted(one: Contribution) -> str:
    """The count behind a signal, as a reader can check it."""
    value = one.value
    if value.posterior.family == "beta":
        hits = count_from(value.rows, LIKELY)
        return f"{hits} of {len(value.rows)} {'show it' if one.is_high else 'say otherwise'}."
    return f"Measured: {value.raw:.2g} {value.unit}."
