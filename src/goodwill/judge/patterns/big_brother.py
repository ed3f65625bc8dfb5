"""Whether one side gets its way by threatening what the other would lose.

Concepts, U4. It takes orders with an "or else" on three days; that the other side gave way soon
after, in the same conversation, says that it works. Rules that a mailbox sends to every bidder,
rights that the contract names and reminders of unpaid bills are none, nor is a deadline.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Pattern
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

__all__ = ["find", "threats"]


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    return conclude(case, pattern, [_weighed(case, pattern, side) for side in SIDES])


def threats(case: Case, pattern: Pattern, side: Direction) -> list[Saying]:
    """Each day on which somebody of `side` wrote: do it, or else."""
    told = sayings(case, by=side, remarks=("ultimatum",), acts=("threat",), hints_of=pattern)
    people = case.people
    return by_days(
        one for one in told if one.row.sender not in people or not people[one.row.sender].is_shared
    )


def _weighed(case: Case, pattern: Pattern, side: Direction) -> Weighed:
    told = threats(case, pattern, side)
    given = tuple(_gave_way(case, pattern, told, OTHER[side]))
    return Weighed(
        side=side,
        told=tuple(told),
        items=(
            *said_evidence(pattern, told, case.number(pattern.id, "weight")),
            *said_evidence(pattern, given, case.number(pattern.id, "weight_gave_way")),
        ),
        is_whole=bool(told),
    )


def _gave_way(
    case: Case, pattern: Pattern, told: list[Saying], side: Direction
) -> Iterator[Saying]:
    """The first answer in which the other side gave way, for each conversation threatened in."""
    soon = timedelta(days=case.number(pattern.id, "days_to_concession"))
    given = sayings(case, by=side, remarks=("gives_way",))
    seen: set[str] = set()
    for threat in told:
        for one in given:
            is_answer = one.row.thread_id == threat.row.thread_id and (
                threat.row.sent_at < one.row.sent_at <= threat.row.sent_at + soon
            )
            if is_answer and one.row.message_id not in seen:
                seen.add(one.row.message_id)
                yield one
                break
