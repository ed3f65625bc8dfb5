"""An item as the mail that it was: RFC 5322, to be read like every other.

Headers stand as they travelled where the item kept them, with what they lack from its properties;
those of its parts are written anew, for the parts are. The text stands in every form that the item
holds; what is attached is named, and is there itself where it is a mail or an invitation. What was
never sent says so (`X-Unsent`), as Outlook itself does in an `.eml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_tz
from hashlib import sha256
from typing import Final, NamedTuple

from goodwill.outlook.bag import Bag, codec_of
from goodwill.outlook.event import as_calendar
from goodwill.outlook.item import Attached, Item, sort_of
from goodwill.outlook.people import NOBODY, Lookup, Person, recipients_of, represented, sender
from goodwill.outlook.rtf import text_of_rtf, unpacked_rtf
from goodwill.outlook.tags import Tag, Type

__all__ = ["as_mail"]

DEEPEST: Final = 8
"""Mails in mails that are written whole; one that is attached deeper is named."""
MOST_ATTACHED: Final = 1_000
LARGEST_WITHIN: Final = 25 << 20
"""Bytes of a mail within a mail."""
HEADERS_LIMIT: Final = 512 << 10
_UNSENT: Final = 0x8

_FIELD: Final = re.compile(r"[!-9;-~]{1,76}:")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_OWN: Final = ("content-", "mime-version")
_ADDRESSED: Final = frozenset({"to", "cc", "bcc"})
_SIGNED: Final = "ipm.note.smime.multipartsigned"
_SENSITIVITIES: Final = {1: "Personal", 2: "Private", 3: "Company-Confidential"}
_KEPT: Final = {
    "Message-ID": Tag.MESSAGE_ID,
    "In-Reply-To": Tag.IN_REPLY_TO,
    "References": Tag.REFERENCES,
}
_MAIL_NAMES: Final = (".eml", ".msg")


class _Part(NamedTuple):
    """One part: its headers, and its bytes as they are."""

    headers: tuple[str, ...]
    content: bytes


def as_mail(item: Item, look_up: Lookup, depth: int = 0) -> bytes:
    """The bytes of the mail that an item is; `look_up` finds addresses within an organisation."""
    fields = list(_fields(item, look_up))
    signed = _signed_whole(item)
    if signed:
        return _joined(fields) + signed
    parts = list(_parts(item, look_up, depth))
    return _joined(fields) + _written(parts)


def _joined(fields: list[tuple[str, str]]) -> bytes:
    lines = [f"{name}: {_clean(value)}" for name, value in fields]
    return "".join(f"{line}\r\n" for line in (*lines, "MIME-Version: 1.0")).encode()


def _clean(value: str) -> str:
    """A value on one line: what stands in a property can never become a header of its own."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", value)).strip()


def _fields(item: Item, look_up: Lookup) -> Iterator[tuple[str, str]]:
    """The headers: as they travelled, then what they lack."""
    travelled = list(_travelled(item.bag.text(Tag.TRANSPORT_HEADERS)[:HEADERS_LIMIT]))
    yield from travelled
    has = {name.lower() for name, _ in travelled}
    yield from ((name, value) for name, value in _made(item, look_up, has) if value)
    if _is_unsent(item.bag, has_travelled=bool(travelled)):
        yield "X-Unsent", "1"


def _travelled(text: str) -> Iterator[tuple[str, str]]:
    """Header fields, unfolded; those of parts are left out, and so is what is no field."""
    name, value = "", ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in {" ", "\t"} and name:
            value = f"{value} {line.strip()}"
            continue
        if name and _is_believed(name, value):
            yield name, value
        is_field = _FIELD.match(line) and not line.lower().startswith(_OWN)
        name, _, value = line.partition(":") if is_field else ("", "", "")
    if name and _is_believed(name, value):
        yield name, value


def _is_believed(name: str, value: str) -> bool:
    """Whether a field may stand before what properties say: an unreadable date may not."""
    return name.lower() != "date" or parsedate_tz(value) is not None


