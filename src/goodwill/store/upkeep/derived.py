"""All that a book has worked out from its facts: what of it there is, and letting go of it.

What is derived is written by `who_is_who/`, `statements/` and `reading/searching`; who works it out
again is `goodwill.upkeep.rebuilding`.
"""

from __future__ import annotations

from hashlib import sha256

from goodwill.store.book_state import READER, read_state
from goodwill.store.database import Transaction
from goodwill.store.reader import Reader
from goodwill.store.reading.searching import SEARCHABLE
from goodwill.store.statements.storing import drop_statements
from goodwill.store.who_is_who.mail_use import COUNTED
from goodwill.store.who_is_who.threads import THREADED

__all__ = [
    "drop_derived",
    "forget_acts",
    "forget_marks",
    "is_searchable",
    "stored_marks",
]

_TABLES = (
    "account_state",
    "unmatched",
    "discovered_account",
    "account_link",
    "mail_count",
    "message_thread",
    "thread_key",
    "passed_on_link",
    "point_link",
    "person",
)
_NOTED = ("resolved", "kept", THREADED, COUNTED, SEARCHABLE)
"""What the book notes of itself about these."""


def stored_marks(reader: Reader, rules: str) -> dict[tuple[str, str], str]:
    """A word for each statement that holds, with its evidence, by account and day."""
    names = reader.rows(
        "select account_id, as_of from statement where made_with = ? order by as_of, account_id",
        (rules,),
    )
    return {(account_id, day): _mark(reader, account_id, day) for account_id, day in names}


def _mark(reader: Reader, account_id: str, day: str) -> str:
    """One at a time: a document may be large, and there may be many."""
    found = sha256()
    for table in ("statement", "glance", "evidence"):
        sql = f"select document from {table} where account_id = ? and as_of = ?"
        for (document,) in reader.rows(sql, (account_id, day)):
            found.update(b"%d " % len(document) + document)
    return found.hexdigest()


def is_searchable(reader: Reader) -> bool:
    """Whether somebody has had the index of words made."""
    return read_state(reader, SEARCHABLE) is not None


def drop_derived(tx: Transaction) -> None:
    """Let go of people, links, threads, statements; the index of words is made anew when asked."""
    drop_statements(tx)
    for table in _TABLES:
        tx.run(f"delete from {table}")
    for name in _NOTED:
        tx.run("delete from book_state where name = ?", (name,))


def forget_marks(tx: Transaction) -> None:
    """Let threads and counts of mail be worked out from all mails again, not gone on with.

    For who changes mails in their places, which no mark shows.
    """
    for name in ("resolved", THREADED, COUNTED):
        tx.run("delete from book_state where name = ?", (name,))


def forget_acts(tx: Transaction) -> None:
    """Let all mails whose words are kept count as unread.

    Passed-on mail loses its acts at once: it is read again once it is known whose it is.
    """
    are_kept = "message_id in (select message_id from message_text where text is not null)"
    passed_on = "select message_id from passed_on"
    tx.run(f"delete from act where message_id in ({passed_on}) and {are_kept}")
    tx.run(f"update passed_on set is_read = false where {are_kept}")
    tx.run("delete from book_state where name = ?", (READER,))
