"""Mails of the book that are read again: handing them out, and putting their acts away.

Only the words that the book has kept can be read again; mails without keep the acts they have.
How far a reader has come stands beside the acts of each batch, so a kill loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.store.book_state import READER, read_state, write_state
from goodwill.store.database import Rows, Store
from goodwill.store.reader import Reader
from goodwill.store.rows import ActsRow
from goodwill.store.writing.shared import insert_sql

__all__ = [
    "all_were_read",
    "kept_mails",
    "mails_not_read_again",
    "mails_to_read",
    "put_acts",
]

_LEFT_OUT = "not_read_again"
_KEPT = (
    "FROM message m JOIN message_text t ON t.message_id = m.id "
    "WHERE m.id > ? AND t.text IS NOT NULL AND (m.category = 'human' OR EXISTS "
    "(SELECT 1 FROM passed_on x WHERE x.message_id = m.id AND x.is_read))"
)


def mails_to_read(reader: Reader, behind: int) -> int:
    """How many mails behind this one have words to be read."""
    return int(reader.rows(f"SELECT count(*) {_KEPT}", (behind,))[0][0])


def kept_mails(store: Store, behind: int, *, many: int, characters: int) -> Iterator[Rows]:
    """Mails behind this one, in order, so `many` at a time and each so long at most.

    A row has the mail's id, text, subject, language, second it was sent, the sender's offset
    from UTC in minutes, and category.
    """
    columns = "m.subject, m.language, m.sent_at, m.utc_offset_minutes, m.category"
    sql = f"SELECT m.id, substr(t.text, 1, ?), {columns} {_KEPT} ORDER BY m.id LIMIT ?"
    while rows := store.rows(sql, (characters, behind, many)):
        yield rows
        behind = rows[-1][0]


def put_acts(
    store: Store, found: Sequence[ActsRow], version: str, *, last: int, failed: int
) -> None:
    """Put new acts in the place of the old, and note how far `version` has come.

    That is to the mail `last`, with `failed` mails so far that it could not read.
    """
    with store.write() as book:
        book.run_many("DELETE FROM act WHERE message_id = ?", [(row.message_id,) for row in found])
        book.run_many(
            insert_sql("act"),
            [
                (row.message_id, position, *act)
                for row in found
                for position, act in enumerate(row.acts)
            ],
        )
        write_state(book, _LEFT_OUT, str(failed))
        write_state(book, READER, f"{version} {last}")


def all_were_read(store: Store, version: str, *, failed: int) -> None:
    """Note that this reader has read all that it could, and how many mails it could not.

    Those are the mails without words, and the `failed` that it stumbled over.
    """
    with store.write() as book:
        left = book.rows(
            "SELECT count(*) FROM message m JOIN message_text t ON t.message_id = m.id "
            "WHERE m.category IN ('human', 'forwarded') AND t.text IS NULL"
        )
        write_state(book, _LEFT_OUT, str(left[0][0] + failed))
        write_state(book, READER, version)


def mails_not_read_again(reader: Reader) -> int:
    """Mails whose acts another reader saw: without words, or too hard for this one so far."""
    return int(read_state(reader, _LEFT_OUT) or 0)
