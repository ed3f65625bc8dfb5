"""Lines billed twice: same account, same thing, same or overlapping period.

Contract, `exploitative` and "Billed twice": both lines have periods; the later (by issue,
invoice, line) counts, if it was issued in the 12 months; a credit for the same undoes it.
What that says about us is judged in `exploitative`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.tables import InvoiceLineRow, InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, line_amount, once
from goodwill.judge.periods import Overlaps, Period, any_overlap, first_overlapping

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
    """A line with a period that is not undone yet; `left` of its amount no credit took off.

    `first` is the earlier line that it repeats, if there is one.
    """

    line: InvoiceLineRow
    period: Period
    left: Decimal
    first: InvoiceLineRow | None = None


class Standing:
    """Lines for one thing that no credit has undone, those that repeat another apart."""

    def __init__(self) -> None:
        self._periods = Overlaps()
        self._invoices: Counter[str] = Counter()
        self._repeats: dict[tuple[str, str], Billed] = {}
        self._others: dict[tuple[str, str], Billed] = {}

    def overlaps(self, period: Period) -> bool:
        """Whether something was billed for one of these days."""
        return self._periods.any(period)

    def bills(self, *invoices: str | None) -> bool:
        """Whether a line of one of these invoices is among them."""
        return any(self._invoices[name] for name in invoices if name is not None)

    def add(self, one: Billed) -> None:
        """The next line, by issue."""
        kept = self._repeats if self.overlaps(one.period) else self._others
        kept[_name(one.line)] = one
        self._periods.add(one.period)
        self._invoices[one.line.invoice_id] += 1

    def remove(self, one: Billed) -> None:
        """A line that a credit undid."""
        kept = self._repeats if _name(one.line) in self._repeats else self._others
        del kept[_name(one.line)]
        self._periods.remove(one.period)
        self._invoices[one.line.invoice_id] -= 1

    def repeats_first(self) -> Iterator[Billed]:
        """All of them: the repeats and then the others, each the newest first."""
        yield from reversed(self._repeats.values())
        yield from reversed(self._others.values())

    def in_order(self) -> list[Billed]:
        """All of them, by issue."""
        return sorted(self.repeats_first(), key=lambda one: _order(one.line))


def _name(line: InvoiceLineRow) -> tuple[str, str]:
    return (line.invoice_id, line.line)


@once
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
    repeats = [repeat for lines in by_thing.values() for repeat in _repeats(lines, invoices)]
    _take_off(repeats, credited)
    found = [one for repeat in repeats for one in _in_window(ledger, invoices, repeat)]
    return tuple(sorted(found, key=lambda one: _order(one.line)))


def _credited(ledger: Ledger) -> dict[str, Decimal]:
    """By invoice: what credit notes took off it, their lines for a known thing left aside."""
    notes = [
        (note, note.credits_invoice_id)
        for note in ledger.tables.invoice
        if note.amount < 0 and note.credits_invoice_id is not None
    ]
    if not notes:
        return {}
    things = {_thing(row) for row in ledger.tables.invoice_line if (line_amount(row) or 0) >= 0}
    credited: dict[str, Decimal] = {}
    for note, named in notes:
        lines = ledger.lines.get(note.invoice_id)
        amounts = (line_amount(line) or 0 for line in lines or () if _thing(line) not in things)
        taken = -note.amount if lines is None else -sum(amounts, Decimal(0))
        credited[named] = credited.get(named, Decimal(0)) + max(Decimal(0), taken)
    return credited


def _thing(line: InvoiceLineRow) -> str | None:
    """What was billed: the sku, or without one the description."""
    if line.sku:
        return f"sku {line.sku}"
    return f"text {line.description}" if line.description else None


def _period(line: InvoiceLineRow) -> Period | None:
    """What a line bills for; nothing where a day is missing or the end is before the start."""
    start, end = line.period_start, line.period_end
    return Period(start, end) if start is not None and end is not None and start <= end else None


def _order(line: InvoiceLineRow) -> tuple[object, ...]:
    """By issue, invoice and line; on one day credits come last: they speak of what is there."""
    is_number = line.line.isdecimal() and len(line.line) <= LONGEST_NUMBER
    number = int(line.line) if is_number else 0
    is_credit = (line_amount(line) or Decimal(0)) < 0
    return (line.issued_on, is_credit, line.invoice_id, number, line.line)


def _repeats(lines: list[InvoiceLineRow], invoices: dict[str, InvoiceRow]) -> list[Billed]:
    """Of lines for one thing: those that repeat an earlier one still standing, by issue."""
    if not any_overlap([period for line in lines if (period := _period(line)) is not None]):
        return []
    standing = Standing()
    for line in sorted(lines, key=_order):
        amount, period = line_amount(line), _period(line)
        if amount is None:
            continue
        if amount < 0:
            _credit(standing, line, -amount, invoices[line.invoice_id])
        elif period is not None:
            standing.add(Billed(line, period, amount))
    left = standing.in_order()
    for one, first in zip(left, first_overlapping([one.period for one in left]), strict=True):
        one.first = None if first is None else left[first].line
    return [one for one in left if one.first is not None]


def _credit(standing: Standing, credit: InvoiceLineRow, amount: Decimal, note: InvoiceRow) -> None:
    """Take a credit off what it speaks of: a repeat first, the newest first."""
    period, named = _period(credit), (note.credits_invoice_id, note.invoice_id)
    if not (standing.overlaps(period) if period is not None else standing.bills(*named)):
        return
    undone = []
    for one in standing.repeats_first():
        is_meant = one.line.invoice_id in named if period is None else one.period.overlaps(period)
        if is_meant:
            taken = min(one.left, amount)
            one.left -= taken
            amount -= taken
            undone += [] if one.left else [one]
        if not amount:
            break
    for one in undone:
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


def billed_twice(ledger: Ledger, found: tuple[BilledTwice, ...] | None = None) -> Costing:
    """What was billed a second time; `found` where the lines are known already."""
    if all(_period(line) is None for line in ledger.tables.invoice_line):
        return unknown(FORMULA, "No invoice lines with periods for this account.")
    twice = lines_billed_twice(ledger) if found is None else found
    total = sum((one.amount for one in twice), Decimal(0))
    return Costing(
        amount=total,
        formula=FORMULA,
        inputs=((FORMULA, total), *((f"amount {one.ref}", one.amount) for one in twice)),
        parts=dearest_first(_part(one) for one in twice),
    )


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
