"""The contract's money formulas over the rows of an account, worked out by this module alone.

It shares no line with the engine: where the two differ, one of them reads the contract wrong. Sums
run over the 12 months that end on the last day, which is the last of a month. All is in euros.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from goodwill.demo.rows import DealRow, EffortRow, InvoiceRow
from goodwill.lab.simulate.days import DAY, month_after
from goodwill.lab.simulate.ledger import Ledger, LineRow, cents
from goodwill.lab.simulate.life import Life

__all__ = ["COST_OF_CAPITAL", "HOURLY_COST", "is_in_the_rows", "pattern_costs", "yearly"]

HOURLY_COST = Decimal(58)
COST_OF_CAPITAL = Decimal("0.08")
QUARTER_DAYS = 14
AFTER_VISIT = 90
IDLE_SHARE = Decimal("0.7")
VISITS = frozenset({"meeting", "entertainment", "travel"})
SERVICE = frozenset({"support", "rework", "account_management"})
TREATS = frozenset({"entertainment", "gift"})


class Year:
    """The rows of an account, and the 12 months that are asked about."""

    def __init__(self, ledger: Ledger, until: date) -> None:
        self.ledger = ledger
        self.until = until
        self.first = month_after(until.replace(day=1), -11)
        self.number = {row.invoice_id: row for row in ledger.invoices}

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.until

    def effort(self, wanted: Callable[[EffortRow], bool]) -> Decimal:
        """Hours of entries that are wanted."""
        rows = [row for row in self.ledger.effort if self.holds(row.worked_on) and wanted(row)]
        return sum((row.hours for row in rows), Decimal(0))

    def spent(self, categories: Iterable[str] | None = None) -> Decimal:
        """Expenses, of some categories or all."""
        return sum(
            (
                row.amount
                for row in self.ledger.expenses
                if self.holds(row.spent_on) and (categories is None or row.category in categories)
            ),
            Decimal(0),
        )

    def lines(self) -> list[tuple[InvoiceRow, LineRow]]:
        """Invoice lines of the year with their invoice."""
        with_invoice = [(self.number[line.invoice_id], line) for line in self.ledger.lines]
        return [pair for pair in with_invoice if self.holds(pair[0].issued_on)]


def is_in_the_rows(life: Life, pattern: str) -> bool:
    """Whether rows show a pattern that rows can show: it has cost something by its formula.

    Visits have to be idle by the contract's rule, seven in ten of their cost at least.
    """
    formula = FORMULAS.get(pattern)
    if formula is None:
        return True
    year = Year(life.ledger, life.months.until)
    cost = formula(year)
    if pattern != "professional_visitor":
        return cost > 0
    visits = year.effort(lambda row: row.activity in VISITS) * HOURLY_COST + year.spent(TREATS)
    return cost >= visits * IDLE_SHARE and cost > 0


def pattern_costs(life: Life, patterns: Iterable[str]) -> dict[str, Decimal]:
    """What each pattern that is there has cost; nothing for those without a formula."""
    year = Year(life.ledger, life.months.until)
    found = {name: cents(FORMULAS[name](year)) for name in patterns if name in FORMULAS}
    ours = [one for one in life.notes.promises if one.by == "ours" and one.status == "broken"]
    if "broken_promises" in patterns and len(ours) > 2:  # noqa: PLR2004
        hours = year.effort(lambda row: row.activity == "rework")
        found["broken_promises"] = cents(hours * HOURLY_COST)
    return found


def yearly(life: Life) -> dict[str, Decimal]:
    """The economics of the year."""
    year = Year(life.ledger, life.months.until)
    invoices = [row for row in life.ledger.invoices if year.holds(row.issued_on)]
    revenue = sum((row.amount for row in invoices), Decimal(0))
    margin = revenue - sum((row.cost for row in invoices), Decimal(0))
    serve = year.effort(lambda row: row.billable != "true") * HOURLY_COST + year.spent()
    late, hours = late_cost(year), year.effort(lambda _: True)
    contribution = margin - serve - late
    found = {
        "revenue": revenue,
        "gross_margin": margin,
        "cost_to_serve": serve,
        "proposal_cost": proposals(year),
        "entertainment_cost": treats(year),
        "discount_given": given(year),
        "late_payment_cost": late,
        "contribution": contribution,
    }
    if hours:
        found["return_per_hour"] = contribution / hours
    return {name: cents(amount) for name, amount in found.items()}


def late_cost(year: Year) -> Decimal:
    """Each unpaid euro, each day of the year after the agreed day."""
    paid: defaultdict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for row in year.ledger.payments:
        paid[row.invoice_id].append((row.paid_on, row.amount))
    for invoice in year.ledger.invoices:
        if invoice.credits_invoice_id:
            paid[invoice.credits_invoice_id].append((invoice.issued_on, -invoice.amount))
    euro_days = Decimal(0)
    for invoice in year.ledger.invoices:
        if invoice.amount <= 0:
            continue
        terms = year.ledger.in_force(invoice.issued_on).payment_terms_days or 0
        due = invoice.issued_on + timedelta(days=terms)
        steps = [*sorted(paid[invoice.invoice_id]), (year.until, Decimal(0))]
        unpaid, since = invoice.amount, due
        for day, amount in steps:
            start, end = max(since, year.first - DAY), min(day, year.until)
            euro_days += unpaid * max(0, (end - start).days)
            unpaid, since = max(Decimal(0), unpaid - amount), max(since, day)
    return euro_days / 365 * COST_OF_CAPITAL


def beyond_agreed(year: Year) -> Decimal:
    """What lines are below the list less the discount that was agreed."""
    total = Decimal(0)
    for invoice, line in year.lines():
        most = year.ledger.in_force(invoice.issued_on).max_discount
        if line.list_unit_price is not None and most is not None:
            total += max(Decimal(0), line.list_unit_price * (1 - most) - line.amount)
    return total


def given(year: Year) -> Decimal:
    """What lines are below the list."""
    return sum(
        (
            max(Decimal(0), line.list_unit_price - line.amount)
            for _, line in year.lines()
            if line.list_unit_price is not None
        ),
        Decimal(0),
    )


def beyond_included(year: Year) -> Decimal:
    """Unbilled service beyond the hours that each month includes."""
    by_month: defaultdict[date, Decimal] = defaultdict(Decimal)
    for row in year.ledger.effort:
        is_unbilled = row.billable != "true" and row.activity in SERVICE
        if is_unbilled and year.holds(row.worked_on):
            by_month[row.worked_on.replace(day=1)] += row.hours
    total = Decimal(0)
    for month, hours in by_month.items():
        included = year.ledger.in_force(month.replace(day=15)).included_support_hours_per_month
        total += max(Decimal(0), hours - (included or 0))
    return total * HOURLY_COST


def idle_visits(year: Year) -> Decimal:
    """Visits in months without a deal, and none within 90 days after."""
    total, month = Decimal(0), year.first
    while month <= year.until:
        ends = month_after(month, 1) - DAY
        if not any(_is_near(deal, month, ends) for deal in year.ledger.deals):
            hours = sum(
                row.hours
                for row in year.ledger.effort
                if row.activity in VISITS and month <= row.worked_on <= ends
            )
            spent = sum(
                row.amount
                for row in year.ledger.expenses
                if row.category in TREATS and month <= row.spent_on <= ends
            )
            total += hours * HOURLY_COST + spent
        month = month_after(month, 1)
    return total


def _is_near(deal: DealRow, month: date, ends: date) -> bool:
    is_open = deal.opened_on <= ends and (deal.closed_on is None or deal.closed_on >= month)
    return is_open or ends < deal.opened_on <= ends + timedelta(days=AFTER_VISIT)


def treats(year: Year) -> Decimal:
    """Meals, tickets and gifts, and the hours that went with them."""
    hours = year.effort(lambda row: row.activity == "entertainment")
    return year.spent(TREATS) + hours * HOURLY_COST


def friendship(year: Year) -> Decimal:
    """What was spent on the friend, and given away."""
    return treats(year) + beyond_agreed(year)


def proposals(year: Year) -> Decimal:
    """Hours of proposals for deals opened or closed in the year."""
    return HOURLY_COST * sum(
        (
            deal.proposal_hours
            for deal in year.ledger.deals
            if deal.proposal_hours is not None
            and (
                year.holds(deal.opened_on)
                or (deal.closed_on is not None and year.holds(deal.closed_on))
            )
        ),
        Decimal(0),
    )


def billed_twice(year: Year) -> Decimal:
    """Lines for the same thing and time as an earlier line, unless credited."""
    credited = {
        (row.credits_invoice_id, line.sku)
        for row in year.ledger.invoices
        for line in year.ledger.lines
        if row.credits_invoice_id and line.invoice_id == row.invoice_id
    }
    seen: defaultdict[str, list[LineRow]] = defaultdict(list)
    total = Decimal(0)
    for line in year.ledger.lines:
        invoice = year.number[line.invoice_id]
        if invoice.credits_invoice_id or (line.invoice_id, line.sku) in credited:
            continue
        again = any(_overlap(line, other) for other in seen[line.sku])
        if again and year.holds(invoice.issued_on):
            total += line.amount
        seen[line.sku].append(line)
    return total


def _overlap(one: LineRow, other: LineRow) -> bool:
    """Whether both lines have a period, and the periods share a day."""
    if not (one.period_start and one.period_end and other.period_start and other.period_end):
        return False
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def pushed(year: Year) -> Decimal:
    """Deals won in the last 14 days of a quarter: what they were below the usual discount."""
    won = [
        deal
        for deal in year.ledger.deals
        if deal.status == "won" and deal.closed_on is not None and year.holds(deal.closed_on)
    ]
    late = [deal for deal in won if _ends_quarter(deal.closed_on)]
    usual = [_off(deal) for deal in won if deal not in late]
    if not usual:
        return Decimal(0)
    middle = median(usual)
    return sum(
        ((deal.list_amount or Decimal(0)) * max(Decimal(0), _off(deal) - middle) for deal in late),
        Decimal(0),
    )


def _ends_quarter(day: date | None) -> bool:
    if day is None or day.month % 3:
        return False
    return (month_after(day.replace(day=1), 1) - day).days <= QUARTER_DAYS


def _off(deal: DealRow) -> Decimal:
    if not deal.list_amount or deal.amount is None:
        return Decimal(0)
    return 1 - deal.amount / deal.list_amount


FORMULAS: Mapping[str, Callable[[Year], Decimal]] = {
    "terms_dictated": late_cost,
    "siding_with_client": beyond_agreed,
    "over_servicing": beyond_included,
    "master_servant": beyond_included,
    "professional_visitor": idle_visits,
    "friendship_over_profit": friendship,
    "exploitative": billed_twice,
    "under_pressure": pushed,
}
"""What each pattern costs, of those that are arithmetic on rows."""
