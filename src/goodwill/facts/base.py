"""Where a fact came from, and how facts are told apart.

The rules that every fact keeps live here; the facts themselves are next door in
`people`, `interactions`, `commerce` and `service`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

__all__ = ["Attributes", "SourceRef", "content_id", "fold_space", "mail_id"]


Attributes = tuple[tuple[str, str], ...]
"""Columns that the contract does not name, kept as text, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """The place a fact was read from, so that a reader can open it again.

    `connector` is the reader's name, `path` the file as it was given, `locator` the place
    inside it: `"OFFSET+LENGTH"` in bytes for a message, `"row N"` for a table row (the header
    is row 1), a member's name for a file inside an archive.
    """

    connector: str
    path: str
    locator: str


def fold_space(text: str) -> str:
    """Every run of white space becomes one space, so re-wrapped copies compare equal."""
    return " ".join(text.split())


def content_id(*parts: str, digits: int = 32) -> str:
    """A stable id for content: the first hex `digits` of the SHA-256 of `parts`, one a line."""
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def mail_id(message_id: str, sender: str, folded: str = "") -> str:
    """What tells a mail with a Message-ID from others: by its text too, where that is known.

    `folded` is its text without what copying changes; "" where only its headers are there.
    """
    return content_id("message", message_id, sender, folded)