def _made(item: Item, look_up: Lookup, has: set[str]) -> Iterator[tuple[str, str]]:
    """The headers that properties tell, but those that there are."""
    bag = item.bag
    yield from _people(item, look_up, has)
    if "date" not in has:
        moment = bag.time(Tag.SUBMITTED_AT) or bag.time(Tag.DELIVERED_AT)
        yield "Date", format_datetime(moment) if moment else ""
    if "subject" not in has:
        yield "Subject", _subject(bag)
    yield from ((name, bag.line(tag)) for name, tag in _KEPT.items() if name.lower() not in has)
    if "sensitivity" not in has:
        yield "Sensitivity", _SENSITIVITIES.get(bag.number(Tag.SENSITIVITY) or 0, "")
    name = item.message_class
    if name.startswith("report") and "return-path" not in has:
        yield "Return-Path", "<>"
    elif "ooftemplate" in name and "auto-submitted" not in has:
        yield "Auto-Submitted", "auto-replied"


def _people(item: Item, look_up: Lookup, has: set[str]) -> Iterator[tuple[str, str]]:
    """Who wrote it, and to whom, where no header says so."""
    if "from" not in has:
        writer, sent_by = represented(item.bag, look_up), sender(item.bag, look_up)
        yield "From", _written_as(writer)
        if sent_by not in {writer, NOBODY} and sent_by.address:
            yield "Sender", _written_as(sent_by)
    if "bcc" in has:
        return
    wanted = {"Bcc"} if has & _ADDRESSED else {"To", "Cc", "Bcc"}
    for role, people in recipients_of(item, look_up).items():
        if role in wanted:
            yield role, ", ".join(map(_written_as, people))


def _is_unsent(bag: Bag, *, has_travelled: bool) -> bool:
    """Whether it was written and never sent; what programs put into stores may lack the mark."""
    is_marked = bool((bag.number(Tag.MESSAGE_FLAGS) or 0) & _UNSENT)
    return is_marked and not has_travelled and bag.time(Tag.SUBMITTED_AT) is None


def _subject(bag: Bag) -> str:
    """The subject; a mark before it says how long its `RE:` is."""
    text = bag.text(Tag.SUBJECT) or bag.text(Tag.NORMALISED_SUBJECT)
    return text[2:] if text[:1] == "\x01" else text


def _written_as(person: Person) -> str:
    if person == NOBODY:
        return ""
    name = _clean(person.name).replace("\\", " ").replace('"', "'")
    quoted = f'"{name}" ' if name else ""
    return f"{quoted}<{_clean(person.address)}>" if person.address else quoted.strip()


def _parts(item: Item, look_up: Lookup, depth: int) -> Iterator[_Part]:
    """The texts as one part, then what is attached."""
    texts = list(_texts(item.bag))
    if len(texts) > 1:
        boundary = _boundary(texts)
        kind = f'multipart/alternative; boundary="{boundary}"'
        yield _Part((f"Content-Type: {kind}",), _enclosed(texts, boundary))
    else:
        yield from texts
    if item.message_class.startswith("ipm.schedule"):
        calendar = as_calendar(item, look_up)
        if calendar:
            yield _Part(('Content-Type: text/calendar; charset="utf-8"',), calendar)
    for attached in item.attached[:MOST_ATTACHED]:
        yield _attached(attached, look_up, depth)


def _texts(bag: Bag) -> Iterator[_Part]:
    """The body in every form that it is held in; rich text only where there is no other."""
    plain, html = bag.text(Tag.BODY), _html(bag)
    if not plain.strip() and not html:
        plain = text_of_rtf(unpacked_rtf(bag.data(Tag.RTF)))
    if plain.strip():
        yield _text("plain", "utf-8", _SURROGATES.sub("\ufffd", plain).encode())
    if html:
        yield _text("html", *html)


