"""A Google Takeout and a journal are imported as they come; the ledger adds up."""

from __future__ import annotations

import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from goodwill.pipeline import ImportReport

Import = Callable[..., ImportReport]


def mail(number: int, labels: str = "") -> bytes:
    label = f"X-Gmail-Labels: {labels}\r\n" if labels else ""
    return (
        f"{label}From: ann@client.example\r\nTo: bob@us.example\r\nSubject: order {number}\r\n"
        f"Date: Mon, 2 Mar 2026 10:{number:02}:00 +0000\r\n"
        f"Message-ID: <{number}@client.example>\r\n"
        f"\r\nCould you send us the figures for order {number}?\r\n"
    ).encode()


def mbox(*mails: bytes) -> bytes:
    line = b"From 1789@xxx Mon Mar 02 10:00:00 +0000 2026\r\n"
    return b"".join(line + one + b"\r\n" for one in mails)


EVENT = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@google.com\r\nSUMMARY:Review\r\n"
    b"DTSTART:20260302T100000Z\r\nDTEND:20260302T110000Z\r\n"
    b"ATTENDEE:mailto:ann@client.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
TAKEOUT = {
    "Takeout/Mail/All mail Including Spam and Trash.mbox": mbox(
        mail(1, "Inbox,Opened"),
        mail(2, "Sent"),
        mail(3, "Trash"),
        mail(4, "Spam,Unread"),
        mail(5, "Drafts"),
        mail(6, "Chat"),
    ),
    "Takeout/Calendar/Bob.ics": EVENT,
    "Takeout/Contacts/All Contacts/All Contacts.vcf": b"BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n",
    "Takeout/Mail/User Settings/Filters.json": b"{}",
    "Takeout/archive_browser.html": b"<html></html>",
}


def as_zip(place: Path) -> Path:
    with zipfile.ZipFile(place / "takeout-20260301.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in TAKEOUT.items():
            archive.writestr(name, content)
    return place / "takeout-20260301.zip"


def as_tgz(place: Path) -> Path:
    with tarfile.open(place / "takeout-20260301.tgz", "w:gz") as archive:
        for name, content in TAKEOUT.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return place / "takeout-20260301.tgz"


@pytest.mark.parametrize("pack", [as_zip, as_tgz])
def test_a_takeout_is_imported_as_it_comes(
    run: Import, tmp_path: Path, pack: Callable[[Path], Path]
) -> None:
    path = pack(tmp_path)

    first, second = run(path), run(path)

    assert (first.total.seen, first.total.imported, first.total.excluded) == (7, 4, 3)
    assert first.total.unreadable == 0
    why = {one.rpartition("/")[2]: reason for one, reason in first.skipped}
    assert why["All Contacts.vcf"] == "contacts; whom you know is told by mail and calendars"
    assert set(why) == {"All Contacts.vcf", "Filters.json", "archive_browser.html"}
    assert (second.total.seen, second.total.imported + second.total.duplicate) == (7, 4)
    assert second.total.excluded == 3


def test_mail_in_a_journal_is_the_mail_that_stands_elsewhere_too(
    run: Import, tmp_path: Path
) -> None:
    journal = (
        b"From: exchange@us.example\r\nTo: journal@us.example\r\nSubject: order 1\r\n"
        b"X-MS-Journal-Report: \r\nDate: Mon, 2 Mar 2026 10:02:00 +0000\r\n"
        b'Message-ID: <j@us.example>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSender: ann@client.example\r\n"
        b"To: bob@us.example\r\nBcc: cara@us.example\r\n--b\r\n"
        b"Content-Type: message/rfc822\r\n\r\n" + mail(1) + b"\r\n--b--\r\n"
    )
    (tmp_path / "plain.eml").write_bytes(mail(1))
    (tmp_path / "journal.eml").write_bytes(journal)

    report = run(tmp_path / "journal.eml", tmp_path / "plain.eml")

    assert (report.total.seen, report.total.imported, report.total.duplicate) == (2, 1, 1)
    with closing(sqlite3.connect(tmp_path / "book" / "book.db")) as book:
        found = book.execute("select address from contact_point").fetchall()
    assert sorted(row[0] for row in found) == [
        "ann@client.example", "bob@us.example", "cara@us.example",
    ]  # fmt: skip
