"""One mail as it stands in an mbox: plain text, or with the same words in HTML beside it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from goodwill.lab.simulate.people import Person

__all__ = ["Mail", "mbox_entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail; `thread` holds the ids that it answers, the oldest first; `sort` who made it."""

    message_id: str
    at: datetime
    by: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    subject: str
    body: str
    thread: tuple[str, ...] = ()
    sort: str = "human"


def mbox_entry(mail: Mail) -> bytes:
    """The mail between its `From ` line and an empty line."""
    head = [
        f"From {mail.by.email} {mail.at:%a %b %d %H:%M:%S %Y}",
        f"Message-ID: {mail.message_id}",
        f"Date: {format_datetime(mail.at)}",
        f"From: {_address(mail.by)}",
        f"To: {', '.join(map(_address, mail.to))}",
        *([f"Cc: {', '.join(map(_address, mail.cc))}"] if mail.cc else []),
        f"Subject: {_encoded(mail.subject)}",
        *_answers(mail),
        *_sort_marks(mail),
        "MIME-Version: 1.0",
    ]
    text = "\n".join([*head, *_content(mail)]).rstrip("\n")
    first, *rest = text.split("\n")
    kept = [first, *(f">{line}" if line.startswith("From ") else line for line in rest)]
    return ("\n".join(kept) + "\n\n").encode()


def _answers(mail: Mail) -> list[str]:
    if not mail.thread:
        return []
    return [f"In-Reply-To: {mail.thread[-1]}", f"References: {' '.join(mail.thread[-6:])}"]


def _sort_marks(mail: Mail) -> list[str]:
    """What programs put into mail that nobody wrote by hand."""
    if mail.sort == "away":
        return ["Auto-Submitted: auto-replied"]
    if mail.sort == "news":
        return [f"List-Unsubscribe: <mailto:{mail.by.email}?subject=off>", "Precedence: bulk"]
    return []


def _content(mail: Mail) -> list[str]:
    plain = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""]
    if not mail.by.habits.html or mail.sort != "human":
        return [*plain, mail.body]
    edge = f"=_{mail.message_id[1:13]}"
    lines = "<br>\n".join(escape(line) for line in mail.body.splitlines())
    page = ["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""]
    return [
        f'Content-Type: multipart/alternative; boundary="{edge}"',
        "",
        f"--{edge}",
        *plain,
        mail.body,
        f"--{edge}",
        *page,
        f"<html><body><p>{lines}</p></body></html>",
        f"--{edge}--",
    ]


def _address(person: Person) -> str:
    return f"{_encoded(person.name)} <{person.email}>"


def _encoded(text: str) -> str:
    """A header's words; in one encoded word each 40 characters where they aren't ASCII."""
    if text.isascii():
        return text
    pieces = [text[start : start + 10] for start in range(0, len(text), 10)]
    return "\n ".join(f"=?utf-8?B?{b64encode(piece.encode()).decode()}?=" for piece in pieces)
