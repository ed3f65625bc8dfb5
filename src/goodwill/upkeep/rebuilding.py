"""Dropping all that is worked out from facts, and working it out again: the same bytes.

Facts are written once; everything after them may go. From facts, mails are read again for their
acts; from acts, those stay. Then people, accounts and threads are worked out, the statements of
every day that had any are drawn up, and the index of words is made where there was one. Statements
are held against those that went: one that came out different should not have been stored.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from goodwill.importing.rereading import read_mails_again
from goodwill.machine.processes import processors
from goodwill.reports import OnProgress, Progress, RebuildFrom, RebuildReport, say_nothing, teller
from goodwill.store.lock import import_lock, resolve_lock
from goodwill.store.reading.searching import make_searchable
from goodwill.store.upkeep.derived import drop_derived, forget_acts, is_searchable, stored_marks
from goodwill.store.writing.rereading import mails_not_read_again, mails_to_read

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["rebuild"]

Name = tuple[str, str]
"""An account and a day."""


def rebuild(book: Book, since: RebuildFrom, progress: OnProgress | None = None) -> RebuildReport:
    """Drop and work out again all that comes after facts, or after acts.

    A book that is stopped on the way has lost nothing: whatever is missing is worked out when it
    is next asked for.
    """
    began, told = time.monotonic(), progress or say_nothing
    before = book.look(lambda reader: stored_marks(reader, book.rules))
    was_searchable = book.look(is_searchable)
    with import_lock(book.store, waiting=teller(told)):
        with resolve_lock(book.store), book.store.write() as tx:
            drop_derived(tx)
            if since == "facts":
                forget_acts(tx)
        mails = _read_again(book, told) if since == "facts" else 0
    book.forget_settings()
    book.bring_up_to_date(told)
    _draw_up(book, before, told)
    if was_searchable:
        make_searchable(book.store, told)
    after = book.look(lambda reader: stored_marks(reader, book.rules))
    return RebuildReport(
        since=since,
        mails=mails,
        mails_without_words=book.look(mails_not_read_again),
        accounts=len(book.accounts()),
        days=len({day for _, day in before}),
        statements=len(after.keys() & before.keys()),
        different=_different(before, after),
        seconds=round(time.monotonic() - began, 3),
    )


def _different(before: Mapping[Name, str], after: Mapping[Name, str]) -> tuple[str, ...]:
    """The statements that are other ones now, or there no more."""
    return tuple(
        f"{account_id} {day}"
        for account_id, day in sorted(before)
        if after.get((account_id, day)) != before[account_id, day]
    )


def _read_again(book: Book, told: OnProgress) -> int:
    """Read all kept mails anew, in parsing processes; how many there were."""
    timezone = book.settings.company.timezone

    def under_our_name(progress: Progress) -> None:
        told(replace(progress, what="Reading mails again"))

    count = book.look(lambda reader: mails_to_read(reader, 0))
    read_mails_again(book.store, timezone, told=under_our_name, workers=processors())
    return count


def _draw_up(book: Book, before: Mapping[Name, str], told: OnProgress) -> None:
    """The statements that there were, day by day, by as many processes as there are processors."""
    known = {one.account_id for one in book.accounts()}
    by_day: defaultdict[str, list[str]] = defaultdict(list)
    for account_id, day in sorted(before):
        if account_id in known:
            by_day[day].append(account_id)
    done, total = 0, sum(map(len, by_day.values()))
    for day, account_ids in by_day.items():
        on = date.fromisoformat(day)
        for some in book.drawn(account_ids, on):
            book.keep(some, on)
            done += len(some)
            told(Progress(what="drawing up statements", done=done, total=total))
