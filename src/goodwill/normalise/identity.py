"""How mails are told apart, and how a quoted mail is found again.

The rules are the contract's ("Same message"; `ref` of mail without an id). The text of a mail
here is its whole decoded body, so that two forwards without a word of their own, sent in the
same minute, stay two.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from goodwill.facts.base import content_id, fold_space, mail_id

__all__ = ["fingerprint", "identify", "message_ids"]

FINGERPRINT_LENGTH = 120
"""Letters and digits that tell one text from another."""

SHORTEST_FINGERPRINT = 8
"""Letters and digits below which a text is told from no other."""

ID_LIMIT = 998
"""Characters of one id (RFC 5322, 2.1.1); references beyond 200 are left out."""

_MANGLED_FROM = re.compile(r"^>+(?=From )", re.MULTILINE)
_ID = re.compile(r"<([^<>\s]{1,998})>")
_NOT_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum())
_TO_THE_MINUTE = len("YYYY-MM-DDTHH:MM")
_READ_LENGTHS = (160, 20 * FINGERPRINT_LENGTH)


def message_ids(value: str) -> tuple[str, ...]:
    """The ids of a Message-ID, In-Reply-To or References header, in angle brackets, each once."""
    if not value:
        return ()
    found = _ID.findall(value)
    if not found:
        bare = value.strip("<>, \t")[:ID_LIMIT]
        found = [bare] if bare and " " not in bare else []
    return tuple(dict.fromkeys(f"<{name}>" for name in found))[:200]


def identify(
    message_id: str | None, sender: str, at: datetime | None, body: str
) -> tuple[str, str]:
    """What tells a mail from others, and what evidence cites.

    The first is the same for every copy of one mail; the second is the Message-ID, or 16 hex
    digits of sender, minute and text.
    """
    folded = fold_body(body)
    if message_id:
        return mail_id(message_id, sender, folded), message_id
    minute = _minute(at)
    ref = "sha256:" + content_id(sender, minute, folded, digits=16)
    return content_id("message", minute, sender, folded), ref


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
    signs = ""
    for length in _READ_LENGTHS:
        signs = _signs(text[:length])
        if len(signs) >= FINGERPRINT_LENGTH or len(text) <= length:
            break
    if len(signs) < SHORTEST_FINGERPRINT:
        return ""
    return content_id("text", signs[:FINGERPRINT_LENGTH].casefold())


def _signs(text: str) -> str:
    """The letters and digits of a text."""
    if text.isascii():
        return text.encode().translate(None, _NOT_SIGNS).decode()
    return "".join(filter(str.isalnum, text))


def _minute(at: datetime | None) -> str:
    """The minute in UTC, `YYYY-MM-DDTHH:MM`; "" where a mail has no date."""
    return at.astimezone(UTC).isoformat()[:_TO_THE_MINUTE] if at else ""
