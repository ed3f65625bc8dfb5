"""A practice after what people said of it: their word is its status while it is fresh."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodwill.judge.answers.words import items, last_said, outranking, struck
from goodwill.judge.case import Case

if TYPE_CHECKING:
    from goodwill.judge.practices.measure import Habit, PracticeStatus

__all__ = ["answered_habit"]

DONE = frozenset({"kept"})


def answered_habit(case: Case, practice: str, found: Habit) -> Habit:
    """The habit as people's words leave it; a practice has no chance that a word could move."""
    if not case.disputes:
        return found
    line = f"practices[{practice}]"
    said = last_said(case, line)
    left, _ = struck(case, line, found.evidence)
    status = _as_status(outranking(case, said)) or found.status
    return replace(found, status=status, evidence=(*left, *items(case, practice, said, DONE)))


def _as_status(value: str | None) -> PracticeStatus | None:
    match value:
        case "kept" | "slipping" | "missing":
            return value
        case _:
            return None