def _html(bag: Bag) -> tuple[str, bytes] | None:
    """The charset and bytes of a body in HTML."""
    if bag.type_of(Tag.HTML) == Type.BINARY:
        data = bag.data(Tag.HTML)
        codec = codec_of(bag.number(Tag.INTERNET_CODEPAGE)) if data else ""
        return (codec, data) if data.strip() else None
    text = bag.text(Tag.HTML)
    return ("utf-8", _SURROGATES.sub("\ufffd", text).encode()) if text.strip() else None


def _text(kind: str, charset: str, content: bytes) -> _Part:
    parameter = f'; charset="{charset}"' if charset else ""
    kinds = (f"Content-Type: text/{kind}{parameter}", "Content-Transfer-Encoding: 8bit")
    return _Part(kinds, content)


def _attached(attached: Attached, look_up: Lookup, depth: int) -> _Part:
    """What is attached: its name, and a mail as a whole."""
    name = _clean(attached.name).replace("\\", "_").replace('"', "'")
    mail = _mail_within(attached, look_up, depth)
    if mail is not None:
        headers = ("Content-Type: message/rfc822", _disposition(name or "mail.eml"))
        return _Part(headers, mail)
    kind = _clean(attached.content_type)
    if not re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", kind) or kind.startswith("multipart/"):
        kind = "application/octet-stream"
    return _Part((f"Content-Type: {kind}", _disposition(name or "attachment")), b"")


def _mail_within(attached: Attached, look_up: Lookup, depth: int) -> bytes | None:
    """The mail that is attached; None where it is none, or lies too deep."""
    if depth >= DEEPEST:
        return None
    name = attached.name.lower()
    within = attached.item() if attached.item is not None else None
    if within is None and attached.content is not None and name.endswith(_MAIL_NAMES):
        data = attached.content(LARGEST_WITHIN)
        if name.endswith(".eml"):
            return data or None
        within = _item_in(data)
    is_mail = within is not None and sort_of(within) == "mail"
    return as_mail(within, look_up, depth + 1) if within is not None and is_mail else None


def _item_in(data: bytes) -> Item | None:
    """The item in a file of Outlook that is attached; None where it is none."""
    from goodwill.outlook.msg_file import is_msg, item_of_msg  # noqa: PLC0415  seldom needed

    try:
        return item_of_msg(data) if is_msg(data) else None
    except OSError:
        return None


def _disposition(name: str) -> str:
    return f'Content-Disposition: attachment; filename="{name}"'


def _signed_whole(item: Item) -> bytes:
    """All of a signed mail, which Outlook keeps as one file beside properties of its own."""
    if not item.message_class.startswith(_SIGNED):
        return b""
    for attached in item.attached[:1]:
        data = attached.content(LARGEST_WITHIN) if attached.content else b""
        if data[:13].lower() == b"content-type:":
            return data
    return b""


def _written(parts: list[_Part]) -> bytes:
    """The parts behind the headers of the mail."""
    if not parts:
        return b'Content-Type: text/plain; charset="utf-8"\r\n\r\n'
    if len(parts) == 1 and not parts[0].headers[-1].startswith("Content-Disposition"):
        return _one(parts[0])
    boundary = _boundary(parts)
    head = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'
    return head.encode() + _enclosed(parts, boundary)


def _one(part: _Part) -> bytes:
    return "".join(f"{line}\r\n" for line in part.headers).encode() + b"\r\n" + part.content


def _enclosed(parts: list[_Part], boundary: str) -> bytes:
    mark = f"--{boundary}".encode()
    pieces = (mark + b"\r\n" + _one(part) + b"\r\n" for part in parts)
    return b"".join(pieces) + mark + b"--\r\n"


def _boundary(parts: list[_Part]) -> str:
    """A mark that stands in none of the parts, and is the same whenever they are."""
    digest = sha256(b"\x00".join(part.content for part in parts)).hexdigest()
    boundary = f"outlook-{digest[:32]}"
    while any(boundary.encode() in part.content for part in parts):
        boundary = f"outlook-{sha256(boundary.encode()).hexdigest()[:32]}"
    return boundary
