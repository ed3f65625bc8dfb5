"""Letters in a text file, one after the other, each between lines of `====`.

A letter begins with who wrote, to whom and when (`From:`, `To:`, `Date:`, as a mail has them), then
an empty line, then its words. Each is handed on as the mail that it would have been.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.sources.base import Connector, Item, RawRecord, ReadError, SourceFile

__all__ = ["CONNECTOR"]

OPENING = b"==== letter ====\n"
LARGEST = 1_000_000
"""Bytes of one letter."""


def recognises(name: str, head: bytes) -> bool:
    """A file that begins with the line before a letter, however it is called."""
    del name
    return head.startswith(OPENING)


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield every letter behind a position, in the order of the file."""
    with file.open() as stream:
        letters = stream.read().split(OPENING)
    at = len(letters[0])
    for number, letter in enumerate(letters[1:], 1):
        at += len(OPENING) + len(letter)
        if at <= position:
            continue
        if len(letter) > LARGEST:
            yield ReadError(
                path=file.path,
                locator=f"letter {number}",
                reason=f"it is longer than {LARGEST} bytes",
                hint="Write it in parts.",
                position=at,
                kind="mail",
            )
            continue
        yield RawRecord(
            connector=CONNECTOR.name,
            payload_type="rfc822",
            path=file.path,
            locator=f"letter {number}",
            position=at,
            payload=letter,
        )


CONNECTOR = Connector(name="post", payload_type="rfc822", recognises=recognises, read=read)
