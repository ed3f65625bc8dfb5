"""What was offered, agreed, billed, paid, worked and spent.

Each type is one CSV table of the contract and keeps its column names, so that a reader of
the table is a reader of the type. Money is `Decimal`, in whole units of the row's currency
(None: the company's), net of tax; hours are `Decimal` hours; days are calendar days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from goodwill.facts.base import Attributes, SourceRef

__all__ = [
    "Activity",
    "Agreement",
    "Delivery",
    "Expense",
    "ExpenseCategory",
    "Invoice",
    "InvoiceLine",
    "Opportunity",
    "OpportunityStatus",
    "Origin",
    "Payment",
    "TimeEntry",
]

OpportunityStatus = Literal["open", "won", "lost", "no_bid"]
Origin = Literal[
    "rfp",
    "quote_request",
    "first_call",
    "invited",
    "sole_source",
    "proactive",
    "referral",
    "renewal",
]
Activity = Literal[
    "proposal",
    "delivery",
    "support",
    "meeting",
    "entertainment",
    "account_management",
    "travel",
    "rework",
]
ExpenseCategory = Literal["entertainment", "gift", "travel", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A possible sale (`deals.csv`)."""

    deal_id: str
    account_id: str
    name: str | None = None
    opened_on: date
    closed_on: date | None = None
    status: OpportunityStatus
    origin: Origin | None = None
    amount: Decimal | None = None
    currency: str | None = None
    list_amount: Decimal | None = None
    competitors: tuple[str, ...] = ()
    contact_email: str | None = None
    owner: str | None = None
    proposal_hours: Decimal | None = None
    loss_reason: str | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A signed agreement and what it settles (`agreements.csv`).

    `max_discount` is a share, 0.05 for five in a hundred.
    """

    agreement_id: str
    account_id: str
    signed_on: date
    ends_on: date | None = None
    payment_terms_days: int | None = None
    max_discount: Decimal | None = None
    included_support_hours_per_month: Decimal | None = None
    scope: str | None = None
    imposed_by_parent: bool | None = None
    exclusive: bool | None = None
    reviewed_on: date | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice, or a credit note where `amount` is negative (`invoices.csv`)."""

    invoice_id: str
    account_id: str
    issued_on: date
    due_on: date | None = None
    amount: Decimal
    currency: str | None = None
    cost: Decimal | None = None
    list_amount: Decimal | None = None
    credits_invoice_id: str | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """One line of an invoice (`invoice_lines.csv`); evidence cites it as `INVOICE/LINE`."""

    invoice_id: str
    line: str
    sku: str | None = None
    description: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    list_unit_price: Decimal | None = None
    unit_cost: Decimal | None = None
    amount: Decimal | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received against one invoice (`payments.csv`); negative when it was sent back."""

    payment_id: str
    invoice_id: str
    paid_on: date
    amount: Decimal
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntry:
    """Hours one of ours worked for an account (`effort.csv`); not `true` is unbilled."""

    entry_id: str
    account_id: str
    person: str
    worked_on: date
    hours: Decimal
    activity: Activity | None = None
    billable: bool | None = None
    hourly_cost: Decimal | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """Money spent on an account (`expenses.csv`)."""

    expense_id: str
    account_id: str
    person: str | None = None
    spent_on: date
    category: ExpenseCategory | None = None
    amount: Decimal
    currency: str | None = None
    attributes: Attributes = ()
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was delivered against a promised day (`deliveries.csv`)."""

    delivery_id: str
    account_id: str
    deal_id: str | None = None
    promised_on: date
    delivered_on: date | None = None
    complete: bool | None = None
    accepted: bool | None = None
    note: str | None = None
    attributes: Attributes = ()
    source: SourceRef
