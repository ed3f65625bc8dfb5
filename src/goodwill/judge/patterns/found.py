"""What was found of one pattern, looked for once: practices ask for it beside its own line."""

from __future__ import annotations

from collections.abc import Callable

from goodwill.catalogue.schema import Pattern
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.patterns import by_signals
from goodwill.judge.patterns.finding import Finding, not_assessable

__all__ = ["found"]

Find = Callable[[Case, Pattern], Finding]


def found(case: Case, pattern: Pattern) -> Finding:
    """The finding of a pattern, before any calibration; of one without a judge, that nobody can."""
    if pattern.id not in case.findings:
        case.findings[pattern.id] = _find(case, pattern)
    return case.findings[pattern.id]


def _find(case: Case, pattern: Pattern) -> Finding:
    find: Find | None = judge_of("patterns", pattern.id, "find")
    if find is None and pattern.assessed_by == "signals":
        find = by_signals.find
    return not_assessable(pattern) if find is None else find(case, pattern)
