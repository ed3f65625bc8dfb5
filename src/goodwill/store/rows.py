"""Facts as the plain values that a database keeps, and nothing of a database.

The one place where money becomes integers (millionths of the unit) and back. Parsing
processes make these rows, so that the writing process only has to insert them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

import orjson

from goodwill.facts.acts import Act
from goodwill.facts.base import content_id
from goodwill.facts.csv_tables import CSV_TABLES, KEYS, TableFact, columns
from goodwill.facts.interactions import Meeting, Message
from goodwill.sources.base import REASON_COLUMNS, ReadError

__all__ = [
    "REASON_COLUMNS",
    "ActsRow",
    "Entry",
    "Excluded",
    "FactRow",
    "MeetingRow",
    "MessageRow",
    "Point",
    "Reject",
    "as_written",
    "make_acts_row",
    "make_fact_row",
    "make_meeting_row",
    "make_message_row",
    "to_millionths",
    "without_bad_characters",
]

Point = tuple[str, str]
"""An address ("" where none was given) and the name beside it."""

MILLION = Decimal(1_000_000)
_LARGEST = 10**18  # of millionths: what a signed 64-bit column and DECIMAL(18, 6) both hold


class MessageRow(NamedTuple):
    """One message: its columns, its people, the acts in its new text, and what it passes on.

    `notes` are what it tells of people: (what, address, words).
    """

    fact_id: str
    copy_rank: str
    columns: tuple[Any, ...]
    text: str | None
    zones: str
    people: tuple[tuple[str, Point], ...]
    acts: tuple[tuple[Any, ...], ...]
    passed_on: tuple[MessageRow, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()


class ActsRow(NamedTuple):
    """The acts of a message that is in the book already, read again."""

    message_id: int
    acts: tuple[tuple[Any, ...], ...]


class MeetingRow(NamedTuple):
    """One meeting: its columns and who was invited."""

    fact_id: str
    copy_rank: str
    ref: str
    columns: tuple[Any, ...]
    people: tuple[tuple[Point, str, bool], ...]


class FactRow(NamedTuple):
    """One row of a CSV table: which table, what names it, what it says."""

    table: str
    row_key: str
    content_id: str
    columns: tuple[Any, ...]
    attributes: str
    invoice_id: str | None
    points: tuple[Point, ...]


class Excluded(NamedTuple):
    """A record that the book's privacy rules keep out; nothing of it is stored."""

    rule: str


class Reject(NamedTuple):
    """A record that cannot be a fact: what was wrong, and what it said, to be mended.

    `kind` is the CSV table's name, `mail` or `calendar`; `payload` the bytes of the latter two.
    """

    error: ReadError
    kind: str
    payload: bytes | None


class Entry(NamedTuple):
    """One record of a batch: where it stood, and what became of it.

    `outcome` is a `MessageRow`, `ActsRow`, `MeetingRow`, `FactRow`, `Reject` or `Excluded`.
    `is_reread`: the last record of a mailbox that has grown, met before and counted then.
    """

    source_file_id: int
    generation: int
    locator: str
    outcome: Any
    is_reread: bool = False


def to_millionths(value: Decimal) -> int:
    """Whole units become millionths, rounded half-even; `ValueError` beyond 10^12 units."""
    scaled = int((value * MILLION).to_integral_value(ROUND_HALF_EVEN))
    if abs(scaled) >= _LARGEST:
        raise ValueError(f"{value} is larger than a book can hold (10^12)")
    return scaled


