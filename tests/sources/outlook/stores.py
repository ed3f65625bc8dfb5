"""Reading a store as an import does, and letters to fill one with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from tests.sources.outlook.store_writer import Made, mail

from goodwill.sources.base import RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import walk

SENT = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
EXCHANGE = "/O=FIRM/OU=EXCHANGE/CN=RECIPIENTS/CN=ADA"
Read = tuple[dict[str, list[RawRecord]], list[ReadError], list[Skipped]]


def read(path: Path) -> Read:
    """What is in a store, by folder; what could not be read; what is left out."""
    records: dict[str, list[RawRecord]] = {}
    errors: list[ReadError] = []
    skipped: list[Skipped] = []
    for found in walk([path]):
        if isinstance(found, SourceFile):
            for item in connector_named(found.connector).read(found, 0):
                if isinstance(item, RawRecord):
                    records.setdefault(found.path.partition("!")[2], []).append(item)
                else:
                    errors.append(item)
        elif isinstance(found, ReadError):
            errors.append(found)
        else:
            skipped.append(found)
    return records, errors, skipped


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def parsed(record: RawRecord) -> Message:
    assert isinstance(record.payload, bytes)
    return message_from_bytes(record.payload)


def letters(count: int, name: str = "letter") -> list[Made]:
    return [
        mail("ann@client.example", "bob@us.example", f"{name} {at}", "Two lifts.", sent=SENT)
        for at in range(count)
    ]


def with_(made: Made, more: dict[int, tuple[int, bytes]]) -> Made:
    return replace(made, properties={**made.properties, **more})


def without(made: Made, *tags: int) -> Made:
    kept = {tag: value for tag, value in made.properties.items() if tag not in tags}
    return replace(made, properties=kept)


def subjects(records: dict[str, list[RawRecord]]) -> set[str]:
    return {str(parsed(one)["Subject"]) for items in records.values() for one in items}
