"""A practice beside a pattern that is its opposite: what was found there speaks here too.

Whoever threatens and is obeyed leaves no equal standing, whatever words the answers have. The
pattern has its own rule of evidence; only where it is present does it speak here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodwill.catalogue.schema import Practice
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.patterns.finding import Direction
from goodwill.judge.patterns.found import found
from goodwill.judge.practices.measure import A_CASE, Habit, PracticeStatus

__all__ = ["crossed"]

WORSE: dict[PracticeStatus, PracticeStatus] = {"kept": "slipping", "not_assessable": "missing"}


def crossed(
    case: Case, practice: Practice, habit: Habit, *patterns: str, direction: Direction | None = None
) -> Habit:
    """The habit, held against patterns that are present; of one direction, where one is named.

    What looked kept is slipping then, and what nobody could tell is missing.
    """
    items = tuple(_against(case, practice, patterns, direction))
    if not items:
        return habit
    status = WORSE.get(habit.status, habit.status)
    known = {(item["ref"], item["quote"]) for item in habit.evidence}
    further = (item for item in items if (item["ref"], item["quote"]) not in known)
    return Habit(status=status, evidence=(*habit.evidence, *further))


def _against(
    case: Case, practice: Practice, patterns: tuple[str, ...], direction: Direction | None
) -> Iterator[Evidence]:
    for name in patterns:
        finding = found(case, case.catalogue.patterns[name])
        if finding.status != "present" or direction not in {None, finding.direction}:
            continue
        for item in finding.evidence:
            if item["weight"] > 0:
                yield evidence(
                    practice.id,
                    source=item["source"],
                    ref=item["ref"],
                    on=date.fromisoformat(item["on"]) if item["on"] else None,
                    quote=item["quote"],
                    says=item["says"],
                    weight=-min(A_CASE, item["weight"]),
                )
