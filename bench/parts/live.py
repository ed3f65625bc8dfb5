"""A mailbox from a mail server on this machine, beside `mbsync` on the same mailbox.

`mbsync` copies mails into files and reads none of them; a book has parsed and read each. The server
works on the same processors. Left out where Dovecot or mbsync is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.data import messages
from bench.figures import Figure, rate, ratio
from bench.given import Given
from bench.runs import Took, fresh, run
from tests.live.servers import PASSWORD, USER, Dovecot, dovecot

from goodwill.live.base import SourceConfig
from goodwill.live.connected import as_text
from goodwill.live.secrets import seal_of_user
from goodwill.store.database import open_store
from goodwill.store.live_sources.sources import add_source, keep_sealed
from goodwill.store.writing.beside_facts import StoredSettings, keep_settings

__all__ = ["NAME", "NOTICE", "PART", "connect", "key_of_its_own", "measure"]

PART = "live sources"
NAME = "ada"
FOLDERS = 100
"""Of a mailbox in which nothing is new."""

NOTICE = '[privacy]\nnotice = "told"\n'
MBSYNC = """\
IMAPAccount a
Host 127.0.0.1
Port {port}
User {user}
Pass "{password}"
SSLType None
AuthMechs PLAIN

IMAPStore far
Account a

MaildirStore near
Path {folder}/mail/
Inbox {folder}/mail/INBOX

Channel c
Far :far:
Near :near:
Patterns INBOX
Create Near
SyncState {folder}/state
Sync PullNew
"""


def measure(given: Given) -> list[Figure]:
    """Messages a second of ours and of the peer, and seconds of a look at many folders."""
    if shutil.which("dovecot") is None or shutil.which("mbsync") is None:
        return []
    with key_of_its_own(given.folder / "key"), dovecot() as server:
        mails = messages([given.archive])
        server.deliver(*mails)
        runs = [
            (_back_fill(given, server, number), _mbsync(given, server, number))
            for number in range(given.rounds)
        ]
        looks = _looks(given, server)
    ours, theirs = (
        Figure(part=PART, name="messages a second, the first time", unit="/s", of=of,
               samples=rate(len(mails), tuple(one[at].seconds for one in runs)), better="more",
               bar=2_000.0 if at == 0 else None)
        for at, of in enumerate(("goodwill", "mbsync"))
    )  # fmt: skip
    return [
        ours,
        theirs,
        ratio(ours, theirs),
        Figure(part=PART, name="processor for a message, without the server's", unit="µs",
               samples=tuple(one[0].processor / len(mails) * 1e6 for one in runs)),
        Figure(part=PART, name="a look at folders in which nothing is new", unit="s", at=FOLDERS,
               samples=looks, bar=1.0),
    ]  # fmt: skip


@contextmanager
def key_of_its_own(file: Path) -> Iterator[None]:
    """A key of the bench's own, in place of the user's."""
    os.environ["GOODWILL_KEY_FILE"] = str(file)
    try:
        yield
    finally:
        del os.environ["GOODWILL_KEY_FILE"]


def _connected(given: Given, server: Dovecot, name: str, *, all_folders: bool = False) -> Path:
    """A new book that is connected to the mailbox, and has read nothing."""
    book = given.folder / name
    shutil.rmtree(book, ignore_errors=True)
    store = open_store(book, create=True)
    keep_settings(store, StoredSettings("goodwill.toml", NOTICE), 1)
    store.close()
    connect(book, server, all_folders=all_folders)
    return book


def connect(book: Path, server: Dovecot, *, all_folders: bool = False) -> None:
    """Connect a book to the mailbox, as `goodwill connect` does."""
    store = open_store(book)
    config = SourceConfig(
        kind="imap",
        name=NAME,
        host="127.0.0.1",
        port=server.port,
        user=USER,
        is_own_network=True,
        all_folders=all_folders,
        more=(("security", "none"),),
    )
    with store.write() as tx:
        key = add_source(tx, name=NAME, kind="imap", config=as_text(config), at=1)
        keep_sealed(tx, key, seal_of_user().close(PASSWORD))
    store.close()


def _back_fill(given: Given, server: Dovecot, number: int) -> Took:
    return fresh("--book", _connected(given, server, f"live{number}"), "sync")


def _mbsync(given: Given, server: Dovecot, number: int) -> Took:
    folder = given.folder / f"peer{number}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mail").mkdir(parents=True)
    said = MBSYNC.format(port=server.port, user=USER, password=PASSWORD, folder=folder)
    (folder / "mbsyncrc").write_text(said)
    return run(["mbsync", "-c", folder / "mbsyncrc", "c"])


def _looks(given: Given, server: Dovecot) -> tuple[float, ...]:
    """Seconds of looks at many folders in which nothing is new, one after the other."""
    for number in range(FOLDERS):
        server.deliver(b"Subject: one\n\nOne.\n", folder=f"Folder {number}")
    book = _connected(given, server, "folders", all_folders=True)
    fresh("--book", book, "sync")
    found = json.loads(fresh("--book", book, "sync", "--format", "json").said)
    looks = [found] + [
        json.loads(fresh("--book", book, "sync", "--format", "json").said)
        for _ in range(given.rounds - 1)
    ]
    return tuple(float(one[0]["came"]["seconds"]) for one in looks)
