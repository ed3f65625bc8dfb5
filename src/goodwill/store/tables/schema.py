"""Every table of a book, as SQLAlchemy Core.

Five groups: facts (written once; a mended row points to the row that replaced it), the record
of imports, what people say, estimates that are frozen, and what is worked out from facts and may
be dropped and rebuilt. Days are ISO text, times UTC seconds, decimals millionths
(`goodwill.store.rows` converts). Changes go through `migrations/`; a test keeps both equal.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from goodwill.facts.csv_tables import CSV_TABLES
from goodwill.store.tables import (  # noqa: F401  they stand beside these
    doors,
    live_sources,
    notes,
    privacy,
    users,
)
from goodwill.store.tables.metadata import METADATA
from goodwill.store.tables.metadata import id_column as _id
from goodwill.store.tables.metadata import key_column as _key
from goodwill.store.tables.metadata import number as _number
from goodwill.store.tables.metadata import words as _text

__all__ = [
    "COUNTS",
    "FACT_TABLES",
    "METADATA",
    "ROW_TABLES",
    "WAITING_TABLES",
    "fact_columns",
    "kind_of",
]

COUNTS: tuple[str, ...] = (
    "seen",
    "imported",
    "excluded",
    "duplicate",
    "unreadable",
    "waiting",
)
"""The sync ledger's columns; `seen` is always the sum of the others."""

ROW_TABLES: dict[str, str] = {
    "accounts": "account",
    "contacts": "contact",
    "deals": "opportunity",
    "agreements": "agreement",
    "invoices": "invoice",
    "invoice_lines": "invoice_line",
    "payments": "payment",
    "effort": "time_entry",
    "expenses": "expense",
    "deliveries": "delivery",
    "tickets": "ticket",
    "quotas": "quota",
    "feedback": "feedback",
}
"""The contract's CSV table and the database table that its rows are kept in."""

WAITING_TABLES: frozenset[str] = frozenset({"invoice_line", "payment"})
"""Rows that mean nothing until the invoice they name is there."""

_PLAIN: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    date: Text,
    datetime: BigInteger,
    Decimal: BigInteger,
    int: Integer,
    bool: Boolean,
    tuple: Text,
}
_NOT_COLUMNS = frozenset({"attributes", "source"})


def kind_of(hint: object) -> type:
    """The plain Python type behind a field's annotation: `Decimal | None` is `Decimal`."""
    if isinstance(hint, UnionType) or get_origin(hint) is not None:
        if get_origin(hint) is Literal:
            return str
        if get_origin(hint) is tuple:
            return tuple
        return kind_of(next(part for part in get_args(hint) if part is not type(None)))
    return hint if isinstance(hint, type) else str


def fact_columns(csv_table: str) -> dict[str, type]:
    """The contract's columns of one CSV table and their plain types, in order."""
    fact = CSV_TABLES[csv_table]
    hints = get_type_hints(fact)
    return {f.name: kind_of(hints[f.name]) for f in fields(fact) if f.name not in _NOT_COLUMNS}


def _counts() -> list[Column[int]]:
    return [_number(name, default=0) for name in COUNTS]


def _said(name: str, *own: Column[str]) -> Table:
    """What people say of accounts; `own` columns besides who says it, when and why."""
    return Table(
        name,
        METADATA,
        _id(),
        _number("made_at"),
        _text("account_id"),
        *own,
        _text("reason"),
        _text("by"),
        _number("withdrawn_at", null=True),
        Index(f"ix_{name}_account_id", "account_id"),
    )


def _row_table(csv_table: str, name: str) -> Table:
    """The table of one kind of CSV row: its columns, and where each row came from."""
    own = [Column(column, _PLAIN[kind]) for column, kind in fact_columns(csv_table).items()]
    table = Table(
        name,
        METADATA,
        _id(),
        _text("row_key"),
        *own,
        _text("attributes"),
        _text("content_id"),
        _number("source_file_id"),
        _number("generation"),
        _text("locator"),
        _number("import_id"),
        _number("recorded_at"),
        Column("superseded_by", BigInteger),
        Column("is_waiting", Boolean, nullable=False),
        UniqueConstraint("row_key", "content_id", name=f"uq_{name}_row_key"),
    )
    for column in ("account_id", "invoice_id"):
        if column in table.c and table.c[column].name != name + "_id":
            Index(f"ix_{name}_{column}", table.c[column])
    return table


