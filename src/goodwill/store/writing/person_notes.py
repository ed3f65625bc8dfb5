"""What mails tell of people, put away with the mail; shown in `goodwill.store.columns`."""

from __future__ import annotations

from collections.abc import Mapping

from goodwill.store.rows import MessageRow
from goodwill.store.writing.shared import Desk, insert_sql

__all__ = ["put_person_notes"]


def put_person_notes(desk: Desk, rows: Mapping[int, MessageRow]) -> None:
    """Store what new messages tell of people."""
    desk.book.run_many(
        insert_sql("person_note"),
        [
            (key, position, *note)
            for key, row in rows.items()
            for position, note in enumerate(row.notes)
        ],
    )
