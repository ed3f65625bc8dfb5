"""Gates and the stage after what people said: facts that hold until the word is withdrawn.

Who knows that a gate was passed knows it for good, so nothing fades here. Where several people
speak, the last of them is believed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodwill.facts.statement import Evidence, Stage
from goodwill.judge.answers.words import items, last_said, struck
from goodwill.judge.case import Case

if TYPE_CHECKING:
    from goodwill.judge.gates import GateFinding

__all__ = ["answered_gate", "said_stage", "stage_evidence"]

MET = frozenset({"met"})
SURE = 0.95
"""How sure a gate is that somebody vouches for: no line of a statement is surer."""


def answered_gate(case: Case, found: GateFinding) -> GateFinding:
    """The gate as the last word on it has it."""
    if not case.disputes:
        return found
    line = f"gates[{found.id}]"
    said = last_said(case, line)
    left, _ = struck(case, line, found.evidence)
    everything = (*left, *items(case, found.id, said, MET, fades=False))
    told = [one for one in said if one.value is not None]
    if not told:
        return replace(found, evidence=everything)
    last = told[-1]
    met = last.value in MET
    return replace(
        found,
        met=met,
        on=(found.on or min(last.on, case.as_of)) if met else None,
        chance=SURE if met else 1 - SURE,
        evidence=everything,
    )


def said_stage(case: Case) -> Stage | None:
    """The stage that the last word names, None where nobody named one."""
    for one in reversed(last_said(case, "stage")):
        match one.value:
            case "prospect" | "me_too" | "me_first" | "only_me":
                return one.value
            case _:
                continue
    return None


def stage_evidence(case: Case, now: Stage) -> tuple[Evidence, ...]:
    """What people said of the stage as a whole."""
    return items(case, "stage", last_said(case, "stage"), {now}, fades=False)
