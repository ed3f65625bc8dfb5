"""What was given away below list price, and how much of it nobody had allowed.

Lines replace the invoice's list amount where one of them has a list price (contract, "Late",
"Lines"). The discount that counts against us is the part beyond the agreement's
`max_discount` on the day of the invoice; whether that is a habit is judged in
`siding_with_client`. Discounts at a quota's end are in `pressure`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodwill.facts.tables import InvoiceLineRow, InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import (
    Ledger,
    exact,
    line_amount,
    line_list_amount,
    once,
    over_three_years,
)

__all__ = ["Priced", "beyond_policy", "discount_given", "long_priced_rows", "priced_rows"]

BEYOND = "discount_beyond_agreed"
NOTHING = Decimal(0)


class Priced(NamedTuple):
    """An invoice or line with a list price; amounts in the company's currency.

    `max_discount` is the share the agreement in force allowed, None where it says nothing.
    """

    source: str
    ref: str
    invoice_id: str
    on: date
    list_amount: Decimal
    amount: Decimal
    max_discount: Decimal | None

    @property
    def given(self) -> Decimal:
        """What was given below list; never negative."""
        return max(NOTHING, self.list_amount - self.amount)

    @property
    def beyond(self) -> Decimal:
        """What was given beyond the allowed discount; nothing where none is agreed."""
        if self.max_discount is None:
            return NOTHING
        return max(NOTHING, self.list_amount * (1 - self.max_discount) - self.amount)


@once
def priced_rows(ledger: Ledger) -> tuple[Priced, ...]:
    """All that was billed in the 12 months and has a list price; credits are left out."""
    return tuple(row for one in ledger.invoices() for row in _priced(ledger, *one))


@once
def long_priced_rows(ledger: Ledger) -> tuple[Priced, ...]:
    """The same of three years."""
    before = (
        one
        for one in over_three_years(ledger).invoices()
        if not ledger.window.holds(one[0].issued_on)
    )
    earlier = (row for one in before for row in _priced(ledger, *one))
    return (*earlier, *priced_rows(ledger))


def _priced(ledger: Ledger, invoice: InvoiceRow, rate: Decimal) -> Iterator[Priced]:
    agreement = ledger.agreement_on(invoice.issued_on)
    allowed = None if agreement is None else agreement.max_discount
    max_discount = None if allowed is None else exact(allowed)
    for source, ref, listed, billed in _listed(invoice, ledger.lines.get(invoice.invoice_id, ())):
        list_amount, amount = listed * rate, billed * rate
        if list_amount > 0 and amount >= 0:
            yield Priced(
                source=source,
                ref=ref,
                invoice_id=invoice.invoice_id,
                on=invoice.issued_on,
                list_amount=list_amount,
                amount=amount,
                max_discount=max_discount,
            )


def _listed(
    invoice: InvoiceRow, lines: tuple[InvoiceLineRow, ...]
) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """`(source, ref, list amount, amount)` of the lines where one has a list price, else of it."""
    if any(line.list_unit_price is not None for line in lines):
        for line in lines:
            listed, billed = line_list_amount(line), line_amount(line)
            if listed is not None and billed is not None:
                yield "invoice_line", f"{line.invoice_id}/{line.line}", listed, billed
    elif invoice.list_amount is not None:
        yield "invoice", invoice.invoice_id, invoice.list_amount, invoice.amount


def discount_given(ledger: Ledger) -> Decimal | None:
    """List amount less amount, where positive; None where the book has no invoices."""
    if not ledger.keeps("invoice"):
        return None
    return sum((row.given for row in priced_rows(ledger)), NOTHING)


@once
def beyond_policy(ledger: Ledger) -> Costing:
    """Discount beyond what the agreement in force allows."""
    rows = [row for row in priced_rows(ledger) if row.max_discount is not None]
    if not rows:
        return unknown(
            BEYOND, "No invoice with a list amount falls under an agreement with a max_discount."
        )
    over = sorted((row for row in rows if row.beyond), key=lambda row: (row.on, row.ref))
    total = sum((row.beyond for row in over), NOTHING)
    return Costing(
        amount=total,
        formula=BEYOND,
        inputs=((BEYOND, total), *(number for row in over for number in _numbers(row))),
        parts=dearest_first(_part(row) for row in over),
    )


def _numbers(row: Priced) -> tuple[tuple[str, Decimal], ...]:
    return (
        (f"list_amount {row.ref}", row.list_amount),
        (f"max_discount {row.ref}", row.max_discount or NOTHING),
        (f"amount {row.ref}", row.amount),
    )


def _part(row: Priced) -> CostPart:
    taken = row.given / row.list_amount
    return CostPart(
        source=row.source,
        ref=row.ref,
        on=row.on,
        amount=row.beyond,
        says=f"{_share(taken)} off list price where {_share(row.max_discount or NOTHING)} "
        "is allowed.",
    )


def _share(share: Decimal) -> str:
    """0.25 is told as "25 %"; half a per cent is not lost."""
    return f"{(share * 100).quantize(Decimal('0.1')).normalize():f} %"
