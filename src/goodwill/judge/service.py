"""What our hours and treats cost: unbilled service, visits, friendship, rework.

Contract, "Money: one formula each" and "Agreement in force", "Visits", "Costs". Whether such
hours are a pattern is judged elsewhere (`over_servicing`); here they are only counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodwill.facts.tables import ExpenseRow, TimeEntryRow
from goodwill.judge.costing import Costing, CostPart, dearest_first, unknown
from goodwill.judge.discount import BEYOND, beyond_policy
from goodwill.judge.ledger import Ledger, exact, month_of, once

__all__ = [
    "ServiceMonth",
    "entertainment",
    "entry_parts",
    "expense_parts",
    "friendship",
    "middle_of",
    "over_entitlement",
    "rework",
    "service_months",
    "visits",
]

SERVICE = frozenset({"support", "rework", "account_management"})
VISIT = frozenset({"meeting", "entertainment", "travel"})
TREAT = frozenset({"entertainment", "gift"})
OVER = "hours_beyond * hourly_cost"
VISITS = "visit_hours * hourly_cost + entertainment_and_gifts"
FRIENDSHIP = "entertainment_and_gifts + entertainment_hours * hourly_cost + discount_beyond_agreed"
REWORK = "rework_hours * hourly_cost"
NO_HOURS = "No hours in this book."
NO_HOURLY = "No hourly_cost is given, neither on the hours nor for the company."


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMonth:
    """Unbilled service in one calendar month, as far as it lies in the 12 months.

    `included` is in full also for a month cut by the window; None where no agreement says
    anything, which counts as nothing included. `rate` is the month's mean cost of an hour, None
    where an entry has none.
    """

    month: str
    hours: Decimal
    included: Decimal | None
    rate: Decimal | None
    entries: tuple[TimeEntryRow, ...]

    @property
    def beyond(self) -> Decimal:
        """Hours beyond those included."""
        return max(Decimal(0), self.hours - (self.included or Decimal(0)))


def service_months(ledger: Ledger) -> tuple[ServiceMonth, ...]:
    """Months with unbilled service, in order."""
    by_month: dict[str, list[TimeEntryRow]] = {}
    for entry in ledger.entries(SERVICE):
        if not entry.is_billable:
            by_month.setdefault(month_of(entry.worked_on), []).append(entry)
    return tuple(_service_month(ledger, month, by_month[month]) for month in sorted(by_month))


def middle_of(month: str) -> date:
    """The day of a month on which its agreement is looked up: the 15th."""
    return date.fromisoformat(f"{month}-15")


def _service_month(ledger: Ledger, month: str, entries: list[TimeEntryRow]) -> ServiceMonth:
    agreement = ledger.agreement_on(middle_of(month))
    included = None if agreement is None else agreement.included_support_hours_per_month
    hours = sum((exact(entry.hours) for entry in entries), Decimal(0))
    cost = ledger.hours_cost(entries)
    return ServiceMonth(
        month=month,
        hours=hours,
        included=None if included is None else exact(included),
        rate=None if cost is None or not hours else cost / hours,
        entries=tuple(sorted(entries, key=lambda row: (row.worked_on, row.entry_id))),
    )


@once
def over_entitlement(ledger: Ledger) -> Costing:
    """Unbilled service beyond the included hours of each month, at that month's mean rate."""
    if not ledger.keeps("time_entry"):
        return unknown(OVER, NO_HOURS)
    over = [month for month in service_months(ledger) if month.beyond]
    if any(month.rate is None for month in over):
        return unknown(OVER, NO_HOURLY)
    amount = sum((month.beyond * (month.rate or Decimal(0)) for month in over), Decimal(0))
    beyond = sum((month.beyond for month in over), Decimal(0))
    return Costing(
        amount=amount,
        formula=OVER,
        inputs=(
            ("hours_beyond", beyond),
            ("hourly_cost", amount / beyond if beyond else Decimal(0)),
            *(number for month in over for number in _month_numbers(month)),
        ),
        parts=dearest_first(part for month in over for part in _month_parts(month)),
    )


def _month_numbers(month: ServiceMonth) -> tuple[tuple[str, Decimal], ...]:
    return (
        (f"hours {month.month}", month.hours),
        (f"included_hours {month.month}", month.included or Decimal(0)),
        (f"hourly_cost {month.month}", month.rate or Decimal(0)),
    )


def _month_parts(month: ServiceMonth) -> Iterable[CostPart]:
    """Each entry carries its share of the month's hours beyond."""
    share = month.beyond * (month.rate or Decimal(0)) / month.hours
    for entry in month.entries:
        yield CostPart(
            source="effort",
            ref=entry.entry_id,
            on=entry.worked_on,
            amount=exact(entry.hours) * share,
            says=f"{entry.hours:g} h unbilled, {_activity(entry)}; {month.month} has "
            f"{month.hours.normalize():f} where {(month.included or Decimal(0)).normalize():f} "
            "are included.",
        )


