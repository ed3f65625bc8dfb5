"""A mail of which one mailbox gave the headers alone and another the whole: it counts as one.

Mails are told apart by their text as well (`goodwill.normalise.identity`), which a copy of headers
alone does not have. So it is taken for the mail of the same Message-ID and sender, whichever of
the two comes first; the copy of which more was taken is kept, as of any two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodwill.facts.base import mail_id
from goodwill.store.database import Transaction
from goodwill.store.rows import Entry, MessageRow

__all__ = ["as_one"]

_WHOLE = "0"
"""Ranks of copies of which not all was taken stand before every digit."""


def as_one(book: Transaction, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, copies of headers alone under the ids of their mails.

    Stored ones whose mails come with these entries are given the ids of those.
    """
    bare_of = {e.outcome.fact_id: _bare_id(e.outcome) for e in entries}
    alone = {e.outcome.fact_id for e in entries if _is_alone(e.outcome, bare_of)}
    whole: dict[str, str] = {}
    for fact_id in sorted(bare_of.keys() - alone, reverse=True):
        if bare_of[fact_id] not in {"", fact_id}:
            whole[bare_of[fact_id]] = fact_id
    _give_ids(book, whole)
    if not alone:
        return entries
    known = whole | _stored(book, [e.outcome for e in entries if e.outcome.fact_id in alone])
    known = {bare: fact_id for bare, fact_id in known.items() if bare in alone}
    return [
        e._replace(outcome=e.outcome._replace(fact_id=known[e.outcome.fact_id]))
        if e.outcome.fact_id in known
        else e
        for e in entries
    ]


def _bare_id(row: MessageRow) -> str:
    """What copies of a mail's headers alone are told by; "" where they cannot be."""
    message_id = row.columns[1]
    return mail_id(message_id, _sender(row)) if message_id else ""


def _sender(row: MessageRow) -> str:
    role, (address, name) = row.people[0] if row.people else ("", ("", ""))
    return (address or name) if role == "from" else ""


def _is_alone(row: MessageRow, bare_of: dict[str, str]) -> bool:
    return row.copy_rank < _WHOLE and bare_of[row.fact_id] == row.fact_id


def _give_ids(book: Transaction, whole: dict[str, str]) -> None:
    """Stored copies of headers alone go by the ids of the mails that they are of."""
    found = book.rows_in("SELECT fact_id, copy_rank FROM message WHERE fact_id IN (?*)", [*whole])
    alone = [bare for bare, rank in found if rank < _WHOLE]
    there = book.rows_in(
        "SELECT fact_id FROM message WHERE fact_id IN (?*)", [whole[bare] for bare in alone]
    )
    book.run_many(
        "UPDATE message SET fact_id = ? WHERE fact_id = ?",
        [(whole[bare], bare) for bare in alone if (whole[bare],) not in there],
    )


def _stored(book: Transaction, rows: Iterable[MessageRow]) -> dict[str, str]:
    """The stored mails that are wanted: the id of headers alone to that of the mail."""
    wanted = {row.fact_id for row in rows}
    found = book.rows_in(
        "SELECT m.ref, m.fact_id, c.address, c.name FROM message m"
        " JOIN participant p ON p.message_id = m.id AND p.position = 0 AND p.role = 'from'"
        " JOIN contact_point c ON c.id = p.point_id"
        " WHERE m.category <> 'forwarded' AND m.ref IN (?*)",
        list({row.columns[0] for row in rows}),
    )
    mails = {}
    for ref, fact_id, address, name in sorted(found, key=lambda one: one[1], reverse=True):
        bare = mail_id(ref, address or name)
        if bare in wanted and fact_id != bare:
            mails[bare] = fact_id
    return mails
