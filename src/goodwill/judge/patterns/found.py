"""What was found of one pattern, looked for once: other lines ask for it beside its own."""

from __future__ import annotations

from collections.abc import Callable

from goodwill.catalogue.schema import Pattern
from goodwill.judge.answers.patterns import answered_pattern
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.patterns import by_signals
from goodwill.judge.patterns.finding import Finding, not_assessable

__all__ = ["found", "inferred"]

Find = Callable[[Case, Pattern], Finding]


def found(case: Case, pattern: Pattern) -> Finding:
    """The finding that other lines rest on: as people's words leave it, before any calibration."""
    return answered_pattern(case, pattern, inferred(case, pattern))


def inferred(case: Case, pattern: Pattern) -> Finding:
    """What rows and mails show of a pattern; of one without a judge, that nobody can tell."""
    if pattern.id not in case.findings:
        case.findings[pattern.id] = _find(case, pattern)
    return case.findings[pattern.id]


def _find(case: Case, pattern: Pattern) -> Finding:
    find: Find | None = judge_of("patterns", pattern.id, "find")
    if find is None and pattern.assessed_by == "signals":
        find = by_signals.find
    return not_assessable(pattern) if find is None else find(case, pattern)
