"""Records to rows: everything that looks inside what strangers have sent.

Runs in processes of its own (`goodwill.workers`), so that a message which breaks a parser breaks
nothing else. Reads no clock and no file; a record goes in, what became of it comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from goodwill.acts import read_text
from goodwill.acts.due_dates import find_due_date
from goodwill.acts.remarks import read_remarks
from goodwill.facts.acts import Act
from goodwill.facts.csv_tables import recognise_table
from goodwill.facts.interactions import Message
from goodwill.normalise.icalendar import normalise_calendar
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.normalise.table_row import normalise_row
from goodwill.sources.base import Item, RawRecord, ReadError
from goodwill.store.rows import (
    REASON_COLUMNS,
    Entry,
    Excluded,
    Reject,
    make_fact_row,
    make_meeting_row,
    make_message_row,
)

__all__ = ["Rules", "Work", "parse_all", "reject_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for a whole import.

    `imported_at` bounds believable dates; `keeps_text_since` is the oldest day whose bodies are
    kept (None: all, the far future: none). `excluded` holds addresses and, as `@domain`, domains.
    """

    imported_at: datetime
    timezone: str
    keeps_text_since: datetime | None
    excluded: frozenset[str]

    def rule_against(self, addresses: Iterable[str]) -> str | None:
        """The privacy rule that keeps mail with one of these addresses out."""
        if not self.excluded:
            return None
        for address in addresses:
            for name in (address, "@" + address.rpartition("@")[2]):
                if name in self.excluded:
                    return name
        return None

    def keeps_text_of(self, message: Message) -> bool:
        """Whether the book keeps this message's words."""
        since = self.keeps_text_since
        return since is None or (message.sent_at is not None and message.sent_at >= since)


class Work(NamedTuple):
    """One record to parse, and the file it belongs to."""

    source_file_id: int
    generation: int
    item: Item
    is_reread: bool = False


def parse_all(work: Iterable[Work], rules: Rules) -> list[Entry]:
    """What became of each record, in order; nothing that stands in one stops the others."""
    return [entry for one in work for entry in _parse(one, rules)]


def reject_of(work: Work, reason: str, hint: str) -> Entry:
    """A record that no parser survives, as a reject."""
    item = work.item
    error = ReadError(path=item.path, locator=item.locator, reason=reason, hint=hint)
    return _entry(work, _rejected(item, error))


def _parse(work: Work, rules: Rules) -> Iterator[Entry]:
    item = work.item
    try:
        outcomes = (
            [Reject(item, _kind(item), None)]
            if isinstance(item, ReadError)
            else [*_outcomes(item, rules)]
        )
    except MemoryError:
        yield reject_of(work, "it takes more memory to read than there is", _REPORT_HINT)
    except Exception as error:  # noqa: BLE001  whatever a parser stumbles over, the rest goes on
        yield reject_of(work, f"the parser failed on it ({type(error).__name__})", _REPORT_HINT)
    else:
        yield from (_entry(work, outcome) for outcome in outcomes)


_REPORT_HINT = "Everything else was read; please report it, with the file if it may be shown."


def _entry(work: Work, outcome: Any) -> Entry:
    return Entry(work.source_file_id, work.generation, work.item.locator, outcome, work.is_reread)


def _outcomes(record: RawRecord, rules: Rules) -> Iterator[Any]:
    match record.payload_type:
        case "rfc822":
            yield _mail(record, rules)
        case "icalendar":
            yield from _calendar(record, rules)
        case "table_row":
            yield _row(record, rules)
        case "settings":
            return


def _mail(record: RawRecord, rules: Rules) -> Any:
    message = normalise_mail(record, imported_at=rules.imported_at, timezone=rules.timezone)
    if isinstance(message, ReadError):
        return _rejected(record, message)
    if rule := rules.rule_against(person.address for person in message.participants):
        return Excluded(rule)
    acts = _acts(message, rules.timezone) if message.category == "human" else ()
    return make_message_row(message, acts, keeps_text=rules.keeps_text_of(message))


_PROMISES = frozenset({"commitment", "contingent_promise"})


def _acts(message: Message, timezone: str) -> tuple[Act, ...]:
    """The acts of a human mail, its promises with their day, and its remarks on promises."""
    said = read_text(message.text, subject=message.subject, language=message.language).acts
    if message.sent_at is None:
        return said
    said_on = _said_on(message.sent_at, message.utc_offset_minutes, timezone)
    acts = tuple(
        replace(act, due_on=find_due_date(act.quote, said_on=said_on, language=message.language))
        if act.act in _PROMISES and act.due_on is None
        else act
        for act in said
    )
    return acts + read_remarks(message.text, said_on=said_on, language=message.language)


def _said_on(sent_at: datetime, offset_minutes: int | None, timezone: str) -> date:
    """The sender's own calendar day: "tomorrow" is theirs, not the company's."""
    if offset_minutes is None:
        return sent_at.astimezone(ZoneInfo(timezone)).date()
    return (sent_at + timedelta(minutes=offset_minutes)).date()


def _calendar(record: RawRecord, rules: Rules) -> Iterator[Any]:
    until: date = rules.imported_at.date()
    for meeting in normalise_calendar(record, until=until, timezone=rules.timezone):
        if isinstance(meeting, ReadError):
            yield _rejected(record, meeting)
        elif rule := rules.rule_against(who.address for who in meeting.attendees):
            yield Excluded(rule)
        else:
            yield make_meeting_row(meeting)


def _row(record: RawRecord, rules: Rules) -> Any:
    cells = dict(record.payload) if isinstance(record.payload, dict) else {}
    for name in REASON_COLUMNS:
        cells.pop(name, None)
    record = replace(record, payload=cells)
    fact = normalise_row(record, timezone=rules.timezone)
    if isinstance(fact, ReadError):
        return _rejected(record, fact)
    try:
        return make_fact_row(fact)
    except ValueError as error:
        told = ReadError(
            path=record.path, locator=record.locator, reason=str(error), hint="Correct the number."
        )
        return _rejected(record, told)


def _rejected(item: Item, error: ReadError) -> Reject:
    """What was wrong with a record, with the record itself beside it."""
    if isinstance(item, ReadError):
        return Reject(error, _kind(item), None)
    if isinstance(item.payload, bytes):
        return Reject(error, _kind(item), item.payload)
    row = error.row or tuple(item.payload.items())
    return Reject(replace(error, row=row), _kind(item), None)


def _kind(item: Item) -> str:
    """Which reject file a record goes to."""
    if isinstance(item, ReadError):
        return recognise_table([name for name, _ in item.row]) or "other"
    if item.table is not None:
        return item.table
    return "calendar" if item.payload_type == "icalendar" else "mail"
