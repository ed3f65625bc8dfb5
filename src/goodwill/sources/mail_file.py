"""A file that is one mail: how it looks, and the record of it. `eml` and `maildir` read them."""

from __future__ import annotations

import re

from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.mbox import MESSAGE_LIMIT
from goodwill.sources.streams import BOM, read_whole

__all__ = ["looks_like_mail", "mail_record"]

_HEADER = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_ORIGIN = frozenset({b"from", b"sender", b"return-path", b"received", b"message-id", b"x-from"})
_REST = frozenset({b"to", b"cc", b"bcc", b"date", b"subject", b"mime-version", b"delivered-to"})


def mail_record(file: SourceFile, *, connector: str, locator: str | None) -> RawRecord:
    """The record of a file that is one mail; without a `locator`, its place in bytes."""
    data = read_whole(file, MESSAGE_LIMIT)
    payload = data.removeprefix(BOM)
    return RawRecord(
        connector=connector,
        payload_type="rfc822",
        path=file.path,
        locator=locator or f"{len(data) - len(payload)}+{len(payload)}",
        position=max(len(data), 1),
        payload=payload,
    )


def looks_like_mail(head: bytes) -> bool:
    """Whether `head` begins with header lines that say who wrote, and to whom, when or on what."""
    found = set()
    for line in head.removeprefix(BOM).lstrip(b"\r\n").split(b"\n"):
        if not line.strip():
            break
        header = _HEADER.match(line)
        if header:
            found.add(header[1].lower())
        elif line[:1] not in b" \t":
            break
    return bool(found & _ORIGIN) and bool(found & _REST)
