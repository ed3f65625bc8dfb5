"""The header block of a mail: split, unfolded, and its encoded words decoded on demand.

What the values mean is next door: addresses in `people`, days in `dates`, the kind of mail
in `category`. Bodies are parsed in `mime`.

Headers are split here and not by the MIME parser, because an address such as
`=?utf-8?Q?Lund=2C_Ida?= <i@x.example>` must be taken apart before its words are decoded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from functools import lru_cache
from typing import TYPE_CHECKING

from goodwill.normalise.charsets import decode_bytes, make_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADER_LIMIT", "Headers", "decode_words", "split_headers"]

HEADER_LIMIT = 2_000_000
"""Bytes of headers that are read; what a hostile mail holds beyond them is left alone."""

NAME_LIMIT = 998
"""Characters of a header's name: those of a line (RFC 5322, 2.1.1)."""

WORDS_LIMIT = 4_096
"""Characters of one value in which encoded words are looked for; the rest is dropped."""

_BLANK = re.compile(rb"\n\r?\n")
_NAME = re.compile(r"[!-9;-~]+[ \t]*\Z")
_ENVELOPE = (b"From ", b">From ")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """Values by lower-case name, in file order, unfolded but not decoded.

    `body_at` is the byte of the payload at which the body starts, `is_clean` says that every
    line is a header and a blank one ends them.
    """

    values: Mapping[str, list[str]]
    body_at: int
    flags: tuple[str, ...]
    is_clean: bool = False

    def first(self, name: str) -> str:
        """The first value of a header, "" where there is none."""
        found = self.values.get(name)
        return found[0] if found else ""

    def all(self, name: str) -> list[str]:
        """Every value of a header, in file order."""
        return self.values.get(name, [])

    def text(self, name: str) -> str:
        """The first value with its encoded words decoded and white space folded."""
        return " ".join(decode_words(self.first(name)).split())


def split_headers(payload: bytes) -> Headers:
    """Take the header block off a mail; never fails, whatever the bytes."""
    start = _skip_envelope(payload)
    if payload.startswith((b"\n", b"\r\n"), start):
        return Headers(values={}, body_at=start, flags=())
    blank = _BLANK.search(payload, start)
    end, body_at = (blank.start(), blank.end()) if blank else (len(payload), len(payload))
    flags = ("headers_cut",) if end - start > HEADER_LIMIT else ()
    block = payload[start : min(end, start + HEADER_LIMIT)]
    text = _block_text(block).replace("\r\n", "\n").replace("\n\t", "\n ").replace("\n ", " ")
    values, stray, is_clean = _fields(text)
    if stray:
        found = block.find(stray.encode("utf-8", "replace"))
        body_at = start + found if found >= 0 else body_at
    is_clean = is_clean and blank is not None and not flags
    return Headers(values=values, body_at=body_at, flags=flags, is_clean=is_clean)


def _skip_envelope(payload: bytes) -> int:
    """Where the first header starts: behind a byte order mark and mbox `From ` lines."""
    at = len(_BYTE_ORDER_MARK) if payload.startswith(_BYTE_ORDER_MARK) else 0
    while payload.startswith(_ENVELOPE, at):
        at = payload.find(b"\n", at) + 1 or len(payload)
    return at


def _block_text(block: bytes) -> str:
    """The header block as text, each line for itself where the whole is not UTF-8."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        lines = (
            line.decode("cp1252", "replace") if not _is_utf8(line) else line.decode("utf-8")
            for line in block.split(b"\n")
        )
        return "\n".join(lines)


def _is_utf8(line: bytes) -> bool:
    """Whether a line decodes as UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fields(text: str) -> tuple[dict[str, list[str]], str, bool]:
    """Values by name, the line that starts the body where no blank line does, and is it clean."""
    values: dict[str, list[str]] = {}
    stray = ""
    is_clean = True
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and len(name) <= NAME_LIMIT and (key := _field_name(name)):
            values.setdefault(key, []).append(value.strip())
            stray = ""
            continue
        is_clean = False
        if line and not stray and not line.startswith(("From ", ">From ")):
            stray = line
    return values, stray, is_clean


@lru_cache(maxsize=1_024)
def _field_name(name: str) -> str:
    """The lower-case name of a header, "" where what stands before a colon is none."""
    return name.rstrip().lower() if _NAME.match(name) else ""


def decode_words(value: str) -> str:
    """A header value with its RFC 2047 words decoded; what cannot be decoded stays as it is."""
    if "=?" not in value:
        return make_safe(value)[0]
    value = value[:WORDS_LIMIT]
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return make_safe(value)[0]
    words = (part if isinstance(part, str) else _word(part, charset) for part, charset in parts)
    return make_safe("".join(words))[0]


def _word(part: bytes, charset: str | None) -> str:
    """One decoded word; without a charset it is what stood between encoded words."""
    if charset is None:
        return part.decode("raw-unicode-escape", "replace")
    return decode_bytes(part, charset.partition("*")[0])[0]
