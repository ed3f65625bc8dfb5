"""What is seen in a text, without a book: mails or JSON lines in, one answer for each.

Ties `normalise` and `acts` together for `goodwill read` (contract, section 3). A JSON line is
read as the mail it came from, so quotes, signatures and automatic mail are treated alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BufferedReader, RawIOBase
from typing import BinaryIO, NamedTuple, NotRequired, Protocol, TypedDict, cast

import orjson

from goodwill.acts import Reading
from goodwill.errors import CallError
from goodwill.facts.acts import Act
from goodwill.facts.interactions import Message
from goodwill.importing.mail_acts import read_mails
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources import eml, mbox
from goodwill.sources.base import Connector, RawRecord, ReadError, SourceFile

__all__ = [
    "LINE_LIMIT",
    "Opinion",
    "SeenAct",
    "SeenSecond",
    "SeenText",
    "read_stream",
    "seen_act",
]

HEAD = 4096
LINE_LIMIT = mbox.MESSAGE_LIMIT
"""Bytes of a JSON line; as long as a mail may be."""

UNKNOWN_SENDER = "unknown@unknown.invalid"
_HEADERS = {"from": "From", "to": "To", "subject": "Subject", "sent_on": "Date"}
_DIGITS = 4


class SeenAct(TypedDict):
    """One act: `text[start:end] == quote`."""

    act: str
    start: int
    end: int
    quote: str
    probability: float
    due_on: NotRequired[str]


class SeenSecond(TypedDict):
    """What a second reader saw beside the first; `came` says from where, or why nothing."""

    came: str
    agreed: list[SeenAct]
    only_rules: list[SeenAct]
    only_second: list[SeenAct]
    dropped: dict[str, int]


class SeenText(TypedDict):
    """What is seen in one text; `text` is the new text, without quotes and signature."""

    id: str | int
    language: str | None
    automatic: bool
    text: str
    scores: dict[str, float]
    acts: list[SeenAct]
    second: NotRequired[SeenSecond]


class Opinion(Protocol):
    """A second reader: the reading of both, and what each of them saw."""

    def __call__(self, message: Message, first: Reading) -> tuple[Reading, SeenSecond]:
        """Read a message that the first reader has read."""
        ...


class _How(NamedTuple):
    """How all texts of a stream are read."""

    imported_at: datetime
    opinion: Opinion | None


def read_stream(
    given: BinaryIO, name: str, *, imported_at: datetime, opinion: Opinion | None = None
) -> Iterator[SeenText | ReadError]:
    """Read an `.eml`, an mbox or JSON lines, told by their beginning, one text at a time.

    `opinion` is a second reader, asked about each text that a person wrote.
    """
    how = _How(imported_at, opinion)
    if isinstance(given, BufferedReader):
        stream = given
    else:
        stream = BufferedReader(cast("RawIOBase", given))
    head = stream.peek(HEAD)[:HEAD]
    if head.lstrip()[:1] == b"{":
        yield from _read_json_lines(stream, name, how)
    elif head.strip():
        yield from _read_mail(_connector(name, head), stream, name, how)


def _connector(name: str, head: bytes) -> Connector:
    for connector in (mbox.CONNECTOR, eml.CONNECTOR):
        if connector.recognises(name, head):
            return connector
    raise CallError(
        f'"{name}" is neither an .eml, an mbox nor JSON lines.',
        hint='Give each text a line of its own:  {"id": "1", "text": "..."}',
    )


def _read_mail(
    connector: Connector, stream: BufferedReader, name: str, how: _How
) -> Iterator[SeenText | ReadError]:
    file = SourceFile(
        path=name, connector=connector.name, size=0, modified_ns=0, open=lambda: stream
    )
    for item in connector.read(file, 0):
        yield item if isinstance(item, ReadError) else _see_mail(item, None, how)


def _see_mail(record: RawRecord, given_id: str | int | None, how: _How) -> SeenText | ReadError:
    message = normalise_mail(record, imported_at=how.imported_at)
    if isinstance(message, ReadError):
        return message
    return _seen(message, message.ref if given_id is None else given_id, how.opinion)


def _seen(message: Message, name: str | int, opinion: Opinion | None) -> SeenText:
    reading = read_mails((message,), "UTC")[0]
    second = None
    if opinion is not None and message.category == "human":
        reading, second = opinion(message, reading)
    seen: SeenText = {
        "id": name,
        "language": message.language,
        "automatic": message.category != "human",
        "text": message.text,
        "scores": dict(reading.scores),
        "acts": [seen_act(act) for act in reading.acts],
    }
    if second is not None:
        seen["second"] = second
    return seen


def seen_act(act: Act) -> SeenAct:
    """An act as it is shown."""
    seen: SeenAct = {
        "act": act.act,
        "start": act.start,
        "end": act.end,
        "quote": act.quote,
        "probability": round(act.probability, _DIGITS),
    }
    if act.due_on is not None:
        seen["due_on"] = act.due_on.isoformat()
    return seen


def _read_json_lines(
    stream: BufferedReader, name: str, how: _How
) -> Iterator[SeenText | ReadError]:
    number = 0
    while line := stream.readline(LINE_LIMIT):
        number += 1
        if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            _skip_line(stream)
            yield _refuse(name, number, f"longer than {LINE_LIMIT:,} bytes")
        elif line.strip():
            yield _see_json(line, name, number, how)


def _skip_line(stream: BufferedReader) -> None:
    while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def _refuse(name: str, number: int, reason: str) -> ReadError:
    return ReadError(
        path=name,
        locator=f"line {number}",
        reason=reason,
        hint='A line looks like  {"id": "1", "text": "..."}',
    )


def _see_json(line: bytes, name: str, number: int, how: _How) -> SeenText | ReadError:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _refuse(name, number, f"no JSON: {error}")
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return _refuse(name, number, 'no object with a "text"')
    given_id = found.get("id", f"line {number}")
    if not isinstance(given_id, str | int) or isinstance(given_id, bool):
        return _refuse(name, number, 'an "id" is a text or a whole number')
    record = RawRecord(
        connector="json_lines",
        payload_type="rfc822",
        path=name,
        locator=f"line {number}",
        position=number,
        payload=_as_mail(cast("dict[str, object]", found)),
    )
    return _see_mail(record, given_id, how)


def _as_mail(found: dict[str, object]) -> bytes:
    """The mail a JSON line stands for: its own headers, and the text as it is."""
    given = {"from": UNKNOWN_SENDER, **{key: found[key] for key in _HEADERS if found.get(key)}}
    lines = [f"{_HEADERS[key]}: {_header(value)}" for key, value in given.items()]
    lines += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    lines += ["Content-Transfer-Encoding: 8bit", "", str(found["text"]).replace("\x00", "\ufffd")]
    return "\n".join(lines).encode("utf-8", "replace")


def _header(value: object) -> str:
    """One header's value on one line; several addresses are joined."""
    several = value if isinstance(value, list) else [value]
    return " ".join(", ".join(str(each) for each in several).split())
