"""From a mail that is put into a mailbox to the changed statement on a page that somebody looks at.

The page asks each second whether it is still what is shown (`fresh.js`), and so does this bench: a
delay ends when the changed page is there whole. Nothing is open but that page. Also for any book
of one's own; it is written to, so give it a copy:

    python -m bench.parts.news BOOK DAY ACCOUNT THEIR_ADDRESS OUR_ADDRESS
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
from bench.figures import Figure
from bench.given import Given
from bench.mail_book import AS_OF
from bench.parts.live import NAME, NOTICE, connect, key_of_its_own
from bench.parts.made_book import made_book
from bench.runs import fresh
from tests.live.servers import Dovecot, dovecot

from goodwill.lab.served import served
from goodwill.store.database import open_store
from goodwill.store.writing.beside_facts import StoredSettings, keep_settings, stored_settings

__all__ = ["PART", "measure"]

PART = "news"

ACCOUNTS, COUNT = 40, 10
LOOKS = 1.0
"""Seconds between two looks of an open page."""

AT_REST = 3.0
"""Seconds between two mails: the second is news of its own."""

PATIENCE = 60.0
BAR = 5.0
TEXT = """\
Could you send us the figures for delivery {number} by Friday? We are not happy with the delay,
and the offer of your competitor is still on the table.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Which page is looked at, of which day, and who writes to whom."""

    book: Path
    day: date
    account: str
    theirs: str
    ours: str


def measure(given: Given) -> list[Figure]:
    """Seconds, in a book of 40 accounts of 400 mails each; nothing where Dovecot is not there."""
    if shutil.which("dovecot") is None:
        return []
    book = made_book(replace(given, accounts=ACCOUNTS))
    looked = Looked(
        book=book, day=AS_OF, account="a0007", theirs="p0@a0007.example", ours="s7@ours.example"
    )
    samples = tuple(delays(looked))
    return [
        Figure(part=PART, name="from a mail in its mailbox to the changed page", unit="s",
               at=ACCOUNTS * 400, samples=samples, bar=BAR),
    ]  # fmt: skip


def delays(looked: Looked) -> Iterator[float]:
    """Seconds for one mail after the other."""
    with (
        TemporaryDirectory() as folder,
        key_of_its_own(Path(folder) / "key"),
        dovecot() as server,
    ):
        server.deliver(_mail(looked, 0))
        _notice(looked.book)
        connect(looked.book, server)
        fresh("--book", looked.book, "sync", NAME)
        fresh("--book", looked.book, "assess", "--as-of", looked.day.isoformat())
        with served(looked.book, looked.day) as address:
            url = f"{address}/accounts/{looked.account}"
            yield from _one_by_one(looked, server, url)


def _one_by_one(looked: Looked, server: Dovecot, url: str) -> Iterator[float]:
    with httpx.Client(timeout=PATIENCE) as page:
        time.sleep(2 * AT_REST)  # it listens by then
        for number in range(1, COUNT + 1):
            time.sleep(AT_REST)
            shown = page.get(url).raise_for_status().headers["etag"]
            began = time.monotonic()
            server.deliver(_mail(looked, number))
            time.sleep(LOOKS * number / COUNT)  # it came at any moment between two looks
            while page.head(url).headers.get("etag", shown) == shown:
                if time.monotonic() - began > PATIENCE:
                    raise SystemExit(f"{url} is as it was after {PATIENCE:.0f} seconds.")
                time.sleep(LOOKS)
            page.get(url).raise_for_status()
            yield time.monotonic() - began


def _mail(looked: Looked, number: int) -> bytes:
    at = datetime.combine(looked.day - timedelta(days=1), datetime.min.time()).astimezone()
    return (
        f"From: Kim <{looked.theirs}>\r\nTo: {looked.ours}\r\nSubject: Delivery {number}\r\n"
        f"Date: {format_datetime(at + timedelta(minutes=8 * number))}\r\n"
        f"Message-ID: <{time.time_ns()}@news.example>\r\n\r\n{TEXT.format(number=number)}"
    ).encode()


def _notice(book: Path) -> None:
    """Say that people were told, without which no mailbox is read."""
    store = open_store(book)
    found = stored_settings(store)
    text = "" if found is None else found.text
    if "notice" not in text:
        said = text.replace("[privacy]", NOTICE.strip()) if "[privacy]" in text else text + NOTICE
        keep_settings(store, StoredSettings("goodwill.toml", said), 1)
    store.close()


def main(book: str, day: str, *looked: str) -> None:
    """Print each delay, the middle one and the longest."""
    account, theirs, ours = looked
    whose = {"account": account, "theirs": theirs, "ours": ours}
    found = []
    for one in delays(Looked(book=Path(book), day=date.fromisoformat(day), **whose)):
        print(f"{one:.2f} s", flush=True)
        found.append(one)
    print(f"median {median(found):.2f} s, longest {max(found):.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
