"""Mailboxes, from mail: one mbox for each of our people, as a mail program would export it.

The same mail stands in the mailbox of everybody of ours whom it names. Bytes depend on the mail
alone: no boundary, id or date is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from pathlib import Path

from goodwill.demo.plan import FirmPlan, Person
from goodwill.demo.talk import Mail

__all__ = ["write_mailboxes"]

POLICY = SMTP.clone(linesep="\n", max_line_length=76, refold_source="none")


def write_mailboxes(folder: Path, firm: FirmPlan, mails: Iterable[Mail]) -> None:
    """One file for each of our people, in order of time."""
    folder.mkdir(parents=True)
    boxes: dict[str, list[bytes]] = {person.email: [] for person in firm.people}
    for mail in sorted(mails, key=lambda mail: (mail.sent_at, mail.message_id)):
        record = _record(mail)
        for person in dict.fromkeys((mail.sender, *mail.to, *mail.cc)):
            if person.email in boxes:
                boxes[person.email].append(record)
    for person in firm.people:
        (folder / f"{person.email.partition('@')[0]}.mbox").write_bytes(
            b"".join(boxes[person.email])
        )


def _record(mail: Mail) -> bytes:
    """One mail between its `From ` line and an empty line."""
    lines = _message(mail).as_bytes(policy=POLICY).split(b"\n")
    shown = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in lines)
    head = f"From {mail.sender.email} {mail.sent_at:%a %b %d %H:%M:%S %Y}\n"
    return head.encode("ascii") + shown.rstrip(b"\n") + b"\n\n"


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.sent_at)
    message["From"] = _address(mail.sender)
    message["To"] = tuple(_address(person) for person in mail.to)
    if mail.cc:
        message["Cc"] = tuple(_address(person) for person in mail.cc)
    message["Subject"] = mail.subject
    if mail.thread:
        message["In-Reply-To"] = mail.thread[-1]
        message["References"] = " ".join(mail.thread)
    _mark_sort(message, mail)
    message.set_content(mail.body, cte="quoted-printable")
    if mail.sender.html and mail.sort == "human":
        message.add_alternative(_page(mail.body), subtype="html", cte="quoted-printable")
        message.set_boundary(f"=_{mail.message_id[1:21]}")
    return message


def _mark_sort(message: EmailMessage, mail: Mail) -> None:
    """What programs put into mail that nobody wrote by hand."""
    if mail.sort == "away":
        message["Auto-Submitted"] = "auto-replied"
    elif mail.sort == "news":
        message["List-Unsubscribe"] = f"<mailto:{mail.sender.email}?subject=unsubscribe>"
        message["Precedence"] = "bulk"


def _address(person: Person) -> Address:
    return Address(person.name, addr_spec=person.email)


def _page(text: str) -> str:
    """The same words as a mail program writes them in HTML."""
    lines = "<br>\n".join(escape(line) for line in text.splitlines())
    return f"<html><body><div>{lines}</div></body></html>\n"
