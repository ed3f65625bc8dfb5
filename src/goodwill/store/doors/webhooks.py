"""Webhooks and what was sent to them: whose address, how often it was tried, what came of it."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from goodwill.store.database import Transaction
from goodwill.store.reader import Reader

__all__ = [
    "Due",
    "Sending",
    "Webhook",
    "add_webhook",
    "due_sendings",
    "end_webhook",
    "queue",
    "sendings_of",
    "tried",
    "webhooks",
]


class Webhook(TypedDict):
    """An address that changes are sent to."""

    id: int
    url: str
    by: str


class Sending(TypedDict):
    """One change on its way to one address.

    `state` is `waiting`, `sent` or `given_up`; `status` what the other side answered last.
    """

    change: int
    state: str
    tries: int
    status: int | None
    fault: str


class Due(NamedTuple):
    """A sending whose time has come."""

    webhook_id: int
    change_id: int
    tries: int
    url: str
    sealed: bytes


def add_webhook(tx: Transaction, url: str, sealed: bytes, by: str, now: int) -> int:
    """A new address; the number that it goes under."""
    number = tx.next_id("webhook")
    tx.run(
        'insert into webhook (id, made_at, "by", url, sealed) values (?, ?, ?, ?, ?)',
        (number, now, by, url, sealed),
    )
    return number


def webhooks(reader: Reader) -> list[Webhook]:
    """Every address that is still sent to."""
    rows = reader.rows('select id, url, "by" from webhook where ended_at is null order by id')
    return [Webhook(id=number, url=url, by=by) for number, url, by in rows]


def end_webhook(tx: Transaction, number: int, now: int) -> bool:
    """Send nothing more there; whether it was sent to."""
    ended = tx.run(
        "update webhook set ended_at = ? where id = ? and ended_at is null", (now, number)
    )
    tx.run("delete from webhook_sending where webhook_id = ? and sent_at is null", (number,))
    return ended > 0


def queue(tx: Transaction, webhook_id: int, change_ids: list[int], now: int) -> None:
    """Have changes sent there, also those that were sent before."""
    for change_id in change_ids:
        name = (webhook_id, change_id)
        tx.run("delete from webhook_sending where webhook_id = ? and change_id = ?", name)
        tx.run(
            "insert into webhook_sending (webhook_id, change_id, tries, next_at, fault)"
            " values (?, ?, 0, ?, '')",
            (*name, now),
        )


def due_sendings(reader: Reader, now: int, count: int) -> list[Due]:
    """Sendings whose time has come, the first change first."""
    rows = reader.rows(
        "select s.webhook_id, s.change_id, s.tries, w.url, w.sealed from webhook_sending s"
        " join webhook w on w.id = s.webhook_id where w.ended_at is null"
        " and s.sent_at is null and s.next_at <= ? order by s.change_id, s.webhook_id limit ?",
        (now, count),
    )
    return [
        Due(hook, change, tries, url, bytes(sealed)) for hook, change, tries, url, sealed in rows
    ]


def tried(
    tx: Transaction,
    due: Due,
    *,
    status: int | None,
    fault: str,
    sent_at: int | None,
    next_at: int | None,
) -> None:
    """What came of a try; `next_at` None and not sent: it is given up."""
    tx.run(
        "update webhook_sending set tries = tries + 1, status = ?, fault = ?, sent_at = ?,"
        " next_at = ? where webhook_id = ? and change_id = ?",
        (status, fault, sent_at, next_at, due.webhook_id, due.change_id),
    )


def sendings_of(reader: Reader, webhook_id: int) -> list[Sending]:
    """What was sent, or is to be, by change."""
    rows = reader.rows(
        "select change_id, tries, status, fault, sent_at, next_at from webhook_sending"
        " where webhook_id = ? order by change_id",
        (webhook_id,),
    )
    return [
        Sending(
            change=change_id,
            state="sent" if sent_at else "given_up" if next_at is None else "waiting",
            tries=tries,
            status=status,
            fault=fault,
        )
        for change_id, tries, status, fault, sent_at, next_at in rows
    ]
