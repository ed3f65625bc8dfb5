"""Who does the long work behind the pages: this process, or one of its own.

An import or the statements of all accounts keep an interpreter busy for seconds. Pages that share
it wait at each step, so a book in a folder has that done by another process
(`goodwill.serve.apart`), which stands back from whoever looks at pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from goodwill.reports import OnProgress
from goodwill.serve.ports import ImportReport, PagesPort

if TYPE_CHECKING:
    from goodwill.serve.apart import Ahead

__all__ = ["Apart", "Hands", "Here"]


class Hands(Protocol):
    """What takes long."""

    @property
    def are_here(self) -> bool:
        """Whether it is done in this process, so that nobody else may draw up meanwhile."""
        ...

    def import_paths(self, paths: Sequence[Path], told: OnProgress) -> ImportReport:
        """Read files and folders into the book."""
        ...

    def assess(self, as_of: date, told: OnProgress) -> date:
        """Take in what is new and draw up what is missing; the day of the statements."""
        ...

    def make_searchable(self, told: OnProgress) -> None:
        """Take new messages into the index."""
        ...

    def get_ready(self) -> None:
        """An assessment may be due in a moment."""
        ...

    def rest(self) -> None:
        """None is due after all."""
        ...


class Here:
    """In this process, with the book that pages are made of."""

    are_here = True

    def __init__(self, book: PagesPort) -> None:
        self._book = book

    def import_paths(self, paths: Sequence[Path], told: OnProgress) -> ImportReport:
        """By a book opened for it, which holds nothing that pages need."""
        from goodwill.book import open_book  # noqa: PLC0415

        book = open_book(self._book.place, create=True)
        try:
            return book.import_paths(paths, told)
        finally:
            book.close()

    def assess(self, as_of: date, told: OnProgress) -> date:
        """In this thread."""
        self._book.take_in(told)
        return self._book.assess(as_of, told).as_of

    def make_searchable(self, told: OnProgress) -> None:
        """In this thread."""
        self._book.make_searchable(told)

    def get_ready(self) -> None:
        """Nothing has to be started."""

    def rest(self) -> None:
        """Nothing was."""


class Apart:
    """In a process of its own for each piece of work; none is started where nothing is to do."""

    are_here = False

    def __init__(self, book: PagesPort) -> None:
        self._book = book
        self._ahead: list[Ahead] = []

    def import_paths(self, paths: Sequence[Path], told: OnProgress) -> ImportReport:
        """What was read before the process ends, however it does, is in."""
        from goodwill.serve.apart import import_apart  # noqa: PLC0415

        return import_apart(self._book.place, paths, told)

    def assess(self, as_of: date, told: OnProgress) -> date:
        """The book is asked anew afterwards."""
        from goodwill.serve.apart import assess_apart  # noqa: PLC0415

        return assess_apart(self._book.place, as_of, told, self._taken())

    def get_ready(self) -> None:
        """Start the process that will be asked."""
        from goodwill.serve.apart import Ahead  # noqa: PLC0415

        if not self._ahead:
            with suppress(OSError):  # no more processes: it is started when it is needed
                self._ahead.append(Ahead())

    def rest(self) -> None:
        """End it."""
        if (ahead := self._taken()) is not None:
            ahead.end()

    def _taken(self) -> Ahead | None:
        """The process that was started, if nobody else took it."""
        try:
            return self._ahead.pop()
        except IndexError:
            return None

    def make_searchable(self, told: OnProgress) -> None:
        """Nobody has to give way: it is another process."""
        from goodwill.serve.apart import make_searchable_apart  # noqa: PLC0415

        make_searchable_apart(self._book.place, told)
