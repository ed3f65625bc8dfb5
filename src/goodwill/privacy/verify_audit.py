"""Whether the record of looks is whole: the first entry that does not fit, or how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from goodwill.privacy.audit import (
    START,
    Head,
    Kept,
    digest_of,
    each_entry,
    filed_head,
    remembered_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goodwill.store.reader import Reader

__all__ = ["AuditVerified", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVerified:
    """How the record stands: `wrong` is None where it is whole, else where and why it is not.

    `head` is what may be written down elsewhere and given to a later look.
    """

    entries: int
    head: str
    wrong: str | None
    at: int | None = None


def verify(reader: Reader, folder: Path | None, known: Iterable[Head] = ()) -> AuditVerified:
    """Go through the whole record; `known` are heads that somebody wrote down earlier."""
    digests: dict[int, str] = {}
    before, last = START, 0
    wanted = [(where, head) for where, head in _heads(reader, folder, known) if head is not None]
    numbers = {head.id for _, head in wanted}
    for row in each_entry(reader):
        if wrong := _misfit(row, last, before):
            return _told(last, before, wrong, row.id)
        before, last = row.digest, row.id
        if last in numbers:
            digests[last] = before
    for where, head in wanted:
        if head.id > last:
            return _told(last, before, f"{where} knows {head.id} entries; the end is missing", last)
        if head.id and digests[head.id] != head.digest:
            return _told(
                last, before, f"entry {head.id} is not the one that {where} knows", head.id
            )
    return _told(last, before, None, None)


def _heads(
    reader: Reader, folder: Path | None, known: Iterable[Head]
) -> list[tuple[str, Head | None]]:
    """All that is told of how the record ended, and by whom."""
    return [
        ("the book", remembered_head(reader)),
        ("the file audit.head", filed_head(folder)),
        *(("the head that was given", head) for head in known),
    ]


def _misfit(row: Kept, last: int, before: str) -> str | None:
    """Why an entry cannot stand behind the one before it; None where it can."""
    if row.id != last + 1:
        return f"entry {last + 1} is missing: entry {row.id} follows {last}"
    if digest_of(row, before) != row.digest:
        return f"entry {row.id} does not fit: it, or the one before it, was changed"
    if row.note is not None and _digest(row.note) != row.note_digest:
        return f"entry {row.id} does not fit: its note was changed"
    return None


def _digest(note: str) -> str:
    return sha256(note.encode("utf-8", "replace")).hexdigest()


def _told(entries: int, digest: str, wrong: str | None, at: int | None) -> AuditVerified:
    return AuditVerified(entries=entries, head=str(Head(entries, digest)), wrong=wrong, at=at)
