"""The mails of an mbox, for whoever measures or learns on archives: read as an import reads them.

Which of them count, and what is made of what is no mail, is each reader's own question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.sources import mbox
from goodwill.sources.base import RawRecord, ReadError, SourceFile

__all__ = ["read_mbox"]


def read_mbox(path: Path, imported_at: datetime) -> Iterator[tuple[bytes, Message | ReadError]]:
    """Each mail with its bytes, in the file's order; of what is no mail, no bytes and the error."""
    file = SourceFile(
        path=str(path), connector="mbox", size=0, modified_ns=0, open=lambda: path.open("rb")
    )
    for item in mbox.CONNECTOR.read(file, 0):
        if isinstance(item, ReadError):
            yield b"", item
        else:
            yield _payload(item), normalise_mail(item, imported_at=imported_at)


def _payload(record: RawRecord) -> bytes:
    return record.payload if isinstance(record.payload, bytes) else b""
