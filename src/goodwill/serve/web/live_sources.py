"""While pages are served, connected sources are run behind them, and what they bring is taken in.

The same as `goodwill sync --watch`, with an open book of its own; the lease on each source keeps
both from reading one at the same time.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Self, cast

from goodwill.errors import GoodwillError
from goodwill.store.live_sources.at_all import has_sources

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.serve.web.shelf import Shelf
    from goodwill.syncing.doors import Live
    from goodwill.syncing.watching import Watch

__all__ = ["LiveSources"]

AFTER_FAULT = 60.0
"""Seconds before it is tried again where the book itself could not be read or written."""


class LiveSources:
    """Runs a book's sources in a thread of its own, for the length of the block."""

    def __init__(self, shelf: Shelf, *, will_run: bool = False) -> None:
        """`will_run`: pages that are drawn before the block begins are of one who runs them."""
        self._shelf = shelf
        self._will_run = will_run
        self._watch: Watch | None = None
        self._ended = Event()

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._watch is not None:
            self._watch.end()
        self._thread.join(timeout=1)

    @property
    def door(self) -> Live:
        """The sources of the book itself."""
        return cast("Book", self._shelf.whole).live

    @property
    def is_connected(self) -> bool:
        """Whether pages may change while somebody looks at them, by what comes in by itself."""
        return self._will_run and cast("Book", self._shelf.whole).look(has_sources)

    def ask(self, name: str) -> None:
        """Run one source soon, out of its turn."""
        if self._watch is not None:
            self._watch.ask(name)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._keep()
            except GoodwillError:  # the book is held, or cannot be read just now
                self._ended.wait(AFTER_FAULT)

    def _keep(self) -> None:
        from goodwill.book import open_book  # noqa: PLC0415
        from goodwill.syncing.watching import Watch  # noqa: PLC0415  parsers: 0.3 s

        book, hands = open_book(self._shelf.whole.place), self._shelf.hands
        try:
            with Watch(book.live, before=hands.get_ready) as watch:
                self._watch = watch
                while not self._ended.is_set():
                    ran = watch.turn()
                    if any(one.came and one.came.is_news for one in ran):
                        self._shelf.take_in()
                    hands.rest()
        finally:
            hands.rest()
            self._watch = None
            book.close()
