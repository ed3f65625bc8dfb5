"""What fell due, and whether it came in full and on time.

Contract, "Deliveries": the rows of `deliveries.csv`; where a book has none, promises of ours that
fell due, tickets with a due day, and invoices, which are in order unless complained of in time. A
promise of which nothing tells whether it was kept says nothing here either.

A complaint is about the latest invoice before it. One that we owned up to at once, and that was
let rest, is a failure mended: no praise, and no blame (concepts, G3).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goodwill.facts.tables import ActRow, DeliveryRow, InvoiceRow, TicketRow
from goodwill.judge.case import Case

__all__ = ["Delivered", "delivered", "promised"]

GATE = "after_sales_proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Something that fell due on a day; `is_good`: in full and on time, None: a failure mended."""

    source: str
    ref: str
    on: date
    is_good: bool | None
    says: str
    quote: str | None = None


def delivered(case: Case) -> list[Delivered]:
    """All that has fallen due by now, in order."""
    return [*case.once(_in_order)]


def _in_order(case: Case) -> tuple[Delivered, ...]:
    return tuple(sorted(_delivered(case), key=lambda one: (one.on, one.source, one.ref)))


def _delivered(case: Case) -> Iterator[Delivered]:
    if case.keeps("delivery"):
        for delivery in case.tables.delivery:
            if delivery.delivered_on is not None or delivery.promised_on < case.as_of:
                yield _delivery(case, delivery)
        return
    yield from promised(case)
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


def promised(case: Case, *, by_word_only: bool = False) -> Iterator[Delivered]:
    """Promises of ours that fell due and were seen to be kept or broken.

    `by_word_only` leaves out those that a delivery settled: it is counted by itself.
    """
    says = case.catalogue.gates[GATE].says
    for entry in case.promises:
        first, due_on = entry.promise.first, entry.promise.due_on
        if first.side != "ours" or due_on is None or entry.status == "open":
            continue
        if by_word_only and any(sign.source == "delivery" for sign in entry.signs):
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
    heard = [row.sent_on for row in case.mail(by="theirs")]
    bills = sorted(
        (row for row in case.tables.invoice if row.amount > 0),
        key=lambda row: (row.issued_on, row.invoice_id),
    )
    complaints = case.said(
        "complaint", by="theirs", least=case.number(GATE, "complaint_probability")
    )
    about = _about(complaints, bills, time)
    mended = _mended(case, complaints)
    for bill in bills:
        first, last = bill.issued_on, bill.issued_on + time
        # A mailbox in which they never spoke in those days praises nothing.
        if last <= case.as_of and _between(heard, first, last):
            yield _bill(case, bill, about.get(bill.invoice_id, ()), mended)


def _about(
    complaints: Sequence[ActRow], bills: Sequence[InvoiceRow], time: timedelta
) -> Mapping[str, Sequence[ActRow]]:
    """Complaints by the invoice they are about: the latest before, if that is in time."""
    issued = [bill.issued_on for bill in bills]
    found: dict[str, list[ActRow]] = {}
    for complaint in complaints:
        place = bisect_right(issued, complaint.sent_on) - 1
        if place >= 0 and complaint.sent_on <= issued[place] + time:
            found.setdefault(bills[place].invoice_id, []).append(complaint)
    return found


def _mended(case: Case, complaints: Sequence[ActRow]) -> frozenset[datetime]:
    """The moments of complaints that we owned up to within days, and that they let rest."""
    mend = timedelta(days=int(case.number(GATE, "mend_days")))
    rest = timedelta(days=int(case.number(GATE, "complaint_days")))
    owned = [act.sent_at for act in case.said("apology", "admission", by="ours")]
    heard = [act.sent_at for act in complaints]
    found = set()
    for at in heard:
        answer = bisect_left(owned, at)
        if answer == len(owned) or owned[answer] > at + mend:
            continue
        again = bisect_right(heard, owned[answer])
        if again == len(heard) or heard[again] > at + rest:
            found.add(at)
    return frozenset(found)


def _bill(
    case: Case, bill: InvoiceRow, complaints: Sequence[ActRow], mended: frozenset[datetime]
) -> Delivered:
    is_mended = bool(complaints) and all(act.sent_at in mended for act in complaints)
    key = "mended" if is_mended else "complained" if complaints else "quiet"
    return Delivered(
        source="invoice",
        ref=bill.invoice_id,
        on=bill.issued_on,
        is_good=None if is_mended else not complaints,
        says=case.catalogue.gates[GATE].says[key],
    )


def _between(days: Sequence[date], first: date, last: date) -> bool:
    return bisect_left(days, first) < bisect_right(days, last)
