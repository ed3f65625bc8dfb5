"""The audit, told to the log as it grows: so its end stands where nobody of the book can cut it.

A line holds the number of an entry, what was done, by which user, and the entry's digest, which
stands for all before it (`goodwill audit verify --head`); nobody's name, and no reason.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from goodwill.access.events import tell
from goodwill.errors import GoodwillError
from goodwill.privacy.audit import each_entry, head_of

if TYPE_CHECKING:
    from threading import Event

    from goodwill.store.database import Store

__all__ = ["AuditLog", "followed"]

LOOK = 2.0
"""Seconds between two looks whether there is more."""


class AuditLog:
    """Tells what came since it began."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as reader:
            head = head_of(reader)
        self._after = 0 if head is None else head.id

    def look(self) -> int:
        """Tell what is new; how many entries that was."""
        with self._store.read() as reader:
            found = list(each_entry(reader, self._after))
        for row in found:
            user = (
                row.who if row.who.isdecimal() else ""
            )  # without users, who they are on the machine
            tell("audit", reason=row.what, user=user, entry=row.id, digest=row.digest)
            self._after = row.id
        return len(found)


def followed(store: Store, ended: Event) -> Thread:
    """Until `ended`, the audit is told; the thread that does so."""
    log = AuditLog(store)

    def keep_on() -> None:
        while not ended.wait(LOOK):
            with suppress(GoodwillError):  # the book is held: at the next look
                log.look()

    thread = Thread(target=keep_on, daemon=True)
    thread.start()
    return thread
