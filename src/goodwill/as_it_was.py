"""A book as it was at one moment, to be read by many while it is being written.

What is stored is read through one look into the database, which sees nothing of what is committed
after it began. Nothing is brought up to date, and nothing drawn up: who needs that waits for the
book itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar

from goodwill.book import Book
from goodwill.opened import BOOK_FILE
from goodwill.reports import OnProgress
from goodwill.store.looks import light_reader
from goodwill.store.reader import Reader

__all__ = ["AsItWas", "as_it_was"]

T = TypeVar("T")

SHARED = ("settings", "catalogue", "calibration", "rules")
"""What a book has at hand that takes long to read, and that it had by then."""


class AsItWas(Book):
    """A book that is asked by way of one look, by one thread at a time."""

    def __init__(self, place: str, reader: Reader) -> None:
        super().__init__(place, create=False)
        self.takes_in = False
        self._reader: Reader | None = reader
        self._asking = Lock()

    def look(self, ask: Callable[[Reader], T]) -> T:
        """Ask something of the database as it was; once that is over, as it is."""
        with self._asking:
            if self._reader is not None:
                return ask(self._reader)
        return super().look(ask)

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        """It stays as it was."""

    def let_go(self) -> None:
        """The moment is over, also for those who still ask."""
        with self._asking:
            self._reader = None


@contextmanager
def as_it_was(place: str, at_hand: Mapping[str, object]) -> Iterator[AsItWas | None]:
    """A folder's book as it is now; None of one on a server, or that cannot be read just now.

    `at_hand` is what somebody who has the book open has read of it already.
    """
    with ExitStack() as stack:
        found = None
        if "://" not in place:
            try:
                reader = stack.enter_context(light_reader(Path(place) / BOOK_FILE))
                found = AsItWas(place, reader)
            except sqlite3.Error:
                found = None
        if found is not None:
            vars(found).update((name, at_hand[name]) for name in SHARED if name in at_hand)
            stack.callback(found.let_go)
        yield found
