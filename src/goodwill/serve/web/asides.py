"""Answers of a book that take seconds, worked out behind the pages once somebody asks for them.

One at a time, each by a book opened for it, so that no page waits. What was found stays at hand as
long as the program runs, and says by which statements it was worked out.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock, Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from goodwill.errors import GoodwillError
from goodwill.reports import OnProgress, Progress
from goodwill.serve.languages import say
from goodwill.serve.web.behind import Behind
from goodwill.serve.web.shelf import Shelf

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.lab.backtest.run import Span

__all__ = ["Aside", "Asides", "Sort", "how_long"]

Sort = Literal["backtest", "digest", "questions", "returns"]

KEPT = 24
"""Answers that are kept at hand."""

EACH_MONTH = 100
"""Accounts up to which a backtest looks at each month; of more it looks at every third."""


def _span(book: Book) -> Span:
    """As far as the data reach, in steps that a reader may wait for."""
    from goodwill.lab.backtest.run import Span  # noqa: PLC0415  numpy, which few pages need

    return Span(every=1 if len(book.accounts()) <= EACH_MONTH else 3)


ASKED: Mapping[Sort, Callable[[Book, date, OnProgress], object]] = MappingProxyType(
    {
        "backtest": lambda book, _, tell: book.backtest(_span(book), tell),
        "digest": lambda book, day, _: book.digest(as_of=day),
        "questions": lambda book, day, _: book.questions(day),
        "returns": lambda book, day, tell: book.returns(day, tell),
    }
)
"""What is asked of the book."""

LASTS: Mapping[Sort, tuple[float, float]] = MappingProxyType(
    {
        "backtest": (5.0, 0.5),
        "digest": (3.0, 0.15),
        "questions": (8.0, 0.01),
        "returns": (3.0, 0.15),
    }
)
"""Seconds that an answer takes at first, and for each account besides; set by hand, roughly."""

MINUTE = 60
ROUND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Behind):
    """How far an answer is: `found` once there is one.

    `edition` tells by which statements of the day it was worked out.
    """

    sort: Sort
    day: date
    edition: str
    found: Any = None  # what the book answers: a backtest, a digest, questions, or returns

    @property
    def is_there(self) -> bool:
        """Whether there is an answer."""
        return self.ended is not None and not self.fault


class Asides:
    """The long answers of a shelf's book."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._starting, self._working = Lock(), Lock()
        self._kept: OrderedDict[tuple[Sort, date], Aside] = OrderedDict()
        self._threads: list[Thread] = []

    def of(self, sort: Sort, day: date) -> Aside | None:
        """How far the answer for a day is; None where nobody has asked."""
        return self._kept.get((sort, day))

    def is_old(self, aside: Aside) -> bool:
        """Whether the statements of its day have changed since."""
        return aside.edition != self._shelf.edition_of(aside.day)

    def start(self, sort: Sort, day: date) -> None:
        """Have an answer worked out, anew where there is one; once at a time."""
        with self._starting:
            aside = self._kept.get((sort, day))
            if aside is not None and aside.is_running:
                return
            edition = self._shelf.edition_of(day)
            self._keep(Aside(sort=sort, day=day, edition=edition, began=time.monotonic()))
            thread = Thread(target=self._run, args=(sort, day), daemon=True)
            self._threads = [*(one for one in self._threads if one.is_alive()), thread]
        thread.start()

    def wait(self) -> None:
        """Until nothing is being worked out."""
        for thread in self._threads:
            thread.join()

    def _keep(self, aside: Aside) -> None:
        self._kept[aside.sort, aside.day] = aside
        over = len(self._kept) - KEPT
        done = [name for name, one in self._kept.items() if not one.is_running]
        for name in done[: max(over, 0)]:
            del self._kept[name]

    def _run(self, sort: Sort, day: date) -> None:
        with self._working:
            try:
                self._now(sort, day, found=self._asked(sort, day))
            except GoodwillError as fault:
                self._now(sort, day, fault=str(fault), hint=fault.hint)
            except Exception as fault:  # noqa: BLE001  whatever it is, the page has to say that it ended
                told = say("It stopped: {name}: {fault}", name=type(fault).__name__, fault=fault)
                self._now(
                    sort, day, fault=told, hint=say("Ask again, or look with:  goodwill doctor")
                )
            self._now(sort, day, ended=time.monotonic())

    def _asked(self, sort: Sort, day: date) -> object:
        from goodwill.book import open_book  # noqa: PLC0415

        def tell(progress: Progress) -> None:
            self._now(sort, day, says=progress.what, done=progress.done, total=progress.total)

        book = open_book(self._shelf.book.place)
        book.takes_in = False  # what is new is taken in for all pages together
        try:
            return ASKED[sort](book, day, tell)
        finally:
            book.close()

    def _now(self, sort: Sort, day: date, **changed: object) -> None:
        self._kept[sort, day] = replace(self._kept[sort, day], **changed)  # type: ignore[arg-type]


def how_long(sort: Sort, accounts: int) -> str:
    """About how long an answer takes over so many accounts, in words."""
    first, each = LASTS[sort]
    seconds = first + each * accounts
    if seconds < MINUTE:
        return say("about {ROUND} seconds", ROUND=max(ROUND, round(seconds / ROUND) * ROUND))
    minutes = round(seconds / MINUTE)
    return (
        say("about a minute") if minutes == 1 else say("about {minutes} minutes", minutes=minutes)
    )
