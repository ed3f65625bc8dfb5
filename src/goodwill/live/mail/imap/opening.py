"""Opening a folder for reading: what its server says of it, and what a book notes of that.

A server that counts changes (CONDSTORE, RFC 7162) tells which one was the last; with the number of
mails it shows whether any has left the folder since (`leaving`). Where it does not count them, or
what it says cannot be, a folder is known by its validity alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodwill.live.base import Known
from goodwill.live.faults import ServerError
from goodwill.live.mail.imap.client import Answer, Client
from goodwill.live.mail.imap.names import as_argument
from goodwill.live.mail.imap.words import as_number

__all__ = ["Noted", "Opened", "examine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is noted of a folder beside the number up to which it was read.

    `changes` is its HIGHESTMODSEQ, `messages` how many mails it held; None where nobody told.
    """

    validity: int | None
    changes: int | None = None
    messages: int | None = None

    @classmethod
    def of(cls, mark: str) -> Noted:
        """What a mark says; nothing where it is none of ours."""
        told = [as_number(word) for word in mark.encode().split()]
        validity, changes, messages = [*told, None, None, None][:3]
        return cls(validity=validity, changes=changes, messages=messages)

    @property
    def mark(self) -> str:
        """As it is kept."""
        if self.changes is None or self.messages is None:
            return str(self.validity)
        return f"{self.validity} {self.changes} {self.messages}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened folder. `next_uid`: above every number in it; `is_promised`: by its UIDNEXT."""

    noted: Noted
    next_uid: int
    is_promised: bool

    @property
    def known(self) -> Known:
        """The state of a folder that has been read to its end."""
        return Known(position=self.next_uid - 1, mark=self.noted.mark)

    def has_gone_back(self, before: Known) -> bool:
        """Whether its server counts from an earlier state, as after a backup was put back.

        Then a number may stand for another mail than it did.
        """
        then, now = Noted.of(before.mark), self.noted
        if then.validity != now.validity:
            return False
        has_fewer_changes = (now.changes or 0) < (then.changes or 0) and now.changes is not None
        return has_fewer_changes or (self.is_promised and self.next_uid <= before.position)


def examine(client: Client, name: bytes, source: str) -> Opened:
    """Open a folder for reading; a server that does not number its mails is an error."""
    validity = next_uid = changes = messages = None
    for answer in client.run(b"EXAMINE ", as_argument(name)):
        validity = _told(answer, b"UIDVALIDITY") or validity
        next_uid = _told(answer, b"UIDNEXT") or next_uid
        changes = _told(answer, b"HIGHESTMODSEQ") or changes
        messages = answer.number if answer.kind == b"EXISTS" else messages
    if validity is None:
        raise ServerError(
            f"{source} does not number its mails, so they cannot be known again.",
            hint="Export the folder as mbox and import that.",
        )
    return Opened(
        noted=Noted(validity=validity, changes=changes, messages=messages),
        next_uid=next_uid or _last_number(client) + 1,
        is_promised=next_uid is not None,
    )


def _last_number(client: Client) -> int:
    """The highest number, from a server that does not tell the next one."""
    found = [0]
    for answer in client.run(b"UID FETCH * (UID)"):
        words = answer.words[0] if answer.kind == b"FETCH" and answer.words else ()
        number = as_number(words[1]) if isinstance(words, tuple) and len(words) > 1 else None
        found.append(number or 0)
    return max(found)


def _told(answer: Answer, code: bytes) -> int | None:
    """A number that a server tells in brackets: `[UIDVALIDITY 3]`."""
    text = answer.words[0] if answer.kind == b"OK" and answer.words else None
    if not isinstance(text, bytes) or not text.startswith(b"[" + code + b" "):
        return None
    return as_number(text[len(code) + 2 :].partition(b"]")[0].strip())
