"""Tables of the doors for programs: answers that are kept for a day, what changed, and who is told.

A change is noted once, when a statement says something else than it did; whoever wants to know of
changes reads them by number. A webhook is somebody's address that they are sent to.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from goodwill.store.tables.metadata import METADATA, id_column, key_column, number, words

__all__: list[str] = []

Table(
    "kept_answer",
    METADATA,
    key_column("asker", Text),
    key_column("name", Text),
    words("fingerprint"),
    number("made_at"),
    number("status", null=True),
    Column("body", LargeBinary),
    Index("ix_kept_answer_made_at", "made_at"),
)
Table(
    "statement_change",
    METADATA,
    id_column(),
    number("noted_at"),
    words("account_id"),
    words("as_of"),
    words("lines"),
    Index("ix_statement_change_account_id", "account_id"),
)
Table(
    "statement_seen",
    METADATA,
    key_column("account_id", Text),
    words("facts"),
    words("standing"),
)
Table(
    "webhook",
    METADATA,
    id_column(),
    number("made_at"),
    words("by"),
    words("url"),
    Column("sealed", LargeBinary, nullable=False),
    number("ended_at", null=True),
)
Table(
    "webhook_sending",
    METADATA,
    key_column("webhook_id"),
    key_column("change_id"),
    number("tries"),
    Column("next_at", BigInteger),
    number("sent_at", null=True),
    number("status", null=True),
    words("fault"),
    Index("ix_webhook_sending_next_at", "next_at"),
)
