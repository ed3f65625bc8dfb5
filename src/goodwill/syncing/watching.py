"""Going on by itself: sources in their turn, and at once where a server tells of news.

Each source whose server can tell is listened to by a thread of its own, with a connection of its
own; the thread reads nothing, it only says that there is news.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from goodwill.errors import GoodwillError

if TYPE_CHECKING:
    from goodwill.live.connected import Connected
    from goodwill.syncing.doors import Live
    from goodwill.syncing.sources import Ran

__all__ = ["Watch"]

TURN = 20.0
"""Seconds after which it is looked whose turn it is, where nobody tells of news."""

LISTENED = 300.0
"""Seconds for which a connection is listened to before it is looked whether it is still wanted."""

AFTER_FAULT = 60.0
"""Seconds before a server is listened to again whose line broke."""


class Watch:
    """Runs sources when it is their turn; end it with the block."""

    def __init__(
        self, live: Live, turn: float = TURN, before: Callable[[], None] = lambda: None
    ) -> None:
        """`before` is called where a source tells of news, before it is run."""
        self._live = live
        self._before = before
        self._turn = turn
        self._news = Event()
        self._ended = Event()
        self._told: set[str] = set()
        self._has_put_off = False
        self._listening: dict[str, Thread] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Listen no more."""
        self._ended.set()
        self._news.set()

    def turn(self) -> list[Ran]:
        """Wait for news or the next turn, and run what is due.

        What has news goes first, alone, and what is due comes in the turn behind it, at once:
        somebody may look at the page on which the news will stand.
        """
        self._listen()
        if not self._has_put_off:
            self._news.wait(self._turn)
        self._news.clear()
        if self._ended.is_set():
            return []
        named, self._told = self._told, set()
        found = {one.name: one for one in self._live.sources()}
        told = sorted(name for name in named if _may_run(found.get(name)))
        if told and not self._has_put_off:
            self._has_put_off = True
            self._before()
            return self._live.sync(told)
        self._has_put_off = False
        ran = self._live.sync(only_due=True)
        more = [name for name in told if name not in {one.source.name for one in ran}]
        return [*ran, *(self._live.sync(more) if more else ())]

    def _listen(self) -> None:
        """Listen to each source that can tell, and is not listened to."""
        for one in self._live.sources():
            known = self._listening.get(one.name)
            if _may_run(one) and (known is None or not known.is_alive()):
                thread = Thread(target=self._hear, args=(one.name,), daemon=True)
                self._listening[one.name] = thread
                thread.start()

    def _hear(self, name: str) -> None:
        """Say so when there is news of a source, until it is not wanted any more."""
        while not self._ended.is_set():
            one = next((one for one in self._live.sources() if one.name == name), None)
            if not _may_run(one):
                return
            try:
                is_news = self._live.wait(name, LISTENED, self._ended, lambda: self.ask(name))
            except GoodwillError:
                self._ended.wait(AFTER_FAULT)
                continue
            if is_news is None:  # it cannot tell
                self._ended.wait(LISTENED)
            elif is_news:
                self.ask(name)

    def ask(self, name: str) -> None:
        """Run a source at once, whether or not it is its turn."""
        self._told.add(name)
        self._news.set()


def _may_run(one: Connected | None) -> bool:
    return one is not None and one.state not in {"paused", "needs_sign_in"}
