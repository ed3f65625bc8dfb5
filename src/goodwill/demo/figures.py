"""What the planted patterns cost, worked out from the maker's own rows.

The contract's formulas, done here a second time and in the plainest way (late payment day by
day), so that the truth owes nothing to the code that it is to mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from goodwill.demo.days import Days
from goodwill.demo.ledger import cents, exact
from goodwill.demo.plan import FirmPlan
from goodwill.demo.rows import AgreementRow, Books, EffortRow, InvoiceRow, QuotaRow

__all__ = ["Sums", "costs_of"]

SERVICE = {"support", "rework", "account_management"}
VISIT = {"meeting", "entertainment", "travel"}
TREAT = {"entertainment", "gift"}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the sums of one account run over."""

    firm: FirmPlan
    days: Days
    books: Books
    quotas: tuple[QuotaRow, ...]

    def is_within(self, day: date) -> bool:
        """Whether a day lies in the 12 months."""
        return self.days.year_start <= day <= self.days.as_of

    def in_force(self, day: date) -> AgreementRow | None:
        """The agreement signed last of those not ended."""
        signed = [
            one
            for one in self.books.agreements
            if one.signed_on <= day and (one.ends_on is None or one.ends_on >= day)
        ]
        return max(signed, key=lambda one: one.signed_on, default=None)

    def rate(self, currency: str) -> Decimal:
        """One unit of a currency in the firm's own."""
        return Decimal(1) if currency == self.firm.currency else exact(self.firm.rates[currency])

    def hour(self, entry: EffortRow) -> Decimal:
        """What an hour of an entry costs."""
        return exact(self.firm.hourly_cost) if entry.hourly_cost is None else entry.hourly_cost

    def worked(self, activities: Iterable[str]) -> Iterator[EffortRow]:
        """Hours of some sorts within the 12 months."""
        wanted = set(activities)
        for entry in self.books.effort:
            if entry.activity in wanted and self.is_within(entry.worked_on):
                yield entry

    def treats(self) -> Iterator[tuple[date, Decimal]]:
        """What was spent on entertaining and gifts, with the day."""
        for row in self.books.expenses:
            if row.category in TREAT and self.is_within(row.spent_on):
                yield row.spent_on, row.amount * self.rate(row.currency)


def costs_of(patterns: Iterable[str], sums: Sums) -> dict[str, Decimal]:
    """By pattern: its cost, for those that have a formula and the rows to fill it."""
    found = {name: FORMULAS[name](sums) for name in patterns if name in FORMULAS}
    return {name: cents(cost) for name, cost in found.items() if cost is not None}


def late(sums: Sums) -> Decimal:
    """Every day of the 12 months: what was unpaid after its agreed day."""
    owed_days = Decimal(0)
    for invoice in sums.books.invoices:
        due = due_day(sums, invoice)
        day = max(sums.days.year_start, due + DAY)
        while day <= sums.days.as_of:
            owed_days += owed(sums, invoice, day) * sums.rate(invoice.currency)
            day += DAY
    return owed_days * exact(sums.firm.cost_of_capital) / 365


def due_day(sums: Sums, invoice: InvoiceRow) -> date:
    """As agreed, else as the invoice says."""
    agreement = sums.in_force(invoice.issued_on)
    if agreement is not None and agreement.payment_terms_days is not None:
        return invoice.issued_on + timedelta(days=agreement.payment_terms_days)
    return invoice.due_on or invoice.issued_on


def owed(sums: Sums, invoice: InvoiceRow, day: date) -> Decimal:
    """What of an invoice was still unpaid when a day began."""
    paid = (
        payment.amount
        for payment in sums.books.payments
        if payment.invoice_id == invoice.invoice_id and payment.paid_on < day
    )
    return invoice.amount - sum(paid, Decimal(0))


def off_policy(sums: Sums) -> Decimal:
    """Discount beyond the agreed one, line by line."""
    invoices = {row.invoice_id: row for row in sums.books.invoices}
    beyond = Decimal(0)
    for line in sums.books.invoice_lines:
        invoice = invoices[line.invoice_id]
        agreement = sums.in_force(invoice.issued_on)
        if line.list_unit_price is None or not sums.is_within(invoice.issued_on):
            continue
        if agreement is not None and agreement.max_discount is not None:
            floor = line.list_unit_price * (1 - agreement.max_discount)
            beyond += max(Decimal(0), floor - line.amount) * sums.rate(invoice.currency)
    return beyond


