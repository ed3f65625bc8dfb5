"""What a parsing process is given: records, or mails of the book to be read again, and rules.

Light to load: whoever hands records out (`gathering`, `workers`) needs nothing of the parsers,
which are in `parsing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from goodwill.config import Privacy, rule_against
from goodwill.facts.csv_tables import recognise_table
from goodwill.facts.interactions import Message, MessageCategory
from goodwill.sources.base import Item, ReadError
from goodwill.store.rows import Entry, Reject

__all__ = ["KeptMail", "Rules", "Work", "entry_of", "reject_of", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for a whole import.

    `imported_at` bounds believable dates; `keeps_text_since` is the oldest day whose bodies are
    kept (None: all, the far future: none). `excluded` holds addresses and, as `@domain`, domains.
    `privacy` says what is taken of mail, and of which.
    """

    imported_at: datetime
    timezone: str
    keeps_text_since: datetime | None
    excluded: frozenset[str]
    privacy: Privacy = field(default_factory=Privacy)

    def rule_against(self, addresses: Iterable[str]) -> str | None:
        """The privacy rule that keeps mail with one of these addresses out."""
        return rule_against(addresses, self.excluded)

    def keeps_text_of(self, message: Message) -> bool:
        """Whether the book keeps this message's words."""
        since = self.keeps_text_since
        return since is None or (message.sent_at is not None and message.sent_at >= since)


class KeptMail(NamedTuple):
    """A mail that is in the book already: what of it tells its acts.

    `text` may be cut behind what is read of a text.
    """

    message_id: int
    text: str
    subject: str
    language: str | None
    sent_at: datetime | None
    utc_offset_minutes: int | None
    category: MessageCategory

    @property
    def path(self) -> str:
        """Where it is found: in the book itself."""
        return ""

    @property
    def locator(self) -> str:
        """Which mail of the book it is."""
        return str(self.message_id)


class Work(NamedTuple):
    """One record to parse, and the file it belongs to (0 for a mail of the book)."""

    source_file_id: int
    generation: int
    item: Item | KeptMail
    is_reread: bool = False


def entry_of(work: Work, outcome: Any) -> Entry:
    """What became of a record, beside where it stood."""
    return Entry(work.source_file_id, work.generation, work.item.locator, outcome, work.is_reread)


def reject_of(work: Work, reason: str, hint: str) -> Entry:
    """A record that no parser survives, as a reject."""
    item = work.item
    error = ReadError(path=item.path, locator=item.locator, reason=reason, hint=hint)
    return entry_of(work, rejected(item, error))


def rejected(item: Item | KeptMail, error: ReadError) -> Reject:
    """What was wrong with a record, with the record itself beside it."""
    if isinstance(item, KeptMail):
        return Reject(error, "mail", None)
    if isinstance(item, ReadError):
        return Reject(error, _kind(item), None)
    if isinstance(item.payload, bytes):
        return Reject(error, _kind(item), item.payload)
    row = error.row or tuple(item.payload.items())
    return Reject(replace(error, row=row), _kind(item), None)


def _kind(item: Item) -> str:
    """Which reject file a record goes to."""
    if isinstance(item, ReadError):
        return item.kind or recognise_table([name for name, _ in item.row]) or "other"
    if item.mapped is not None:
        return item.mapped.mapping
    if item.table is not None:
        return item.table
    return "calendar" if item.payload_type == "icalendar" else "mail"
