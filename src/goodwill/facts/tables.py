"""The relations that signals read: one name, one grain, one set of columns each.

This is the whole vocabulary of `goodwill/signals/**/*.sql`. Times are UTC; `*_on` days are
calendar days in the company's timezone; money is decimal, in the company's currency where a
column ends in `_home`, else in the row's own. Rows are linked already: every row that speaks
of an account carries its `account_id`, people are person ids, and what is not known on the
day asked about is blank (contract, section 4, "as_of"): `goodwill.store.relations` sees to it.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["RELATIONS", "ColumnType"]

ColumnType = Literal["text", "int", "double", "decimal", "date", "timestamp", "bool"]

_MONEY: ColumnType = "decimal"

RELATIONS: dict[str, dict[str, ColumnType]] = {
    # one row per account
    "account": {
        "account_id": "text",
        "name": "text",
        "owner": "text",
        "segment": "text",
        "parent_account_id": "text",
        "desired_kind": "text",
        "customer_since": "date",
    },
    # one row per person (ours and theirs); account_id is null for ours
    "person": {
        "person_id": "text",
        "account_id": "text",
        "side": "text",  # ours | theirs
        "name": "text",
        "email": "text",
        "title": "text",
        "committee_role": "text",
        "seniority": "text",
        "is_shared": "bool",  # an address named for a function
        "left_on": "date",
    },
    # one row per message and account, only mail with a believable date, up to as_of
    "message": {
        "account_id": "text",
        "message_id": "text",  # what evidence cites
        "thread_id": "text",
        "sent_at": "timestamp",
        "sent_on": "date",
        "side": "text",
        "sender": "text",  # person id
        "is_human": "bool",  # neither automatic, bulk, bounced nor calendar mail
        "subject": "text",
        "words": "int",  # of the new text
        "to_count": "int",
        "is_authentic": "bool",  # false only where the receiving server said it is forged
    },
    # one row per message, account and person on it
    "message_person": {
        "account_id": "text",
        "message_id": "text",
        "person_id": "text",
        "side": "text",
        "role": "text",  # from | to | cc | bcc
    },
    # one row per act found in the new text of a human message; its message's facts repeated
    "act": {
        "account_id": "text",
        "message_id": "text",
        "thread_id": "text",
        "act": "text",
        "probability": "double",
        "quote": "text",
        "sent_at": "timestamp",
        "sent_on": "date",
        "side": "text",
        "sender": "text",
        "counterpart": "text",  # the first person of the other side it went To, else Cc
    },
    # one row per meeting and account
    "meeting": {
        "account_id": "text",
        "meeting_id": "text",
        "starts_at": "timestamp",
        "held_on": "date",
        "hours": "double",
        "title": "text",
        "place": "text",
        "has_agenda": "bool",
        "is_social": "bool",
    },
    # one row per meeting, account and person who did not decline
    "meeting_person": {
        "account_id": "text",
        "meeting_id": "text",
        "person_id": "text",
        "side": "text",
        "is_organizer": "bool",
    },
    "opportunity": {
        "account_id": "text",
        "deal_id": "text",
        "name": "text",
        "opened_on": "date",
        "closed_on": "date",
        "status": "text",
        "origin": "text",
        "amount": _MONEY,
        "list_amount": _MONEY,
        "currency": "text",
        "competitor_count": "int",
        "contact": "text",  # person id
        "owner": "text",  # person id
        "proposal_hours": "double",
        "loss_reason": "text",
    },
    "agreement": {
        "account_id": "text",
        "agreement_id": "text",
        "signed_on": "date",
        "ends_on": "date",
        "payment_terms_days": "int",
        "max_discount": "double",
        "included_support_hours_per_month": "double",
        "imposed_by_parent": "bool",
        "exclusive": "bool",
        "reviewed_on": "date",
    },
    "invoice": {
        "account_id": "text",
        "invoice_id": "text",
        "issued_on": "date",
        "due_on": "date",
        "amount": _MONEY,
        "cost": _MONEY,
        "list_amount": _MONEY,
        "currency": "text",
        "credits_invoice_id": "text",
    },
    "invoice_line": {
        "account_id": "text",
        "invoice_id": "text",
        "line": "text",
        "issued_on": "date",
        "sku": "text",
        "description": "text",
        "period_start": "date",
        "period_end": "date",
        "quantity": _MONEY,
        "unit_price": _MONEY,
        "list_unit_price": _MONEY,
        "unit_cost": _MONEY,
        "amount": _MONEY,
    },
    "payment": {
        "account_id": "text",
        "payment_id": "text",
        "invoice_id": "text",
        "paid_on": "date",
        "amount": _MONEY,
    },
    "time_entry": {
        "account_id": "text",
        "entry_id": "text",
        "person": "text",
        "worked_on": "date",
        "hours": "double",
        "activity": "text",
        "is_billable": "bool",  # not true is unbilled
        "hourly_cost": _MONEY,
    },
    "expense": {
        "account_id": "text",
        "expense_id": "text",
        "person": "text",
        "spent_on": "date",
        "category": "text",
        "amount": _MONEY,
        "currency": "text",
    },
    "delivery": {
        "account_id": "text",
        "delivery_id": "text",
        "deal_id": "text",
        "promised_on": "date",
        "delivered_on": "date",
        "complete": "bool",
        "accepted": "bool",
    },
    "ticket": {
        "account_id": "text",
        "ticket_id": "text",
        "opened_on": "date",
        "closed_on": "date",
        "due_on": "date",
        "closed_in_time": "bool",  # null while open or without a due time
        "severity": "text",
        "in_scope": "bool",
        "subject": "text",
    },
    "quota": {
        "person": "text",
        "period_start": "date",
        "period_end": "date",
        "target_amount": _MONEY,
    },
    "feedback": {
        "account_id": "text",
        "contact_email": "text",
        "asked_on": "date",
        "score": "int",
        "comment": "text",
    },
}
"""Name of each relation, and its columns in order."""
