"""What whoever runs the pages should know of: who was refused what, as lines of JSON.

A line holds the fields named in `Event` and nothing else: numbers of users, addresses of machines,
the first part of a page's address. No word of a mail, no name, nothing that somebody typed. Of a
flood some lines a minute are written, and how many were not. Where lines go is said once, when the
pages are served (`goodwill.serve.log_places`).
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, TypedDict, Unpack

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LOG", "MOST_A_MINUTE", "Event", "Flood", "JsonLines", "tell"]

MOST_A_MINUTE = 600
LOG = logging.getLogger("goodwill")
_FIELDS = "goodwill_fields"


class Event(TypedDict, total=False):
    """All that a line may hold beside what happened and when."""

    user: str
    client: str
    where: str
    status: int
    reason: str
    entry: int
    digest: str


class Flood:
    """Lets so many lines a minute through; the next minute begins with how many were not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._minute, self._count = -1, 0

    def takes(self) -> tuple[bool, int]:
        """Whether another line is written, and how many of the minute before were not."""
        with self._lock:
            minute, left_out = int(self._clock() // 60), 0
            if minute != self._minute:
                left_out = max(0, self._count - MOST_A_MINUTE)
                self._minute, self._count = minute, 0
            self._count += 1
            return self._count <= MOST_A_MINUTE, left_out


_FLOOD = Flood()


def tell(what: str, **fields: Unpack[Event]) -> None:
    """Write that something happened, such as "refused"."""
    is_taken, left_out = _FLOOD.takes()
    if left_out:
        LOG.warning("%d lines of the minute before were left out", left_out)
    if is_taken:
        LOG.warning(what, extra={_FIELDS: fields})


class JsonLines(logging.Formatter):
    """One line a record: when (UTC), how grave, what, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        told = {"at": at, "level": record.levelname.lower(), "what": record.getMessage()}
        return orjson.dumps({**told, **getattr(record, _FIELDS, {})}).decode()
