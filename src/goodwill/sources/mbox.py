"""Mail in mbox files: one file, many messages, each behind a `From ` line.

A file of any size is read in constant memory. What a message says is read in
`goodwill.normalise`. Both ways of quoting a `From ` at the start of a line are undone
(mboxo and mboxrd write `>From `; mboxrd also one `>` more before every `>From `).

A `From ` line begins a message when it looks like one, not wherever the word stands: real
archives hold unquoted sentences that begin with "From".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from goodwill.sources.base import Connector, Item, RawRecord, ReadError, SourceFile
from goodwill.sources.streams import BOM, broken, read_block, skip_to

__all__ = ["CONNECTOR", "MESSAGE_LIMIT", "Piece", "begins_a_message", "split_messages", "unquote"]

MESSAGE_LIMIT = 50 << 20
"""Bytes; a mail above this is refused. Mail servers stop at 25 to 35 MB."""

CHUNK = 1 << 20
_LINE_LIMIT = 1_000
"""Bytes of a `From ` line, and of the header line behind it, that are looked at."""

_ASCTIME = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-3]?\d \d\d:\d\d"
)
_TIME = re.compile(rb"\d:[0-5]\d")
_YEAR = re.compile(rb"(?:19|20)\d\d")
_SENDER_ALONE = re.compile(rb"From (?:-|MAILER-DAEMON|[^\s@]*@[^\s@]*)\s*\Z")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:|>From ")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an mbox: one message, or (without an `envelope`) text that belongs to none.

    `offset` and `length` say where the payload lies in the file. `payload` is None where it is
    larger than a message may be. Reading again from `resume` misses nothing: it is where the
    next piece begins, but the start of this one where it is the last and may be unfinished.
    """

    envelope: bytes | None
    offset: int
    length: int
    payload: bytes | None
    resume: int


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield every message in file order; what is no message is told with its place."""
    splitter = _Splitter(position)
    try:
        with file.open() as stream:
            skip_to(stream, position)
            for piece in splitter.pieces(stream):
                yield from _items(file, piece)
    except OSError as error:
        for piece in splitter.rest():
            yield from _items(file, piece)
        yield broken(file, splitter.reached, error)


def recognises(name: str, head: bytes) -> bool:
    """A file that begins with a `From ` line, or is named as an mbox."""
    start = head.removeprefix(BOM).lstrip(b"\r\n")
    return begins_a_message(start) or name.lower().endswith((".mbox", ".mbx"))


def begins_a_message(text: bytes) -> bool:
    """Whether `text` begins with a `From ` line as mbox writers write them."""
    return text.startswith(b"From ") and _is_separator(text, 0, follows_blank=True)


def unquote(payload: bytes) -> bytes:
    """The message as it was before it was put into an mbox."""
    return _QUOTED_FROM.sub(rb"\1", payload) if b">From " in payload else payload


def split_messages(stream: BinaryIO, position: int = 0) -> Iterator[Piece]:
    """Cut an mbox into its pieces, the stream standing at byte `position` of the file."""
    return _Splitter(position).pieces(stream)


class _Splitter:
    """The window over the file: the piece being read, from its first byte on.

    `start` is where the piece begins in the file. Of a piece that is too large only the
    first line (`opening`) and the end are kept; `dropped` bytes between them are gone.
    """

    def __init__(self, position: int) -> None:
        self.start = position
        self._buffer = b""
        self._scan = 0
        self._dropped = 0
        self._opening = b""

    @property
    def reached(self) -> int:
        """How far the file was read, in bytes."""
        return self.start + self._dropped + len(self._buffer)

    def pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        failure: OSError | None = None
        while failure is None:
            chunk, failure = read_block(stream, max(CHUNK, len(self._buffer)))
            if not chunk:
                break
            self._buffer += chunk
            yield from self._whole_pieces(is_last=False)
            self._drop_what_is_too_large()
        if failure is not None:
            raise failure
        yield from self.rest()

    def rest(self) -> Iterator[Piece]:
        """What is left when no more bytes come."""
        yield from self._whole_pieces(is_last=True)
        if self._buffer:
            yield self._piece(0, len(self._buffer), is_last=True)
            self.start, self._buffer, self._dropped = self.reached, b"", 0

    def _whole_pieces(self, *, is_last: bool) -> Iterator[Piece]:
        begin, buffer = 0, self._buffer
        while (separator := self._next_separator(is_last=is_last)) >= 0:
            yield self._piece(begin, separator, is_last=False)
            self.start += separator - begin + self._dropped
            self._dropped, begin = 0, separator
        self._buffer = buffer[begin:]
        self._scan -= begin

    def _next_separator(self, *, is_last: bool) -> int:
        """Where the next `From ` line begins in the window; -1 where more bytes are needed."""
        buffer = self._buffer
        while (found := buffer.find(b"\nFrom ", self._scan)) >= 0:
            self._scan = found
            if not is_last and len(buffer) < found + 2 * _LINE_LIMIT:
                return -1
            self._scan = found + 1
            before = buffer[max(found - 2, 0) : found]
            follows_blank = found == 0 or before.endswith((b"\n", b"\n\r"))
            if _is_separator(buffer, found + 1, follows_blank=follows_blank):
                return found + 1
        self._scan = max(self._scan, len(buffer) - len(b"\nFrom"))
        return -1

    def _drop_what_is_too_large(self) -> None:
        # Up to `_scan` no message ends: only then is it certain that the piece is too large.
        if self._dropped + self._scan <= MESSAGE_LIMIT:
            return
        if not self._dropped:
            self._opening = self._buffer[:_LINE_LIMIT]
        keep = max(self._scan - 2, 0)
        self._buffer, self._scan = self._buffer[keep:], self._scan - keep
        self._dropped += keep

    def _piece(self, begin: int, end: int, *, is_last: bool) -> Piece:
        """The piece that begins at `start` in the file and ends at `end` in the window."""
        size = self._dropped + end - begin
        text = self._opening if self._dropped else self._buffer[begin:end]
        envelope_size = _envelope_size(text)
        blank = _blank_size(self._buffer[max(end - 4, begin) : end])
        is_too_large = size > MESSAGE_LIMIT
        return Piece(
            envelope=text[:envelope_size].rstrip(b"\r\n") if envelope_size else None,
            offset=self.start + envelope_size,
            length=max(size - envelope_size - blank, 0),
            payload=None if is_too_large else text[envelope_size : size - blank],
            resume=self.start if is_last and not blank else self.start + size,
        )


def _items(file: SourceFile, piece: Piece) -> Iterator[Item]:
    """The record of a piece; nothing for empty lines, an error for what is no message."""
    locator = f"{piece.offset}+{piece.length}"
    if piece.payload is None:
        yield ReadError(
            path=file.path,
            locator=locator,
            reason=f"the message has {piece.length} bytes, more than {MESSAGE_LIMIT}",
            hint="Save its attachments elsewhere, remove them, and import the file again.",
            position=piece.resume,
        )
    elif piece.envelope is not None:
        yield RawRecord(
            connector=CONNECTOR.name,
            payload_type=CONNECTOR.payload_type,
            path=file.path,
            locator=locator,
            position=piece.resume,
            payload=unquote(piece.payload),
            envelope=piece.envelope,
        )
    elif piece.payload.removeprefix(BOM).strip():
        yield _homeless(file, piece)


def _homeless(file: SourceFile, piece: Piece) -> ReadError:
    beginning = piece.payload[:60].decode("utf-8", "replace") if piece.payload else ""
    return ReadError(
        path=file.path,
        locator=f"{piece.offset}+{piece.length}",
        reason=f'{piece.length} bytes belong to no message: no "From " line stands before them',
        hint='Every message of an mbox begins with a line "From SENDER DATE": add it.',
        value=beginning,
        position=piece.resume,
    )


def _is_separator(text: bytes, at: int, *, follows_blank: bool) -> bool:
    """Whether the line at `at` (which begins with `From `) begins a message.

    With a date as `ctime` writes it and an empty line before, always; with only one of the two,
    or a looser shape, only where a header line follows.
    """
    end = text.find(b"\n", at, at + _LINE_LIMIT)
    line = text[at : end if end >= 0 else at + _LINE_LIMIT]
    is_dated = _ASCTIME.search(line) is not None
    if is_dated and follows_blank:
        return True
    if not is_dated and not (follows_blank and _is_loosely_dated(line)):
        return False
    return end >= 0 and _HEADER.match(text, end + 1) is not None


def _is_loosely_dated(line: bytes) -> bool:
    has_date = _TIME.search(line) is not None and _YEAR.search(line) is not None
    return has_date or _SENDER_ALONE.match(line) is not None


def _envelope_size(text: bytes) -> int:
    """Bytes of the `From ` line that `text` begins with, its end included; 0 without one."""
    if not begins_a_message(text):
        return 0
    end = text.find(b"\n")
    return end + 1 if end >= 0 else len(text)


def _blank_size(tail: bytes) -> int:
    """Bytes of the empty line that ends a message in an mbox."""
    if tail.endswith(b"\r\n\r\n"):
        return 2
    return 1 if tail.endswith(b"\n\n") else 0


CONNECTOR = Connector(name="mbox", payload_type="rfc822", recognises=recognises, read=read)
