"""What a book notes of itself: one value under a name, and whether anything was added since.

The names are those of whoever notes something (`derived`, `searching`, `kept_files`); which reader
has read the mails is asked in many places, and stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.store.reader import Reader

if TYPE_CHECKING:
    from goodwill.store.database import Transaction

__all__ = ["LAKE_READER", "READER", "read_state", "read_up_to", "revision", "write_state"]

READER = "reader"
"""Which reader has read all mails; `VERSION ID` while it has come as far as that mail only."""

LAKE_READER = "lake reader"
"""In the ledger of a lake, and in books published from it: whose acts the lake holds."""


def read_state(reader: Reader, name: str) -> str | None:
    """One remembered value of the book itself."""
    rows = reader.rows("select value from book_state where name = ?", (name,))
    return rows[0][0] if rows else None


def write_state(tx: Transaction, name: str, value: str) -> None:
    """Remember one value of the book itself."""
    tx.run("delete from book_state where name = ?", (name,))
    tx.run("insert into book_state (name, value) values (?, ?)", (name, value))


def read_up_to(reader: Reader, version: str) -> int | None:
    """The last mail that this reader has read, 0 if it has read none, None if it has read all."""
    if (found := read_state(reader, READER)) == version:
        return None
    by, _, last = (found or "").partition(" ")
    return int(last) if by == version else 0


def revision(reader: Reader) -> str:
    """Changes whenever facts, settings or rulings were added; the same means nothing is new."""
    counts = [
        reader.rows("select coalesce(sum(imported + waiting), 0) from source_file")[0],
        reader.rows("select coalesce(sum(generation), 0) from source_file")[0],  # read again
        reader.rows("select coalesce(max(id), 0) from message")[0],  # a better copy is a new row
        reader.rows("select coalesce(max(id), 0) from meeting")[0],
        reader.rows("select count(*), coalesce(max(id), 0) from setting")[0],
        reader.rows("select count(*), coalesce(max(id), 0) from ruling")[0],
    ]
    return repr([tuple(int(value) for value in row) for row in counts])
