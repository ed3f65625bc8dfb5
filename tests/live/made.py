"""Books and mails for the tests of live sources, and how a book is synced in them.

Nothing sleeps: pauses are counted instead. Keys are made for the test.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet
from tests.live.servers import PASSWORD, Dovecot

from goodwill.live.base import SourceConfig
from goodwill.live.connected import as_text
from goodwill.live.secrets import Seal
from goodwill.live.wire.backoff import Pauses
from goodwill.store.database import Store, open_store
from goodwill.store.live_sources.sources import add_source, keep_sealed
from goodwill.store.writing import beside_facts
from goodwill.syncing.sources import How, Ran, sync

__all__ = [
    "NAME",
    "NOW",
    "facts",
    "how",
    "imap",
    "mail",
    "make_book",
    "put",
    "run",
]

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
NAME = "ada@ours.example"
SEAL = Seal(Fernet.generate_key())
NOTICE = '[privacy]\nnotice = "told on 2026-01-05"\n'


def mail(number: int, *, who: str = "kim@acre.example", words: str = "") -> bytes:
    """One mail, unlike all others."""
    text = words or f"Could you send us the figures for order {number}? Thank you."
    return (
        f"From: Kim <{who}>\r\nTo: ada@ours.example\r\nSubject: Order {number}\r\n"
        f"Date: Mon, {1 + number % 28:02d} Jun 2026 09:{number % 60:02d}:00 +0000\r\n"
        f"Message-ID: <{number}@acre.example>\r\n\r\n{text}\r\n"
    ).encode()


def make_book(folder: Path, settings: str = NOTICE) -> Store:
    """An empty book whose people were told."""
    store = open_store(folder / "book", create=True)
    beside_facts.keep_settings(store, beside_facts.StoredSettings("goodwill.toml", settings), 1)
    return store


def imap(server: Dovecot, **said: object) -> SourceConfig:
    """A mailbox on this machine, all of whose folders are read unless `said` otherwise."""
    base: dict[str, object] = {
        "kind": "imap",
        "name": NAME,
        "host": "127.0.0.1",
        "port": server.port,
        "user": server.user,
        "is_own_network": True,
        "all_folders": True,
        "more": (("security", "none"),),
    }
    return SourceConfig(**{**base, **said})  # type: ignore[arg-type]


def put(store: Store, config: SourceConfig, secret: str = PASSWORD) -> None:
    """Connect a source without looking at it."""
    with store.write() as tx:
        key = add_source(tx, name=config.name, kind=config.kind, config=as_text(config), at=1)
        keep_sealed(tx, key, SEAL.close(secret))


def how(slept: list[float] | None = None, tries: int = 6) -> How:
    """Parsed in this process, with pauses that are counted and not slept."""
    pauses = (slept if slept is not None else []).append
    return How(workers=0, seal=lambda: SEAL, pauses=lambda: Pauses(pauses, lambda: 0.5, tries))


def run(store: Store, names: Sequence[str] = (), **more: object) -> Ran:
    """One run of one source."""
    (ran,) = sync(store, now=lambda: NOW, names=names, how=how(**more))  # type: ignore[arg-type]
    return ran


def facts(store: Store) -> list[tuple[str, str, str, str]]:
    """Every message with its folder, in a fixed order: what the book says, however it got there."""
    return sorted(
        (path, fact, subject, text)
        for path, fact, subject, text in store.rows(
            "select f.path, m.fact_id, m.subject, t.text from placement p"
            " join message m on m.id = p.message_id join message_text t on t.message_id = m.id"
            " join source_file f on f.id = p.source_file_id"
        )
    )
