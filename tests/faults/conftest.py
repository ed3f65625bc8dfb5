"""Mailboxes and tables to import while something goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

START = b"From ann@client.example Mon Mar  2 09:30:00 2026\n"


def mailbox(first: int, last: int, filler: int) -> bytes:
    """An mbox; every third mail stands in it twice."""
    found = []
    for number in range(first, last):
        text = f"Could you send the figures for {number}? " + "Thank you very much. " * filler
        mail = (
            f"From: Ann <ann{number % 7}@client.example>\nTo: tom@us.example\n"
            f"Date: Mon, 02 Mar 2026 09:{number % 60:02d}:00 +0000\nSubject: Project {number}\n"
            f"Message-ID: <{number}@client.example>\n\n{text}\n\n"
        )
        found += [START + mail.encode()] * (2 if number % 3 == 0 else 1)
    return b"".join(found)


@pytest.fixture
def sources(tmp_path: Path) -> Callable[..., Path]:
    """A folder with two mailboxes that overlap, invoices with rejects, and rows that wait."""

    def make(mails: int = 20, filler: int = 1) -> Path:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.mbox").write_bytes(mailbox(0, mails, filler))
        (folder / "b.mbox").write_bytes(mailbox(mails // 2, mails + mails // 2, filler))
        rows = "".join(f"i{n},acme,2026-01-01,{'x' if n % 9 == 4 else n}\n" for n in range(30))
        (folder / "invoices.csv").write_text("invoice_id,account_id,issued_on,amount\n" + rows)
        rows = "".join(f"i{n},1,{n}\n" for n in range(0, 40, 2))
        (folder / "invoice_lines.csv").write_text("invoice_id,line,amount\n" + rows)
        return folder

    return make
