"""Every unhealthy pattern of the catalogue as a line of the statement.

Each pattern that this version judges has a module of its own, named like it, with a function
`find`; the others stand there as `not_assessable`, with what they need. A cost stands under
what is present or watched (contract, "Costs").
"""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence, PatternLine
from goodwill.judge.answers.patterns import answered_pattern, without_struck_rows
from goodwill.judge.case import Case
from goodwill.judge.cost import cost_of
from goodwill.judge.costing import Costing, as_cost
from goodwill.judge.evidence import shown
from goodwill.judge.patterns.finding import Finding, calibrated
from goodwill.judge.patterns.found import inferred
from goodwill.judge.surroundings import with_surroundings

__all__ = ["PatternJudgement", "judge_patterns"]

SEEN = frozenset({"present", "watch"})
COSTS_US_ONLY = frozenset({"broken_promises"})
"""Patterns whose formula tells what our own conduct costs; theirs has none (contract, "Costs")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternJudgement:
    """The line as shown, all its evidence, and its cost with all its rows."""

    line: PatternLine
    evidence: tuple[Evidence, ...]
    costing: Costing | None


def judge_patterns(case: Case) -> tuple[PatternJudgement, ...]:
    """All patterns, in the catalogue's order."""
    patterns = case.catalogue.patterns.values()
    return tuple(_judge(case, pattern) for pattern in patterns)


def _judge(case: Case, pattern: Pattern) -> PatternJudgement:
    likely = calibrated(inferred(case, pattern), case.calibration)
    finding = answered_pattern(case, pattern, likely)
    costing = _costing(case, pattern, finding)
    around = finding.evidence
    if finding.status in SEEN:
        around = with_surroundings(case, pattern.id, around, pattern.acts, is_amiss=True)
    line = PatternLine(
        id=pattern.id,
        title=pattern.title,
        status=finding.status,
        probability=finding.probability,
        since=None if finding.since is None else finding.since.isoformat(),
        direction=finding.direction,
        cost=None if costing is None else as_cost(costing, case.ledger.currency),
        evidence=shown(around, pattern.evidence.at_most),
        needs=list(finding.needs),
    )
    return PatternJudgement(line=line, evidence=around, costing=costing)


def _costing(case: Case, pattern: Pattern, finding: Finding) -> Costing | None:
    if pattern.id in COSTS_US_ONLY and finding.direction == "theirs":
        return None
    if finding.status not in SEEN:
        return None
    return cost_of(pattern.id, without_struck_rows(case, pattern))
