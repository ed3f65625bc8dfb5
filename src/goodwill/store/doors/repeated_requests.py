"""Answers to requests that carry a key, kept for a day: who asks again gets the same answer.

A key belongs to whoever sent it. While its first request is being answered, no second one is.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from goodwill.store.database import Transaction

__all__ = ["KEPT_SECONDS", "KeptAnswer", "begin", "forget", "keep"]

KEPT_SECONDS = 24 * 3600
ABANDONED_SECONDS = 300
"""After so long without an answer whoever was asked has ended; drawing up takes seconds."""


class KeptAnswer(NamedTuple):
    """What was answered."""

    status: int
    body: bytes


def begin(
    tx: Transaction, asker: str, name: str, fingerprint: str, now: int
) -> KeptAnswer | Literal["new", "busy", "other"]:
    """What a key stands for: an answer; or that it is new, being answered, or of another request.

    A new one is being answered from here on.
    """
    tx.run("delete from kept_answer where made_at < ?", (now - KEPT_SECONDS,))
    rows = tx.rows(
        "select fingerprint, made_at, status, body from kept_answer where asker = ? and name = ?",
        (asker, name),
    )
    if rows:
        was, made_at, status, body = rows[0]
        if was != fingerprint:
            return "other"
        if status is not None:
            return KeptAnswer(int(status), bytes(body))
        if made_at > now - ABANDONED_SECONDS:
            return "busy"
        forget(tx, asker, name)
    tx.run(
        "insert into kept_answer (asker, name, fingerprint, made_at) values (?, ?, ?, ?)",
        (asker, name, fingerprint, now),
    )
    return "new"


def keep(tx: Transaction, asker: str, name: str, found: KeptAnswer) -> None:
    """Keep what was answered."""
    tx.run(
        "update kept_answer set status = ?, body = ? where asker = ? and name = ?",
        (found.status, found.body, asker, name),
    )


def forget(tx: Transaction, asker: str, name: str) -> None:
    """Nothing was done: the key may be used again."""
    tx.run("delete from kept_answer where asker = ? and name = ?", (asker, name))
