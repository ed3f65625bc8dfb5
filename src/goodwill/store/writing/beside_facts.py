"""The small things an import keeps beside facts: settings, remembered values, its own ledger."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from goodwill.store.database import Store
from goodwill.store.imports.ledger import Counts
from goodwill.store.tables.schema import COUNTS

__all__ = [
    "LedgerRow",
    "StoredSettings",
    "end_import",
    "keep_settings",
    "ledger_of",
    "set_state",
    "state",
    "stored_settings",
]


class StoredSettings(NamedTuple):
    """The text of a `goodwill.toml`, and where it stood."""

    path: str
    text: str


class LedgerRow(NamedTuple):
    """What an import counted for one file or folder."""

    source_file_id: int
    path: str
    connector: str
    counts: Counts


def stored_settings(store: Store) -> StoredSettings | None:
    """The settings that the book was last given."""
    found = store.rows("SELECT path, text FROM setting ORDER BY id DESC LIMIT 1")
    return StoredSettings(*found[0]) if found else None


def keep_settings(store: Store, given: StoredSettings, recorded_at: int) -> None:
    """Remember new settings; the older ones stay behind them."""
    known = stored_settings(store)
    if known is not None and known.text == given.text:
        return
    with store.write() as book:
        last = int(book.rows("SELECT coalesce(max(id), 0) FROM setting")[0][0])
        book.run("INSERT INTO setting VALUES (?, ?, ?, ?)", (last + 1, *given, recorded_at))


def state(store: Store, name: str) -> str | None:
    """One remembered value of the book itself."""
    found = store.rows("SELECT value FROM book_state WHERE name = ?", (name,))
    return str(found[0][0]) if found else None


def set_state(store: Store, name: str, value: str) -> None:
    """Remember one value of the book itself."""
    with store.write() as book:
        book.run(
            "INSERT INTO book_state VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def end_import(store: Store, import_id: int, ended_at: datetime) -> None:
    """Note that an import came to its end."""
    with store.write() as book:
        book.run(
            "UPDATE import_run SET ended_at = ? WHERE id = ?",
            (int(ended_at.timestamp()), import_id),
        )


def ledger_of(store: Store, import_id: int) -> list[LedgerRow]:
    """What one import counted, by file, in the order of their paths."""
    counts = ", ".join(f"l.{name}" for name in COUNTS)
    found = store.rows(
        f"SELECT l.source_file_id, f.path, f.connector, {counts} FROM ledger l "
        "JOIN source_file f ON f.id = l.source_file_id WHERE l.import_id = ? ORDER BY f.path",
        (import_id,),
    )
    return [
        LedgerRow(key, path, connector, Counts(**dict(zip(COUNTS, counted, strict=True))))
        for key, path, connector, *counted in found
    ]
