"""One row of each table as the contract names its columns; None is an empty cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

__all__ = [
    "AccountRow",
    "AgreementRow",
    "Books",
    "ContactRow",
    "DealRow",
    "DeliveryRow",
    "EffortRow",
    "ExpenseRow",
    "FeedbackRow",
    "InvoiceRow",
    "LineRow",
    "PaymentRow",
    "QuotaRow",
    "TicketRow",
]


class AccountRow(NamedTuple):
    """A row of `accounts.csv`."""

    account_id: str
    name: str
    domains: str
    owner: str
    segment: str
    parent_account_id: str | None
    desired_kind: str | None
    customer_since: date


class ContactRow(NamedTuple):
    """A row of `contacts.csv`."""

    email: str
    name: str
    title: str
    account_id: str
    committee_role: str | None
    manager_email: str | None
    left_on: date | None


class DealRow(NamedTuple):
    """A row of `deals.csv`."""

    deal_id: str
    account_id: str
    name: str
    opened_on: date
    closed_on: date | None
    status: str
    origin: str
    amount: Decimal | None
    currency: str
    list_amount: Decimal | None
    competitors: str
    contact_email: str | None
    owner: str
    proposal_hours: Decimal | None
    loss_reason: str | None


class AgreementRow(NamedTuple):
    """A row of `agreements.csv`."""

    agreement_id: str
    account_id: str
    signed_on: date
    ends_on: date | None
    payment_terms_days: int | None
    max_discount: Decimal | None
    included_support_hours_per_month: Decimal | None
    scope: str
    imposed_by_parent: str
    exclusive: str
    reviewed_on: date | None


class InvoiceRow(NamedTuple):
    """A row of `invoices.csv`."""

    invoice_id: str
    account_id: str
    issued_on: date
    due_on: date | None
    amount: Decimal
    currency: str
    cost: Decimal
    list_amount: Decimal | None
    credits_invoice_id: str | None


class LineRow(NamedTuple):
    """A row of `invoice_lines.csv`."""

    invoice_id: str
    line: int
    sku: str
    description: str
    period_start: date
    period_end: date
    quantity: int
    unit_price: Decimal
    list_unit_price: Decimal | None
    unit_cost: Decimal
    amount: Decimal


class PaymentRow(NamedTuple):
    """A row of `payments.csv`."""

    payment_id: str
    invoice_id: str
    paid_on: date
    amount: Decimal


class EffortRow(NamedTuple):
    """A row of `effort.csv`."""

    entry_id: str
    account_id: str
    person: str
    worked_on: date
    hours: Decimal
    activity: str
    billable: str
    hourly_cost: Decimal | None


class ExpenseRow(NamedTuple):
    """A row of `expenses.csv`."""

    expense_id: str
    account_id: str
    person: str
    spent_on: date
    category: str
    amount: Decimal
    currency: str


class DeliveryRow(NamedTuple):
    """A row of `deliveries.csv`."""

    delivery_id: str
    account_id: str
    deal_id: str | None
    promised_on: date
    delivered_on: date | None
    complete: str
    accepted: str
    note: str


class TicketRow(NamedTuple):
    """A row of `tickets.csv`."""

    ticket_id: str
    account_id: str
    opened_at: datetime
    closed_at: datetime
    due_at: datetime
    severity: int
    in_scope: str
    subject: str
    requester: str


class QuotaRow(NamedTuple):
    """A row of `quotas.csv`."""

    person: str
    period_start: date
    period_end: date
    target_amount: Decimal


class FeedbackRow(NamedTuple):
    """A row of `feedback.csv`."""

    account_id: str
    contact_email: str
    asked_on: date
    score: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """All rows of one account, or of the firm, by table."""

    accounts: tuple[AccountRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    deals: tuple[DealRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    invoices: tuple[InvoiceRow, ...] = ()
    invoice_lines: tuple[LineRow, ...] = ()
    payments: tuple[PaymentRow, ...] = ()
    effort: tuple[EffortRow, ...] = ()
    expenses: tuple[ExpenseRow, ...] = ()
    deliveries: tuple[DeliveryRow, ...] = ()
    tickets: tuple[TicketRow, ...] = ()
    quotas: tuple[QuotaRow, ...] = ()
    feedback: tuple[FeedbackRow, ...] = ()