def without_bad_characters(text: str) -> str:
    """NUL and lone surrogates, which no database keeps, are shown as U+FFFD."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _seconds(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    return int(moment.timestamp() if moment.tzinfo else moment.replace(tzinfo=UTC).timestamp())


def make_message_row(
    message: Message,
    acts: Sequence[Act],
    *,
    keeps_text: bool = True,
    passed_on: Sequence[MessageRow] = (),
) -> MessageRow:
    """One message as rows; without its text where the book keeps none (quotes stay)."""
    clean = without_bad_characters
    people = tuple([_person(one.role, one.address, one.name) for one in message.participants])
    text = clean(message.text)
    body = (
        clean(message.ref),
        message.message_id and clean(message.message_id),
        message.in_reply_to and clean(message.in_reply_to),
        _json([clean(ref) for ref in message.references]),
        _seconds(message.sent_at),
        message.date_from,
        message.utc_offset_minutes,
        clean(message.subject),
        len(message.text.split()),
        message.text_id,
        message.quoted_id,
        message.language,
        message.category,
        message.authenticated,
        message.parser,
        _json(message.flags),
        _json([clean(name) for name in message.attachments]),
    )
    return MessageRow(
        fact_id=message.fact_id,
        copy_rank=_message_rank(message, people, _json((body, people, text))),
        columns=body,
        text=text if keeps_text else None,
        zones=_json([(zone.kind, zone.start, zone.end) for zone in message.zones]),
        people=people,
        acts=tuple([_act_row(act) for act in acts]),
        passed_on=tuple(passed_on),
        notes=tuple([(one.what, clean(one.address), clean(one.words)) for one in message.notes]),
    )


def make_acts_row(message_id: int, acts: Sequence[Act]) -> ActsRow:
    """The acts of a message of the book as rows."""
    return ActsRow(message_id, tuple([_act_row(act) for act in acts]))


@lru_cache(maxsize=8_192)
def _person(role: str, address: str, name: str) -> tuple[str, Point]:
    """The same few people stand on most mails: one object for each is quick to hand on."""
    return role, (without_bad_characters(address), without_bad_characters(name))


def _act_row(act: Act) -> tuple[Any, ...]:
    due_on = act.due_on and act.due_on.isoformat()
    quote = without_bad_characters(act.quote)
    return act.act, act.start, act.end, act.probability, quote, due_on


def _message_rank(message: Message, people: tuple[Any, ...], said: str) -> str:
    """Which copy of one mail is kept, whatever order they come in: the one that tells most.

    A copy in the sender's folder shows Bcc, one by way of a list looks like bulk mail.
    """
    tells = (
        message.sent_at is not None,
        message.category == "human",
        message.authenticated is not None,
    )
    return f"{sum(tells)}{len(people):05d}{content_id(said, digits=16)}"


def make_meeting_row(meeting: Meeting) -> MeetingRow:
    """One meeting as rows."""
    clean = without_bad_characters
    people = tuple(
        ((clean(who.address), clean(who.name)), clean(who.response), who.is_organizer)
        for who in meeting.attendees
    )
    body = (
        clean(meeting.ref),
        _seconds(meeting.starts_at),
        _seconds(meeting.ends_at),
        meeting.all_day,
        clean(meeting.title),
        clean(meeting.place),
        clean(meeting.description),
        meeting.is_cancelled,
        _json(meeting.flags),
    )
    answered = sum(response not in {"", "needs-action"} for _, response, _ in people)
    content = content_id(repr((body, people)), digits=16)
    rank = f"{meeting.is_cancelled:d}{answered:05d}{len(people):05d}{content}"
    return MeetingRow(
        fact_id=meeting.fact_id, copy_rank=rank, ref=body[0], columns=body, people=people
    )


_TABLE_OF = {fact: name for name, fact in CSV_TABLES.items()}
_PEOPLE_COLUMNS = frozenset(
    {"email", "manager_email", "contact_email", "owner", "person", "requester"}
)


@cache
def _columns(csv_table: str) -> tuple[str, ...]:
    return columns(csv_table)


def make_fact_row(fact: TableFact) -> FactRow:
    """One table row as rows; `ValueError` where a number is too large to be kept."""
    table = _TABLE_OF[type(fact)]
    named = {name: _plain(getattr(fact, name)) for name in _columns(table)}
    clean = without_bad_characters
    attributes = _json({clean(key): clean(value) for key, value in sorted(fact.attributes)})
    values = tuple(named.values())
    return FactRow(
        table=table,
        row_key=_json([named[name] for name in KEYS[table]]),
        content_id=content_id(_json(values), attributes),
        columns=values,
        attributes=attributes,
        invoice_id=named.get("invoice_id"),
        points=_points(named),
    )


def as_written(row: FactRow) -> tuple[tuple[str, str], ...]:
    """What a row says, by column, as the contract's tables write it; attributes stand behind."""
    kinds = _kinds(row.table)
    said = zip(_columns(row.table), row.columns, strict=True)
    cells = [(name, "" if value is None else _cell(kinds[name], value)) for name, value in said]
    return (*cells, *orjson.loads(row.attributes).items())


@cache
def _kinds(csv_table: str) -> dict[str, str]:
    """The type of each field, without what it may be beside: `Decimal | None` is `Decimal`."""
    types = {one.name: str(one.type) for one in fields(CSV_TABLES[csv_table])}
    return {name: kind.split(" ")[0].split("[")[0] for name, kind in types.items()}


def _cell(kind: str, value: Any) -> str:
    convert = _WRITTEN.get(kind)
    return str(value) if convert is None else convert(value)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "Decimal": lambda millionths: format((Decimal(millionths) / MILLION).normalize(), "f"),
    "datetime": lambda seconds: datetime.fromtimestamp(seconds, UTC).isoformat(),
    "bool": lambda value: "true" if value else "false",
    "tuple": lambda values: ";".join(orjson.loads(values)),
}
"""How a value of a column is written in a table of the contract; others stand as they are."""


def _points(named: Mapping[str, Any]) -> tuple[Point, ...]:
    """Everybody a row names, so that they can be told apart and linked like people in mail."""
    found = [named[name] for name in named if name in _PEOPLE_COLUMNS and named[name]]
    display = named.get("name") if "email" in named else None
    return tuple(
        (who.lower(), display or "" if who == named.get("email") else "")
        if "@" in who
        else ("", who)
        for who in found
    )


def _plain(value: object) -> Any:
    """One field as SQLite and Postgres both keep it."""
    convert = _CONVERT.get(type(value))
    return value if convert is None else convert(value)


_CONVERT: dict[type, Callable[[Any], Any]] = {
    Decimal: to_millionths,
    str: without_bad_characters,
    datetime: _seconds,
    date: date.isoformat,
    tuple: lambda value: _json([without_bad_characters(part) for part in value]),
}
"""How a value of a field becomes one of a column; others are the same in both."""
