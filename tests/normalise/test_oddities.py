"""Any bytes in, one row out: broken, hostile and merely odd mail.

What lies in `tests/oddities/mail` was written by others; each folder says by whom.
"""

from __future__ import annotations

import email
from collections.abc import Callable
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message as ParsedMail
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources.base import RawRecord, ReadError

Mail = Callable[..., bytes]
Read = Callable[..., Message]

ODDITIES = Path(__file__).parents[1] / "oddities" / "mail"
TORTURE = sorted((ODDITIES / "cpython").glob("msg_*.txt"))
REPLIES = sorted((ODDITIES / "talon").glob("*.eml"))
HTML_REPLIES = sorted((ODDITIES / "talon").glob("*.html"))
IMPORTED_AT = datetime(2026, 6, 30, 12, tzinfo=UTC)
AGREEMENT = 0.98

HEAD = b"From: A <a@us.example>\nTo: b@c.example\nDate: Tue, 3 Mar 2026 10:12:00 +0000\n"
HTML = HEAD + b"Content-Type: text/html\n\n"


def normalise(payload: bytes) -> Message | ReadError:
    record = RawRecord(
        connector="eml",
        payload_type="rfc822",
        path="x.eml",
        locator="0+1",
        position=0,
        payload=payload,
    )
    return normalise_mail(record, imported_at=IMPORTED_AT)


def fields_of_the_library(payload: bytes) -> dict[str, object]:
    """The five fields as the standard library reads them; None where it cannot."""
    mail: ParsedMail = email.message_from_bytes(payload)
    found: dict[str, object] = {"id": mail["Message-ID"] or None}
    for name in ("from", "to"):
        values = [str(value) for value in mail.get_all(name, [])]
        found[name] = {address.lower() for _, address in getaddresses(values) if "@" in address}
    found["subject"] = " ".join(str(make_header(decode_header(mail["Subject"] or ""))).split())
    try:
        date = parsedate_to_datetime(mail["Date"])
        found["date"] = date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError):
        found["date"] = None
    return found


def fields_of_ours(message: Message) -> dict[str, object]:
    people = message.participants
    return {
        "id": message.message_id,
        "from": {person.address for person in people if person.role == "from"} - {""},
        "to": {person.address for person in people if person.role == "to"} - {""},
        "subject": message.subject,
        "date": message.sent_at if message.date_from == "date" else None,
    }


def test_fields_agree_with_the_standard_librarys() -> None:
    compared, differing = 0, []
    for path in [*TORTURE, *REPLIES]:
        payload = path.read_bytes()
        message = normalise(payload)
        if isinstance(message, ReadError):
            continue
        ours, theirs = fields_of_ours(message), fields_of_the_library(payload)
        compared += len(ours)
        differing += [(path.name, name) for name in ours if ours[name] != theirs[name]]

    assert compared > 200
    assert len(differing) <= (1 - AGREEMENT) * compared, differing


@pytest.mark.parametrize("path", [*TORTURE, *REPLIES], ids=lambda path: path.name)
def test_torture_mail_gives_one_row_each_and_the_same_again(path: Path) -> None:
    first, second = (normalise(path.read_bytes()) for _ in range(2))

    assert first == second
    if isinstance(first, Message):
        assert first.text.encode("utf-8") is not None
        assert [z.start for z in first.zones[1:]] == [z.end for z in first.zones[:-1]]


@pytest.mark.parametrize("path", HTML_REPLIES, ids=lambda path: path.stem)
def test_of_replies_in_html_only_the_reply_is_new(path: Path, read: Read) -> None:
    kind = b"Content-Type: text/html; charset=utf-8\n\n"

    lines = [line for line in read(HEAD + kind + path.read_bytes()).text.split("\n") if line]

    assert lines == ["Hi. I am fine.", "Thanks,", "Alex"]


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_of_replies_by_known_programs_only_the_reply_is_new(path: Path, read: Read) -> None:
    assert read(path.read_bytes()).text == "Hello"


def nested(depth: int) -> bytes:
    parts = (
        f'Content-Type: multipart/mixed; boundary="b{n:05}"\n\n--b{n:05}\n'.encode()
        for n in range(depth)
    )
    return HEAD + b"".join(parts) + b"Content-Type: text/plain\n\nhello there"


