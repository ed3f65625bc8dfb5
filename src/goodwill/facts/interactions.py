"""Messages and meetings, as they were sent and held.

Who these people are and which account they belong to is not said here: that is
`goodwill.resolve`. What a sentence does is an act: `goodwill.facts.acts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from goodwill.facts.base import SourceRef

__all__ = [
    "Attendee",
    "DateFrom",
    "Meeting",
    "Message",
    "MessageCategory",
    "Participant",
    "ParticipantRole",
    "PersonNote",
    "PersonNoteKind",
    "Zone",
    "ZoneKind",
]

ParticipantRole = Literal["from", "to", "cc", "bcc", "via"]
"""`via`: of a passed-on mail, whoever passed it on before its carrier did."""

MessageCategory = Literal["human", "automatic", "bulk", "bounce", "calendar", "forwarded"]
"""Only `human` messages count as somebody saying something.

`forwarded` are the words of a mail that a human one passes on: they are read, and counted nowhere.
"""

DateFrom = Literal["date", "received", "envelope", "none"]
"""Which header the date was taken from: `Date`, the last `Received`, mbox's `From ` line."""

ZoneKind = Literal["new", "quote", "forward", "signature", "disclaimer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One address on a message; `address` is lower case, and "" where only a name was given."""

    role: ParticipantRole
    address: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of the decoded body, `[start, end)` in characters, and what it is."""

    kind: ZoneKind
    start: int
    end: int


PersonNoteKind = Literal["signs_as", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNote:
    """What a mail tells of a person beside its words: how they sign, or that they have left.

    `address` is whose, in lower case. `words` of `signs_as` are what may be a title, a line each;
    of `gone` the sentence that says so.
    """

    what: PersonNoteKind
    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail, however many mailboxes hold a copy of it.

    `fact_id` tells mails apart by content (contract, "Same message"); `ref` is what evidence
    cites: the Message-ID in angle brackets, or `sha256:` and 16 hex digits. `sent_at` is UTC,
    and None when no header gives a believable date: such a mail is kept and used nowhere.
    `text` is the new text only, `zones` say where it and the rest lie in the decoded body.
    `quoted_id` fingerprints the first quoted lines: it ties threads where ids are missing.
    `authenticated` is the receiving server's own verdict, None where it wrote none.
    `passed_on` are the mails that a human one forwards, as far as each names its writer and day.
    `notes` are what it tells of people.
    """

    fact_id: str
    ref: str
    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    sent_at: datetime | None
    date_from: DateFrom
    utc_offset_minutes: int | None
    participants: tuple[Participant, ...]
    subject: str
    text: str
    zones: tuple[Zone, ...]
    text_id: str
    quoted_id: str | None
    language: str | None
    category: MessageCategory
    authenticated: bool | None
    attachments: tuple[str, ...]
    parser: str
    flags: tuple[str, ...]
    source: SourceRef
    passed_on: tuple[Message, ...] = ()
    notes: tuple[PersonNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody on an invitation; `response` as in RFC 5545 PARTSTAT, lower case."""

    address: str
    name: str
    response: str
    is_organizer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One held or planned meeting; a series becomes one of these for each date.

    `ref` is the UID, with `/YYYYMMDDTHHMMSSZ` behind it for one date of a series.
    """

    fact_id: str
    ref: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    title: str
    place: str
    description: str
    is_cancelled: bool
    attendees: tuple[Attendee, ...]
    flags: tuple[str, ...]
    source: SourceRef
