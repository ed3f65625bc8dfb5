"""What pages read of a book, kept at hand as long as the book does not change.

Many requests are answered at once, in threads. What is stored is read by each for itself; what has
to be drawn up first is drawn up by one thread at a time. `keep_up` draws up what new facts have
changed once they have come to rest, so that a page never waits for an import.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Event, Lock
from typing import TypeVar, cast

from goodwill.errors import GoodwillError, StoreError
from goodwill.facts.glance import Glance
from goodwill.facts.money import Money
from goodwill.facts.overview import Overview, overview_of
from goodwill.facts.statement import Statement
from goodwill.reports import Happened, LineEvidence, MessageRead, OnProgress
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
    """All accounts of a day at a glance, by revenue; `places` is where each stands among them."""

    day: date
    glances: tuple[Glance, ...]
    places: Mapping[str, int]


class Shelf:
    """A book as the pages see it, its newest statements those of `newest`."""

    def __init__(self, book: PagesPort, newest: date, *, follows_today: bool = False) -> None:
        self.book = book
        self.newest = newest
        self._follows_today = follows_today
        self._drawing = Lock()
        self._looking_over = Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._stamp = book.stamp()
        self.edition = book.edition()
        self._looked_at = time.monotonic()

    @property
    def timezone(self) -> str:
        """The company's: by it a day begins and ends."""
        return self.book.settings.company.timezone

    def portfolio(self, day: date) -> Portfolio:
        """All accounts of a day."""
        return self._at_hand(("portfolio", day), lambda: self._read_portfolio(day))

    def statement(self, account: str, day: date) -> Statement:
        """One account's statement; `AccountNotFoundError` where there is none of that name."""
        return self._drawn(account, day)[0]

    def money(self, account: str, day: date) -> Money:
        """What stands behind its economics."""
        return self._drawn(account, day)[1]

    def why(self, account: str, line: str, day: date) -> LineEvidence:
        """All that one line stands on."""
        return self._stored_or_drawn(
            ("why", account, line, day),
            lambda: self.book.stored_why(account, line, day),
            lambda: self.book.why(account, line, as_of=day),
        )

    def history(self, account: str, day: date) -> Sequence[Happened]:
        """All that happened with an account, the newest first."""
        return self._stored_or_drawn(
            ("history", account, day), lambda: self.book.history(account, day), tuple
        )

    def thread(self, ref: str, day: date) -> Sequence[MessageRead]:
        """The message that evidence cites, in its thread as it was on a day."""
        return self.book.thread(ref, day)

    def overviews(self, day: date) -> tuple[Overview, ...]:
        """Promises, people, plays and money of all accounts, by revenue.

        Of thousands they take seconds to read: who asks for them waits, and nobody else.
        """
        with self._looking_over:
            return self._stored_or_drawn(
                ("overviews", day),
                lambda: self._read_overviews(day) if day == self.newest else None,
                lambda: self._draw_overviews(day),
            )

    def overview(self, account: str, day: date) -> Overview:
        """The same of one account."""
        return overview_of(self.statement(account, day), self.money(account, day))

    def keep_up(self, ended: Event) -> None:
        """Until `ended`: draw up again what new facts have changed, once they have come to rest.

        What they say can be searched for from then on. What fails is tried again after the next
        rest.
        """
        self._take_in_words()
        seen = self.book.stamp()
        while not ended.wait(AT_REST):
            now = self.book.stamp()
            if now == seen and self._day() == self.newest:
                continue
            while not ended.wait(AT_REST) and (later := self.book.stamp()) != now:
                now = later
            if not ended.is_set() and self._take_in_facts():
                self._take_in_words()
                seen = self.book.stamp()

    def _take_in_facts(self) -> bool:
        """Whether all could be drawn up again; not while the book is held, or cannot be read."""
        with suppress(GoodwillError), self._drawing:
            self.book.forget_settings()
            self.newest = self.book.assess(self._day()).as_of
            return True
        return False

    def _day(self) -> date:
        """The day whose statements are kept up: today's, unless one was named."""
        return self.book.today() if self._follows_today else self.newest

    def _take_in_words(self) -> None:
        """Make new mail searchable; where the book cannot be written, when it changes next."""
        with suppress(StoreError):
            self.book.make_searchable()

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
        places = {glance["row"]["id"]: place for place, glance in enumerate(found)}
        return Portfolio(day=day, glances=tuple(found), places=places)

    def _drawn(self, account: str, day: date) -> tuple[Statement, Money]:
        return self._stored_or_drawn(
            ("statement", account, day),
            lambda: self.book.stored(account, day),
            lambda: (
                self.book.statement(account, as_of=day),
                self.book.money(account, as_of=day),
            ),
        )

    def _stored_or_drawn(
        self, name: Hashable, stored: Callable[[], T | None], draw: Callable[[], T]
    ) -> T:
        """What is stored, waiting for nobody; what has to be drawn up, one at a time."""
        self.look_again()
        if (kept := self._lately(name)) is not None:
            return cast("T", kept)
        edition = self.edition
        if (found := stored()) is None:
            return self._at_hand(name, draw)
        if edition == self.edition:
            self._keep(name, found)
        return found

    def _lately(self, name: Hashable) -> object:
        """What is kept under a name, which thereby stays longer; None where nothing is."""
        with suppress(KeyError):  # somebody else may have let go of it meanwhile
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def _keep(self, name: Hashable, found: object) -> None:
        self._kept[name] = found
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _draw_overviews(self, day: date) -> tuple[Overview, ...]:
        self.book.assess(day)
        return self._read_overviews(day)

    def _read_overviews(self, day: date) -> tuple[Overview, ...]:
        return tuple(sorted(self.book.overviews(day), key=_by_revenue))

    def _at_hand(self, name: Hashable, ask: Callable[[], T]) -> T:
        """What was asked before, as long as the book has not changed since."""
        self.look_again()
        if (kept := self._lately(name)) is not None:
            return cast("T", kept)
        with self._drawing:
            if (kept := self._lately(name)) is not None:
                return cast("T", kept)
            found = ask()
            self._keep(name, found)
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


def _by_revenue(overview: Overview) -> tuple[float, str]:
    return (-(overview["economics"]["revenue"] or 0.0), overview["account"]["id"])
