"""The rows that were imported, as tables that analysts read: the contract's columns in order.

Beside them mails and meetings without their words. How tables of statements look is next door, in
`goodwill.facts.open_tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from goodwill.facts.csv_tables import CSV_TABLES
from goodwill.facts.open_tables import ACCOUNT, ColumnKind, OpenColumn, OpenTable
from goodwill.store.tables.schema import fact_columns

__all__ = ["GIVEN", "INTERACTIONS", "KIND_OF"]

KIND_OF: Mapping[type, ColumnKind] = {
    str: "text",
    date: "day",
    datetime: "time",
    Decimal: "money",
    int: "integer",
    bool: "flag",
    tuple: "list",
}
"""What a field's plain Python type is called here."""

_SAYS: Mapping[str, str] = {
    "account_id": "The account.",
    "accepted": "Whether they accepted it.",
    "activity": "What the hours were for.",
    "agreement_id": "The agreement.",
    "amount": "In `currency`, net of tax.",
    "asked_on": "When they were asked.",
    "billable": "Whether the hours were billed; not true is unbilled.",
    "category": "What it was spent on.",
    "closed_at": "When it was closed.",
    "closed_on": "When it was decided.",
    "comment": "What they wrote.",
    "committee_role": "The part in the decision, as given.",
    "competitors": "Who else was asked.",
    "complete": "Whether all of it was delivered.",
    "contact_email": "Whose address it came from.",
    "cost": "What it cost us.",
    "credits_invoice_id": "The invoice that it takes back.",
    "currency": "ISO 4217; null: the company's.",
    "customer_since": "Since when they buy.",
    "deal_id": "The deal.",
    "delivered_on": "When it was delivered.",
    "delivery_id": "The delivery.",
    "description": "What the line is for.",
    "desired_kind": "The kind that is wanted.",
    "domains": "Its mail domains.",
    "due_at": "By when it was to be solved.",
    "due_on": "By when it was to be paid.",
    "email": "The person's address.",
    "ends_on": "When it ends.",
    "entry_id": "The entry.",
    "exclusive": "Whether we are the only one.",
    "expense_id": "The expense.",
    "hourly_cost": "What the hour costs us.",
    "hours": "Hours.",
    "imposed_by_parent": "Whether their parent company asked for it.",
    "in_scope": "Whether the agreement covers it.",
    "included_support_hours_per_month": "Hours of support that the price holds.",
    "invoice_id": "The invoice.",
    "issued_on": "When it was issued.",
    "left_on": "When the person left.",
    "line": "The line of the invoice.",
    "list_amount": "At list prices.",
    "list_unit_price": "List price of one.",
    "loss_reason": "Why it was lost.",
    "manager_email": "To whom the person reports.",
    "max_discount": "The largest discount agreed, as a share.",
    "name": "What it, or the person, is called.",
    "note": "A remark.",
    "opened_at": "When it was opened.",
    "opened_on": "When it was opened.",
    "origin": "How the deal came about.",
    "owner": "Who of ours answers for it.",
    "paid_on": "When the money came.",
    "parent_account_id": "The account above it.",
    "payment_id": "The payment.",
    "payment_terms_days": "Days to pay.",
    "period_end": "The last day.",
    "period_start": "The first day.",
    "person": "Who of ours.",
    "promised_on": "The day that was promised.",
    "proposal_hours": "Hours that the proposal took.",
    "quantity": "How many.",
    "requester": "Who asked.",
    "reviewed_on": "When it was last talked about.",
    "scope": "What it covers.",
    "score": "0 to 10.",
    "segment": "The segment.",
    "severity": "How grave.",
    "signed_on": "When it was signed.",
    "sku": "What was sold.",
    "spent_on": "When it was spent.",
    "status": "`open`, `won`, `lost` or `no_bid`.",
    "subject": "What it is about.",
    "target_amount": "What is to be sold in the period.",
    "ticket_id": "The ticket.",
    "title": "The person's title.",
    "unit_cost": "What one costs us.",
    "unit_price": "Price of one.",
    "worked_on": "The day.",
}


def _given(name: str) -> OpenTable:
    own = tuple(
        OpenColumn(column, KIND_OF[kind], _SAYS[column])
        for column, kind in fact_columns(name).items()
    )
    return OpenTable(name, f"One row for each row of `{name}.csv` that is in force.", own)


GIVEN: Mapping[str, OpenTable] = {name: _given(name) for name in CSV_TABLES}
"""The contract's tables, by the name of the file."""

INTERACTIONS: Mapping[str, OpenTable] = {
    table.name: table
    for table in (
        OpenTable(
            "messages",
            "One row for each mail and account that it is with; no text of it.",
            (
                ACCOUNT,
                OpenColumn("ref", "text", "What evidence cites it by."),
                OpenColumn("sent_at", "time", "When it was sent; null: not to be believed."),
                OpenColumn("sender", "text", "The address that it came from."),
                OpenColumn("subject", "text", "Its subject."),
                OpenColumn("words", "integer", "Words that were written anew."),
                OpenColumn("language", "text", "In which language."),
                OpenColumn("category", "text", "`human`, or which sort of machine wrote it."),
                OpenColumn("thread_id", "text", "The conversation it belongs to."),
            ),
        ),
        OpenTable(
            "meetings",
            "One row for each meeting and account that it is with; no text of it.",
            (
                ACCOUNT,
                OpenColumn("ref", "text", "What evidence cites it by."),
                OpenColumn("starts_at", "time", "When it begins."),
                OpenColumn("ends_at", "time", "When it ends."),
                OpenColumn("title", "text", "Its title."),
                OpenColumn("is_cancelled", "flag", "Whether it was called off."),
            ),
        ),
    )
}
"""Mails and meetings, without their words."""