FACT_TABLES: dict[str, Table] = {
    name: _row_table(csv_table, name) for csv_table, name in ROW_TABLES.items()
}
"""The typed tables of CSV rows, by their name in the database."""

Table(
    "message",
    METADATA,
    _id(),
    Column("fact_id", Text, nullable=False, unique=True),
    _text("copy_rank"),
    _text("ref"),
    _text("message_id", null=True),
    _text("in_reply_to", null=True),
    _text("refs"),
    _number("sent_at", null=True),
    _text("date_from"),
    _number("utc_offset_minutes", null=True),
    _text("subject"),
    _number("words"),
    _text("text_id"),
    _text("quoted_id", null=True),
    _text("language", null=True),
    _text("category"),
    Column("authenticated", Boolean),
    _text("parser"),
    _text("flags"),
    _text("attachments"),
    _number("import_id"),
    _number("recorded_at"),
    Index("ix_message_ref", "ref"),
)
Table(
    "message_text",
    METADATA,
    _key("message_id"),
    _text("text", null=True),
    _text("zones"),
)
Table(
    "contact_point",
    METADATA,
    _id(),
    _text("address"),
    _text("name"),
    UniqueConstraint("address", "name", name="uq_contact_point_address"),
)
Table(
    "participant",
    METADATA,
    _key("message_id"),
    _key("position"),
    _text("role"),
    _number("point_id"),
    Index("ix_participant_point_id", "point_id", "message_id"),
    sqlite_with_rowid=False,
)
Table(
    "placement",
    METADATA,
    _key("source_file_id"),
    _key("locator", Text),
    _number("message_id"),
    Index("ix_placement_message_id", "message_id"),
    sqlite_with_rowid=False,
)
Table(
    "act",
    METADATA,
    _key("message_id"),
    _key("position"),
    _text("act"),
    _number("span_start"),
    _number("span_end"),
    Column("probability", Float(53), nullable=False),
    _text("quote"),
    _text("due_on", null=True),
    sqlite_with_rowid=False,
)
Table(
    "passed_on",  # a mail within another: its row in `message` has the category `forwarded`
    METADATA,
    _key("message_id"),
    _number("carrier_id"),
    _number("position"),
    _text("people"),
    Column("is_read", Boolean, nullable=False),
    Index("ix_passed_on_carrier_id", "carrier_id"),
    sqlite_with_rowid=False,
)
Table(
    "meeting",
    METADATA,
    _id(),
    Column("fact_id", Text, nullable=False, unique=True),
    _text("copy_rank"),
    _text("ref"),
    _number("starts_at"),
    _number("ends_at"),
    Column("all_day", Boolean, nullable=False),
    _text("title"),
    _text("place"),
    _text("description"),
    Column("is_cancelled", Boolean, nullable=False),
    _text("flags"),
    _number("source_file_id"),
    _text("locator"),
    _number("import_id"),
    _number("recorded_at"),
    Column("superseded_by", BigInteger),
    Index("ix_meeting_ref", "ref"),
)
Table(
    "attendee",
    METADATA,
    _key("meeting_id"),
    _key("position"),
    _number("point_id"),
    _text("response"),
    Column("is_organizer", Boolean, nullable=False),
    Index("ix_attendee_point_id", "point_id", "meeting_id"),
    sqlite_with_rowid=False,
)

