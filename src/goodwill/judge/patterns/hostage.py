"""Whether one side deals with the other because it has to, sees no value in it, and resents it.

Concepts, U11. It takes both halves: the tie (a mandate in their words, or an agreement that the
parent imposed or that leaves them no other) and the resentment (their words, or what they answer
when they are asked how content they are). A tie alone is a frame agreement; resentment alone is a
complaint. What one of them says plainly, or an agreement that binds them, bears out what others
of the same side only hint at, unless they say as plainly that they would choose us anyway. Where
they do, or rate us high, nobody is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    bound, rated = (tuple(rows) for rows in _on_record(case, pattern, side))
    free = by_days(sayings(case, by=side, remarks=("by_choice",)))
    is_told = bool(sayings(case, by=side, remarks=("obliged", "begrudges")))
    tied, resents = (
        by_days(
            sayings(
                case,
                by=side,
                remarks=(remark,),
                acts=() if free else (act,),
                hints_of=pattern,
                borne_out=is_told or bool(bound),
            )
        )
        for remark, act in (("obliged", "mandate"), ("begrudges", "resentment"))
    )
    told = sorted({one.row.message_id: one for one in (*tied, *resents)}.values(), key=_place)
    low = [item for item in rated if item["weight"] > 0]
    number = case.number
    return Weighed(
        side=side,
        told=tuple(told),
        items=(
            *said_evidence(pattern, _halving(tied), number(pattern.id, "weight_tied")),
            *said_evidence(pattern, resents, number(pattern.id, "weight_resents")),
            *said_evidence(pattern, free, number(pattern.id, "weight_by_choice")),
            *bound,
            *rated,
        ),
        sources=frozenset({"message", *(item["source"] for item in (*bound, *low))}),
        is_whole=bool(resents or low) and bool(tied or bound),
        on_record=bool(bound),
    )


def _place(one: Saying) -> tuple[object, str]:
    return one.row.sent_at, one.row.message_id


def _halving(told: Iterable[Saying]) -> Iterable[Saying]:
    """That they are tied is one fact: each further sentence says half as much."""
    for place, one in enumerate(told):
        yield replace(one, sure=one.sure * 0.5**place)


def _on_record(
    case: Case, pattern: Pattern, side: Direction
) -> tuple[Iterable[Evidence], Iterable[Evidence]]:
    """Rows that tell of a tie of theirs, and answers of theirs that tell what they think of it."""
    if side != "theirs":
        return (), ()
    bound = tuple(_bound(case, pattern))
    return bound, _rated(case, pattern) if bound else ()


def _bound(case: Case, pattern: Pattern) -> Iterator[Evidence]:
    """What of the agreement in force ties them: their parent imposed it, or they may ask nobody."""
    agreement = case.ledger.agreement_on(case.as_of)
    if agreement is None:
        return
    ties = {"imposed": agreement.imposed_by_parent, "exclusive": agreement.exclusive}
    for name in (name for name, holds in ties.items() if holds):
        yield evidence(
            pattern.id,
            source="agreement",
            ref=agreement.agreement_id,
            on=agreement.signed_on,
            says=pattern.says[name],
            weight=case.number(pattern.id, f"weight_{name}"),
        )


def _rated(case: Case, pattern: Pattern) -> Iterator[Evidence]:
    """Their answers when they were asked, in their words; each further one half as much."""
    low, high = (case.number(pattern.id, name) for name in ("low_score", "high_score"))
    asked = [row for row in case.tables.feedback if case.year.holds(row.asked_on)]
    for name, rows in (
        ("rated_low", [row for row in asked if row.score is not None and row.score <= low]),
        ("rated_high", [row for row in asked if row.score is not None and row.score >= high]),
    ):
        for place, row in enumerate(sorted(rows, key=lambda row: row.asked_on, reverse=True)):
            yield evidence(
                pattern.id,
                source="feedback",
                ref=f"{row.account_id}/{row.asked_on.isoformat()}/{row.contact_email or ''}",
                on=row.asked_on,
                quote=row.comment or None,
                says=pattern.says[name].format(score=row.score),
                weight=case.number(pattern.id, f"weight_{name}") * 0.5**place,
            )
