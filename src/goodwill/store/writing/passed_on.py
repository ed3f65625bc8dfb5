"""Mails within mails: put away with their carrier, read when people are resolved.

A mail that another passes on has a row in `message` of the category `forwarded`, so that its words
and acts are kept, forgotten and read again like any mail's; it has no participants and no place of
its own, so it counts as nobody's mail. The people that its heading names stand in `passed_on`, who
they are in `passed_on_link`. Its words are read once its author is known (`is_read`), or when it
comes where the book keeps no words. What signals and judges see is
in `goodwill.store.columns`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from goodwill.store.database import Rows, Transaction
from goodwill.store.rows import ActsRow, MessageRow
from goodwill.store.writing.shared import Desk, insert_sql

__all__ = [
    "PassedOnRow",
    "add_people",
    "drop_passed_on",
    "mails_passed_on",
    "put_passed_on",
    "put_read",
    "unread_mails",
]

_CHARACTERS = 24_000
"""So much of a text is handed out: more than is read of any."""


class PassedOnRow(NamedTuple):
    """A passed-on mail: its people as (role, address, name), and what is known of its carrier.

    `accounts` are those of whom somebody is on the carrier; `is_attached` says that its people
    were read from a mail's own headers.
    """

    message_id: int
    people: tuple[tuple[str, str, str], ...]
    accounts: frozenset[str]
    is_attached: bool


def put_passed_on(desk: Desk, carriers: Mapping[int, MessageRow]) -> None:
    """Store what new messages pass on."""
    found = [
        (desk.ids.new("message"), carrier_id, position, mail)
        for carrier_id, carrier in carriers.items()
        for position, mail in enumerate(carrier.passed_on)
    ]
    if not found:
        return
    book = desk.book
    book.run_many(
        insert_sql("message"),
        [
            (key, mail.fact_id, mail.copy_rank, *mail.columns, *desk.stamp)
            for key, *_, mail in found
        ],
    )
    book.run_many(
        insert_sql("message_text"), [(key, mail.text, mail.zones) for key, *_, mail in found]
    )
    book.run_many(
        insert_sql("act"),
        [(key, place, *act) for key, *_, mail in found for place, act in enumerate(mail.acts)],
    )
    book.run_many(
        insert_sql("passed_on"),
        [
            (key, carrier_id, position, _people(mail), mail.text is None)
            for key, carrier_id, position, mail in found
        ],
    )


def _people(mail: MessageRow) -> str:
    return orjson.dumps([(role, *point) for role, point in mail.people]).decode()


def drop_passed_on(book: Transaction, carriers: Collection[int]) -> None:
    """Take away what messages pass on that go themselves."""
    keys = [(key,) for key in carriers]
    within = "(SELECT message_id FROM passed_on WHERE carrier_id = ?)"
    for table, column in (("message_text", "message_id"), ("act", "message_id"), ("message", "id")):
        book.run_many(f"DELETE FROM {table} WHERE {column} IN {within}", keys)
    book.run_many("DELETE FROM passed_on WHERE carrier_id = ?", keys)


def mails_passed_on(tx: Transaction) -> list[PassedOnRow]:
    """Every passed-on mail, with the accounts that its carrier is linked to by now."""
    accounts: defaultdict[int, set[str]] = defaultdict(set)
    for message_id, account_id in tx.rows(
        "select distinct x.message_id, l.account_id from passed_on x"
        " join participant p on p.message_id = x.carrier_id"
        " join point_link l on l.point_id = p.point_id where l.account_id is not null"
    ):
        accounts[message_id].add(account_id)
    rows = tx.rows(
        "select x.message_id, x.people, m.flags from passed_on x"
        " join message m on m.id = x.message_id order by x.message_id"
    )
    return [
        PassedOnRow(
            message_id,
            tuple((role, address, name) for role, address, name in orjson.loads(people)),
            frozenset(accounts[message_id]),
            '"read_from_heading"' not in flags,
        )
        for message_id, people, flags in rows
    ]


def add_people(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add people whom only passed-on mail tells of to those that resolving found."""
    for row in rows:
        marks = ", ".join("?" * len(row))
        sql = f"insert into person ({', '.join(row)}) values ({marks})"
        tx.run(sql, tuple(row.values()))


def unread_mails(tx: Transaction) -> Rows:
    """Passed-on mails whose author is known, that are some account's, and that nobody has read.

    A row has the mail's id, text, subject, language, second it was sent, the sender's offset
    from UTC in minutes, and category.
    """
    return tx.rows(
        "select m.id, substr(t.text, 1, ?), m.subject, m.language, m.sent_at,"
        " m.utc_offset_minutes, m.category from passed_on x"
        " join message m on m.id = x.message_id join message_text t on t.message_id = m.id"
        " where not x.is_read and t.text is not null"
        " and exists (select 1 from passed_on_link l where l.message_id = x.message_id"
        " and l.account_id is not null) order by m.id",
        (_CHARACTERS,),
    )


def put_read(tx: Transaction, found: Sequence[ActsRow]) -> None:
    """Put the acts of such mails away."""
    acts = [(row.message_id, place, *act) for row in found for place, act in enumerate(row.acts)]
    tx.run_many(insert_sql("act"), acts)
    read = [(True, row.message_id) for row in found]
    tx.run_many("update passed_on set is_read = ? where message_id = ?", read)
