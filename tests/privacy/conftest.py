"""A small book in which one person stands everywhere that a person can stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.store.conftest import postgres_url

from goodwill.book import Book, open_book

__all__ = ["postgres_url"]

HER = "zora.quill@acme.example"
OTHER_OF_HERS = "zquill@home.example"
NAME = "Zora Quill"
WORDS = ("xylocarp", "yttrium", "zirconia", "wapentake")
"""Words that she alone writes: in a body, a subject, a feedback, a mail that others pass on."""
TRACES = (HER, OTHER_OF_HERS, NAME, "Quill, Zora", "zora.quill", "zquill", *WORDS)

TOML = """[company]
name = "Us"
domains = ["us.example"]
"""


def mail(number: int, sender: str, to: str, body: str, subject: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Date"] = f"Mon, {number:02} Mar 2026 09:30:00 +0000"
    message["Subject"] = subject or f"Matter {number}"
    message["Message-ID"] = f"<m{number}@{sender.rpartition('@')[2].rstrip('>')}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


FORWARD = f"""Please see below, what do you think?

---------- Forwarded message ----------
From: {NAME} <{HER}>
Date: Sun, 8 Mar 2026 at 10:00
Subject: Our plan
To: Bo Lind <bo@acme.example>

We will need the wapentake lifts serviced by May. Could you send us a price?
"""

MAILS = (
    mail(2, f"{NAME} <{HER}>", "Tom <tom@us.example>", "Could you send the xylocarp offer today?"),
    mail(3, "Tom <tom@us.example>", f"{NAME} <{HER}>",
         "Dear Zora,\n\nI will send it on Friday. Thank you, Ms Quill.\n\n"
         "On Mon, 2 Mar 2026, Zora Quill wrote:\n> Could you send the xylocarp offer today?\n",
         In_Reply_To="<m2@acme.example>"),
    mail(4, f"{NAME} <{OTHER_OF_HERS}>", "Tom <tom@us.example>", "Thanks a lot.", "About yttrium"),
    mail(5, "Bo Lind <bo@acme.example>", "Tom <tom@us.example>",
         f"Please ask Zora Quill ({HER}) about it. The order stands."),
    mail(9, "Bo Lind <bo@acme.example>", "Tom <tom@us.example>", FORWARD, "Fwd: Our plan"),
    mail(10, "Tom <tom@us.example>", "Bo Lind <bo@acme.example>", "We will deliver on Monday."),
)  # fmt: skip

TABLES = {
    "accounts.csv": f"account_id,name,domains,owner\nacme,Acme,acme.example,tom@us.example\n"
    f"home,Home,home.example,{HER}\n",
    "contacts.csv": "email,name,title,account_id,manager_email\n"
    f"{HER},{NAME},Buyer,acme,\n{OTHER_OF_HERS},{NAME},,acme,\n"
    f"bo@acme.example,Bo Lind,Head,acme,{HER}\n",
    "deals.csv": "deal_id,account_id,name,opened_on,status,contact_email\n"
    f"d1,acme,Lifts,2026-02-01,open,{HER}\n",
    "feedback.csv": "account_id,contact_email,asked_on,score,comment\n"
    f"acme,{HER},2026-03-01,2,zirconia\n",
    "tickets.csv": "ticket_id,account_id,opened_at,subject,requester\n"
    f"t1,acme,2026-03-02,{NAME} cannot sign in,{HER}\n",
    "quotas.csv": f"person,period_start,period_end,target_amount\n{HER},2026-01-01,2026-03-31,5\n",
    "invoices.csv": "invoice_id,account_id,issued_on,amount,note\n"
    f"i1,acme,2026-03-03,100,for {HER}\n"
    f"i2,acme,not a day,5,for {NAME}\n",
}
CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:u1@us.example
DTSTART:20260304T100000Z
DTEND:20260304T110000Z
SUMMARY:Plans with Zora Quill
ORGANIZER:mailto:tom@us.example
ATTENDEE;CN={NAME};PARTSTAT=ACCEPTED:mailto:{HER}
ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@acme.example
END:VEVENT
END:VCALENDAR
"""

Fill = Callable[[Path], Path]


def fill(folder: Path) -> Path:
    """A company's files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = b"".join(b"From x@y Mon Mar 02 09:30:00 2026\n" + one + b"\n\n" for one in MAILS)
    (folder / "tom.mbox").write_bytes(content)
    (folder / "goodwill.toml").write_text(TOML)
    (folder / "calendar.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    for name, text in TABLES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return fill(tmp_path / "company")


@pytest.fixture
def book(tmp_path: Path, company: Path) -> Iterator[Book]:
    """The book of that company, assessed."""
    opened = open_book(tmp_path / "book", create=True)
    opened.import_paths([company])
    opened.assess(datetime(2026, 3, 31, tzinfo=UTC).date())
    yield opened
    opened.close()
