"""A mail to one `Message`: every mail connector ends here, and nothing ever raises.

Each question has a module of its own (see the package); this one asks them in order. Any
bytes that carry a mail give one row, however odd, with flags for what was odd; only what
carries no mail at all is a `ReadError`.

Flags: `sender_from_other_header` `no_sender` `too_many_addresses` (people); `date_missing`
`date_impossible` `date_implausible` `date_in_future` `no_date` (dates); `headers_cut`
`too_large` `too_many_parts` `mime_too_deep` `not_decodable` `base64_damaged` (structure);
`charset_unknown` `charset_wrong` `charset_guessed` `charset_damaged` `unsafe_characters`
`not_text` `html_cut` `body_cut` `uuencoded` `base64_dump` `winmail_dat`
`forwarded_as_attachment` (body); `forward_unsigned` (passes a text on that names no writer and
day) `read_from_heading` (on what was passed on in a body).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

from goodwill.facts.base import SourceRef
from goodwill.facts.interactions import Message, PersonNote
from goodwill.normalise.body import Body, read_body
from goodwill.normalise.category import categorise, is_authenticated, is_forward_subject
from goodwill.normalise.dates import sent_at
from goodwill.normalise.departures import departures
from goodwill.normalise.forwards import Hands, as_passed_on, came_through, read_passed_on
from goodwill.normalise.headers import Headers, split_headers
from goodwill.normalise.identity import fingerprint, identify, message_ids
from goodwill.normalise.language import detect_language
from goodwill.normalise.mime import MailIn, Mime, attached_mails, content_types, parse_mime
from goodwill.normalise.people import participants
from goodwill.normalise.signatures import name_words
from goodwill.normalise.signed import signed_as
from goodwill.normalise.zones import find_zones, new_text, quoted_text
from goodwill.sources.base import RawRecord, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

__all__ = ["decoded_body", "normalise_mail"]

SUBJECT_LIMIT = 1_000
"""Characters of a subject that are kept."""

MOST_PASSED_ON = 10
"""Mails that one mail passes on, as far as they are read."""

LATER = timedelta(days=1)
"""How much later than its carrier a passed-on mail may say it was sent: clocks differ."""

EXCERPT = 60
"""Bytes of an unreadable record that are shown."""

_MAIL_HEADERS = frozenset({
    "from", "to", "cc", "bcc", "date", "subject", "message-id", "received", "sender",
    "return-path", "reply-to", "in-reply-to", "references", "mime-version", "content-type",
    "delivered-to", "x-mailer",
})  # fmt: skip
_SAYS_SOMETHING = ("from", "sender", "to", "cc", "bcc", "subject", "reply-to", "return-path")


def decoded_body(payload: bytes) -> str:
    """The body that a message's zones count their characters in."""
    payload = _with_newlines(payload)
    return read_body(parse_mime(payload, split_headers(payload))).text


def _bytes_of(record: RawRecord) -> bytes:
    """The mail as it came; a record of another sort has none."""
    return record.payload if isinstance(record.payload, bytes) else b""


def _with_newlines(payload: bytes) -> bytes:
    """A mail whose lines end in bare carriage returns, as old Macs wrote them, with newlines."""
    return payload if b"\n" in payload else payload.replace(b"\r", b"\n")


def headers_of(record: RawRecord) -> Headers:
    """The headers of a mail."""
    return split_headers(_with_newlines(_bytes_of(record)))


def normalise_mail(
    record: RawRecord,
    headers: Headers | None = None,
    *,
    imported_at: datetime,
    timezone: str = "UTC",
    mail_in: MailIn = lambda _: b"",
) -> Message | ReadError:
    """Turn one raw mail into a fact.

    Args:
        record: the mail's bytes, and where they stood.
        headers: the mail's, where `headers_of` has taken them off before.
        imported_at: when the import runs; a mail dated later lies.
        timezone: where dates without a zone are taken to be, an IANA name.
        mail_in: the mail in a file of Outlook that is attached; b"" where it is none.
    """
    payload = _with_newlines(_bytes_of(record))
    headers = split_headers(payload) if headers is None else headers
    if not _MAIL_HEADERS & headers.values.keys():
        return _no_mail(record, payload)
    mime = parse_mime(payload, headers)
    body = read_body(mime)
    if not body.text.strip() and not body.attachments:
        if mime.is_damaged or "not_text" in body.flags:
            return _unreadable(
                record, payload, "its body can't be decoded, and nothing is attached"
            )
        if not any(headers.first(name) for name in _SAYS_SOMETHING):
            return _unreadable(
                record, payload, "it has no sender, no recipient, no subject and no body"
            )
    message = _message(record, headers, mime, body, imported_at=imported_at, timezone=timezone)
    if not (message.category == "human" and message.sent_at and _passes_on(message)):
        return message
    attached = attached_mails(mime.root, mail_in)
    return _with_passed_on(record, message, attached, body.text, timezone)


