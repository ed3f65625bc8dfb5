"""Whether one side gains by what the other loses: their terms at our cost, or ours at theirs.

Concepts, U5 and U6. The words of the one who takes (what is gained is ours, the risk is yours) and
of the one who gives (given, and nothing came back) speak for it, on three days or beside quarters
that lost money; so does giving way, time and again, to what was pressed for. What the taker gives
in return speaks against. A hard price talk that ends in a trade is none, and neither is a loss
alone: it may be a price that we chose, or an account that is too young to earn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence
from goodwill.judge.patterns.conceding import conceded
from goodwill.judge.patterns.finding import Direction, Finding
from goodwill.judge.patterns.losing import losing_quarters
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


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`; the direction is the side that wins."""
    return conclude(case, pattern, [_weighed(case, pattern, side) for side in SIDES])


def _weighed(case: Case, pattern: Pattern, side: Direction) -> Weighed:
    taking = sayings(case, by=side, remarks=("one_sided",))
    giving = sayings(case, by=OTHER[side], remarks=("nothing_back",))
    fair = by_days(sayings(case, by=side, remarks=("shares_gain",)))
    told = by_days(sorted((*taking, *giving), key=lambda one: one.row.sent_at))
    lost = tuple(_lost(case, pattern)) if side == "theirs" else ()
    gave = list(_gave_for_nothing(case, side, told)) if told or lost else []
    number = case.number
    takes = {one.row.sent_on for one in (*taking, *gave)}
    return Weighed(
        side=side,
        told=tuple(by_days((*told, *gave))),
        items=(
            *said_evidence(pattern, told, number(pattern.id, "weight")),
            *said_evidence(pattern, gave, number(pattern.id, "weight_gave")),
            *said_evidence(pattern, fair, number(pattern.id, "weight_shared")),
            *lost,
        ),
        sources=frozenset({"message", *(["invoice"] if lost else [])}),
        is_whole=bool(taking or ((giving or gave) and lost))
        and _gives_little(case, pattern, takes, fair),
        on_record=bool(lost),
    )


def _gave_for_nothing(case: Case, side: Direction, told: Iterable[Saying]) -> list[Saying]:
    """Each day on which the other side gave way to what `side` pressed for, and asked nothing."""
    known = {one.row.sent_on for one in told}
    gave = conceded(case, side)
    return [one for one in by_days(one.answer for one in gave) if one.row.sent_on not in known]


def _gives_little(
    case: Case, pattern: Pattern, takes: Collection[date], gives: Sequence[Saying]
) -> bool:
    """Whether they give little for what they take: else it is a talk in which both give."""
    return not gives or len(takes) >= case.number(pattern.id, "concessions") * len(gives)


def _lost(case: Case, pattern: Pattern) -> Iterable[Evidence]:
    """Quarters running, up to now, in which the account cost more than it brought."""
    running = () if _is_young(case) else losing_quarters(case.ledger)
    further = len(running) - case.number(pattern.id, "losing_quarters")
    if further >= 0:
        yield count_evidence(
            pattern.id,
            of="invoice",
            says=pattern.says["lost"].format(quarters=len(running)),
            weight=case.number(pattern.id, "weight_lost")
            + further * case.number(pattern.id, "weight_lost_further"),
            on=case.as_of,
        )


def _is_young(case: Case) -> bool:
    """Whether they became a client within the 12 months: what that costs is no habit yet."""
    since = case.tables.account.customer_since
    return since is not None and since >= case.year.start
