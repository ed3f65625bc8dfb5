"""Whether they take work outside what was agreed, for nothing, as of right, and get it.

Concepts, U3. The hours are those of `over_servicing`; what makes them this pattern is that they
are asked for as a matter of course: in so many words, by tickets beyond the agreement, by asks that
we meet at once month after month, and, where they did one of these, by orders and by requests that
we answer with work for nothing. Work that we price or decline speaks against it. Without any of
the first three it is never this pattern, however many the hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from goodwill.catalogue.schema import Pattern
from goodwill.facts.tables import ActRow, TicketRow, TimeEntryRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.patterns.beyond import as_of_right, beyond_months, is_habit, served_asks
from goodwill.judge.patterns.by_signals import measured
from goodwill.judge.patterns.finding import Finding, not_assessable
from goodwill.judge.patterns.weighing import Row, judged, together
from goodwill.judge.service import SERVICE, ServiceMonth

__all__ = ["find"]


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    if not case.keeps("time_entry", "ticket"):
        return not_assessable(pattern)
    worked = case.ledger.entries(SERVICE)
    hours = sum(entry.hours for entry in worked)
    tickets = [one for one in case.tables.ticket if _is_beyond(case, one)]
    if _asked(case, tickets) < case.number(pattern.id, "asked_at_least"):
        return judged(case, pattern, (), seen=hours, direction="theirs", signs=False)
    months = [_month(pattern, one) for one in beyond_months(case)]
    served = [_served(pattern, one) for one in case.once(served_asks)] if is_habit(case) else []
    items = [
        *together(case, pattern, "beyond", months),
        *together(case, pattern, "served", served),
        *together(case, pattern, "tickets", [_ticket(pattern, one) for one in tickets]),
        *together(case, pattern, "billed", _billed(case, pattern, worked)),
    ]
    return judged(case, pattern, items, seen=hours, direction="theirs")


def _asked(case: Case, tickets: Sequence[TicketRow]) -> int:
    """How often they asked as of right; orders and free work on request count beside plain words.

    An act alone may be a model's error, so without a plain word, a ticket or a habit it counts
    for nothing.
    """
    plain = {one.message_id for one in as_of_right(case)}
    if is_habit(case):
        plain |= {one.message_id for one in case.once(served_asks)}
    if not plain and not tickets:
        return 0
    orders = {one.message_id for one in case.said("command", by="theirs", during=case.year)}
    return len(plain | orders | _done_on_request(case)) + len(tickets)


def _done_on_request(case: Case) -> set[str]:
    """The mails in which we do for nothing what they asked for before in the same conversation."""
    asked: dict[str, datetime] = {}
    for act in case.said("request", "command", by="theirs", during=case.year):
        asked.setdefault(act.thread_id, act.sent_at)
    return {
        one.message_id
        for one in case.remarked("done_for_nothing", by="ours", during=case.year)
        if one.thread_id in asked and asked[one.thread_id] < one.sent_at
    }


def _is_beyond(case: Case, ticket: TicketRow) -> bool:
    """A ticket of the 12 months that the agreement does not cover."""
    return ticket.in_scope is False and case.year.holds(ticket.opened_on)


def _served(pattern: Pattern, one: ActRow) -> Row:
    says = pattern.says["served"]
    return Row(source="message", ref=one.message_id, on=one.sent_on, says=says, quote=one.quote)


def _ticket(pattern: Pattern, one: TicketRow) -> Row:
    says = pattern.says["ticket"]
    return Row(source="ticket", ref=one.ticket_id, on=one.opened_on, says=says)


def _month(pattern: Pattern, month: ServiceMonth) -> Row:
    """A month beyond what is included, by its longest entry."""
    longest = max(month.entries, key=lambda one: (one.hours, one.worked_on, one.entry_id))
    says = pattern.says["month"].format(
        month=month.month, hours=f"{month.hours.normalize():f}", most=f"{longest.hours:g}"
    )
    return Row(source="effort", ref=longest.entry_id, on=longest.worked_on, says=says)


def _billed(case: Case, pattern: Pattern, worked: list[TimeEntryRow]) -> list[Row]:
    """What we billed, where little goes unbilled and they order little: then the work is priced."""
    known = measured(case, pattern.fires_when.any_in_force(case.as_of))
    if not known or max(one.chance for one in known) >= LIKELY:
        return []
    return [
        Row(source="effort", ref=one.entry_id, on=one.worked_on, says=pattern.says["billed"])
        for one in worked
        if one.is_billable
    ]
