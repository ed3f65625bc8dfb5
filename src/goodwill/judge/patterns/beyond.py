"""Months in which we served beyond what is included, and in which of them they asked for it.

What `over_servicing` and `master_servant` share: the same hours, and who wants them tells the two
apart (concepts, U14 and U3). An ordinary request is part of any account and tells nothing alone; an
order, a service taken as of right and a ticket beyond the agreement do. Whoever gives orders more
than once, and whose asks we meet within days month after month while the hours go beyond what is
included, has made us theirs to order about (M19, M34: none of it is priced or declined).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from goodwill.facts.tables import ActRow, MessageRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.gates import orders
from goodwill.judge.ledger import exact, month_of
from goodwill.judge.service import ServiceMonth, middle_of, service_months

__all__ = ["as_of_right", "beyond_months", "is_habit", "last_run", "served_asks", "share_asked"]

CONCEPT = "over_servicing"
ORDERS = ("command",)
MENDING = "rework"
ASKS, MEETS = frozenset({"request", "command"}), frozenset({"delivery", "commitment"})
SERVANT = "master_servant"


def beyond_months(case: Case) -> list[ServiceMonth]:
    """The months of the 12 that are beyond what is included by more than the rule forgives.

    Hours that mend what we did wrong are no service to anybody: they cost, and count for no month.
    Nor do the months before they were a client (`_client_from`): what is done to win somebody is
    beyond nothing.
    """
    share = 1 + exact(case.number(CONCEPT, "beyond_share"))
    begun = _client_from(case)
    return [
        month
        for month in service_months(case.ledger)
        if begun is not None
        and begun <= middle_of(month.month)
        and 0 < _served(month) >= (month.included or exact(0.0)) * share
    ]


def _client_from(case: Case) -> date | None:
    """From when on something was agreed: the first agreement; without any, the first order.

    Where the book has neither agreements nor orders of anybody, all hours count.
    """
    signed = [row.signed_on for row in case.ledger.agreements]
    if signed:
        return min(signed)
    if not case.keeps("opportunity", "invoice"):
        return date.min
    ordered = orders(case)
    return ordered[0][2] if ordered else None


def _served(month: ServiceMonth) -> Decimal:
    """The hours of a month that mend nothing."""
    return sum((exact(one.hours) for one in month.entries if one.activity != MENDING), Decimal(0))


def as_of_right(case: Case) -> tuple[RemarkRow, ...]:
    """What they said in the 12 months that takes a service as their right."""
    return case.remarked("as_of_right", by="theirs", during=case.year)


def served_asks(case: Case) -> tuple[ActRow, ...]:
    """One ask for each month beyond what is included in which we soon did what they asked for.

    An ask is met where the next mail of its conversation is ours, comes within days, and does it or
    says that it will be done.
    """
    days = timedelta(days=case.number(SERVANT, "served_days"))
    beyond = {one.month for one in beyond_months(case)}
    found: dict[str, ActRow] = {}
    for mails in case.threads.values():
        for asking, answer in pairwise(mails):
            asks = _doing(case, asking, ASKS) if asking.side == "theirs" else None
            is_soon = answer.side == "ours" and answer.sent_on - asking.sent_on <= days
            if asks is not None and is_soon and _doing(case, answer, MEETS) is not None:
                month = month_of(asking.sent_on)
                if month in beyond and (month not in found or _is_before(asks, found[month])):
                    found[month] = asks
    return tuple(found[month] for month in sorted(found))


def is_habit(case: Case) -> bool:
    """Whether they order, and are served at their word in so many months that it is the custom."""
    orders = {one.message_id for one in case.said(*ORDERS, by="theirs", during=case.year)}
    if len(orders) < case.number(SERVANT, "orders_wanted"):
        return False
    return len(case.once(served_asks)) >= case.number(SERVANT, "served_wanted")


def _is_before(one: ActRow, other: ActRow) -> bool:
    return (one.sent_at, one.message_id) < (other.sent_at, other.message_id)


def _doing(case: Case, mail: MessageRow, acts: frozenset[str]) -> ActRow | None:
    """The likeliest sentence of a mail that does one of some acts."""
    said = case.in_mail.get(mail.message_id, ())
    return next((row for row in said if row.act in acts), None)


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