def over_entitlement(sums: Sums) -> Decimal:
    """Unbilled service beyond what each month includes, at the month's mean cost."""
    months: dict[str, list[EffortRow]] = {}
    for entry in sums.worked(SERVICE):
        if entry.billable != "true":
            months.setdefault(f"{entry.worked_on:%Y-%m}", []).append(entry)
    return sum((month_beyond(sums, name, rows) for name, rows in months.items()), Decimal(0))


def month_beyond(sums: Sums, month: str, entries: list[EffortRow]) -> Decimal:
    """The cost of one month's hours beyond the included ones."""
    agreement = sums.in_force(date.fromisoformat(f"{month}-15"))
    included = agreement.included_support_hours_per_month if agreement else None
    hours = sum((entry.hours for entry in entries), Decimal(0))
    cost = sum((entry.hours * sums.hour(entry) for entry in entries), Decimal(0))
    return max(Decimal(0), hours - (included or Decimal(0))) * cost / hours


def idle_visits(sums: Sums) -> Decimal:
    """Visits and treats of months without a deal, open or soon to come."""
    cost = Decimal(0)
    for entry in sums.worked(VISIT):
        if is_idle(sums, entry.worked_on):
            cost += entry.hours * sums.hour(entry)
    return cost + sum((amount for day, amount in sums.treats() if is_idle(sums, day)), Decimal(0))


def is_idle(sums: Sums, day: date) -> bool:
    """Whether the month of a day had no deal, and none came within 90 days after it."""
    first = day.replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return not any(
        deal.opened_on <= last + 90 * DAY and (deal.closed_on is None or deal.closed_on >= first)
        for deal in sums.books.deals
    )


def friendship(sums: Sums) -> Decimal:
    """Treats, hours of entertaining, and discount nobody had allowed."""
    hours = sum((one.hours * sums.hour(one) for one in sums.worked({"entertainment"})), Decimal(0))
    return hours + sum((amount for _, amount in sums.treats()), Decimal(0)) + off_policy(sums)


def billed_twice(sums: Sums) -> Decimal:
    """Lines for a thing and time that an earlier line had charged."""
    invoices = {row.invoice_id: row for row in sums.books.invoices}
    lines = sorted(
        sums.books.invoice_lines,
        key=lambda line: (invoices[line.invoice_id].issued_on, line.invoice_id, line.line),
    )
    twice = Decimal(0)
    for place, line in enumerate(lines):
        repeats = any(
            one.sku == line.sku
            and one.period_start <= line.period_end
            and line.period_start <= one.period_end
            for one in lines[:place]
        )
        if repeats and sums.is_within(invoices[line.invoice_id].issued_on):
            twice += line.amount * sums.rate(invoices[line.invoice_id].currency)
    return twice


def rework(sums: Sums) -> Decimal:
    """Hours of doing it again."""
    return sum((one.hours * sums.hour(one) for one in sums.worked({"rework"})), Decimal(0))


def quarter_end(sums: Sums) -> Decimal | None:
    """Discount at a quota's end beyond the usual one; None where no deal says what is usual."""
    pushed: list[tuple[Decimal, Decimal]] = []
    usual: list[Decimal] = []
    for deal in sums.books.deals:
        if deal.status != "won" or deal.closed_on is None or not sums.is_within(deal.closed_on):
            continue
        if deal.amount is None or not deal.list_amount:
            continue
        off = 1 - deal.amount / deal.list_amount
        if is_pushed(sums, deal.owner, deal.closed_on):
            pushed.append((deal.list_amount, off))
        else:
            usual.append(off)
    if not usual:
        return None
    normal = median(usual)
    return sum((listed * max(Decimal(0), off - normal) for listed, off in pushed), Decimal(0))


def is_pushed(sums: Sums, owner: str, day: date) -> bool:
    """Whether a day is among the last 14 of a quota period."""
    return any(
        quota.person == owner and quota.period_end - 13 * DAY <= day <= quota.period_end
        for quota in sums.quotas
    )


FORMULAS: Mapping[str, Callable[[Sums], Decimal | None]] = {
    "terms_dictated": late,
    "siding_with_client": off_policy,
    "over_servicing": over_entitlement,
    "master_servant": over_entitlement,
    "professional_visitor": idle_visits,
    "friendship_over_profit": friendship,
    "exploitative": billed_twice,
    "broken_promises": rework,
    "under_pressure": quarter_end,
}
