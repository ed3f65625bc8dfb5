"""One account's money rows, read by the rules of the contract (section 4).

Here stands what every formula needs: the 12 months, the rates of the day, the agreement in
force, what an hour costs, what a line amounts to. The formulas are next door: `late`,
`discount`, `service`, `billed_twice`, `pressure`, `economics`. All sums are `Decimal`, in the
company's currency, and rounded nowhere but in `money`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import wraps
from typing import TypeVar, cast

from goodwill.config import Rate, Settings, rate_order
from goodwill.facts.tables import (
    AgreementRow,
    ExpenseRow,
    InvoiceLineRow,
    InvoiceRow,
    OpportunityRow,
    Tables,
    TimeEntryRow,
)
from goodwill.facts.values import Window, a_year_before

__all__ = [
    "NO_CURRENCY",
    "Ledger",
    "deal_day",
    "exact",
    "line_amount",
    "line_list_amount",
    "money",
    "month_of",
    "once",
    "open_ledger",
    "over_three_years",
]

Found = TypeVar("Found")

NO_CURRENCY = "XXX"
"""ISO 4217's code for "no currency": neither the settings nor an invoice names one."""

CENT = Decimal("0.01")
FAR = Decimal("1e-12")
"""No price, rate or hour has so many decimals that a true sum could differ from a tie by less."""
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
YEARS = 3


def exact(number: float) -> Decimal:
    """A float as the decimal a person would write for it: 0.1 is one tenth."""
    return Decimal(repr(number))


def money(amount: Decimal) -> float:
    """A sum as the statement shows it: rounded half to even, to two decimals, once.

    What a division left in the far decimals (a third of three) is swept away before.
    """
    whole = amount.quantize(FAR, context=_WIDE)
    return float(whole.quantize(CENT, context=_WIDE)) + 0.0


def month_of(day: date) -> str:
    """`YYYY-MM`."""
    return f"{day.year:04d}-{day.month:02d}"


def deal_day(deal: OpportunityRow) -> date:
    """The day whose rate a deal is converted at: closed, else opened."""
    return deal.closed_on or deal.opened_on


def line_amount(line: InvoiceLineRow) -> Decimal | None:
    """What a line bills: its amount, else quantity times unit price."""
    if line.amount is not None:
        return line.amount
    if line.unit_price is None:
        return None
    return line.unit_price * _quantity(line)


def line_list_amount(line: InvoiceLineRow) -> Decimal | None:
    """What a line would bill at list price, or None where it has none."""
    if line.list_unit_price is None:
        return None
    return line.list_unit_price * _quantity(line)


