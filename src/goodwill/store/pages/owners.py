"""What stands on a page of `book.db`: which table or index, which rows, whose mails.

Asked of SQLite itself once pages are known to have changed (its table `dbstat`, which not every
build has). Rows are counted from both ends of a table, so the changed page need not be readable.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError

from goodwill.store.database import Transaction
from goodwill.store.tables.schema import METADATA

__all__ = ["Owned", "owners_of"]

UNKNOWN = ""
_ACCOUNTS_SHOWN = 20
_BY_MESSAGE = {"message": "id", "message_text": "message_id", "message_thread": "message_id"}
"""Tables whose rows are known by the mail that they tell of."""


@dataclass(slots=True)
class Owned:
    """Changed pages of one table or index; `table` is "" where SQLite cannot say.

    `rows` are the first and last row number that may be hit, where they have numbers;
    `accounts` those whose rows these are, as far as that can still be read.
    """

    table: str
    index: str | None = None
    pages: list[int] = field(default_factory=list)
    rows: tuple[int, int] | None = None
    accounts: tuple[str, ...] = ()


def owners_of(tx: Transaction, pages: Collection[int]) -> list[Owned]:
    """What stands on these pages."""
    tables = _tables(tx)
    found: dict[str, Owned] = {}
    for name, page in _names(tx, pages):
        table = tables.get(name, name)
        owned = found.setdefault(name, Owned(table, name if table != name else None))
        owned.pages.append(page)
    for owned in found.values():
        if owned.index is None and owned.table:
            owned.rows = _ask(lambda owned=owned: _rows(tx, owned))
            owned.accounts = _ask(lambda owned=owned: _accounts(tx, owned)) or ()
    return list(found.values())


def _ask(question: Any) -> Any:
    """An answer, or None where the damage keeps SQLite from giving one."""
    with suppress(DBAPIError, sqlite3.Error, UnicodeDecodeError):
        return question()
    return None


def _tables(tx: Transaction) -> dict[str, str]:
    """The table of every table and index."""
    return dict(_ask(lambda: tx.rows("select name, tbl_name from sqlite_master")) or ())


def _names(tx: Transaction, pages: Collection[int]) -> list[tuple[str, int]]:
    wanted = set(pages)
    rows = _ask(lambda: tx.rows("select name, pageno from dbstat")) or []
    names = {page: name for name, page in rows if page in wanted}
    return [(names.get(page, UNKNOWN), page) for page in sorted(wanted)]


def _rows(tx: Transaction, owned: Owned) -> tuple[int, int] | None:
    """The numbers of the rows between the neighbours of the pages, first to last."""
    leaves = tx.rows(
        "select pageno, ncell, path from dbstat where name = ? and pagetype <> 'internal'"
        " and pagetype <> 'overflow' order by path",
        (owned.table,),
    )
    places = _places(tx, owned, leaves)
    if not places:
        return None
    cells = [cell for _, cell, _ in leaves]
    before, behind = sum(cells[: min(places)]), sum(cells[max(places) + 1 :])
    ask = f"select rowid from {owned.table} order by rowid {{}} limit 1 offset ?"
    first = tx.rows(ask.format("asc"), (before - 1,)) if before else [(0,)]
    last = tx.rows(ask.format("desc"), (behind - 1,)) if behind else []
    newest = last[0][0] - 1 if last else tx.rows(f"select max(rowid) from {owned.table}")[0][0]
    return (int(first[0][0]) + 1, int(newest)) if first and newest is not None else None


def _places(tx: Transaction, owned: Owned, leaves: Sequence[tuple[Any, ...]]) -> list[int]:
    """Which of the leaves are changed, or have overflowing rows that are."""
    wanted = set(owned.pages)
    overflowing: defaultdict[str, list[int]] = defaultdict(list)
    for path, page in tx.rows(
        "select path, pageno from dbstat where name = ? and pagetype = 'overflow'", (owned.table,)
    ):
        overflowing[path.rpartition("/")[0] + "/"].append(page)
    return [
        place
        for place, (page, _, path) in enumerate(leaves)
        if page in wanted or wanted.intersection(overflowing.get(path, ()))
    ]


def _accounts(tx: Transaction, owned: Owned) -> tuple[str, ...]:
    """The accounts of these rows, asked of other tables and of indexes that hold no damage."""
    if owned.rows is None or owned.table not in METADATA.tables:
        return ()
    if owned.table in _BY_MESSAGE:
        asked = (
            "select distinct l.account_id from participant p join point_link l"
            " on l.point_id = p.point_id where p.message_id between ? and ?"
        )
    elif "account_id" in METADATA.tables[owned.table].c:
        index = f"ix_{owned.table}_account_id"
        asked = (
            f"select distinct account_id from {owned.table} indexed by {index}"
            " where id between ? and ?"
        )
    else:
        return ()
    found = tx.rows(f"{asked} limit {_ACCOUNTS_SHOWN + 1}", owned.rows)
    return tuple(sorted(name for (name,) in found if name))
