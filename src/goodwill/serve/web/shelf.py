"""What pages read of a book, kept at hand as long as the book does not change.

Many requests are answered at once, in threads. What is stored is read by each for itself; what has
to be drawn up first is drawn up by one thread at a time. `keep_up` draws up what new facts have
changed once they have come to rest, so that a page never waits for an import.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from threading import Event, Lock
from typing import TypeVar, cast

from goodwill.facts.glance import Glance
from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import LineEvidence, OnProgress
from goodwill.serve.portfolio import rank
from goodwill.serve.ports import PagesPort

__all__ = ["Portfolio", "Shelf"]

T = TypeVar("T")

KEPT = 256
"""Statements, answers and portfolios that are kept at hand."""

LOOKED_AGAIN = 1.0
"""Seconds after which it is looked again whether other statements are stored."""

AT_REST = 5.0
"""Seconds without a change after which new facts are taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All accounts of a day at a glance, by revenue."""

    day: date
    glances: tuple[Glance, ...]


class Shelf:
    """A book as the pages see it, its newest statements those of `newest`."""

    def __init__(self, book: PagesPort, newest: date) -> None:
        self.book = book
        self.newest = newest
        self._drawing = Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._stamp = book.stamp()
        self.edition = book.edition()
        self._looked_at = time.monotonic()

    def portfolio(self, day: date) -> Portfolio:
        """All accounts of a day."""
        return self._at_hand(("portfolio", day), lambda: self._read_portfolio(day))

    def statement(self, account: str, day: date) -> Statement:
        """One account's statement; `AccountNotFoundError` where there is none of that name."""
        return self._at_hand(
            ("statement", account, day), lambda: self.book.statement(account, as_of=day)
        )

    def money(self, account: str, day: date) -> Money:
        """What stands behind its economics."""
        return self._at_hand(("money", account, day), lambda: self.book.money(account, as_of=day))

    def why(self, account: str, line: str, day: date) -> LineEvidence:
        """All that one line stands on."""
        return self._at_hand(
            ("why", account, line, day), lambda: self.book.why(account, line, as_of=day)
        )

    def keep_up(self, ended: Event) -> None:
        """Until `ended`: draw up again what new facts have changed, once they have come to rest.

        What they say can be searched for from then on.
        """
        self.book.make_searchable()
        seen = self.book.stamp()
        while not ended.wait(AT_REST):
            now = self.book.stamp()
            if now == seen:
                continue
            while not ended.wait(AT_REST) and (later := self.book.stamp()) != now:
                now = later
            with self._drawing:
                self.book.forget_settings()
                self.book.assess(self.newest)
            self.book.make_searchable()
            seen = self.book.stamp()

    def kept(self, name: Hashable, ask: Callable[[], T]) -> T:
        """Anything else that pages read of the book, until the book changes."""
        return self._at_hand(("page", name), ask)

    def changed(self, change: Callable[[], T], progress: OnProgress | None = None) -> T:
        """What a change of the book gives, once its statements are drawn up again."""
        with self._drawing:
            answer = change()
            self.book.assess(self.newest, progress)
            self._kept.clear()
        return answer

    def _read_portfolio(self, day: date) -> Portfolio:
        if day != self.newest:
            self.book.assess(day)
        found = sorted(self.book.glances(day), key=lambda glance: rank(glance["row"]))
        return Portfolio(day=day, glances=tuple(found))

    def _at_hand(self, name: Hashable, ask: Callable[[], T]) -> T:
        """What was asked before, as long as the book has not changed since."""
        self.look_again()
        if (kept := self._kept.get(name)) is not None:
            return cast("T", kept)
        with self._drawing:
            if (kept := self._kept.get(name)) is not None:
                return cast("T", kept)
            found = ask()
            self._kept[name] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def look_again(self) -> None:
        """Let go of everything where other statements are stored since."""
        now = time.monotonic()
        if now - self._looked_at < LOOKED_AGAIN or self._drawing.locked():
            return
        self._looked_at = now
        if (stamp := self.book.stamp()) == self._stamp:
            return
        self._stamp = stamp
        if (edition := self.book.edition()) != self.edition:
            self.edition = edition
            self._kept.clear()
