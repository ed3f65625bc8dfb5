"""What pages read of a book, kept at hand as long as the book does not change.

Many requests are answered at once, in threads. What is stored is read by each for itself; what has
to be drawn up first is drawn up by one thread at a time. No page takes in new facts: `keep_up` has
that done once they have come to rest (`goodwill.serve.web.hands`). While that lasts, everybody else
sees the book as it was before (`is_behind`), so that no page waits for it; and where somebody else
has let go of statements and not drawn all of them up yet, what was read before still stands.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from threading import Event, Lock, get_ident
from typing import TypeVar, cast

from goodwill.as_it_was import as_it_was
from goodwill.errors import GoodwillError, StoreError
from goodwill.facts.glance import Glance
from goodwill.facts.money import Money
from goodwill.facts.overview import Overview, overview_of
from goodwill.facts.statement import Statement
from goodwill.reports import (
    Happened,
    LineEvidence,
    MessageRead,
    OnProgress,
    Stored,
    say_nothing,
)
from goodwill.serve.portfolio import rank
from goodwill.serve.ports import PagesPort
from goodwill.serve.web.hands import Hands, Here

__all__ = ["Portfolio", "Shelf"]

T = TypeVar("T")

KEPT = 256
"""Statements, answers and portfolios that are kept at hand."""

LOOKED_AGAIN = 1.0
"""Seconds after which it is looked again whether other statements are stored."""

PAGE = "page"
"""Before the names of what pages keep of their own."""

AT_REST = 5.0
"""Seconds without a change after which new facts are taken in."""


QUIET, PATIENCE = 0.4, 4.0
"""Seconds without a request after which words are taken in, and after which they are anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All accounts of a day at a glance, by revenue; `places` is where each stands among them."""

    day: date
    glances: tuple[Glance, ...]
    places: Mapping[str, int]


class Shelf:
    """A book as the pages see it, its newest statements those of `newest`."""

    def __init__(
        self,
        book: PagesPort,
        newest: date,
        *,
        follows_today: bool = False,
        hands: Hands | None = None,
    ) -> None:
        self._book = book
        book.takes_in = False
        self.hands = hands or Here(book)
        self.newest = newest
        self._follows_today = follows_today
        self._drawing, self._looking_over, self._asking = Lock(), Lock(), Lock()
        self._taking_in, self._counting = Lock(), Lock()
        self._ahead = list[int]()
        self._before: PagesPort | None = None
        self._past = ExitStack()
        self._is_half_drawn, self._turn = False, 0
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._stamp = book.stamp()
        self._editions = {newest: book.edition(newest)}
        self._looked_at, self._asked_at = time.monotonic(), -QUIET
        self._rest = Event()

    @property
    def book(self) -> PagesPort:
        """The book; while it is being drawn up again, to all but who does that, as it was."""
        before = self._before
        return self._book if before is None or get_ident() in self._ahead else before

    @property
    def is_behind(self) -> bool:
        """Whether the book is shown as it was, since it is being drawn up again."""
        return self._before is not None or self._is_half_drawn

    @property
    def moment(self) -> tuple[int, str]:
        """Another as soon as pages see other statements: what is read in one belongs together."""
        return self._turn, self.edition

    @property
    def is_half_drawn(self) -> bool:
        """Whether somebody else has let go of statements, and not drawn all of them up yet."""
        return self._is_half_drawn

    @property
    def edition(self) -> str:
        """Which statements of the newest day are stored."""
        return self.edition_of(self.newest)

    @property
    def whole(self) -> PagesPort:
        """The book itself, also while others see it as it was."""
        return self._book

    def edition_of(self, day: date) -> str:
        """Which statements of a day are stored: another word as soon as any changed."""
        if (found := self._editions.get(day)) is None:
            found = self._editions[day] = self.book.edition(day)
        return found

    def basis(self, account: str, day: date) -> str | None:
        """A word for the statement that pages of an account were drawn of; None without one."""
        return self._basis(lambda each: self._drawn(account, each).digest or None, day)

    def basis_now(self, account: str, day: date) -> str | None:
        """The same of what is stored now."""
        with suppress(GoodwillError):
            return self._basis(lambda each: self.book.stored_digest(account, each), day)
        return None

    def _basis(self, digest: Callable[[date], str | None], day: date) -> str | None:
        """Of a day and the newest: a page of the past tells what has moved since.

        And of detectors that are muted, which answers about other accounts decide.
        """
        found = [digest(each) for each in sorted({day, self.newest})]
        if None in found:
            return None
        muted = self.kept(("muted", day), lambda: self.book.muted(day))
        return " ".join((*map(str, found), *(one.line for one in muted)))

    @property
    def timezone(self) -> str:
        """The company's: by it a day begins and ends."""
        return self.book.settings.company.timezone

    def portfolio(self, day: date) -> Portfolio:
        """All accounts of a day."""
        return self._stored_or_drawn(
            ("portfolio", day),
            lambda: self._read_portfolio(day) if day == self.newest else None,
            lambda: self._draw_portfolio(day),
        )

    def statement(self, account: str, day: date) -> Statement:
        """One account's statement; `AccountNotFoundError` where there is none of that name."""
        return self._drawn(account, day).statement

    def money(self, account: str, day: date) -> Money:
        """What stands behind its economics."""
        return self._drawn(account, day).money

    def why(self, account: str, line: str, day: date) -> LineEvidence:
        """All that one line stands on."""
        return self._stored_or_drawn(
            ("why", account, line, day),
            lambda: self.book.stored_why(account, line, day),
            lambda: self._book.why(account, line, as_of=day),
        )

    def history(self, account: str, day: date, source: str = "") -> Sequence[Happened]:
        """All that happened with an account, the newest first; of one source or all."""
        return self._stored_or_drawn(
            ("history", account, source, day),
            lambda: self.book.history(account, day, source),
            tuple,
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
        with suppress(GoodwillError):
            self.take_in()
            return True
        return False

    def take_in(self, told: OnProgress = say_nothing) -> None:
        """Draw up again what new facts have changed; all others see the book as it was meanwhile.

        All accounts are at hand before anybody sees the new ones.
        """
        with self._taking_in, self._ahead_of_others(self._drawing if self.hands.are_here else None):
            self._book.forget_settings()
            day = self.hands.assess(self._day(), told)
            found = self._read_portfolio(day)
            self.newest = day
        self._keep(("portfolio", day), found)

    def _day(self) -> date:
        """The day whose statements are kept up: today's, unless one was named."""
        return self.book.today() if self._follows_today else self.newest

    def _take_in_words(self) -> None:
        """Make new mail searchable; where the book cannot be written, when it changes next."""
        with suppress(StoreError):
            self.hands.make_searchable(lambda _: self.give_way())

    def give_way(self) -> None:
        """Let those who ask for pages go first, for a while: they share one interpreter with us."""
        until = time.monotonic() + PATIENCE
        while (now := time.monotonic()) < until and now - self._asked_at < QUIET:
            self._rest.wait(QUIET / 4)

    def kept(self, name: Hashable, ask: Callable[[], T]) -> T:
        """Anything else that pages read of the book, until the book changes."""
        return self._at_hand((PAGE, name), ask, self._asking)

    def worked_out(self, name: Hashable, ask: Callable[[], T]) -> T:
        """The same of what may take seconds: who asks for it waits, and hardly anybody else."""
        return self._at_hand((PAGE, name), ask, self._looking_over)

    def changed(self, change: Callable[[], T], progress: OnProgress | None = None) -> T:
        """What a change of the book gives, once its statements are drawn up again."""
        with self._ahead_of_others(self._drawing):
            answer = change()
            self._book.assess(self.newest, progress)
        return answer

    @contextmanager
    def _ahead_of_others(self, drawing: Lock | None) -> Iterator[None]:
        """This thread sees the book as it becomes, all others as it was; then nobody does.

        `drawing` is held where the thread draws up itself.
        """
        with drawing or nullcontext():
            self._go_ahead()
            try:
                yield
            finally:
                self._come_back()

    def _go_ahead(self) -> None:
        with self._counting:
            if not self._ahead:
                at_hand = vars(self._book)
                self._before = self._past.enter_context(as_it_was(self._book.place, at_hand))
            self._ahead.append(get_ident())

    def _come_back(self) -> None:
        with self._counting:
            self._ahead.remove(get_ident())
            if not self._ahead:
                self._before, self._stamp = None, None
                self._turn += 1
                self._kept.clear()
                self._past.close()

    def _draw_portfolio(self, day: date) -> Portfolio:
        self._book.assess(day)
        return self._read_portfolio(day)

    def _read_portfolio(self, day: date) -> Portfolio:
        found = sorted(self.book.glances(day), key=lambda glance: rank(glance["row"]))
        places = {glance["row"]["id"]: place for place, glance in enumerate(found)}
        return Portfolio(day=day, glances=tuple(found), places=places)

    def _drawn(self, account: str, day: date) -> Stored:
        return self._stored_or_drawn(
            ("statement", account, day),
            lambda: self.book.stored(account, day),
            lambda: Stored(*self._book.draw_up_whole(account, day)),
        )

    def _stored_or_drawn(
        self, name: Hashable, stored: Callable[[], T | None], draw: Callable[[], T]
    ) -> T:
        """What is stored, waiting for nobody; what has to be drawn up, one at a time."""
        self.look_again()
        if (kept := self._lately(name)) is not None:
            return cast("T", kept)
        stamp, is_behind = self._stamp, self.is_behind
        if (found := stored()) is None:
            return self._at_hand(name, draw, self._drawing)
        if stamp == self._stamp and is_behind == self.is_behind:
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
        self._book.assess(day)
        return self._read_overviews(day)

    def _read_overviews(self, day: date) -> tuple[Overview, ...]:
        return tuple(sorted(self.book.overviews(day), key=_by_revenue))

    def _at_hand(self, name: Hashable, ask: Callable[[], T], one_at_a_time: Lock) -> T:
        """What was asked before, as long as the book has not changed since."""
        self.look_again()
        if (kept := self._lately(name)) is not None:
            return cast("T", kept)
        with one_at_a_time:
            if (kept := self._lately(name)) is not None:
                return cast("T", kept)
            stamp = self._stamp
            found = ask()
            if stamp == self._stamp:
                self._keep(name, found)
        return found

    def look_again(self) -> None:
        """Let go of everything where other statements are stored since."""
        now = self._asked_at = time.monotonic()
        is_early = self._stamp is not None and now - self._looked_at < LOOKED_AGAIN
        if is_early or self._ahead:
            return
        self._looked_at = now
        if (stamp := self.book.stamp()) == self._stamp:
            return
        found = {day: self.book.edition(day) for day in {*self._editions, self.newest}}
        changed = {day for day, edition in found.items() if self._editions.get(day) != edition}
        self._is_half_drawn = bool(changed) and self.book.missing(self.newest) > 0
        if self._is_half_drawn:
            return
        self._stamp, self._editions = stamp, found
        if changed:
            self._let_go(changed)

    def _let_go(self, days: AbstractSet[date]) -> None:
        """Of what was read of these days, and of what pages made of anything."""
        for name in list(self._kept):
            head, *_, last = cast("tuple[Hashable, ...]", name)
            if head == PAGE or last in days:
                self._kept.pop(name, None)


def _by_revenue(overview: Overview) -> tuple[float, str]:
    return (-(overview["economics"]["revenue"] or 0.0), overview["account"]["id"])
