"""What came of plays, and what works here, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from goodwill.advise.outcome.drawn import DrawnFirst
from goodwill.advise.outcome.words import said_of_drawn, said_of_move, said_of_works
from goodwill.advise.outcome.works import Works
from goodwill.plans.outcomes import PlayOutcome
from goodwill.serve.text.layout import INDENT, Page
from goodwill.serve.words import day, plain

__all__ = ["show_drawn", "show_outcomes", "show_works"]

NONE_YET = "No play was accepted by then. Take one up with:  goodwill plan ACCOUNT accept PLAY"
UNMEASURED = "Nothing that is measured here shows whether it worked: say so with `done`."


def show_outcomes(console: Console, found: Sequence[PlayOutcome]) -> None:
    """Each accepted play, and what came of what it was to move."""
    page = Page(console)
    if not found:
        page.print(Text(NONE_YET))
        return
    for one in found:
        page.section(f"{plain(one.account_id)}: {plain(one.title)}", _when(one))
        for said in [said_of_move(move) for move in one.moves] or [UNMEASURED]:
            page.print(Text(said), indent=INDENT)


def _when(one: PlayOutcome) -> str:
    done = ", done" if one.is_done else ""
    return f"accepted {day(one.accepted_on.isoformat())}{done}"


def show_works(console: Console, found: Sequence[Works]) -> None:
    """Each play that was ever accepted, the likeliest to work first."""
    page = Page(console)
    if not found:
        page.print(Text(NONE_YET))
        return
    page.section("What works here")
    for one in found:
        page.print(Text(plain(one.title), style="bold"))
        page.print(Text(said_of_works(one)), indent=INDENT)


def show_drawn(console: Console, found: Sequence[DrawnFirst]) -> None:
    """What it does to put a play first, where a lot decided which."""
    page = Page(console)
    page.section("Where a lot decided which play stands first")
    for one in found:
        page.print(Text(plain(one.title), style="bold"))
        page.print(Text(said_of_drawn(one)), indent=INDENT)
