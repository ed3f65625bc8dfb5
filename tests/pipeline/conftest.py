"""A book, mails and mailboxes, and an import into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from goodwill.pipeline import ImportReport, import_paths
from goodwill.store.database import Store, open_store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

Import = Callable[..., ImportReport]
Mbox = Callable[[Sequence[str]], bytes]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "book", create=True)
    yield opened
    opened.close()


@pytest.fixture
def run(store: Store) -> Import:
    """Import paths into the book, in this process unless told otherwise."""

    def import_(*paths: Path, **given: Any) -> ImportReport:
        given = {"imported_at": NOW, "workers": 0, **given}
        return import_paths(store, list(paths), **given)

    return import_


@pytest.fixture
def mail() -> Callable[..., bytes]:
    """One mail as bytes; `number` makes it another one."""

    def make(number: int | str, *, sender: str = "ann@client.example", body: str = "") -> bytes:
        message = EmailMessage()
        message["From"] = f"Ann Abel <{sender}>"
        message["To"] = "tom@us.example"
        message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0000"
        message["Subject"] = f"Mail {number}"
        message["Message-ID"] = f"<{number}@client.example>"
        message.set_content(body or f"Could you please send me the figures for project {number}?")
        return message.as_bytes()

    return make


@pytest.fixture
def mbox(mail: Callable[..., bytes]) -> Callable[..., bytes]:
    """An mbox of mails with these numbers."""

    def make(*numbers: int | str) -> bytes:
        start = b"From ann@client.example Mon Mar  2 09:30:00 2026\n"
        return b"".join(start + mail(number) + b"\n" for number in numbers)

    return make
