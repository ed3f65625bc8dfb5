"""What somebody at a terminal sees while a book is made ready, and that else nothing is shown."""

from __future__ import annotations

import sys
from io import StringIO
from types import ModuleType

import pytest

from goodwill.reports import OnProgress, Progress
from goodwill.serve.cli.options import up_to_date


class Screen(StringIO):
    """A terminal, or a file that looks like none."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


class WaitingBook:
    """A book that has some mails to read before it can answer."""

    def __init__(self, mails: int) -> None:
        self.mails = mails

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        for done in range(self.mails):
            if progress is not None:
                progress(Progress(what="Reading mails", done=done + 1, total=self.mails))
        self.mails = 0

    def close(self) -> None:
        assert self.mails == 0


@pytest.mark.parametrize(
    ("mails", "is_terminal", "is_shown"),
    [(3, True, True), (3, False, False), (0, True, False)],
    ids=["at a terminal", "into a file", "nothing to do"],
)
def test_a_bar_shows_what_a_book_reads_before_it_answers(
    monkeypatch: pytest.MonkeyPatch, mails: int, is_terminal: bool, is_shown: bool
) -> None:
    screen, door = Screen(is_terminal=is_terminal), ModuleType("goodwill.book")
    door.__dict__["open_book"] = lambda *_, **__: WaitingBook(mails)
    monkeypatch.setitem(sys.modules, "goodwill.book", door)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")

    with up_to_date("book"):
        pass

    assert ("Reading mails" in screen.getvalue()) is is_shown
    assert is_shown or not screen.getvalue()
