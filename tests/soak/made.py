"""Small books and sources for what is done to them here, and the line that tells a figure."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from goodwill.pipeline import import_paths
from goodwill.store.database import open_store
from goodwill.store.tables.metadata import METADATA
from goodwill.store.upkeep.dump import facts_hash

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
START = b"From ann@client.example Mon Mar  2 09:30:00 2026\n"


def mailbox(first: int, last: int, filler: int = 1) -> bytes:
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


def make_sources(folder: Path, mails: int = 20, filler: int = 1) -> Path:
    """A folder with two mailboxes that overlap, invoices with rejects, and rows that wait."""
    folder.mkdir(parents=True)
    (folder / "a.mbox").write_bytes(mailbox(0, mails, filler))
    (folder / "b.mbox").write_bytes(mailbox(mails // 2, mails + mails // 2, filler))
    rows = "".join(f"i{n},acme,2026-01-01,{'x' if n % 9 == 4 else n}\n" for n in range(30))
    (folder / "invoices.csv").write_text("invoice_id,account_id,issued_on,amount\n" + rows)
    rows = "".join(f"i{n},1,{n}\n" for n in range(0, 40, 2))
    (folder / "invoice_lines.csv").write_text("invoice_id,line,amount\n" + rows)
    return folder


def make_book(book: Path, sources: Path, workers: int = 0) -> Path:
    """A book of these sources."""
    store = open_store(book, create=True)
    import_paths(store, [sources], imported_at=NOW, workers=workers)
    store.close()
    return book


def facts_of(book: Path) -> str:
    """One hash of all facts of a book."""
    store = open_store(book)
    found = facts_hash(store)
    store.close()
    return found


def content_of(book: Path) -> str:
    """One hash of every row of every table."""
    store = open_store(book)
    found = sha256()
    with store.read() as reader:
        for table in METADATA.sorted_tables:
            rows = reader.rows(f"select * from {table.name}")  # noqa: S608  a name of the schema
            found.update(repr((table.name, sorted(map(repr, rows)))).encode())
    store.close()
    return found.hexdigest()


def tell(line: str) -> None:
    """One line of figures for whoever runs this."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
