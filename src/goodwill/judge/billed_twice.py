"""Lines billed twice: same account, same thing, same or overlapping period.

Contract, `exploitative` and "Billed twice": both lines have periods; the later (by issue,
invoice, line) counts, if it was issued in the 12 months; a credit for the same undoes it.
What that says about us is judged in `exploitative`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.tables import InvoiceLineRow, InvoiceRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.ledger import Ledger, line_amount, once
from goodwill.judge.periods import Latest, Overlaps, Period, any_overlap, first_overlapping

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

    `turn` is its place among the lines for one thing, by issue; `first` is the earlier line that
    it repeats, if there is one.
    """

    line: InvoiceLineRow
    turn: int
    period: Period
    left: Decimal
    first: InvoiceLineRow | None = None


class Kept:
    """Some lines that stand, of which the newest that a credit speaks of is found.

    `periods` are those of all lines for the thing, by turn. What credits look for is laid out for
    the first of them: most things have none.
    """

    def __init__(self, periods: Mapping[int, Period]) -> None:
        self.lines: dict[int, Billed] = {}
        self._periods = periods
        self._latest: Latest | None = None
        self._turns: dict[str, list[int]] = {}

    def add(self, one: Billed) -> None:
        """The next line, by issue."""
        self.lines[one.turn] = one
        if self._latest is not None:
            self._lay_out(one, self._latest)

    def remove(self, one: Billed) -> None:
        """A line that a credit undid."""
        del self.lines[one.turn]
        self._laid_out().remove(one.turn)

    def newest_within(self, period: Period) -> Billed | None:
        """The newest that bills for one of these days."""
        turn = self._laid_out().last(period)
        return None if turn is None else self.lines[turn]

    def newest_on(self, invoices: Iterable[str | None]) -> Billed | None:
        """The newest of these invoices."""
        self._laid_out()
        turns = [turn for name in invoices if name and (turn := self._last_on(name)) is not None]
        return self.lines[max(turns)] if turns else None

    def _last_on(self, invoice: str) -> int | None:
        turns = self._turns.get(invoice, [])
        while turns and turns[-1] not in self.lines:
            turns.pop()
        return turns[-1] if turns else None

    def _laid_out(self) -> Latest:
        if self._latest is None:
            self._latest = Latest(self._periods)
            for one in self.lines.values():
                self._lay_out(one, self._latest)
        return self._latest

    def _lay_out(self, one: Billed, latest: Latest) -> None:
        latest.add(one.turn)
        self._turns.setdefault(one.line.invoice_id, []).append(one.turn)


class Standing:
    """Lines for one thing that no credit has undone, those that repeat another apart.

    They are laid out for the first credit that asks: most things have none.
    """

    def __init__(self, periods: Mapping[int, Period]) -> None:
        self._periods = Overlaps()
        self._repeats, self._others = Kept(periods), Kept(periods)
        self._new: list[Billed] = []

    def add(self, one: Billed) -> None:
        """The next line, by issue."""
        self._new.append(one)

    def remove(self, one: Billed) -> None:
        """A line that a credit undid."""
        kept = self._repeats if one.turn in self._repeats.lines else self._others
        kept.remove(one)
        self._periods.remove(one.period)

    def meant(self, period: Period | None, invoices: Iterable[str | None]) -> Billed | None:
        """What a credit speaks of: a repeat first, the newest first.

        That is a line for one of the days of its `period`, without one a line of `invoices`.
        """
        self._lay_out()
        for kept in (self._repeats, self._others):
            one = kept.newest_on(invoices) if period is None else kept.newest_within(period)
            if one is not None:
                return one
        return None

    def _lay_out(self) -> None:
        for one in self._new:
            kept = self._repeats if self._periods.any(one.period) else self._others
            kept.add(one)
            self._periods.add(one.period)
        self._new.clear()

    def in_order(self) -> list[Billed]:
        """All of them, by issue."""
        both = self._repeats.lines | self._others.lines
        return [*(both[turn] for turn in sorted(both)), *self._new]


@once
def lines_billed_twice(ledger: Ledger) -> tuple[BilledTwice, ...]:
    """All repeats issued in the 12 months that no credit undid, in order of issue."""
    invoices = {row.invoice_id: row for row in ledger.tables.invoice}
    credited = _credited(ledger)
    undone = {name for name, amount in credited.items() if _is_undone(invoices.get(name), amount)}
    by_thing: dict[str, list[InvoiceLineRow]] = {}
    for line in ledger.tables.invoice_line:
        thing, invoice = _thing(line), line.invoice_id
        if thing is not None and invoice in invoices and invoice not in undone:
            by_thing.setdefault(thing, []).append(line)
    repeats = [repeat for lines in by_thing.values() for repeat in _repeats(lines, invoices)]
    repeats.sort(key=lambda one: _order(one.line))
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


def _is_undone(invoice: InvoiceRow | None, credited: Decimal) -> bool:
    """Whether credit notes took off all that an invoice bills."""
    return invoice is not None and 0 < invoice.amount <= credited


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
    dated = [(line, _period(line)) for line in lines]
    if not any_overlap([period for _, period in dated if period is not None]):
        return []
    dated.sort(key=lambda one: _order(one[0]))
    periods = {
        turn: period
        for turn, (line, period) in enumerate(dated)
        if period is not None and (line_amount(line) or 0) >= 0
    }
    standing = Standing(periods)
    for turn, (line, _) in enumerate(dated):
        amount = line_amount(line)
        if amount is None:
            continue
        if amount < 0:
            _credit(standing, line, -amount, invoices[line.invoice_id])
        elif turn in periods:
            standing.add(Billed(line, turn, periods[turn], amount))
    left = standing.in_order()
    for one, first in zip(left, first_overlapping([one.period for one in left]), strict=True):
        one.first = None if first is None else left[first].line
    return [one for one in left if one.first is not None]


def _credit(standing: Standing, credit: InvoiceLineRow, amount: Decimal, note: InvoiceRow) -> None:
    """Take a credit off what it speaks of."""
    period, named = _period(credit), (note.credits_invoice_id, note.invoice_id)
    while amount and (one := standing.meant(period, named)) is not None:
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
