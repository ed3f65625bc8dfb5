"""What late payment costs: amount still unpaid, times days past the agreed day.

Contract, "Late" and "Credits": every invoice issued by `as_of`, only late days inside the 12
months, part payments and credit notes as they came, payments sent back take effect again,
overpaid is paid, an unpaid invoice counts to `as_of`. Whether somebody dictates terms is
judged in `terms_dictated`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from goodwill.facts.tables import InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, once

__all__ = ["InvoiceTerms", "invoice_terms", "late_payment"]

FORMULA = "late_amount_days / 365 * cost_of_capital"
DAY = timedelta(days=1)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceTerms:
    """One invoice: what was agreed, and what was taken.

    `amount` and `amount_days` (amount unpaid x late days inside the window) are in the company's
    currency; `days_beyond` is the mean of settled day minus due day, weighted by what was settled
    then, the open rest counted to `as_of`; early is negative. `settled_on` is None while open.
    `settled` are the days and amounts that stayed paid: what was sent back settled nothing.
    """

    invoice: InvoiceRow
    due_on: date
    amount: Decimal
    amount_days: Decimal
    days_beyond: Decimal
    settled_on: date | None
    settled: tuple[Movement, ...]

    @property
    def still_owed(self) -> Decimal:
        """What is unpaid on the day asked about."""
        return self.amount - sum((one.amount for one in self.settled), NOTHING)


class Movement(NamedTuple):
    """Something that lowers what is owed (negative: raises it again)."""

    on: date
    amount: Decimal


def due_day(ledger: Ledger, invoice: InvoiceRow) -> date | None:
    """Issue plus the agreement's terms in force that day, else `due_on`, else nobody knows."""
    agreement = ledger.agreement_on(invoice.issued_on)
    if agreement is not None and agreement.payment_terms_days is not None:
        return invoice.issued_on + timedelta(days=agreement.payment_terms_days)
    return invoice.due_on


@once
def invoice_terms(ledger: Ledger) -> tuple[InvoiceTerms, ...]:
    """Every invoice that can be owed, with its agreed day and what became of it."""
    settling = _movements(ledger)
    found = []
    for invoice in ledger.tables.invoice:
        rate, due_on = ledger.invoice_rate(invoice), due_day(ledger, invoice)
        if rate is None or due_on is None or invoice.amount <= 0:
            continue
        movements = settling.get(invoice.invoice_id, [])
        found.append(_terms_of(ledger, invoice, due_on, invoice.amount * rate, movements))
    return tuple(sorted(found, key=lambda one: (one.invoice.issued_on, one.invoice.invoice_id)))


def _movements(ledger: Ledger) -> dict[str, list[Movement]]:
    """Payments and credit notes for each invoice, in order of their day."""
    invoices = {row.invoice_id: row for row in ledger.tables.invoice}
    rates = {name: ledger.invoice_rate(row) for name, row in invoices.items()}
    found: dict[str, list[Movement]] = {}
    for payment in ledger.tables.payment:
        rate = rates.get(payment.invoice_id)
        if rate is not None:
            moved = Movement(payment.paid_on, payment.amount * rate)
            found.setdefault(payment.invoice_id, []).append(moved)
    for credit in ledger.tables.invoice:
        credited = invoices.get(credit.credits_invoice_id or "")
        if credit.amount >= 0 or credited is None:
            continue
        # In the same currency it takes off what was billed, whatever has become of the rate.
        is_same = credit.currency == credited.currency
        rate = rates[(credited if is_same else credit).invoice_id]
        if rate is not None:
            moved = Movement(credit.issued_on, -credit.amount * rate)
            found.setdefault(credited.invoice_id, []).append(moved)
    for movements in found.values():
        movements.sort()
    return found


def _terms_of(
    ledger: Ledger, invoice: InvoiceRow, due_on: date, amount: Decimal, movements: list[Movement]
) -> InvoiceTerms:
    late_from = max(due_on, ledger.window.start - DAY)
    owed, paid, amount_days, weighted = amount, NOTHING, NOTHING, NOTHING
    settled_on: date | None = None
    settled: list[Movement] = []
    for movement in movements:
        on = movement.on
        amount_days += owed * _days(late_from, on)
        late_from = max(late_from, on)
        paid += movement.amount
        left = _owed(amount, paid)
        weighted += (owed - left) * (on - due_on).days
        _settle(settled, on, owed - left)
        settled_on = (settled_on or on) if not left else None
        owed = left
    amount_days += owed * _days(late_from, ledger.as_of)
    weighted += owed * (ledger.as_of - due_on).days
    return InvoiceTerms(
        invoice=invoice,
        due_on=due_on,
        amount=amount,
        amount_days=amount_days,
        days_beyond=weighted / amount,
        settled_on=settled_on,
        settled=tuple(settled),
    )


def _days(after: date, through: date) -> int:
    """Days after one day through another, which may lie before it: then none."""
    return (through - after).days if through > after else 0


def _owed(amount: Decimal, paid: Decimal) -> Decimal:
    """What is unpaid: never below nothing, never above the invoice."""
    return min(amount, max(NOTHING, amount - paid))


def _settle(settled: list[Movement], day: date, moved: Decimal) -> None:
    """Keep what was paid and stayed paid; money sent back undoes the latest."""
    while moved < 0 and settled:
        last = settled.pop()
        moved, day = moved + last.amount, last.on
    if moved > 0:
        settled.append(Movement(day, moved))


@once
def late_payment(ledger: Ledger) -> Costing:
    """The cost of late payment over the 12 months, whoever is to blame."""
    if not ledger.keeps("invoice"):
        return unknown(FORMULA, "No invoices in this book.")
    if not ledger.keeps("payment"):
        return unknown(FORMULA, "No payments in this book: whether an invoice was paid is unseen.")
    late = [one for one in invoice_terms(ledger) if one.amount_days]
    amount_days = sum((one.amount_days for one in late), NOTHING)
    yearly = ledger.cost_of_capital / 365
    return Costing(
        amount=amount_days * ledger.cost_of_capital / 365,
        formula=FORMULA,
        inputs=(
            ("late_amount_days", amount_days),
            ("cost_of_capital", ledger.cost_of_capital),
            *((f"late_amount_days {one.invoice.invoice_id}", one.amount_days) for one in late),
        ),
        parts=dearest_first(_part(one, yearly) for one in late),
    )


def _part(one: InvoiceTerms, yearly: Decimal) -> CostPart:
    return CostPart(
        source="invoice",
        ref=one.invoice.invoice_id,
        on=one.invoice.issued_on,
        amount=one.amount_days * yearly,
        says=_late_says(one),
    )


def _late_says(one: InvoiceTerms) -> str:
    if one.settled_on is None:
        return f"Due on {one.due_on} and not paid in full yet."
    days = (one.settled_on - one.due_on).days
    return f"Due on {one.due_on}, paid on {one.settled_on}: {days} days past the agreed day."