def _quantity(line: InvoiceLineRow) -> Decimal:
    """A line without a quantity bills one."""
    return Decimal(1) if line.quantity is None else line.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """An account's tables with the settings that turn them into sums.

    `currency` is the company's; `hourly_cost` is in it, or None where nobody said. `kept` names
    the relations this book has ever had: of others nothing can be summed, not even zero. `rates`
    are in order of currency and day, `agreements` in order of signing. `found` is
    what `once` keeps.
    """

    tables: Tables
    as_of: date
    window: Window
    currency: str
    hourly_cost: Decimal | None
    cost_of_capital: Decimal
    rates: tuple[Rate, ...]
    kept: frozenset[str]
    lines: dict[str, tuple[InvoiceLineRow, ...]]
    agreements: tuple[AgreementRow, ...]
    found: dict[Callable[[Ledger], object], object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def keeps(self, *relations: str) -> bool:
        """Whether this book has ever had rows of one of these."""
        return any(relation in self.kept for relation in relations)

    def rate(self, currency: str | None, day: date) -> Decimal | None:
        """What one unit of `currency` was worth on `day`, or None where no rate is given."""
        if currency is None or currency == self.currency:
            return Decimal(1)
        known = bisect_right(self.rates, (currency, day), key=rate_order)
        last = self.rates[known - 1] if known else None
        return last.rate if last is not None and last.currency == currency else None

    def invoice_rate(self, invoice: InvoiceRow) -> Decimal | None:
        """The rate of an invoice, its lines and its payments: that of the day of issue."""
        return self.rate(invoice.currency, invoice.issued_on)

    def agreement_on(self, day: date) -> AgreementRow | None:
        """The agreement in force: the last signed of those not ended."""
        for place in range(bisect_right(self.agreements, day, key=_signed_on) - 1, -1, -1):
            agreement = self.agreements[place]
            if agreement.ends_on is None or agreement.ends_on >= day:
                return agreement
        return None

    def hourly(self, entry: TimeEntryRow) -> Decimal | None:
        """What an hour of this entry costs: its own rate, else the company's."""
        return self.hourly_cost if entry.hourly_cost is None else entry.hourly_cost

    def hours_cost(self, entries: Iterable[TimeEntryRow]) -> Decimal | None:
        """Hours times their cost; None where an hour was worked whose cost nobody gave."""
        total = Decimal(0)
        for entry in entries:
            hours = exact(entry.hours)
            hourly = self.hourly(entry)
            if hourly is None and hours:
                return None
            total += hours * (hourly or Decimal(0))
        return total

    def invoices(self) -> tuple[tuple[InvoiceRow, Decimal], ...]:
        """Invoices issued in the 12 months that can be converted, with their rate."""
        return _invoices(self)

    def entries(self, activities: Collection[str] | None = None) -> list[TimeEntryRow]:
        """Hours worked in the 12 months, of some activities or of all."""
        return [
            entry for entry in _entries(self) if activities is None or entry.activity in activities
        ]

    def expenses(
        self, categories: Collection[str] | None = None
    ) -> list[tuple[ExpenseRow, Decimal]]:
        """Expenses of the 12 months that can be converted, with their amount in our currency."""
        return [
            (expense, amount)
            for expense, amount in _expenses(self)
            if categories is None or expense.category in categories
        ]

    def without_rate(self) -> dict[str, tuple[date, date]]:
        """Currencies of rows that no sum could take in, with their first and last day."""
        days: dict[str, list[date]] = {}
        for currency, day in self._dated_currencies():
            if currency is not None and self.rate(currency, day) is None:
                days.setdefault(currency, []).append(day)
        return {currency: (min(days[currency]), max(days[currency])) for currency in sorted(days)}

    def _dated_currencies(self) -> Iterator[tuple[str | None, date]]:
        for invoice in self.tables.invoice:
            yield invoice.currency, invoice.issued_on
        for expense in self.tables.expense:
            yield expense.currency, expense.spent_on
        for deal in self.tables.opportunity:
            yield deal.currency, deal_day(deal)


def once(work_out: Callable[[Ledger], Found]) -> Callable[[Ledger], Found]:
    """What many lines ask of one ledger, worked out for the first of them and kept with it."""

    @wraps(work_out)
    def kept(ledger: Ledger) -> Found:
        if work_out not in ledger.found:
            ledger.found[work_out] = work_out(ledger)
        return cast("Found", ledger.found[work_out])

    return kept


@once
def _invoices(ledger: Ledger) -> tuple[tuple[InvoiceRow, Decimal], ...]:
    return tuple(
        (invoice, rate)
        for invoice in ledger.tables.invoice
        if ledger.window.holds(invoice.issued_on)
        and (rate := ledger.invoice_rate(invoice)) is not None
    )


@once
def _entries(ledger: Ledger) -> tuple[TimeEntryRow, ...]:
    return tuple(row for row in ledger.tables.time_entry if ledger.window.holds(row.worked_on))


@once
def _expenses(ledger: Ledger) -> tuple[tuple[ExpenseRow, Decimal], ...]:
    return tuple(
        (row, row.amount * rate)
        for row in ledger.tables.expense
        if ledger.window.holds(row.spent_on)
        and (rate := ledger.rate(row.currency, row.spent_on)) is not None
    )


@once
def over_three_years(ledger: Ledger) -> Ledger:
    """The same ledger, with the 36 months that end on its day as its window."""
    day = ledger.as_of
    for _ in range(YEARS - 1):
        day = a_year_before(day)
    long = Window(start=Window.twelve_months(day).start, end=ledger.window.end)
    return replace(ledger, window=long)


def open_ledger(tables: Tables, settings: Settings, *, as_of: date, kept: frozenset[str]) -> Ledger:
    """Tables and settings together; `kept` are the relations the book has ever had."""
    lines: dict[str, list[InvoiceLineRow]] = {}
    for line in tables.invoice_line:
        lines.setdefault(line.invoice_id, []).append(line)
    return Ledger(
        tables=tables,
        as_of=as_of,
        window=Window.twelve_months(as_of),
        currency=settings.company.currency or _commonest_currency(tables),
        hourly_cost=settings.company.hourly_cost,
        cost_of_capital=settings.company.cost_of_capital,
        rates=settings.rates,
        kept=kept,
        lines={invoice: tuple(sorted(rows, key=_line)) for invoice, rows in lines.items()},
        agreements=tuple(
            sorted(tables.agreement, key=lambda one: (one.signed_on, one.agreement_id))
        ),
    )


def _line(row: InvoiceLineRow) -> str:
    return row.line


def _signed_on(agreement: AgreementRow) -> date:
    return agreement.signed_on


def _commonest_currency(tables: Tables) -> str:
    """Where the settings name none: the commonest on the account's invoices."""
    counts: dict[str, int] = {}
    for invoice in tables.invoice:
        if invoice.currency is not None:
            counts[invoice.currency] = counts.get(invoice.currency, 0) + 1
    return min(counts, key=lambda name: (-counts[name], name), default=NO_CURRENCY)
