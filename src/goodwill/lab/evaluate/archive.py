"""Mails of an mbox that count for a measure, copies once; and what in it is no mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from goodwill.facts.interactions import Message
from goodwill.lab.evaluate.results import Skipped
from goodwill.lab.mailbox import read_mbox
from goodwill.sources.base import ReadError

__all__ = ["read_archive"]

Mail = TypeVar("Mail")


def read_archive(
    path: Path, imported_at: datetime, take: Callable[[Message, bytes], Mail | None]
) -> tuple[list[Mail], tuple[Skipped, ...]]:
    """What `take` makes of each mail and its bytes, in the file's order; None leaves one out."""
    found: dict[str, Mail] = {}
    skipped = []
    for payload, read in read_mbox(path, imported_at):
        if isinstance(read, ReadError):
            reason = f"{read.locator}: {read.reason}"
            skipped.append(Skipped(path=str(path), line=0, reason=reason))
        elif read.fact_id not in found and (mail := take(read, payload)) is not None:
            found[read.fact_id] = mail
    return list(found.values()), tuple(skipped)
