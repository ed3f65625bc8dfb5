"""Lines billed twice: same account, same thing, same or overlapping period.

Contract, `exploitative` and "Billed twice": both lines have periods; the later (by issue,
invoice, line) counts, if it was issued in the 12 months; a credit for the same undoes it.
What that says about us is judged in `exploitative`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.tables import InvoiceLineRow, InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, line_amount

__all__ = ["BilledTwice", "billed_twice", "lines_billed_twice"]

FORMULA = "billed_twice"
LONGEST_NUMBER = 18  # digits of a line's number; Python refuses to read thousands of them


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledTwice:
    """The later of two lines for the same thing; `amount` in the company's currency.

    `amount` is what is left of it after credits. `rate` converts the line's own currency.
    """

    line: InvoiceLineRow
    first: InvoiceLineRow
    amount: Decimal
    rate: Decimal

    @property
    def ref(self) -> str:
        """How evidence cites the later line."""
        return f"{self.line.invoice_id}/{self.line.line}"

    @property
    def is_two_on_one_bill(self) -> bool:
        """Two lines of one invoice told apart by their words: perhaps two pieces, not one twice."""
        same_bill = self.line.invoice_id == self.first.invoice_id
        return same_bill and self.line.description != self.first.description


@dataclass(slots=True)
class Billed:
    """A line that is not undone yet, and the earlier line that it repeats, if there is one."""

    line: InvoiceLineRow
    left: Decimal
    first: InvoiceLineRow | None


def lines_billed_twice(ledger: Ledger) -> tuple[BilledTwice, ...]:
    """All repeats issued in the 12 months that no credit undid, in order of issue."""
    invoices = {row.invoice_id: row for row in ledger.tables.invoice}
    credited = _credited(ledger)
    by_thing: dict[str, list[InvoiceLineRow]] = {}
    for line in ledger.tables.invoice_line:
        thing, invoice = _thing(line), invoices.get(line.invoice_id)
        if thing is None or invoice is None:
            continue
        if credited.get(line.invoice_id, Decimal(0)) < invoice.amount or invoice.amount <= 0:
            by_thing.setdefault(thing, []).append(line)
    repeats = [
        repeat
        for lines in by_thing.values()
        for repeat in _repeats(sorted(lines, key=_order), invoices)
    ]
    _take_off(repeats, credited)
    found = [one for repeat in repeats for one in _in_window(ledger, invoices, repeat)]
    return tuple(sorted(found, key=lambda one: _order(one.line)))


def _credited(ledger: Ledger) -> dict[str, Decimal]:
    """By invoice: what credit notes without lines of their own took off it."""
    credited: dict[str, Decimal] = {}
    for note in ledger.tables.invoice:
        named = note.credits_invoice_id
        if note.amount < 0 and named is not None and note.invoice_id not in ledger.lines:
            credited[named] = credited.get(named, Decimal(0)) - note.amount
    return credited


def _thing(line: InvoiceLineRow) -> str | None:
    """What was billed: the sku, or without one the description."""
    if line.sku:
        return f"sku {line.sku}"
    return f"text {line.description}" if line.description else None


def _order(line: InvoiceLineRow) -> tuple[object, ...]:
    is_number = line.line.isdecimal() and len(line.line) <= LONGEST_NUMBER
    number = int(line.line) if is_number else 0
    return (line.issued_on, line.invoice_id, number, line.line)


def _repeats(lines: list[InvoiceLineRow], invoices: dict[str, InvoiceRow]) -> list[Billed]:
    """Of lines for one thing, in order: those that repeat an earlier one still standing."""
    standing: list[Billed] = []
    for line in lines:
        amount = line_amount(line)
        if amount is None:
            continue
        if amount < 0:
            _credit(standing, line, -amount, invoices[line.invoice_id])
        elif line.period_start is not None and line.period_end is not None:
            standing.append(Billed(line, amount, _first(standing, line)))
    for place, one in enumerate(standing):
        one.first = _first(standing[:place], one.line)
    return [one for one in standing if one.first is not None]


def _first(standing: list[Billed], line: InvoiceLineRow) -> InvoiceLineRow | None:
    return next((one.line for one in standing if _overlap(one.line, line)), None)


def _overlap(one: InvoiceLineRow, other: InvoiceLineRow) -> bool:
    if one.period_start is None or one.period_end is None:
        return False
    if other.period_start is None or other.period_end is None:
        return False
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _credit(
    standing: list[Billed], credit: InvoiceLineRow, amount: Decimal, note: InvoiceRow
) -> None:
    """Take a credit off what it speaks of: a repeat first, the newest first."""
    newest = standing[::-1]
    repeats_first = [one for one in newest if one.first] + [one for one in newest if not one.first]
    for one in repeats_first:
        if credit.period_start is None or credit.period_end is None:
            speaks = one.line.invoice_id in (note.credits_invoice_id, note.invoice_id)
        else:
            speaks = _overlap(one.line, credit)
        if speaks:
            taken = min(one.left, amount)
            one.left -= taken
            amount -= taken
            if not one.left:
                standing.remove(one)


def _take_off(repeats: list[Billed], credited: dict[str, Decimal]) -> None:
    """Credit notes without lines undo the repeats of the invoice they name."""
    for one in repeats:
        taken = min(one.left, credited.get(one.line.invoice_id, Decimal(0)))
        if taken:
            one.left -= taken
            credited[one.line.invoice_id] -= taken


def _in_window(
    ledger: Ledger, invoices: dict[str, InvoiceRow], repeat: Billed
) -> Iterator[BilledTwice]:
    rate = ledger.invoice_rate(invoices[repeat.line.invoice_id])
    if rate is None or repeat.first is None or not repeat.left:
        return
    if not ledger.window.holds(repeat.line.issued_on):
        return
    yield BilledTwice(line=repeat.line, first=repeat.first, amount=repeat.left * rate, rate=rate)


def billed_twice(ledger: Ledger) -> Costing:
    """What was billed a second time."""
    if not any(_is_dated(line) for line in ledger.tables.invoice_line):
        return unknown(FORMULA, "No invoice lines with periods for this account.")
    twice = lines_billed_twice(ledger)
    total = sum((one.amount for one in twice), Decimal(0))
    return Costing(
        amount=total,
        formula=FORMULA,
        inputs=((FORMULA, total), *((f"amount {one.ref}", one.amount) for one in twice)),
        parts=dearest_first(_part(one) for one in twice),
    )


def _is_dated(line: InvoiceLineRow) -> bool:
    return line.period_start is not None and line.period_end is not None


def _part(one: BilledTwice) -> CostPart:
    first = one.first
    return CostPart(
        source="invoice_line",
        ref=one.ref,
        on=one.line.issued_on,
        amount=one.amount,
        says=f"{one.line.sku or one.line.description} for {one.line.period_start} to "
        f"{one.line.period_end} was billed before, on {first.invoice_id}/{first.line}.",
    )
