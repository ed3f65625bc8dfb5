"""The table of what mails tell of people: how they sign, and that they have left.

A row goes with its message. Whom it speaks of stands in it by address: a report of a mailbox that
is not there comes from a server, and nobody of theirs is on it.
"""

from __future__ import annotations

from sqlalchemy import Index, Table

from goodwill.store.tables.metadata import METADATA, key_column, words

__all__: list[str] = []

Table(
    "person_note",
    METADATA,
    key_column("message_id"),
    key_column("position"),
    words("what"),
    words("address"),
    words("words"),
    Index("ix_person_note_address", "address"),
    sqlite_with_rowid=False,
)
