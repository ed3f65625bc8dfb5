"""Mails that a vendor's interface gives one by one, as what a live source brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodwill.live.base import Brought, Gone, Item
from goodwill.live.faults import TooLargeError
from goodwill.live.wire.api import AnswerError
from goodwill.sources.base import RawRecord, ReadError
from goodwill.sources.mbox import MESSAGE_LIMIT

__all__ = ["Mail", "brought"]

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail whole; `also_in` are the other places of its mailbox in which it lies."""

    payload: bytes
    also_in: tuple[str, ...] = ()


def brought(
    found: Mail | AnswerError | TooLargeError | None, *, connector: str, path: str, locator: str
) -> Iterator[Brought]:
    """A mail; or that it is gone (None: it is none that is taken), or why it cannot be read."""
    match found:
        case Mail() if 0 < len(found.payload) <= MESSAGE_LIMIT:
            record = RawRecord(
                connector=connector,
                payload_type="rfc822",
                path=path,
                locator=locator,
                position=1,
                payload=found.payload,
            )
            yield Item(record, also_in=found.also_in)
        case Mail():
            yield _unfit(path, locator, f"it has {len(found.payload)} bytes")
        case TooLargeError():
            yield _unfit(path, locator, found.message)
        case AnswerError() if found.status in _GONE:
            yield Gone(1)
        case AnswerError():
            yield _unfit(path, locator, found.message)
        case None:
            return


def _unfit(path: str, locator: str, why: str) -> ReadError:
    return ReadError(
        path=path,
        locator=locator,
        reason=f"the mail could not be fetched: {why}",
        hint="Save it as a file (without large attachments) and import that.",
        kind="mail",
    )
