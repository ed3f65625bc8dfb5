"""What resolving reads from a book, and where its answer is kept.

Derived tables only: everything written here may be dropped and worked out again. The rules
themselves are in `goodwill.resolve`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from goodwill.store.database import Transaction
from goodwill.store.tables.schema import FACT_TABLES

__all__ = [
    "PEOPLE_OF_MAIL",
    "ContactRow",
    "MessagePeople",
    "account_ids",
    "contact_rows",
    "mailbox_counts",
    "message_people",
    "replace_rows",
    "rulings",
]

Point = tuple[str, str]


class ContactRow(NamedTuple):
    """A current row of `contacts.csv`."""

    email: str
    name: str | None
    title: str | None
    account_id: str | None
    committee_role: str | None
    left_on: str | None


class MessagePeople(NamedTuple):
    """The contact points that a message is from, and the others on it, in their order."""

    message_id: int
    writers: list[int]
    others: list[int]


def contact_rows(tx: Transaction) -> list[ContactRow]:
    """The contacts that somebody wrote down, in the order of the file."""
    rows = tx.rows(
        "select email, name, title, account_id, committee_role, left_on from contact"
        " where superseded_by is null order by id"
    )
    return [ContactRow(*row) for row in rows]


def account_ids(tx: Transaction, only: Sequence[str] | None = None) -> frozenset[str]:
    """Every account that any table names, or those of some ids that one does."""
    found: set[str] = set()
    for name, table in FACT_TABLES.items():
        if "account_id" in table.c:
            sql = f"select distinct account_id from {name} where account_id"
            rows = (
                tx.rows(f"{sql} is not null")
                if only is None
                else tx.rows_in(f"{sql} in (?*)", only)
            )
            found |= {row[0] for row in rows}
    return frozenset(found)


def rulings(tx: Transaction) -> dict[str, str | None]:
    """For each address that a person ruled on: its account, or None; the last word holds."""
    rows = tx.rows("select subject, answer from ruling where kind = 'account_of' order by id")
    return dict(rows)


def mailbox_counts(tx: Transaction) -> dict[str, dict[Point, int]]:
    """For each mailbox, in how many of its messages each point takes part."""
    files = tx.each("select id, path, connector from source_file")
    mailbox_of = {key: _mailbox(path, connector) for key, path, connector in files}
    points = tx.each("select id, address, name from contact_point")
    point_of: dict[int, Point] = {key: (address, name) for key, address, name in points}
    found: defaultdict[str, defaultdict[Point, int]] = defaultdict(lambda: defaultdict(int))
    for (point_id, file_id, _), _ in groupby(tx.each(_PLACED)):
        found[mailbox_of[file_id]][point_of[point_id]] += 1
    return {mailbox: dict(counts) for mailbox, counts in found.items()}


_PLACED = """
select a.point_id, p.source_file_id, a.message_id
from participant a join placement p on p.message_id = a.message_id
order by a.point_id, p.source_file_id, a.message_id"""
"""Read by its index, point after point: sorting all of them would take a gigabyte of millions."""


def _mailbox(path: str, connector: str) -> str:
    """An mbox is a mailbox; single files share the one of their folder, a Maildir is one."""
    if connector == "mbox":
        return path
    folder = PurePosixPath(path).parent
    if folder.name in {"cur", "new", "tmp"}:
        folder = folder.parent
    return str(folder.parent if folder.name.startswith(".") else folder)


PEOPLE_OF_MAIL = "p.message_id, p.point_id, p.role = 'from' from participant p"


def message_people(rows: Iterable[tuple[int, int, bool]]) -> Iterator[MessagePeople]:
    """The contact points on each message that has any, from rows of them message by message."""
    for message_id, people in groupby(rows, itemgetter(0)):
        writers: list[int] = []
        others: list[int] = []
        for _, point_id, has_written in people:
            (writers if has_written else others).append(point_id)
        yield MessagePeople(message_id, writers, others)


def replace_rows(tx: Transaction, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Empty a derived table and fill it again."""
    tx.run(f"delete from {table}")
    if rows:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        sql = f"insert into {table} ({', '.join(names)}) values ({marks})"
        tx.run_many(sql, [tuple(row[name] for name in names) for row in rows])