def _passes_on(message: Message) -> bool:
    """Whether a mail holds another one, in its text or attached."""
    is_attached = "forwarded_as_attachment" in message.flags
    return is_attached or any(zone.kind == "forward" for zone in message.zones)


def _with_passed_on(
    record: RawRecord, message: Message, attached: Iterator[bytes], body: str, timezone: str
) -> Message:
    """A mail with the mails that it passes on: what is attached may have come with them."""
    hands: Hands = {}
    found = chain(
        read_passed_on(message, body, timezone, hands),
        _attached(record, message, attached, timezone, hands),
    )
    mails = [
        as_passed_on(message, mail, number)
        for number, mail in enumerate(islice(found, MOST_PASSED_ON))
    ]
    if not mails:
        return replace(message, flags=(*message.flags, "forward_unsigned"))
    return replace(message, passed_on=tuple(mails))


def _attached(
    record: RawRecord, carrier: Message, attached: Iterator[bytes], timezone: str, hands: Hands
) -> Iterator[Message]:
    """Of mails that are attached whole those that a person wrote by then; none attached to them."""
    if carrier.sent_at is None:
        return
    for payload in islice(attached, MOST_PASSED_ON):
        headers = split_headers(payload)
        inner = parse_mime(payload, headers)
        mail = _message(
            replace(record, payload=payload, envelope=None),
            headers,
            inner,
            read_body(inner),
            imported_at=carrier.sent_at + LATER,
            timezone=timezone,
        )
        if mail.category == "human" and mail.date_from == "date" and mail.text_id:
            yield came_through(mail, hands)
            writer = [(one.name, one.address) for one in mail.participants[:1]]
            within = hands | dict.fromkeys(writer)
            yield from read_passed_on(mail, read_body(inner).text, timezone, within)


def _message(
    record: RawRecord,
    headers: Headers,
    mime: Mime,
    body: Body,
    *,
    imported_at: datetime,
    timezone: str,
) -> Message:
    """Put the answers together."""
    people, people_flags = participants(headers)
    writer = people[0] if people and people[0].role == "from" else None
    address, name = (writer.address, writer.name) if writer else ("", "")
    subject = headers.text("subject")[:SUBJECT_LIMIT]
    sent = sent_at(
        headers.first("date"),
        headers.all("received"),
        record.envelope,
        imported_at=imported_at,
        timezone=timezone,
    )
    names = name_words(name, address)
    zones = find_zones(
        body.text,
        fenced=body.fenced,
        signed=body.signed,
        names=names,
        is_forward=is_forward_subject(subject),
    )
    text = new_text(body.text, zones)
    category = categorise(headers, address, subject, content_types(mime.root), body.text)
    ids = message_ids(headers.first("message-id"))
    message_id = ids[0] if ids else None
    fact_id, ref = identify(message_id, address or name, sent.at, body.text)
    return Message(
        fact_id=fact_id,
        ref=ref,
        message_id=message_id,
        in_reply_to=next(iter(message_ids(headers.first("in-reply-to"))), None),
        references=message_ids(headers.first("references")),
        sent_at=sent.at,
        date_from=sent.source,
        utc_offset_minutes=sent.utc_offset_minutes,
        participants=people,
        subject=subject,
        text=text,
        zones=zones,
        text_id=fingerprint(text),
        quoted_id=fingerprint(quoted_text(body.text, zones)) or None,
        language=detect_language(text),
        category=category,
        authenticated=is_authenticated(headers),
        attachments=body.attachments,
        parser=mime.parser,
        flags=(*headers.flags, *people_flags, *sent.flags, *mime.flags, *body.flags),
        source=SourceRef(connector=record.connector, path=record.path, locator=record.locator),
        notes=_signed(address, signed_as(body.text, zones, names))
        if category == "human"
        else departures(category, address, text, _bytes_of(record)),
    )


def _signed(address: str, words: str) -> tuple[PersonNote, ...]:
    """How a person's mail is signed, where that may tell a title."""
    return (PersonNote(what="signs_as", address=address, words=words),) if words and address else ()


def _no_mail(record: RawRecord, payload: bytes) -> ReadError:
    """A record without a single header that mail has."""
    what = "it is empty" if not payload.strip() else "no line of it is a mail header"
    return _unreadable(record, payload, what)


def _unreadable(record: RawRecord, payload: bytes, what: str) -> ReadError:
    """A record that carries no mail; everything else of its file still arrives."""
    shown = payload.strip()[:EXCERPT].decode("ascii", "backslashreplace")
    return ReadError(
        path=record.path,
        locator=record.locator,
        reason=f"Not a readable mail: {what}.",
        hint="Open it in the mail program it comes from; if it shows there, save it again as "
        ".eml and import that file. The other mails are imported.",
        value=shown,
        position=record.position,
    )
