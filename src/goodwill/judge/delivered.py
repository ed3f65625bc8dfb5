"""What fell due, and whether it came in full and on time.

Contract, "Deliveries": the rows of `deliveries.csv`; where a book has none, promises of ours that
fell due, tickets with a due day, and invoices, which are in order unless complained of in time. A
promise of which nothing tells whether it was kept says nothing here either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.facts.tables import DeliveryRow, TicketRow
from goodwill.judge.case import LIKELY, Case

__all__ = ["Delivered", "latest_delivered"]

GATE = "after_sales_proof"
COMPLAINTS = frozenset({"complaint", "hostile"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Something that fell due on a day; `is_good`: in full and on time."""

    source: str
    ref: str
    on: date
    is_good: bool
    says: str
    quote: str | None = None


def latest_delivered(case: Case, *, at_least: int) -> list[Delivered]:
    """Those of the 12 months, and where they are too few the latest before them; in order."""
    ordered = sorted(_delivered(case), key=lambda one: (one.on, one.source, one.ref))
    within = sum(case.year.holds(one.on) for one in ordered)
    return ordered[-max(within, at_least) :]


def _delivered(case: Case) -> Iterator[Delivered]:
    if case.keeps("delivery"):
        for delivery in case.tables.delivery:
            if delivery.delivered_on is not None or delivery.promised_on < case.as_of:
                yield _delivery(case, delivery)
        return
    yield from _promised(case)
    for ticket in case.tables.ticket:
        if ticket.due_on is None:
            continue
        if ticket.closed_in_time is not None or ticket.due_on < case.as_of:
            yield _ticket(case, ticket, ticket.due_on)
    yield from _billed(case)


def _says(case: Case, promised_on: date, delivered_on: date | None, *, late: bool) -> str:
    key = "overdue" if delivered_on is None else "late" if late else "delivered"
    template = case.catalogue.gates[GATE].says[key]
    return template.format(promised_on=promised_on, delivered_on=delivered_on)


def _delivery(case: Case, row: DeliveryRow) -> Delivered:
    in_time = row.delivered_on is not None and row.delivered_on <= row.promised_on
    return Delivered(
        source="delivery",
        ref=row.delivery_id,
        on=row.promised_on,
        is_good=in_time and row.complete is not False and row.accepted is not False,
        says=_says(case, row.promised_on, row.delivered_on, late=not in_time),
    )


def _promised(case: Case) -> Iterator[Delivered]:
    says = case.catalogue.gates[GATE].says
    for entry in case.promises:
        first, due_on = entry.promise.first, entry.promise.due_on
        if first.side != "ours" or due_on is None or entry.status == "open":
            continue
        is_good = entry.status == "kept"
        yield Delivered(
            source="message",
            ref=first.ref,
            on=due_on,
            is_good=is_good,
            says=says["promise_kept" if is_good else "promise_broken"].format(promised_on=due_on),
            quote=first.quote,
        )


def _ticket(case: Case, row: TicketRow, due_on: date) -> Delivered:
    return Delivered(
        source="ticket",
        ref=row.ticket_id,
        on=due_on,
        is_good=bool(row.closed_in_time),
        says=_says(case, due_on, row.closed_on, late=not row.closed_in_time),
    )


def _billed(case: Case) -> Iterator[Delivered]:
    """Invoices whose time for complaints is over, and in which a complaint would be seen."""
    time = timedelta(days=int(case.number(GATE, "complaint_days")))
    says = case.catalogue.gates[GATE].says
    heard = sorted(row.sent_on for row in case.tables.message if _is_theirs(row.is_human, row.side))
    complaints = sorted(
        act.sent_on
        for act in case.tables.act
        if act.act in COMPLAINTS and act.side == "theirs" and act.probability >= LIKELY
    )
    for invoice in case.tables.invoice:
        first, last = invoice.issued_on, invoice.issued_on + time
        # A mailbox in which they never spoke in those days praises nothing.
        if invoice.amount <= 0 or last > case.as_of or not _between(heard, first, last):
            continue
        is_good = not _between(complaints, first, last)
        yield Delivered(
            source="invoice",
            ref=invoice.invoice_id,
            on=invoice.issued_on,
            is_good=is_good,
            says="They complained of nothing in the time after this invoice."
            if is_good
            else says["complained"],
        )


def _is_theirs(is_human: bool, side: str) -> bool:
    return is_human and side == "theirs"


def _between(days: list[date], first: date, last: date) -> bool:
    return bisect_left(days, first) < bisect_right(days, last)
