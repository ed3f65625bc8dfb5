"""Months in which we served beyond what is included, and in which of them they asked for it.

What `over_servicing` and `master_servant` share: the same hours, and who wants them tells the two
apart (concepts, U14 and U3). An ordinary request is part of any account and tells nothing; an
order, a service taken as of right and a ticket beyond the agreement do.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goodwill.facts.tables import RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.ledger import exact, month_of
from goodwill.judge.service import ServiceMonth, service_months

__all__ = ["as_of_right", "beyond_months", "last_run", "share_asked"]

CONCEPT = "over_servicing"
ORDERS = ("command",)
MENDING = "rework"


def beyond_months(case: Case) -> list[ServiceMonth]:
    """The months of the 12 that are beyond what is included by more than the rule forgives.

    Hours that mend what we did wrong are no service to anybody: they cost, and count for no month.
    """
    share = 1 + exact(case.number(CONCEPT, "beyond_share"))
    return [
        month
        for month in service_months(case.ledger)
        if 0 < _served(month) >= (month.included or exact(0.0)) * share
    ]


def _served(month: ServiceMonth) -> Decimal:
    """The hours of a month that mend nothing."""
    return sum((exact(one.hours) for one in month.entries if one.activity != MENDING), Decimal(0))


def as_of_right(case: Case) -> tuple[RemarkRow, ...]:
    """What they said in the 12 months that takes a service as their right."""
    return case.remarked("as_of_right", by="theirs", during=case.year)


def share_asked(case: Case, months: list[ServiceMonth]) -> float:
    """The share of these months in which they asked for it as of right."""
    asked = {month_of(act.sent_on) for act in case.said(*ORDERS, by="theirs", during=case.year)}
    asked |= {month_of(remark.sent_on) for remark in as_of_right(case)}
    asked |= {month_of(row.opened_on) for row in case.tables.ticket if row.in_scope is False}
    return sum(month.month in asked for month in months) / len(months) if months else 0.0


def last_run(months: list[ServiceMonth]) -> date:
    """The first entry of the last unbroken run of calendar months."""
    begun = months[-1]
    for earlier, later in zip(reversed(months[:-1]), reversed(months), strict=False):
        if _number(later.month) - _number(earlier.month) > 1:
            break
        begun = earlier
    return begun.entries[0].worked_on


def _number(month: str) -> int:
    """Months since the year nought."""
    year, number = month.split("-")
    return int(year) * 12 + int(number)
