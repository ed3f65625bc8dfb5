"""Where the processor's time of a message goes, step by step, on one processor; and the floor.

The floor is what nobody who imports mail can leave out: the bytes are read, hashed, split into
mails, and each mail's header and text are decoded. What is above it is Goodwill's own work.
"""

from __future__ import annotations

import email
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email import policy
from hashlib import sha256
from pathlib import Path

from bench.figures import Figure
from bench.given import Given
from bench.runs import timed

from goodwill.facts.interactions import Message
from goodwill.importing.mail_acts import acts_of_mails
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.mbox import split_messages

__all__ = ["PART", "measure"]

PART = "a message, step by step"
IMPORTED_AT = datetime(2030, 1, 1, tzinfo=UTC)
MOST = 3_000
TOGETHER = 64
WARM = 100


def measure(given: Given) -> list[Figure]:
    """Microseconds of processor for a message, in each step and at the floor."""
    records = records_of(given.archive)
    acts_of_mails(_mails(records[:WARM]), "UTC")
    found: dict[tuple[str, str], list[float]] = {}
    for number in range(given.rounds):  # other mails each time: what was read is remembered
        for name, microseconds in _round(given, records[WARM + number :: given.rounds]):
            found.setdefault(name, []).append(microseconds)
    return [
        Figure(part=PART, name=name, unit="µs", of=of, samples=tuple(samples))
        for (name, of), samples in found.items()
    ]


def _round(given: Given, records: Sequence[RawRecord]) -> Iterator[tuple[tuple[str, str], float]]:
    """Each step once: its name, whose it is, and microseconds for a mail."""
    mails = _mails(records)
    steps: tuple[tuple[str, str, int, Callable[[], object]], ...] = (
        ("reading and hashing the bytes", "goodwill", given.mails, lambda: _hashed(given.archive)),
        ("splitting an mbox", "goodwill", given.mails, lambda: _split(given.archive)),
        ("mail to facts", "goodwill", len(records), lambda: _mails(records)),
        ("acts of what is new", "goodwill", len(mails), lambda: _read(mails)),
        ("parsing alone", "email.policy.compat32", len(records),
         lambda: _parsed(records, policy.compat32)),
        ("parsing and decoding", "email.policy.default", len(records), lambda: _decoded(records)),
    )  # fmt: skip
    for name, of, count, work in steps:
        yield (name, of), timed(work)[0] / count * 1e6


def records_of(archive: Path) -> list[RawRecord]:
    """The first so many mails of an archive, as the reader hands them on."""
    info = archive.stat()
    file = SourceFile(
        path=str(archive),
        connector="mbox",
        size=info.st_size,
        modified_ns=info.st_mtime_ns,
        open=lambda: archive.open("rb"),
    )
    found = (one for one in connector_named("mbox").read(file, 0) if isinstance(one, RawRecord))
    return [one for _, one in zip(range(MOST), found, strict=False)]


def _mails(records: Sequence[RawRecord]) -> list[Message]:
    found = (normalise_mail(one, imported_at=IMPORTED_AT) for one in records)
    return [one for one in found if isinstance(one, Message)]


def _read(mails: Sequence[Message]) -> None:
    for start in range(0, len(mails), TOGETHER):
        acts_of_mails(mails[start : start + TOGETHER], "UTC")


def _hashed(archive: Path) -> None:
    found = sha256()
    with archive.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    found.hexdigest()


def _split(archive: Path) -> None:
    with archive.open("rb") as stream:
        for _ in split_messages(stream):
            pass


def _parsed(records: Sequence[RawRecord], by: policy.Policy) -> None:
    for one in records:
        email.message_from_bytes(_bytes(one), policy=by)


def _decoded(records: Sequence[RawRecord]) -> None:
    from bench.peers.stdlib_email import headers_of, text_of  # noqa: PLC0415  of this step alone

    for one in records:
        message = email.message_from_bytes(_bytes(one), policy=policy.default)
        headers_of(message)
        text_of(message)


def _bytes(record: RawRecord) -> bytes:
    return record.payload if isinstance(record.payload, bytes) else b""
