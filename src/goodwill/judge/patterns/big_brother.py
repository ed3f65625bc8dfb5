"""Whether one side gets its way by threatening what the other would lose.

Concepts, U4. It takes orders with an "or else" on three days; that the other side gave way soon
after, in the same conversation, says that it works, and two that nobody obeyed are hard words.
What a reading alone makes likely counts as likely as it is where it was obeyed.
What was given for something is a trade (`goodwill.judge.patterns.conceding`). Rules that a mailbox
sends to every bidder, rights that the contract names and reminders of unpaid bills are none, nor
is a deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from goodwill.catalogue.schema import Pattern
from goodwill.judge.case import Case
from goodwill.judge.patterns.conceding import Concession, gave_way
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

__all__ = ["find", "threats"]


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    return conclude(case, pattern, [_weighed(case, pattern, side) for side in SIDES])


def threats(case: Case, pattern: Pattern, side: Direction) -> list[Saying]:
    """Each day on which somebody of `side` wrote: do it, or else."""
    soon = timedelta(days=case.number(pattern.id, "days_to_concession"))
    obeyed = frozenset[str]().union(*(one.pressed_in for one in gave_way(case, side, soon)))
    told = sayings(
        case,
        by=side,
        remarks=("ultimatum",),
        acts=("threat",),
        hints_of=pattern,
        borne_out_in=obeyed,
    )
    people = case.people
    return by_days(
        one for one in told if one.row.sender not in people or not people[one.row.sender].is_shared
    )


def _weighed(case: Case, pattern: Pattern, side: Direction) -> Weighed:
    told = threats(case, pattern, side)
    soon = timedelta(days=case.number(pattern.id, "days_to_concession"))
    given = tuple(gave_way(case, side, soon))
    pressed: list[Saying] = []
    if sum(one.counts for one in told) >= case.number(pattern.id, "days_to_watch"):
        pressed = list(_pressed(case, pattern, told, given))
    known = _messages((*told, *pressed))
    answers = [one.answer for one in given if one.pressed_in & known]
    days, plain = by_days([*told, *pressed]), sum(one.counts for one in told)
    return Weighed(
        side=side,
        told=tuple(days),
        items=(
            *said_evidence(pattern, days, case.number(pattern.id, "weight")),
            *said_evidence(pattern, answers, case.number(pattern.id, "weight_gave_way")),
        ),
        is_whole=bool(answers) or plain >= pattern.fires_when.min_dated_quotes,
    )


def _messages(told: Iterable[Saying]) -> set[str]:
    return {one.row.message_id for one in told}


def _pressed(
    case: Case,
    pattern: Pattern,
    told: Iterable[Saying],
    given: Iterable[Concession],
) -> Iterator[Saying]:
    """Mails of those who threatened before, after which the other side gave way once more.

    Whoever has threatened need not spell it out each time: what they ask for later, and get,
    counts as a hint, by the sentence that does most.
    """
    first: dict[str, datetime] = {}
    for threat in told:
        first.setdefault(threat.row.sender, threat.row.sent_at)
    for one in given:
        mail = one.before[-1]
        said = case.in_mail.get(mail.message_id, ())
        if said and first.get(mail.sender, mail.sent_at) < mail.sent_at:
            hint = case.number(pattern.id, "hint")
            yield Saying(row=said[0], name="pressed", sure=hint, is_meant=True)
