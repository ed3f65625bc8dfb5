"""Reading the book's mails again when another reader has read them: no act is a past reader's.

A book notes which reader (`goodwill.statements.rules.reader_version`) has read its mails. Where
that is not the one at work, the words it has kept are read again, in parsing processes as an
import's are, and their acts replaced batch by batch. A mail that the new reader cannot read, or
whose words were not kept, has the acts that it had. A new time zone of the company makes another
reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from goodwill.importing.work import KeptMail, Rules, Work
from goodwill.importing.workers import Workers
from goodwill.reports import OnProgress, Progress
from goodwill.statements.rules import reader_version
from goodwill.store.book_state import read_up_to
from goodwill.store.database import Store
from goodwill.store.rows import ActsRow
from goodwill.store.writing.rereading import (
    all_were_read,
    kept_mails,
    mails_not_read_again,
    mails_to_read,
    put_acts,
)

__all__ = ["read_mails_again"]

_WHAT = "Reading mails again: the reader or the time zone has changed"

MAILS = 500
"""Mails that are read, and committed, together; a kill loses no more than that."""

_CHARACTERS = 24_000
"""So much of a text is handed out: more than is read of any."""


def read_mails_again(store: Store, timezone: str, *, told: OnProgress, workers: int) -> None:
    """Read all kept mails that another reader has read; the caller holds the import lock.

    Args:
        store: the book.
        timezone: the company's, for mails that name none.
        told: told how many mails have been read again.
        workers: how many parsing processes; none if 0.
    """
    version = reader_version(timezone)
    with store.read() as reader:
        behind = read_up_to(reader, version)
        if behind is None:
            return
        total = mails_to_read(reader, behind)
        failed = mails_not_read_again(reader) if behind else 0
    done = 0
    with Workers[int](_rules(timezone), workers) as reading:
        for last, entries in reading.parsed(_batches(store, behind)):
            found = [e.outcome for e in entries if isinstance(e.outcome, ActsRow)]
            failed += len(entries) - len(found)
            put_acts(store, found, version, last=last, failed=failed)
            done += len(entries)
            told(Progress(what=_WHAT, done=done, total=total))
    all_were_read(store, version, failed=failed)


def _batches(store: Store, behind: int) -> Iterator[tuple[int, Sequence[Work]]]:
    """The mails to read, each batch with the id of its last."""
    for rows in kept_mails(store, behind, many=MAILS, characters=_CHARACTERS):
        yield rows[-1][0], [Work(0, 0, _mail(row)) for row in rows]


def _mail(row: tuple[Any, ...]) -> KeptMail:
    """A row of `kept_mails`, with its second as a moment."""
    message_id, text, subject, language, second, offset, category = row
    sent_at = None if second is None else datetime.fromtimestamp(second, UTC)
    return KeptMail(message_id, text, subject, language, sent_at, offset, category)


def _rules(timezone: str) -> Rules:
    """What holds for mails of the book: which are believed and kept was settled before."""
    return Rules(
        imported_at=datetime.max.replace(tzinfo=UTC),
        timezone=timezone,
        keeps_text_since=None,
        excluded=frozenset(),
    )
