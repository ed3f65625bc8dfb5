"""Mail that says of itself that it is private: it is counted, dropped and nowhere stored.

It says so by its header `Sensitivity`, by a marker before its subject, or by lying in a folder that
is named for it; a calendar entry by its `CLASS`. What a mail is about is not looked at: that would
be a guess.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.sources.base import RawRecord

__all__ = ["RULE", "is_private_event", "is_private_folder", "is_private_mail"]

RULE = "private_mail"
"""What keeps such mail out, as the ledger of an import calls it."""

FOLDERS = frozenset(
    {
        *("private", "personal", "private mail", "personal mail", "privat", "privates"),
        *("persönlich", "persoenlich", "privado", "privada", "personales", "privados"),
    }
)  # fmt: skip
"""Names of folders and mailboxes of private mail, in English, German and Spanish."""

_MARKERS = "private|personal|privat|persönlich|persoenlich|privado|privada"
_ALONE = "private|privat|persönlich|persoenlich|privado|privada"
"""Before a colon; "Personal:" is left out, since in German it speaks of staff."""

_MARKERS_BEGIN = ("priv", "pers")
_SUBJECT = (
    r"(?i)^\s*(?:(?:re|aw|fwd?|wg|rv|rif|sv|tr|antw)(?:\[\d{1,3}\])?\s*:\s*)*"
    rf"(?:[\[(]\s*(?:{_MARKERS})\s*[\])]|(?:{_ALONE})\s*(?::|$))"
)
_SENSITIVITY = r"(?i)^(?:personal|private)\b"
_CLASS = rb"(?im)^class(?:;[^:\r\n]*)?:[ \t]*private\b"


@cache
def _compiled(pattern: str | bytes) -> Any:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load

    return re2.compile(pattern)


def is_private_mail(record: RawRecord, subject: str, sensitivity: Sequence[str]) -> bool:
    """Whether a mail says that it is private, or lies where private mail does.

    `sensitivity` are the values of its header of that name.
    """
    if is_private_folder(record.connector, record.path):
        return True
    if any(_compiled(_SENSITIVITY).search(value) for value in sensitivity):
        return True
    if not any(begin in subject.casefold() for begin in _MARKERS_BEGIN):
        return False  # as most do not, with less work than the pattern takes
    return _compiled(_SUBJECT).search(subject) is not None


def is_private_event(record: RawRecord) -> bool:
    """Whether a calendar entry is of the class that is nobody else's business."""
    payload = record.payload if isinstance(record.payload, bytes) else b""
    return _compiled(_CLASS).search(payload) is not None


@lru_cache(maxsize=4_096)
def is_private_folder(connector: str, path: str) -> bool:
    """Whether the folder or mailbox that a mail lies in is named for private mail.

    The one that it lies in, and no folder above: `/private/var` is where a Mac keeps everything.
    """
    parts = path.replace("\\", "/").replace("!", "/").lower().split("/")
    if connector in _MAILBOXES:
        name = parts[-1].removesuffix(".mbox")
    else:
        name = parts[-2] if len(parts) > 1 else ""
    if name.startswith("."):  # a folder within a Maildir: .INBOX.Private
        name = name.rpartition(".")[2]
    return name.strip() in FOLDERS


_MAILBOXES = frozenset({"mbox", "outlook"})
"""Connectors whose path names the mailbox itself; others' names a mail in a folder."""
