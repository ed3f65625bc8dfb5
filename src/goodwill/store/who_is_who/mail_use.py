"""How much human mail every contact point sent and got: counted once, then gone on with.

What was counted is kept in `mail_count`, and up to which mail. A sync counts its own mails; all
are counted again where a mail is gone or where somebody turned out to be one of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from goodwill.facts.base import content_id
from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Transaction
from goodwill.store.who_is_who.resolution import PEOPLE_OF_MAIL, message_people

__all__ = ["COUNTED", "Counted", "MailUse", "mail_of_accounts", "mail_use"]

COUNTED = "counted"
"""What the book notes: up to which mail each address's is counted, and who was of ours then."""


class MailUse(NamedTuple):
    """A contact point, and how many human messages it sent, and got from one of ours."""

    point_id: int
    address: str
    name: str
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, and what of it the book does not know yet."""

    uses: list[MailUse]
    new: list[tuple[int, int, int]]
    is_all: bool
    upto: str

    def keep(self, tx: Transaction) -> None:
        """Write the counts down."""
        if self.is_all:
            tx.run("delete from mail_count")
        tx.run_many("delete from mail_count where point_id = ?", [row[:1] for row in self.new])
        tx.run_many("insert into mail_count (point_id, sent, received) values (?, ?, ?)", self.new)
        write_state(tx, COUNTED, self.upto)


def mail_use(tx: Transaction, ours: Collection[int]) -> Counted:
    """Every contact point with the human mail it sent, and got from one of ours."""
    ((messages, newest),) = tx.rows("select count(*), coalesce(max(id), 0) from message")
    points = tx.rows("select id, address, name from contact_point order by id")
    last_point = points[-1][0] if points else 0
    counted = _counted_up_to(tx, ours)
    sent: defaultdict[int, int] = defaultdict(int)
    received: defaultdict[int, int] = defaultdict(int)
    touched = _count(tx, ours, counted or 0, sent, received)
    if counted is not None:
        for point_id, had_sent, had_received in tx.rows("select * from mail_count"):
            sent[point_id] += had_sent
            received[point_id] += had_received
    return Counted(
        uses=[MailUse(i, address, name, sent[i], received[i]) for i, address, name in points],
        new=[(point_id, sent[point_id], received[point_id]) for point_id in sorted(touched)],
        is_all=counted is None,
        upto=f"{newest} {messages} {last_point} {_word(ours, last_point)}",
    )


def mail_of_accounts(tx: Transaction, account_ids: Collection[str]) -> dict[str, int]:
    """About how much human mail accounts have, as it was counted last: those with any.

    A mail of ours to several people counts for each of them.
    """
    rows = tx.rows_in(
        "SELECT l.account_id, sum(c.sent + c.received) FROM point_link l"
        " JOIN mail_count c ON c.point_id = l.point_id"
        " WHERE l.account_id IN (?*) GROUP BY l.account_id",
        list(account_ids),
    )
    return {account_id: int(count) for account_id, count in rows}


def _counted_up_to(tx: Transaction, ours: Collection[int]) -> int | None:
    """The last mail that the counts know, None where they do not hold."""
    said = read_state(tx, COUNTED)
    if said is None:
        return None
    newest, messages, last_point, word = said.split(" ")
    still = tx.rows("select count(*) from message where id <= ?", (int(newest),))[0][0]
    holds = int(messages) == still and word == _word(ours, int(last_point))
    return int(newest) if holds else None


def _word(ours: Collection[int], last_point: int) -> str:
    """A word for who of the contact points up to one are ours."""
    return content_id(repr(sorted(one for one in ours if one <= last_point)), digits=16)


def _count(
    tx: Transaction,
    ours: Collection[int],
    after: int,
    sent: defaultdict[int, int],
    received: defaultdict[int, int],
) -> set[int]:
    """Count the mails after one; whose counts these change."""
    rows = tx.each(
        f"select {PEOPLE_OF_MAIL} join message m on m.id = p.message_id and m.category = 'human'"
        " where p.message_id > ? order by p.message_id, p.position",
        (after,),
    )
    for one in message_people(rows):
        for writer in one.writers:
            sent[writer] += 1
        if one.writers and one.writers[-1] in ours:
            for point_id in one.others:
                received[point_id] += 1
    return {*sent, *received}
