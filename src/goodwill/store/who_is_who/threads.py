"""Conversations in a book: what is read to work them out, how they are kept and found again.

`message_thread` says of every message which thread it is part of. `thread_key` is what leads to
threads: a number for each id, text, subject, ticket and series, with when it was met and on which
message; under `EVERY` stands every message, by when it was sent. Both are derived.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import orjson

from goodwill.store.database import Transaction
from goodwill.store.tables.metadata import METADATA
from goodwill.store.who_is_who.resolution import PEOPLE_OF_MAIL, MessagePeople, message_people

__all__ = [
    "EVERY",
    "THREADED",
    "UNDATED",
    "Key",
    "ThreadColumns",
    "ThreadRow",
    "add_threads",
    "drop_threads",
    "in_order",
    "key_of",
    "mails_at_hand",
    "quoted_ids",
    "replace_threads",
    "thread_rows",
]

THREADED = "threaded"
"""What the book notes: what the threads that are kept were made of; the same, and they hold."""

EVERY = 0
"""The key under which every message stands."""

UNDATED = 2**62
"""When a message without a believable date counts as sent: after all others."""

NOBODY = MessagePeople(0, [], [])

Key = tuple[int, int, int]
"""A row of `thread_key`: the number of a lead, when it was met, on which message."""


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
    """The thread of each message, and what leads to it, in columns: there may be millions."""

    message_ids: array[int] = field(default_factory=lambda: array("q"))
    threads: list[str] = field(default_factory=list)
    keys: array[int] = field(default_factory=lambda: array("q"))
    met_at: array[int] = field(default_factory=lambda: array("q"))
    met_on: array[int] = field(default_factory=lambda: array("q"))

    def add(self, message_id: int, thread: str, sent_at: int | None, leads: Iterable[str]) -> None:
        """One message more; what has no date leads to no thread of a dated mail."""
        self.message_ids.append(message_id)
        self.threads.append(thread)
        self._add_key(EVERY, UNDATED if sent_at is None else sent_at, message_id)
        if sent_at is not None:
            for lead in leads:
                self._add_key(key_of(lead), sent_at, message_id)

    def _add_key(self, key: int, at: int, message_id: int) -> None:
        self.keys.append(key)
        self.met_at.append(at)
        self.met_on.append(message_id)

    def rows(self) -> Iterator[tuple[int, str]]:
        """Message and thread, by message: so they are soonest written."""
        by_id = sorted(range(len(self.threads)), key=self.message_ids.__getitem__)
        return ((self.message_ids[at], self.threads[at]) for at in by_id)

    def key_rows(self) -> Iterator[Key]:
        """The rows of `thread_key`, in its order."""
        import numpy as np  # noqa: PLC0415  a tenth of a second, and seldom needed

        keys, met_at, met_on = (np.asarray(c) for c in (self.keys, self.met_at, self.met_on))
        order = np.lexsort((met_on, met_at, keys))
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            yield from zip(*(c[some].tolist() for c in (keys, met_at, met_on)), strict=True)


def key_of(lead: str) -> int:
    """The number of a lead; two leads with one number are not to be expected in any book."""
    digest = blake2b(lead.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


# What is read.


def thread_rows(tx: Transaction) -> Iterator[ThreadRow]:
    """Every message, as threading sees it: as they were sent, at once by ref and id.

    What has no date comes last. A book may have millions, so few are held at a time.
    """
    sql = "select id from message where category <> 'forwarded'"
    ids = array("q", (row[0] for row in tx.each(f"{sql} order by sent_at is null, sent_at, id")))
    return in_order(mails_at_hand(tx, ids))


def in_order(rows: Iterable[ThreadRow]) -> Iterator[ThreadRow]:
    """Rows by time, and those of one time by ref and id."""
    for _, at_once in groupby(rows, attrgetter("sent_at")):
        yield from sorted(at_once, key=attrgetter("ref", "id"))


def mails_at_hand(tx: Transaction, ids: Sequence[int]) -> Iterator[ThreadRow]:
    """Messages by their ids, in the order of these; ids of none are left out."""
    for start in range(0, len(ids), _AT_ONCE):
        some = list(ids[start : start + _AT_ONCE])
        rows = {row[0]: row for row in tx.rows_in(_THREADED, some)}
        people = {one.message_id: one for one in message_people(tx.rows_in(_ON_THEM, some))}
        for number, ref, message_id, in_reply_to, refs, subject, sent_at, text_id, quoted in (
            rows[key] for key in some if key in rows
        ):
            yield ThreadRow(
                id=number,
                ref=ref,
                message_id=message_id,
                parents=tuple(orjson.loads(refs)) + ((in_reply_to,) if in_reply_to else ()),
                subject=subject,
                sent_at=sent_at,
                text_id=text_id,
                quoted_id=quoted,
                people=people.get(number, NOBODY),
            )


_AT_ONCE = 2_000
_ON_THEM = f"select {PEOPLE_OF_MAIL} where p.message_id in (?*) order by p.message_id, p.position"
_THREADED = """
select id, ref, message_id, in_reply_to, refs, subject, sent_at, text_id, quoted_id
from message where id in (?*)"""


def quoted_ids(tx: Transaction) -> frozenset[str]:
    """Every text that some message quotes."""
    rows = tx.each("select distinct quoted_id from message where quoted_id is not null")
    return frozenset(row[0] for row in rows)


# What is written.


def replace_threads(tx: Transaction, found: ThreadColumns) -> None:
    """Write down the thread of every message; an index is quicker made than kept for so many."""
    table = METADATA.tables["message_thread"]
    for index in table.indexes:
        index.drop(tx.connection)
    drop_threads(tx)
    tx.run_many(_INTO_THREADS, found.rows())
    for index in table.indexes:
        index.create(tx.connection)
    tx.run_many(_INTO_KEYS, found.key_rows())


def add_threads(
    tx: Transaction, found: ThreadColumns, *, gone: Collection[int], outdated: Iterable[Key]
) -> None:
    """Write down the threads of some messages anew; those of others stay.

    `gone` are messages that the book no longer has; `outdated` rows of `thread_key` that hold no
    more.
    """
    for key in (*gone, *found.message_ids):
        tx.run("delete from message_thread where message_id = ?", (key,))
    tx.run_many(
        "delete from thread_key where key = ? and met_at = ? and message_id = ?", list(outdated)
    )
    tx.run_many(_INTO_THREADS, found.rows())
    tx.run_many(_INTO_KEYS, found.key_rows())


def drop_threads(tx: Transaction) -> None:
    """Let go of all threads and of what leads to them."""
    tx.run("delete from message_thread")
    tx.run("delete from thread_key")


_INTO_THREADS = "insert into message_thread (message_id, thread_id) values (?, ?)"
_INTO_KEYS = "insert into thread_key (key, met_at, message_id) values (?, ?, ?)"
