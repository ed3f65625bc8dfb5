"""What came from live sources, as their records are known again, and mail as it came.

Written in the transaction that stores the facts (`goodwill.store.writing`), so that neither can be
there without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from goodwill.store.database import Transaction
from goodwill.store.reader import Reader

__all__ = ["RawMail", "drop_all_raw", "items_of", "move_items", "put_items", "put_raw"]


class RawMail(NamedTuple):
    """A mail as it came: the hash of its content, its size, and its bytes packed with zstd."""

    sha256: str
    size: int
    packed: bytes


def items_of(reader: Reader, path: str) -> dict[str, str]:
    """The records of a part that are known: locator to mark; "" where one has to come again."""
    found = reader.rows(
        "select i.locator, i.mark from live_item i join source_file f on f.id = i.source_file_id"
        " where f.path = ?",
        (path,),
    )
    return dict(found)


def put_items(tx: Transaction, rows: Iterable[tuple[int, str, str, str | None]]) -> None:
    """Note records: file, locator, mark, and the hash of the mail where it is kept."""
    tx.run_many(
        "insert into live_item (source_file_id, locator, mark, sha256) values (?, ?, ?, ?)"
        " on conflict (source_file_id, locator) do update set mark = excluded.mark,"
        " sha256 = excluded.sha256",
        list(rows),
    )


def move_items(tx: Transaction, was_in: int, is_in: int, locators: Mapping[str, str]) -> None:
    """Records of one file that are found in another, or under other locators, now: old to new.

    Where another record stands under a locator, that one is left alone, and so is who would move.
    """
    moves = [(is_in, new, was_in, old, is_in, new) for old, new in locators.items()]
    for table in ("live_item", "placement"):
        tx.run_many(
            f"update {table} set source_file_id = ?, locator = ?"
            " where source_file_id = ? and locator = ? and not exists"
            f" (select 1 from {table} other where other.source_file_id = ? and other.locator = ?)",
            moves,
        )


def put_raw(tx: Transaction, mails: Iterable[RawMail]) -> None:
    """Keep mails as they came, each once."""
    tx.run_many(
        "insert into raw_mail (sha256, size, packed) values (?, ?, ?) on conflict do nothing",
        list(mails),
    )


def drop_all_raw(tx: Transaction) -> int:
    """Let go of every mail as it came, and how many; what is known of it by its mark stays."""
    if gone := tx.run("delete from raw_mail"):
        tx.run("update live_item set sha256 = null where sha256 is not null")
    return gone
