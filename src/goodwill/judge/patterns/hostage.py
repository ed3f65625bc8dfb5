"""Whether one side deals with the other because it has to, sees no value in it, and resents it.

Concepts, U11. It takes both halves: the tie (a mandate in their words, or an agreement that the
parent imposed) and the resentment. A tie alone is a frame agreement; resentment alone is a
complaint. What one of them says plainly, or an agreement that was imposed, bears out what others
of the same side only hint at. Where they say that they would choose us anyway, or buy more than
they must, nobody is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.patterns.finding import Direction, Finding
from goodwill.judge.patterns.words import (
    SIDES,
    Saying,
    Weighed,
    by_days,
    conclude,
    said_evidence,
    sayings,
)

__all__ = ["find"]


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    return conclude(case, pattern, [_weighed(case, pattern, side) for side in SIDES])


def _weighed(case: Case, pattern: Pattern, side: Direction) -> Weighed:
    imposed = tuple(_imposed(case, pattern)) if side == "theirs" else ()
    is_told = bool(sayings(case, by=side, remarks=("obliged", "begrudges")))
    tied, resents = (
        by_days(
            sayings(
                case,
                by=side,
                remarks=(remark,),
                acts=(act,),
                hints_of=pattern,
                borne_out=is_told or bool(imposed),
            )
        )
        for remark, act in (("obliged", "mandate"), ("begrudges", "resentment"))
    )
    free = by_days(sayings(case, by=side, remarks=("by_choice",)))
    told = sorted({one.row.message_id: one for one in (*tied, *resents)}.values(), key=_place)
    number = case.number
    return Weighed(
        side=side,
        told=tuple(told),
        items=(
            *said_evidence(pattern, _halving(tied), number(pattern.id, "weight_tied")),
            *said_evidence(pattern, resents, number(pattern.id, "weight_resents")),
            *said_evidence(pattern, free, number(pattern.id, "weight_by_choice")),
            *imposed,
        ),
        sources=frozenset({"message", *(item["source"] for item in imposed)}),
        is_whole=bool(resents) and bool(tied or imposed),
    )


def _place(one: Saying) -> tuple[object, str]:
    return one.row.sent_at, one.row.message_id


def _halving(told: Iterable[Saying]) -> Iterable[Saying]:
    """That they are tied is one fact: each further sentence says half as much."""
    for place, one in enumerate(told):
        yield replace(one, sure=one.sure * 0.5**place)


def _imposed(case: Case, pattern: Pattern) -> Iterable[Evidence]:
    """The agreement in force that their parent imposed."""
    agreement = case.ledger.agreement_on(case.as_of)
    if agreement is not None and agreement.imposed_by_parent:
        yield evidence(
            pattern.id,
            source="agreement",
            ref=agreement.agreement_id,
            on=agreement.signed_on,
            says=pattern.says["imposed"],
            weight=case.number(pattern.id, "weight_tied"),
        )
