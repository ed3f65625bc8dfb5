"""Whether we keep serving beyond what is included, mostly without being told to.

Concepts, U14 and U3: the hours are the same, what tells the two apart is who wants them. Where
most of the months beyond hold orders of theirs ("do this by noon"), the hours are taken as of
right, which is another pattern; an ordinary request is part of any account and tells nothing.
"""

from __future__ import annotations

from datetime import date

from goodwill.catalogue.schema import Pattern
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.ledger import exact, month_of
from goodwill.judge.patterns.finding import Finding, absent, ground, not_assessable, ramp, words_of
from goodwill.judge.service import ServiceMonth, over_entitlement, service_months

__all__ = ["find"]

ORDERS = ("command",)


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    chance = case.number(pattern.id, "chance_when_met")
    if not case.keeps("time_entry"):
        return not_assessable(pattern)
    beyond = [month for month in service_months(case.ledger) if _is_beyond(case, pattern, month)]
    if len(beyond) < case.number(pattern.id, "months_to_watch"):
        worked = {month_of(entry.worked_on) for entry in case.ledger.entries()}
        enough = len(worked) >= pattern.fires_when.min_exposure
        return absent(chance) if enough else not_assessable(pattern)
    wanted = case.number(pattern.id, "months_beyond")
    orders = words_of(case, ORDERS, side="theirs")
    ordered = {month_of(act.sent_on) for act in orders}
    asked = sum(month.month in ordered for month in beyond) / len(beyond)
    is_theirs = asked >= case.number(pattern.id, "asked_share")
    probability = LIKELY if is_theirs else ramp(len(beyond), wanted, chance)
    is_present = len(beyond) >= wanted and probability >= pattern.fires_when.probability
    cost = over_entitlement(case.ledger)
    return Finding(
        status="present" if is_present else "watch",
        probability=probability,
        since=_since(beyond),
        direction="ours",
        evidence=ground(pattern, probability, cost.parts),
        needs=cost.lacks,
    )


def _is_beyond(case: Case, pattern: Pattern, month: ServiceMonth) -> bool:
    """Beyond what is included by more than the rule forgives."""
    share = exact(case.number(pattern.id, "beyond_share"))
    included = month.included or exact(0.0)
    return month.hours > 0 and month.hours >= included * (1 + share)


def _since(beyond: list[ServiceMonth]) -> date:
    """The first entry of the last unbroken run of calendar months."""
    begun = beyond[-1]
    for earlier, later in zip(reversed(beyond[:-1]), reversed(beyond), strict=False):
        if _number(later.month) - _number(earlier.month) > 1:
            break
        begun = earlier
    return begun.entries[0].worked_on


def _number(month: str) -> int:
    """Months since the year nought."""
    year, number = month.split("-")
    return int(year) * 12 + int(number)