def repeated(head: bytes, piece: bytes, size: int = 300_000) -> bytes:
    return head + piece * (size // len(piece))


HOSTILE = {
    # what it is: (bytes, a flag that must be there, "" for none)
    "parts nested too deep": (nested(5_000), "mime_too_deep"),
    "parts nested just beyond the limit": (nested(200), "mime_too_deep"),
    "too many parts": (
        repeated(HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n", b"--x\n\nhi\n"),
        "too_many_parts",
    ),
    "ten megabytes of headers": (HEAD + b"X: " + b"a" * 10_000_000 + b"\n\nhi", "headers_cut"),
    "fifty thousand recipients": (repeated(HEAD + b"Cc: ", b"u@%d.example, ") + b"\n\nhi", ""),
    "encoded words without end": (repeated(HEAD + b"Subject: ", b"=?x?q?") + b"\n\nhi", ""),
    "a name of encoded words": (repeated(HEAD + b"Cc: ", b"=?utf-8?q?a?= ") + b"\n\nhi", ""),
    "quotes ten thousand deep": (HEAD + b"\n" + b">" * 10_000 + b" hi", ""),
    "attributions without end": (repeated(HEAD + b"\n", b"On 3 May 2020 at 10:10, "), ""),
    "attributions that never quote": (repeated(HEAD + b"\n", b"On 3 May 2020 he wrote:\n"), ""),
    "labels and nothing else": (repeated(HEAD + b"\n", b"From: a@b\n\nTo: x\n"), ""),
    "delimiters and nothing else": (repeated(HEAD + b"\n", b"-- \n"), ""),
    "brackets never closed": (repeated(HEAD + b"Cc: ", b'(<"') + b"\n\nhi", ""),
    "uuencode that never starts": (repeated(HEAD + b"\n", b"begin 644 a\n"), ""),
    "soft line ends without end": (
        repeated(HEAD + b"Content-Type: text/plain; format=flowed\n\n", b"a \n"),
        "",
    ),
    "a tower of elements": (repeated(HTML, b"<div>"), ""),
    "a tower of quotations": (repeated(HTML, b"<blockquote type=cite>"), ""),
    "quotations without end": (repeated(HTML, b"<p class=gmail_quote>a</p>"), ""),
    "attributes without end": (repeated(HTML + b"<a ", b"x=1 ") + b">hi", ""),
    "digits without end": (repeated(HEAD + b"\n", b"+12 "), ""),
}  # fmt: skip


@pytest.mark.parametrize(("payload", "flag"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_mail_is_one_flagged_row(payload: bytes, flag: str) -> None:
    message = normalise(payload)

    assert isinstance(message, Message)
    assert message.participants[0].address == "a@us.example"
    assert not flag or flag in message.flags


NAUGHTY = (
    "\u202eevil\u202c", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍", "ﷺ" * 20, "\ufeffBOM", "👩‍👩‍👧‍👦 ok", "<script>alert(1)</script>",
    "' OR 1=1 --", "%s%n%x", "../../etc/passwd", "\x1b[31mred", "￿", "undefined", "1e999", "\u200b",
)  # fmt: skip


@pytest.mark.parametrize("words", NAUGHTY)
def test_naughty_strings_pass_through_every_field(mail: Mail, read: Read, words: str) -> None:
    message = read(mail(f"a {words} z", subject=f"a {words} z", sender=f'"{words}" <a@us.example>'))

    assert message.text.startswith("a ")
    assert message.text.endswith(" z")
    assert message.participants[0].address == "a@us.example"


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_any_bytes_behind_a_sender_give_one_row(noise: bytes) -> None:
    found = normalise(HEAD + noise)

    assert isinstance(found, Message | ReadError)
    if isinstance(found, Message):
        found.text.encode("utf-8")
        found.subject.encode("utf-8")


@given(st.text(max_size=200), st.text(max_size=60))
def test_normalising_the_same_mail_twice_gives_the_same_fact(body: str, subject: str) -> None:
    line = " ".join(subject.split())
    payload = HEAD + f"Subject: {line}\n\n{body}".encode("utf-8", "replace")

    assert normalise(payload) == normalise(payload)
