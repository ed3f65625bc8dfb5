"""Every healthy practice and tip of the catalogue as a line (contract, "Practice").

Each practice that this version judges has a module of its own, named like it, with a function
`find`; the others stand there as `not_assessable`, with what they need. What a module hands on,
and the measures that several share, is in `measure`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goodwill.catalogue.schema import Practice, needs_of
from goodwill.facts.people import Side
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Evidence, PracticeLine
from goodwill.judge.answers.practices import answered_habit
from goodwill.judge.case import Case
from goodwill.judge.evidence import in_order, shown
from goodwill.judge.judges import judge_of
from goodwill.judge.practices.measure import Habit
from goodwill.judge.surroundings import with_surroundings

__all__ = ["PracticeJudgement", "judge_practices"]

Find = Callable[[Case, Practice], Habit]
SIDES: tuple[Side, ...] = ("ours", "theirs")
TOO_FEW = "Too few occasions were seen."
RELATIONS = {"deal": "opportunity", "effort": "time_entry"}
"""How the book calls what a need names by another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeJudgement:
    """The line as shown, all its evidence, and whose failure it is where that can be told."""

    line: PracticeLine
    evidence: tuple[Evidence, ...]
    shortfall: Shortfall | None


def judge_practices(case: Case) -> tuple[PracticeJudgement, ...]:
    """All practices, in the catalogue's order."""
    return tuple(_judge(case, practice) for practice in case.catalogue.practices.values())


def _judge(case: Case, practice: Practice) -> PracticeJudgement:
    find: Find | None = judge_of("practices", practice.id, "find")
    found = Habit(status="not_assessable") if find is None else find(case, practice)
    habit = answered_habit(case, practice.id, found)
    items = in_order(habit.evidence)
    is_open = habit.status == "not_assessable"
    needs = [*habit.needs, *_needs(case, practice)] if is_open else []
    around = items
    if not is_open:
        around = with_surroundings(
            case, practice.id, around, practice.acts, is_amiss=habit.is_short
        )
    line = PracticeLine(
        id=practice.id,
        status=habit.status,
        evidence=shown(around, practice.evidence.at_most),
        needs=needs,
    )
    short = habit.shortfall
    if short is not None and short.side is not None:
        line["side"] = short.side
    return PracticeJudgement(line=line, evidence=around, shortfall=short)


def _needs(case: Case, practice: Practice) -> list[str]:
    """What would make it assessable: first what is not there; where all is, an occasion."""
    there: list[str] = []
    lacking: list[str] = []
    for need in needs_of(practice):
        (there if _is_there(case, need.source) else lacking).append(need.says)
    return [*(lacking or [TOO_FEW]), *there]


def _is_there(case: Case, source: str) -> bool:
    """Whether the book has rows of a source; mail of this account's year, of both sides."""
    if source == "message":
        return all(case.mail(by=side, during=case.year) for side in SIDES)
    return case.keeps(RELATIONS.get(source, source))
