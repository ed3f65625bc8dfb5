"""Records to rows: everything that looks inside what strangers have sent.

Runs in processes of its own (`goodwill.workers`), so that a message which breaks a parser breaks
nothing else. Reads no clock and no file; a record goes in, what became of it comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from goodwill.facts.acts import Act
from goodwill.facts.csv_tables import recognise_table
from goodwill.facts.interactions import Message
from goodwill.mail_acts import acts_of_mails
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


_READ_AT_ONCE = 64
"""Mails whose words are weighed together."""


class Work(NamedTuple):
    """One record to parse, and the file it belongs to."""

    source_file_id: int
    generation: int
    item: Item
    is_reread: bool = False


def _nothing() -> None:
    pass


def parse_all(
    work: Sequence[Work], rules: Rules, *, begin: Callable[[], None] = _nothing
) -> list[Entry]:
    """What became of each record, in order; nothing that stands in one stops the others.

    `begin` is called before each piece of work that a record may make long.
    """
    parsed: list[tuple[Work, Any]] = []
    for one in work:
        begin()
        parsed += [(one, outcome) for outcome in _guarded(one, _outcomes, rules)]
    entries: list[Entry] = []
    for start in range(0, len(parsed), _READ_AT_ONCE):
        begin()
        entries += _with_acts(parsed[start : start + _READ_AT_ONCE], rules)
    return entries


def _with_acts(parsed: Sequence[tuple[Work, Any]], rules: Rules) -> Iterator[Entry]:
    """The outcomes as entries, messages with what they say."""
    messages = [outcome for _, outcome in parsed if isinstance(outcome, Message)]
    try:
        acts = iter(acts_of_mails(messages, rules.timezone))
    except Exception:  # noqa: BLE001  one of them; read alone, it is found
        acts = None
    for one, outcome in parsed:
        if not isinstance(outcome, Message):
            yield _entry(one, outcome)
            continue
        said = None if acts is None else next(acts)
        yield from (_entry(one, row) for row in _guarded(one, _row_of, rules, outcome, said))


def _row_of(
    _: RawRecord, rules: Rules, message: Message, acts: tuple[Act, ...] | None
) -> Iterator[Any]:
    """The row of a message; where its acts are not read yet, it is read alone."""
    said = acts_of_mails((message,), rules.timezone)[0] if acts is None else acts
    yield make_message_row(message, said, keeps_text=rules.keeps_text_of(message))


def reject_of(work: Work, reason: str, hint: str) -> Entry:
    """A record that no parser survives, as a reject."""
    item = work.item
    error = ReadError(path=item.path, locator=item.locator, reason=reason, hint=hint)
    return _entry(work, _rejected(item, error))


def _guarded(
    work: Work, parse: Callable[..., Iterator[Any]], rules: Rules, *more: Any
) -> list[Any]:
    """What `parse` makes of a record, or the record as a reject."""
    item = work.item
    try:
        return [*parse(item, rules, *more)]
    except MemoryError:
        reason = "it takes more memory to read than there is"
    except Exception as error:  # noqa: BLE001  whatever a parser stumbles over, the rest goes on
        reason = f"the parser failed on it ({type(error).__name__})"
    return [reject_of(work, reason, _REPORT_HINT).outcome]


_REPORT_HINT = "Everything else was read; please report it, with the file if it may be shown."


def _entry(work: Work, outcome: Any) -> Entry:
    return Entry(work.source_file_id, work.generation, work.item.locator, outcome, work.is_reread)


def _outcomes(record: Item, rules: Rules) -> Iterator[Any]:
    if isinstance(record, ReadError):
        yield Reject(record, _kind(record), None)
        return
    match record.payload_type:
        case "rfc822":
            yield _mail(record, rules)
        case "icalendar":
            yield from _calendar(record, rules)
        case "table_row":
            yield _row(record, rules)
        case "settings":
            return


def _mail(record: RawRecord, rules: Rules) -> Message | Reject | Excluded:
    message = normalise_mail(record, imported_at=rules.imported_at, timezone=rules.timezone)
    if isinstance(message, ReadError):
        return _rejected(record, message)
    if rule := rules.rule_against(person.address for person in message.participants):
        return Excluded(rule)
    return message


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
