"""Every healthy practice of the catalogue as a line; none is judged by this version yet."""

from __future__ import annotations

from goodwill.catalogue.schema import needs_of
from goodwill.facts.statement import PracticeLine
from goodwill.judge.case import Case

__all__ = ["judge_practices"]


def judge_practices(case: Case) -> tuple[PracticeLine, ...]:
    """All practices, in the catalogue's order, with what would make them assessable."""
    return tuple(
        PracticeLine(
            id=practice.id,
            status="not_assessable",
            evidence=[],
            needs=[need.says for need in needs_of(practice)],
        )
        for practice in case.catalogue.practices.values()
    )