# The record of imports.
Table(
    "import_run",
    METADATA,
    _id(),
    _number("started_at"),
    _number("ended_at", null=True),
    _text("version"),
    Column("rejects_filed", Boolean, nullable=False),
)
Table(
    "source_file",
    METADATA,
    _id(),
    Column("path", Text, nullable=False, unique=True),
    _number("ledger_id"),
    _text("connector"),
    _number("size"),
    _number("modified_ns"),
    _number("generation"),
    _number("position"),
    _text("fingerprint"),
    Column("is_complete", Boolean, nullable=False),
    Column("ends_open", Boolean, nullable=False),
    *_counts(),
)
Table(
    "ledger",
    METADATA,
    _key("import_id"),
    _key("source_file_id"),
    *_counts(),
    sqlite_with_rowid=False,
)
Table(
    "reject",
    METADATA,
    _id(),
    _number("import_id"),
    _number("source_file_id"),
    _number("generation"),
    _text("path"),
    _text("locator"),
    _text("column_name"),
    _text("value_seen"),
    _text("reason"),
    _text("hint"),
    _text("kind"),
    _text("row_json"),
    Column("payload", LargeBinary),
    Index("ix_reject_source_file_id", "source_file_id"),
)
Table("setting", METADATA, _id(), _text("path"), _text("text"), _number("recorded_at"))
Table(
    "ruling",
    METADATA,
    _id(),
    _number("made_at"),
    _text("kind"),
    _text("subject"),
    _text("answer", null=True),
    _text("by"),
    _text("note"),
)

# What people say: written down for good, never changed, at most withdrawn.
_said(
    "dispute",
    _text("line"),
    _text("answer"),
    _text("value", null=True),
    _text("ref", null=True),
)
_said(
    "play_said",
    _text("play"),
    _text("answer"),
    _text("owner", null=True),
    _text("due_on", null=True),
    _text("document"),
)
_said("desired_kind", _text("kind", null=True), _text("since"))
Table("book_state", METADATA, _key("name", Text), _text("value"))

# Estimated over many accounts, and frozen until somebody asks for a new one.
Table(
    "prior",
    METADATA,
    _id(),
    _number("made_at"),
    _text("name"),
    _text("digest"),
    _text("document"),
)

# Worked out from facts; may be dropped and rebuilt.
Table(
    "person",
    METADATA,
    _key("person_id", Text),
    _text("account_id", null=True),
    _text("side"),
    _text("name"),
    _text("email"),
    _text("title", null=True),
    _text("committee_role", null=True),
    _text("seniority"),
    Column("is_shared", Boolean, nullable=False),
    _text("left_on", null=True),
    Index("ix_person_account_id", "account_id"),
)
Table(
    "point_link",
    METADATA,
    _key("point_id"),
    _text("person_id"),
    _text("account_id", null=True),
    _text("side"),
    _text("reason"),
    Column("certainty", Float(53), nullable=False),
    Column("is_guess", Boolean, nullable=False),
    Index("ix_point_link_account_id", "account_id"),
    Index("ix_point_link_person_id", "person_id"),
)
Table(
    "passed_on_link",
    METADATA,
    _key("message_id"),
    _key("position"),
    _text("role"),
    _text("person_id"),
    _text("account_id", null=True),
    _text("side"),
    Column("certainty", Float(53), nullable=False),
    Index("ix_passed_on_link_account_id", "account_id"),
    sqlite_with_rowid=False,
)
Table(
    "message_thread",
    METADATA,
    _key("message_id"),
    _text("thread_id"),
    Index("ix_message_thread_thread_id", "thread_id"),
)
Table("mail_count", METADATA, _key("point_id"), _number("sent"), _number("received"))
Table(
    "thread_key",
    METADATA,
    _key("key", BigInteger),
    _key("met_at", BigInteger),
    _key("message_id"),
    sqlite_with_rowid=False,
)
Table(
    "account_link",
    METADATA,
    _key("account_id", Text),
    _text("canonical_id"),
    _text("reason"),
    Column("certainty", Float(53), nullable=False),
    Column("is_guess", Boolean, nullable=False),
)
Table("discovered_account", METADATA, _key("account_id", Text), _text("name"), _text("domains"))
Table(
    "unmatched",
    METADATA,
    _key("subject", Text),
    _number("messages"),
    Column("amount", BigInteger),
)
Table(
    "statement",
    METADATA,
    _key("account_id", Text),
    _key("as_of", Text),
    _text("made_with"),
    Column("document", LargeBinary, nullable=False),
    _number("drawn_at"),
)
Table(
    "glance",
    METADATA,
    _key("as_of", Text),
    _key("account_id", Text),
    _text("made_with"),
    Column("document", LargeBinary, nullable=False),
)
Table(
    "evidence",
    METADATA,
    _key("account_id", Text),
    _key("as_of", Text),
    _text("made_with"),
    Column("document", LargeBinary, nullable=False),
)
Table("account_state", METADATA, _key("account_id", Text), _text("facts"))
