"""Small mails for the tests of this folder, and the one call that normalises them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources.base import RawRecord, ReadError

IMPORTED_AT = datetime(2026, 6, 30, 12, tzinfo=UTC)


def raw(payload: bytes, envelope: bytes | None = None) -> RawRecord:
    return RawRecord(
        connector="mbox",
        payload_type="rfc822",
        path="box.mbox",
        locator="0+1",
        position=1,
        payload=payload,
        envelope=envelope,
    )


@pytest.fixture(scope="session")
def mail() -> Callable[..., bytes]:
    """Makes a mail of a body; sender, to, subject, date and further header lines by name."""

    def make(body: str = "Hello there.", **parts: str) -> bytes:
        head = {
            "From": parts.get("sender", "Ann Lee <ann@us.example>"),
            "To": parts.get("to", "Bob Reed <bob@client.example>"),
            "Subject": parts.get("subject", "Offer"),
            "Date": parts.get("date", "Tue, 3 Mar 2026 10:12:00 +0100"),
        }
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        return f"{lines}{parts.get('headers', '')}\n{body}".encode()

    return make


@pytest.fixture(scope="session")
def read() -> Callable[..., Message]:
    """Normalises a mail that must be readable."""

    def normalise(
        payload: bytes, *, envelope: bytes | None = None, timezone: str = "UTC"
    ) -> Message:
        found = normalise_mail(raw(payload, envelope), imported_at=IMPORTED_AT, timezone=timezone)
        assert isinstance(found, Message), found
        return found

    return normalise


@pytest.fixture(scope="session")
def refuse() -> Callable[[bytes], ReadError]:
    """Normalises a payload that must not be readable."""

    def normalise(payload: bytes) -> ReadError:
        found = normalise_mail(raw(payload), imported_at=IMPORTED_AT)
        assert isinstance(found, ReadError), found
        return found

    return normalise
