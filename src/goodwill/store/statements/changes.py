"""What statements say otherwise than before, noted once and read by number.

`statement_seen` remembers how each account stood when it was last looked at; what differs becomes
a row of `statement_change`. No quote and no name is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypedDict

import orjson

from goodwill.store.database import Transaction
from goodwill.store.reader import Reader

__all__ = [
    "Change",
    "LineChange",
    "Seen",
    "add_change",
    "changes_after",
    "last_change",
    "marks_before",
    "remember",
    "seen_before",
    "stored_since",
]

KEPT_SECONDS = 90 * 24 * 3600
"""How long a change can be read: who looks less often reads all statements anew."""


class LineChange(TypedDict):
    """A line, how it stood, and how it stands; null where it was not there, or is gone."""

    line: str
    before: str | None
    after: str | None


class Change(TypedDict):
    """One account's statement says something else: which lines, noted when (UTC).

    `lines` is empty where new facts moved no line from one word to another.
    """

    id: int
    noted_at: str
    account: str
    as_of: str
    lines: list[LineChange]


class Seen(NamedTuple):
    """How an account stood: its day and facts, each line's word, and the mark of its statement."""

    as_of: str
    facts: str
    standing: Mapping[str, str]
    mark: str = ""


def stored_since(
    reader: Reader, as_of: str, rules: str, known: Mapping[str, str]
) -> dict[str, str]:
    """Accounts whose statement of a day was stored anew, with a mark by which that is told."""
    rows = reader.rows(
        "select account_id, drawn_at, length(document) from statement"
        " where as_of = ? and made_with = ? order by account_id",
        (as_of, rules),
    )
    found = {account_id: f"{as_of}/{drawn}/{size}" for account_id, drawn, size in rows}
    return {name: mark for name, mark in found.items() if known.get(name) != mark}


def seen_before(reader: Reader) -> dict[str, Seen]:
    """How every account stood when it was last looked at."""
    rows = reader.rows("select account_id, facts, standing from statement_seen")
    found = {}
    for account_id, facts, standing in rows:
        as_of, _, rest = facts.partition(" ")
        digest, _, mark = rest.partition(" ")
        found[account_id] = Seen(as_of, digest, orjson.loads(standing), mark)
    return found


def marks_before(reader: Reader) -> dict[str, str]:
    """The mark of the statement of each account when it was last looked at; "" is none."""
    rows = reader.rows("select account_id, facts from statement_seen")
    return {account_id: facts.rpartition(" ")[2] for account_id, facts in rows}


def remember(tx: Transaction, account_id: str, seen: Seen) -> None:
    """How an account stands now."""
    facts = f"{seen.as_of} {seen.facts} {seen.mark}"
    tx.run("delete from statement_seen where account_id = ?", (account_id,))
    tx.run(
        "insert into statement_seen (account_id, facts, standing) values (?, ?, ?)",
        (account_id, facts, orjson.dumps(dict(seen.standing)).decode()),
    )


def add_change(
    tx: Transaction, account_id: str, as_of: str, lines: Sequence[LineChange], now: int
) -> int:
    """Note a change; those that are too old go."""
    tx.run("delete from statement_change where noted_at < ?", (now - KEPT_SECONDS,))
    number = tx.next_id("statement_change")
    tx.run(
        "insert into statement_change (id, noted_at, account_id, as_of, lines)"
        " values (?, ?, ?, ?, ?)",
        (number, now, account_id, as_of, orjson.dumps(list(lines)).decode()),
    )
    return number


def changes_after(reader: Reader, after: int, count: int) -> list[Change]:
    """The changes with a higher number, the first first."""
    rows = reader.rows(
        "select id, noted_at, account_id, as_of, lines from statement_change"
        " where id > ? order by id limit ?",
        (after, count),
    )
    return [_change(*row) for row in rows]


def _change(number: int, at: int, account_id: str, as_of: str, lines: str) -> Change:
    told: list[LineChange] = orjson.loads(lines)
    return Change(id=number, noted_at=_moment(at), account=account_id, as_of=as_of, lines=told)


def last_change(reader: Reader) -> int:
    """The number of the last change; 0 where there is none."""
    return int(reader.rows("select coalesce(max(id), 0) from statement_change")[0][0])


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
