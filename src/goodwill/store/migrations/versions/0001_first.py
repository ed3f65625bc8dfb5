"""The first schema: facts, the record of imports, and what is worked out.

Frozen as it was: each column as `NAME TYPE` and what else holds of it, each index by its columns.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = {
    "account": (
        "id int key, row_key text, account_id text null, name text null, domains text null, owner "
        "text null, segment text null, parent_account_id text null, desired_kind text null, "
        "customer_since text null, attributes text, content_id text, source_file_id big, "
        "generation big, locator text, import_id big, recorded_at big, superseded_by big null, "
        "is_waiting bool"
    ),
    "contact": (
        "id int key, row_key text, email text null, name text null, title text null, account_id "
        "text null, committee_role text null, manager_email text null, left_on text null, "
        "attributes text, content_id text, source_file_id big, generation big, locator text, "
        "import_id big, recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "opportunity": (
        "id int key, row_key text, deal_id text null, account_id text null, name text null, "
        "opened_on text null, closed_on text null, status text null, origin text null, amount big "
        "null, currency text null, list_amount big null, competitors text null, contact_email "
        "text null, owner text null, proposal_hours big null, loss_reason text null, attributes "
        "text, content_id text, source_file_id big, generation big, locator text, import_id big, "
        "recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "agreement": (
        "id int key, row_key text, agreement_id text null, account_id text null, signed_on text "
        "null, ends_on text null, payment_terms_days int null, max_discount big null, "
        "included_support_hours_per_month big null, scope text null, imposed_by_parent bool null, "
        "exclusive bool null, reviewed_on text null, attributes text, content_id text, "
        "source_file_id big, generation big, locator text, import_id big, recorded_at big, "
        "superseded_by big null, is_waiting bool"
    ),
    "invoice": (
        "id int key, row_key text, invoice_id text null, account_id text null, issued_on text "
        "null, due_on text null, amount big null, currency text null, cost big null, list_amount "
        "big null, credits_invoice_id text null, attributes text, content_id text, source_file_id "
        "big, generation big, locator text, import_id big, recorded_at big, superseded_by big "
        "null, is_waiting bool"
    ),
    "invoice_line": (
        "id int key, row_key text, invoice_id text null, line text null, sku text null, "
        "description text null, period_start text null, period_end text null, quantity big null, "
        "unit_price big null, list_unit_price big null, unit_cost big null, amount big null, "
        "attributes text, content_id text, source_file_id big, generation big, locator text, "
        "import_id big, recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "payment": (
        "id int key, row_key text, payment_id text null, invoice_id text null, paid_on text null, "
        "amount big null, attributes text, content_id text, source_file_id big, generation big, "
        "locator text, import_id big, recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "time_entry": (
        "id int key, row_key text, entry_id text null, account_id text null, person text null, "
        "worked_on text null, hours big null, activity text null, billable bool null, hourly_cost "
        "big null, attributes text, content_id text, source_file_id big, generation big, locator "
        "text, import_id big, recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "expense": (
        "id int key, row_key text, expense_id text null, account_id text null, person text null, "
        "spent_on text null, category text null, amount big null, currency text null, attributes "
        "text, content_id text, source_file_id big, generation big, locator text, import_id big, "
        "recorded_at big, superseded_by big null, is_waiting bool"
    ),
    "delivery": (
        "id int key, row_key text, delivery_id text null, account_id text null, deal_id text "
        "null, promised_on text null, delivered_on text null, complete bool null, accepted bool "
        "null, note text null, attributes text, content_id text, source_file_id big, generation "
        "big, locator text, import_id big, recorded_at big, superseded_by big null, is_waiting "
        "bool"
    ),
    "ticket": (
        "id int key, row_key text, ticket_id text null, account_id text null, opened_at big null, "
        "closed_at big null, due_at big null, severity text null, in_scope bool null, subject "
        "text null, requester text null, attributes text, content_id text, source_file_id big, "
        "generation big, locator text, import_id big, recorded_at big, superseded_by big null, "
        "is_waiting bool"
    ),
    "quota": (
        "id int key, row_key text, person text null, period_start text null, period_end text "
        "null, target_amount big null, attributes text, content_id text, source_file_id big, "
        "generation big, locator text, import_id big, recorded_at big, superseded_by big null, "
        "is_waiting bool"
    ),
    "feedback": (
        "id int key, row_key text, account_id text null, contact_email text null, asked_on text "
        "null, score int null, comment text null, attributes text, content_id text, "
        "source_file_id big, generation big, locator text, import_id big, recorded_at big, "
        "superseded_by big null, is_waiting bool"
    ),
    "message": (
        "id int key, fact_id text unique, copy_rank text, ref text, message_id text null, "
        "in_reply_to text null, refs text, sent_at big null, date_from text, utc_offset_minutes "
        "big null, subject text, words big, text_id text, quoted_id text null, language text "
        "null, category text, authenticated bool null, parser text, flags text, attachments text, "
        "import_id big, recorded_at big"
    ),
    "message_text": ("message_id int key, text text null, zones text"),
    "contact_point": ("id int key, address text, name text"),
    "participant": ("message_id int key, position int key, role text, point_id big"),
    "placement": ("source_file_id int key, locator text key, message_id big"),
    "act": (
        "message_id int key, position int key, act text, span_start big, span_end big, "
        "probability float, quote text, due_on text null"
    ),
    "meeting": (
        "id int key, fact_id text unique, copy_rank text, ref text, starts_at big, ends_at big, "
        "all_day bool, title text, place text, description text, is_cancelled bool, flags text, "
        "source_file_id big, locator text, import_id big, recorded_at big, superseded_by big null"
    ),
    "attendee": (
        "meeting_id int key, position int key, point_id big, response text, is_organizer bool"
    ),
    "import_run": (
        "id int key, started_at big, ended_at big null, version text, rejects_filed bool"
    ),
    "source_file": (
        "id int key, path text unique, ledger_id big, connector text, size big, modified_ns big, "
        "generation big, position big, fingerprint text, is_complete bool, ends_open bool, seen "
        "big zero, imported big zero, excluded big zero, duplicate big zero, unreadable big zero, "
        "waiting big zero"
    ),
    "ledger": (
        "import_id int key, source_file_id int key, seen big zero, imported big zero, excluded "
        "big zero, duplicate big zero, unreadable big zero, waiting big zero"
    ),
    "reject": (
        "id int key, import_id big, source_file_id big, generation big, path text, locator text, "
        "column_name text, value_seen text, reason text, hint text, kind text, row_json text, "
        "payload blob null"
    ),
    "setting": ("id int key, path text, text text, recorded_at big"),
    "ruling": (
        "id int key, made_at big, kind text, subject text, answer text null, by text, note text"
    ),
    "book_state": ("name text key, value text"),
    "person": (
        "person_id text key, account_id text null, side text, name text, email text, title text "
        "null, committee_role text null, seniority text, is_shared bool, left_on text null"
    ),
    "point_link": (
        "point_id int key, person_id text, account_id text null, side text, reason text, "
        "certainty float, is_guess bool"
    ),
    "message_thread": ("message_id int key, thread_id text"),
    "discovered_account": ("account_id text key, name text, domains text"),
    "unmatched": ("subject text key, messages big, amount big null"),
    "statement": (
        "account_id text key, as_of text key, made_with text, document blob, drawn_at big"
    ),
    "account_state": ("account_id text key, facts text"),
}

_UNIQUE = {
    "uq_account_row_key": ("account", "row_key", "content_id"),
    "uq_contact_row_key": ("contact", "row_key", "content_id"),
    "uq_opportunity_row_key": ("opportunity", "row_key", "content_id"),
    "uq_agreement_row_key": ("agreement", "row_key", "content_id"),
    "uq_invoice_row_key": ("invoice", "row_key", "content_id"),
    "uq_invoice_line_row_key": ("invoice_line", "row_key", "content_id"),
    "uq_payment_row_key": ("payment", "row_key", "content_id"),
    "uq_time_entry_row_key": ("time_entry", "row_key", "content_id"),
    "uq_expense_row_key": ("expense", "row_key", "content_id"),
    "uq_delivery_row_key": ("delivery", "row_key", "content_id"),
    "uq_ticket_row_key": ("ticket", "row_key", "content_id"),
    "uq_quota_row_key": ("quota", "row_key", "content_id"),
    "uq_feedback_row_key": ("feedback", "row_key", "content_id"),
    "uq_contact_point_address": ("contact_point", "address", "name"),
}

_INDEXES = {
    "ix_contact_account_id": ("contact", "account_id"),
    "ix_opportunity_account_id": ("opportunity", "account_id"),
    "ix_agreement_account_id": ("agreement", "account_id"),
    "ix_invoice_account_id": ("invoice", "account_id"),
    "ix_invoice_line_invoice_id": ("invoice_line", "invoice_id"),
    "ix_payment_invoice_id": ("payment", "invoice_id"),
    "ix_time_entry_account_id": ("time_entry", "account_id"),
    "ix_expense_account_id": ("expense", "account_id"),
    "ix_delivery_account_id": ("delivery", "account_id"),
    "ix_ticket_account_id": ("ticket", "account_id"),
    "ix_feedback_account_id": ("feedback", "account_id"),
    "ix_message_ref": ("message", "ref"),
    "ix_participant_point_id": ("participant", "point_id", "message_id"),
    "ix_placement_message_id": ("placement", "message_id"),
    "ix_meeting_ref": ("meeting", "ref"),
    "ix_attendee_point_id": ("attendee", "point_id", "meeting_id"),
    "ix_reject_source_file_id": ("reject", "source_file_id"),
    "ix_person_account_id": ("person", "account_id"),
    "ix_point_link_account_id": ("point_link", "account_id"),
    "ix_point_link_person_id": ("point_link", "person_id"),
    "ix_message_thread_thread_id": ("message_thread", "thread_id"),
}

_WITHOUT_ROWID = {"participant", "placement", "act", "attendee", "ledger"}

_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "big": sa.BigInteger(),
    "int": sa.Integer(),
    "bool": sa.Boolean(),
    "float": sa.Float(53),
    "blob": sa.LargeBinary(),
}


def upgrade() -> None:
    """Make every table of the first version."""
    for name, columns in _TABLES.items():
        unique = [
            sa.UniqueConstraint(*on, name=key)
            for key, (table, *on) in _UNIQUE.items()
            if table == name
        ]
        has_rowid = name not in _WITHOUT_ROWID
        parts = [_column(said) for said in columns.split(", ")]
        op.create_table(name, *parts, *unique, sqlite_with_rowid=has_rowid)
    for key, (table, *on) in _INDEXES.items():
        op.create_index(key, table, on)


def downgrade() -> None:
    """Leave an empty database."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _column(said: str) -> sa.Column[Any]:
    """`"words big null"` as a column."""
    name, kind, *rest = said.split()
    return sa.Column(
        name,
        _TYPES[kind],
        primary_key="key" in rest,
        autoincrement=False,
        nullable="null" in rest,
        unique="unique" in rest or None,
        server_default=sa.text("0") if "zero" in rest else None,
    )
