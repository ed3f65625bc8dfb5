"""What was worked out from facts about somebody who is erased: let go of, and worked out again."""

from __future__ import annotations

import zlib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from goodwill.privacy.redaction import Redactor, name_forms
from goodwill.store.reading.searching import drop_words
from goodwill.store.statements.storing import drop_statements

if TYPE_CHECKING:
    from collections.abc import Collection

    from goodwill.book import Book
    from goodwill.privacy.whom import Whom
    from goodwill.store.database import Transaction

__all__ = ["documents_with", "draw_again", "drop_worked_out"]


def documents_with(tx: Transaction, whom: Whom) -> list[str]:
    """The accounts of which anything that is stored speaks of her."""
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    found: set[str] = set()
    for table in ("statement", "glance", "evidence"):
        for account_id, document in tx.each(f"select account_id, document from {table}"):
            content = bytes(document)
            if table == "evidence":
                content = zlib.decompress(content)
            if account_id not in found and redactor.find(content.decode("utf-8", "replace")):
                found.add(account_id)
    return sorted(found)


def drop_worked_out(
    tx: Transaction, accounts: Collection[str], *, is_sqlite: bool
) -> dict[date, list[str]]:
    """Let go of what rests on her; which statements there were of the newest day, by day."""
    last = tx.rows("select max(as_of) from statement")[0][0]
    there = tx.rows("select account_id from statement where as_of = ?", (last,)) if last else []
    again = [account_id for (account_id,) in there if account_id in set(accounts)]
    for account_id in sorted(accounts):
        drop_statements(tx, account_id)
    for table in (
        "unmatched",
        "kept_answer",
        "passed_on_link",
        "person",
        "thread_key",
        "mail_count",
    ):
        tx.run(f"delete from {table}")
    tx.run("delete from book_state where name in ('resolved', 'threaded', 'counted')")
    if is_sqlite:
        drop_words(tx)
    days: defaultdict[date, list[str]] = defaultdict(list)
    if again:
        days[date.fromisoformat(last)] = again
    return days


def draw_again(book: Book, days: dict[date, list[str]]) -> None:
    """Draw up the newest statements of the accounts that were hit; older ones when asked for."""
    known = {one.account_id for one in book.accounts()}
    for day, account_ids in days.items():
        for some in book.drawn([one for one in account_ids if one in known], day):
            book.keep(some, day)
