"""The shelf of one viewer: a book as they see it, kept at hand apart from everybody else's.

What has to be drawn up is drawn up by the shelf of the whole book, one thread at a time for all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from goodwill.machine.progress import OnProgress, say_nothing
from goodwill.serve.web.shelf import Shelf

if TYPE_CHECKING:
    from goodwill.serve.ports import PagesPort

__all__ = ["SeenShelf"]

T = TypeVar("T")


class SeenShelf(Shelf):
    """`main` is the shelf of the whole book, `book` what the viewer sees of it."""

    def __init__(self, main: Shelf, book: PagesPort) -> None:
        self._main = main
        super().__init__(book, main.newest, hands=main.hands)
        self._drawing, self._looking_over = main._drawing, main._looking_over  # noqa: SLF001  one for all

    @property
    def newest(self) -> date:
        """The day of the newest statements."""
        return self._main.newest

    @newest.setter
    def newest(self, day: date) -> None:
        """It is the whole book's to say."""

    @property
    def is_behind(self) -> bool:
        """Whether the book is being drawn up again."""
        return self._main.is_behind or self._is_half_drawn

    def take_in(self, told: OnProgress = say_nothing) -> None:
        """Have the whole book take in what is new."""
        self._main.take_in(told)

    def changed(self, change: Callable[[], T], progress: OnProgress | None = None) -> T:
        """What a change of the book gives, once its statements are drawn up again."""
        answer = self._main.changed(change, progress)
        self._stamp = None
        self._kept.clear()
        return answer