def _activity(entry: TimeEntryRow) -> str:
    return (entry.activity or "work").replace("_", " ")


def visits(ledger: Ledger) -> Costing:
    """Visits and treats in months with no deal open and none opened within 90 days after."""
    if not ledger.keeps("time_entry", "expense"):
        return unknown(VISITS, "Neither hours nor expenses in this book.")
    if not ledger.keeps("opportunity"):
        return unknown(VISITS, "No deals in this book: which visits had a purpose is unseen.")
    worked, spent = ledger.entries(VISIT), ledger.expenses(TREAT)
    months = {month_of(one.worked_on) for one in worked}
    months |= {month_of(expense.spent_on) for expense, _ in spent}
    idle = {month for month in months if is_idle(ledger, month)}
    entries = [one for one in worked if month_of(one.worked_on) in idle]
    treats = [one for one in spent if month_of(one[0].spent_on) in idle]
    return _hours_and_treats(ledger, entries, treats, VISITS, "visit_hours")


def is_idle(ledger: Ledger, month: str) -> bool:
    """Whether no deal was open in a month, and none was opened within 90 days after it."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for deal in ledger.tables.opportunity:
        was_open = deal.opened_on <= last and (deal.closed_on is None or deal.closed_on >= first)
        if was_open or last < deal.opened_on <= last + timedelta(days=90):
            return False
    return True


@once
def entertainment(ledger: Ledger) -> Costing:
    """Treats and the hours spent on them (`economics.entertainment_cost`)."""
    formula = "entertainment_and_gifts + entertainment_hours * hourly_cost"
    if not ledger.keeps("time_entry", "expense"):
        return unknown(formula, "Neither hours nor expenses in this book.")
    entries = ledger.entries({"entertainment"})
    return _hours_and_treats(
        ledger, entries, ledger.expenses(TREAT), formula, "entertainment_hours"
    )


def _hours_and_treats(
    ledger: Ledger,
    entries: list[TimeEntryRow],
    treats: list[tuple[ExpenseRow, Decimal]],
    formula: str,
    hours_name: str,
) -> Costing:
    cost = ledger.hours_cost(entries)
    if cost is None:
        return unknown(formula, NO_HOURLY)
    spent = sum((amount for _, amount in treats), Decimal(0))
    hours = sum((exact(entry.hours) for entry in entries), Decimal(0))
    return Costing(
        amount=cost + spent,
        formula=formula,
        inputs=(
            (hours_name, hours),
            ("hourly_cost", cost / hours if hours else Decimal(0)),
            ("entertainment_and_gifts", spent),
        ),
        parts=dearest_first((*entry_parts(ledger, entries), *expense_parts(treats))),
    )


def entry_parts(ledger: Ledger, entries: Iterable[TimeEntryRow]) -> Iterable[CostPart]:
    """Each entry with what its hours cost."""
    for entry in entries:
        yield CostPart(
            source="effort",
            ref=entry.entry_id,
            on=entry.worked_on,
            amount=exact(entry.hours) * (ledger.hourly(entry) or Decimal(0)),
            says=f"{entry.hours:g} h of {_activity(entry)}.",
        )


def expense_parts(expenses: Iterable[tuple[ExpenseRow, Decimal]]) -> Iterable[CostPart]:
    """Each expense with what it cost."""
    for expense, amount in expenses:
        yield CostPart(
            source="expense",
            ref=expense.expense_id,
            on=expense.spent_on,
            amount=amount,
            says=f"{(expense.category or 'other').capitalize()} paid for by us.",
        )


def friendship(ledger: Ledger) -> Costing:
    """Treats, the hours spent on them, and discount nobody had allowed."""
    treats, discount = entertainment(ledger), beyond_policy(ledger)
    if treats.amount is None:
        return unknown(FRIENDSHIP, *treats.lacks)
    beyond = discount.amount or Decimal(0)
    return Costing(
        amount=treats.amount + beyond,
        formula=FRIENDSHIP,
        inputs=(*treats.inputs, (BEYOND, beyond), *discount.inputs[1:]),
        parts=dearest_first((*treats.parts, *discount.parts)),
    )


def rework(ledger: Ledger) -> Costing:
    """Hours of rework, billed or not."""
    if not ledger.keeps("time_entry"):
        return unknown(REWORK, NO_HOURS)
    entries = ledger.entries({"rework"})
    cost = ledger.hours_cost(entries)
    if cost is None:
        return unknown(REWORK, NO_HOURLY)
    hours = sum((exact(entry.hours) for entry in entries), Decimal(0))
    return Costing(
        amount=cost,
        formula=REWORK,
        inputs=(("rework_hours", hours), ("hourly_cost", cost / hours if hours else Decimal(0))),
        parts=dearest_first(entry_parts(ledger, entries)),
    )
