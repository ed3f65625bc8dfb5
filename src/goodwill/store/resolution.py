"""What resolving reads from a book, and where its answer is kept.

Derived tables only: everything written here may be dropped and worked out again. The rules
themselves are in `goodwill.resolve`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import orjson

from goodwill.store.database import Transaction
from goodwill.store.schema import FACT_TABLES, METADATA

__all__ = [
    "ContactRow",
    "MailUse",
    "MessagePeople",
    "ThreadColumns",
    "ThreadRow",
    "account_ids",
    "contact_rows",
    "mail_use",
    "mailbox_counts",
    "points_on_mail",
    "quoted_ids",
    "replace_rows",
    "replace_threads",
    "rulings",
    "thread_rows",
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


class MailUse(NamedTuple):
    """A contact point, and how many human messages it sent, and got from one of ours."""

    point_id: int
    address: str
    name: str
    sent: int
    received: int


class MessagePeople(NamedTuple):
    """The contact points that a message is from, and the others on it, in their order."""

    message_id: int
    writers: list[int]
    others: list[int]


NOBODY = MessagePeople(0, [], [])


class ThreadRow(NamedTuple):
    """What threading needs to know of a message, and the contact points on it."""

    id: int
    ref: str
    message_id: str | None
    parents: tuple[str, ...]
    subject: str
    sent_at: int | None
    text_id: str
    quoted_id: str | None
    people: MessagePeople


@dataclass(frozen=True, slots=True)
class ThreadColumns:
    """The thread of each message, in columns: there may be millions."""

    message_ids: array[int]
    threads: list[str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, str]]) -> ThreadColumns:
        """The same of pairs."""
        message_ids, threads = array("q"), list[str]()
        for message_id, thread in pairs:
            message_ids.append(message_id)
            threads.append(thread)
        return cls(message_ids, threads)


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


def mail_use(tx: Transaction, ours: Iterable[int]) -> list[MailUse]:
    """Every contact point with the human mail it sent, and got from one of ours."""
    sent: defaultdict[int, int] = defaultdict(int)
    received: defaultdict[int, int] = defaultdict(int)
    our_points = frozenset(ours)
    rows = tx.each(
        f"select {_PEOPLE} join message m on m.id = p.message_id and m.category = 'human'"
        " order by p.message_id, p.position"
    )
    for one in _message_people(rows):
        for writer in one.writers:
            sent[writer] += 1
        if one.writers and one.writers[-1] in our_points:
            for point_id in one.others:
                received[point_id] += 1
    points = tx.rows("select id, address, name from contact_point order by id")
    return [MailUse(i, address, name, sent[i], received[i]) for i, address, name in points]


def points_on_mail(tx: Transaction) -> list[int]:
    """The contact points that are on any message, in their order: contacts may be on none."""
    on_any = "exists (select 1 from participant p where p.point_id = c.id)"
    return [
        row[0] for row in tx.rows(f"select c.id from contact_point c where {on_any} order by c.id")
    ]


_PEOPLE = "p.message_id, p.point_id, p.role = 'from' from participant p"


def _message_people(rows: Iterable[tuple[int, int, bool]]) -> Iterator[MessagePeople]:
    """The contact points on each message that has any, from rows of them message by message."""
    for message_id, people in groupby(rows, itemgetter(0)):
        writers: list[int] = []
        others: list[int] = []
        for _, point_id, has_written in people:
            (writers if has_written else others).append(point_id)
        yield MessagePeople(message_id, writers, others)


def thread_rows(tx: Transaction) -> Iterator[ThreadRow]:
    """Every message, as threading sees it: as they were sent, at once by ref and id.

    What has no date comes last. A book may have millions, so few are held at a time.
    """
    for _, at_once in groupby(_as_sent(tx), attrgetter("sent_at")):
        yield from sorted(at_once, key=attrgetter("ref", "id"))


def _as_sent(tx: Transaction) -> Iterator[ThreadRow]:
    in_order = "category <> 'forwarded' order by sent_at is null, sent_at, id"
    ids = array("q", (row[0] for row in tx.each(f"select id from message where {in_order}")))
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE].tolist()
        rows = {row[0]: row for row in tx.rows_in(_THREADED, some)}
        people = {one.message_id: one for one in _message_people(tx.rows_in(_ON_THEM, some))}
        for key in some:
            number, ref, message_id, in_reply_to, refs, subject, sent_at, text_id, quoted = rows[
                key
            ]
            parents = tuple(orjson.loads(refs)) + ((in_reply_to,) if in_reply_to else ())
            yield ThreadRow(
                id=number,
                ref=ref,
                message_id=message_id,
                parents=parents,
                subject=subject,
                sent_at=sent_at,
                text_id=text_id,
                quoted_id=quoted,
                people=people.get(key, NOBODY),
            )


_AT_ONCE = 2_000
_ON_THEM = f"select {_PEOPLE} where p.message_id in (?*) order by p.message_id, p.position"
_THREADED = """
select id, ref, message_id, in_reply_to, refs, subject, sent_at, text_id, quoted_id
from message where id in (?*)"""


def quoted_ids(tx: Transaction) -> frozenset[str]:
    """Every text that some message quotes."""
    rows = tx.each("select distinct quoted_id from message where quoted_id is not null")
    return frozenset(row[0] for row in rows)


def replace_threads(tx: Transaction, found: ThreadColumns) -> None:
    """Write down the thread of every message; an index is quicker made than kept for so many."""
    table = METADATA.tables["message_thread"]
    for index in table.indexes:
        index.drop(tx.connection)
    tx.run("delete from message_thread")
    tx.run_many(
        "insert into message_thread (message_id, thread_id) values (?, ?)",
        (
            (found.message_ids[at], found.threads[at])
            for at in sorted(range(len(found.threads)), key=found.message_ids.__getitem__)
        ),
    )
    for index in table.indexes:
        index.create(tx.connection)


def replace_rows(tx: Transaction, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Empty a derived table and fill it again."""
    tx.run(f"delete from {table}")
    if rows:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        sql = f"insert into {table} ({', '.join(names)}) values ({marks})"
        tx.run_many(sql, [tuple(row[name] for name in names) for row in rows])
