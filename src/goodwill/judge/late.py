"""What late payment costs: amount still unpaid, times days past the agreed day.

Contract, "Late" and "Credits": every invoice issued by `as_of`, only late days inside the 12
months, part payments and credit notes as they came, payments sent back take effect again,
overpaid is paid, an unpaid invoice counts to `as_of`. Whether somebody dictates terms is
judged in `terms_dictated`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodwill.facts.tables import InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, once

__all__ = ["InvoiceTerms", "invoice_terms", "late_payment"]

FORMULA = "late_amount_days / 365 * cost_of_capital"
DAY = timedelta(days=1)


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
        return self.amount - sum((one.amount for one in self.settled), Decimal(0))


@dataclass(frozen=True, slots=True)
class Movement:
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
        movements.sort(key=lambda one: (one.on, one.amount))
    return found


def _terms_of(
    ledger: Ledger, invoice: InvoiceRow, due_on: date, amount: Decimal, movements: list[Movement]
) -> InvoiceTerms:
    late_from = max(due_on, ledger.window.start - DAY)
    amount_days = Decimal(0)
    for begin, end, owed in _spells(due_on, amount, movements, ledger.as_of):
        amount_days += owed * max(0, (end - max(begin, late_from)).days)
    settled_on = _settled_on(amount, movements)
    return InvoiceTerms(
        invoice=invoice,
        due_on=due_on,
        amount=amount,
        amount_days=amount_days,
        days_beyond=_days_beyond(due_on, amount, movements, ledger.as_of),
        settled_on=settled_on,
        settled=_settled(amount, movements),
    )


def _spells(
    due_on: date, amount: Decimal, movements: list[Movement], as_of: date
) -> Iterator[tuple[date, date, Decimal]]:
    """`(after, through, owed)`: stretches after the due day in which the same sum was unpaid."""
    begin, paid = due_on, Decimal(0)
    for movement in movements:
        if movement.on > begin:
            yield begin, movement.on, _owed(amount, paid)
            begin = movement.on
        paid += movement.amount
    if as_of > begin:
        yield begin, as_of, _owed(amount, paid)


def _owed(amount: Decimal, paid: Decimal) -> Decimal:
    """What is unpaid: never below nothing, never above the invoice."""
    return min(amount, max(Decimal(0), amount - paid))


def _settled_on(amount: Decimal, movements: list[Movement]) -> date | None:
    """The day since which nothing is owed."""
    paid, settled = Decimal(0), None
    for movement in movements:
        paid += movement.amount
        if _owed(amount, paid):
            settled = None
        elif settled is None:
            settled = movement.on
    return settled


def _settled(amount: Decimal, movements: list[Movement]) -> tuple[Movement, ...]:
    """Day and amount of what was paid and stayed paid; money sent back undoes the latest."""
    kept: list[Movement] = []
    paid, owed = Decimal(0), amount
    for movement in movements:
        paid += movement.amount
        left = _owed(amount, paid)
        moved, owed, day = owed - left, left, movement.on
        while moved < 0 and kept:
            last = kept.pop()
            moved, day = moved + last.amount, last.on
        if moved > 0:
            kept.append(Movement(day, moved))
    return tuple(kept)


def _days_beyond(due_on: date, amount: Decimal, movements: list[Movement], as_of: date) -> Decimal:
    """Mean of settled day minus due day, weighted by amount; the open rest stands at `as_of`."""
    paid, owed, weighted = Decimal(0), amount, Decimal(0)
    for movement in movements:
        paid += movement.amount
        left = _owed(amount, paid)
        weighted += (owed - left) * (movement.on - due_on).days
        owed = left
    return (weighted + owed * (as_of - due_on).days) / amount


@once
def late_payment(ledger: Ledger) -> Costing:
    """The cost of late payment over the 12 months, whoever is to blame."""
    if not ledger.keeps("invoice"):
        return unknown(FORMULA, "No invoices in this book.")
    if not ledger.keeps("payment"):
        return unknown(FORMULA, "No payments in this book: whether an invoice was paid is unseen.")
    late = [one for one in invoice_terms(ledger) if one.amount_days]
    amount_days = sum((one.amount_days for one in late), Decimal(0))
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
