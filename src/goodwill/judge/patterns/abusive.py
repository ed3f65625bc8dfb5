"""Whether somebody is insulted, threatened or belittled, time after time, by the same side.

Concepts, U1. It takes plain words at a person, on three days, far more from one side than from
the other. What has an innocent explanation does not count: rough joking, one outburst however
many mails it takes, and what its writer has said sorry for. Hard words about the work are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.patterns.finding import Direction, Finding
from goodwill.judge.patterns.words import (
    OTHER,
    SIDES,
    Saying,
    Weighed,
    by_days,
    conclude,
    said_evidence,
    sayings,
)

__all__ = ["find"]

REMARKS = ("demeans", "menaces")
ACTS = ("hostile", "threat")


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`; rough words that both sides use are nobody's abuse."""
    told = {side: _unmended(case, pattern, _harsh(case, pattern, side)) for side in SIDES}
    asymmetry = case.number(pattern.id, "asymmetry")
    counts = {side: sum(one.sure for one in told[side]) for side in SIDES}
    return conclude(
        case,
        pattern,
        [
            _weighed(
                case,
                pattern,
                side,
                told[side],
                one_sided=counts[side] >= asymmetry * counts[OTHER[side]],
            )
            for side in SIDES
        ],
    )


def _harsh(case: Case, pattern: Pattern, side: Direction) -> tuple[Saying, ...]:
    return sayings(case, by=side, remarks=REMARKS, acts=ACTS, hints_of=pattern)


def _unmended(case: Case, pattern: Pattern, told: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """Without what its writer apologised for within some days, to the same people."""
    within = timedelta(days=case.number(pattern.id, "mended_within_days"))
    sorry = case.said("apology", during=case.year)
    return tuple(
        one
        for one in told
        if not any(
            row.sender == one.row.sender
            and one.row.sent_at < row.sent_at <= one.row.sent_at + within
            for row in sorry
        )
    )


def _weighed(
    case: Case, pattern: Pattern, side: Direction, told: tuple[Saying, ...], *, one_sided: bool
) -> Weighed:
    days = by_days(
        told,
        again=case.number(pattern.id, "same_outburst"),
        within=int(case.number(pattern.id, "one_outburst_days")),
    )
    threads = {one.row.thread_id for one in days}
    enough = len(threads) >= case.number(pattern.id, "threads")
    return Weighed(
        side=side,
        told=tuple(days),
        items=(
            *said_evidence(pattern, days, case.number(pattern.id, "weight")),
            *_objections(case, pattern, side, is_told=bool(days)),
        ),
        is_whole=any(one.is_plain for one in days) and one_sided and enough,
    )


def _objections(
    case: Case, pattern: Pattern, side: Direction, *, is_told: bool
) -> Iterable[Evidence]:
    """Somebody named the tone: it goes on although they objected, or others have seen it too."""
    if not is_told:
        return ()
    named = sayings(case, by=OTHER[side], remarks=("tone_named",))
    witnessed = sayings(case, by=side, remarks=("tone_named",))
    return said_evidence(
        pattern, by_days((*named, *witnessed))[:1], case.number(pattern.id, "objection")
    )
