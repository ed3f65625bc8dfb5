"""How mails are told apart, and how a quoted mail is found again.

The rules are the contract's ("Same message"; `ref` of mail without an id). The text of a mail
here is its whole decoded body, so that two forwards without a word of their own, sent in the
same minute, stay two.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from goodwill.facts.base import content_id, fold_space

__all__ = ["fact_id", "fingerprint", "message_ids", "reference"]

FINGERPRINT_LENGTH = 120
"""Letters and digits that tell one text from another."""

SHORTEST_FINGERPRINT = 8
"""Letters and digits below which a text is told from no other."""

ID_LIMIT = 998
"""Characters of one id (RFC 5322, 2.1.1); references beyond 200 are left out."""

_MANGLED_FROM = re.compile(r"^>+(?=From )", re.MULTILINE)
_ID = re.compile(r"<([^<>\s]{1,998})>")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def message_ids(value: str) -> tuple[str, ...]:
    """The ids of a Message-ID, In-Reply-To or References header, in angle brackets, each once."""
    if not value:
        return ()
    found = _ID.findall(value)
    if not found:
        bare = value.strip("<>, \t")[:ID_LIMIT]
        found = [bare] if bare and " " not in bare else []
    return tuple(dict.fromkeys(f"<{name}>" for name in found))[:200]


def reference(message_id: str | None, sender: str, at: datetime | None, body: str) -> str:
    """What evidence cites: the Message-ID, or 16 hex digits of sender, minute and text."""
    if message_id:
        return message_id
    return "sha256:" + content_id(sender, _minute(at), fold_body(body), digits=16)


def fact_id(message_id: str | None, sender: str, at: datetime | None, body: str) -> str:
    """The same for every copy of one mail, different for different mails."""
    key = message_id or _minute(at)
    return content_id("message", key, sender, fold_body(body))


def fold_body(body: str) -> str:
    """A body without what copying changes: white space, and mbox's mark before `From `."""
    if ">From " in body:
        body = _MANGLED_FROM.sub("", body)
    return fold_space(body)


def fingerprint(text: str) -> str:
    """The first letters and digits of a text, hashed: the same for the text and its quotation.

    Wrapping, quote marks and punctuation do not count. "" where there is too little to tell
    one text from another.
    """
    signs = _NOT_ALPHANUMERIC.sub("", text[: 2 * FINGERPRINT_LENGTH])
    if len(signs) < FINGERPRINT_LENGTH < len(text):
        signs = _NOT_ALPHANUMERIC.sub("", text[: 20 * FINGERPRINT_LENGTH])
    if len(signs) < SHORTEST_FINGERPRINT:
        return ""
    return content_id("text", signs[:FINGERPRINT_LENGTH].casefold())


def _minute(at: datetime | None) -> str:
    """The minute in UTC, `YYYY-MM-DDTHH:MM`; "" where a mail has no date."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if at else ""
