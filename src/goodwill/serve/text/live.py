"""Live sources on a terminal: what one would take in, how all of them stand, what a run brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from shlex import quote

from rich.console import Console
from rich.text import Text

from goodwill.live.base import Look
from goodwill.live.connected import Connected, State
from goodwill.serve.text.layout import Page, grid
from goodwill.serve.words import count, plain
from goodwill.syncing.sources import Ran

__all__ = ["STATES", "as_document", "how_many", "show_look", "show_runs", "show_sources"]

STATES: dict[State, str] = {
    "never_run": "never run",
    "running": "running",
    "up_to_date": "up to date",
    "waiting": "waiting",
    "needs_sign_in": "needs sign-in",
    "failed": "failed",
    "paused": "paused",
}
"""How a source stands, in words."""


def how_many(look: Look) -> str:
    """How many records would be read, as far as a server tells."""
    is_known = all(part.items is not None for part in look.parts if part.is_chosen)
    if not look.items:
        return "none" if is_known else "all there is"
    return f"{look.items:,}" if is_known else f"{look.items:,} and more"


def show_look(console: Console, look: Look) -> None:
    """A dry run: folder by folder, what would be taken and what not."""
    page = Page(console)
    page.section(look.source, f"{how_many(look)} to read")
    page.print(Text(plain(f"Reads {look.reads}."), style="dim"))
    table = grid(None, None, 1)
    for part in look.parts:
        why = part.why_not if not part.is_chosen and part.why_not else ""
        told = "read" if part.is_chosen else f"left out{f': {why}' if why else ''}"
        number = "?" if part.items is None else f"{part.items:,}"
        table.add_row(Text(plain(part.name)), number, Text(plain(told)))
    page.print(table)


def show_sources(console: Console, sources: Sequence[Connected]) -> None:
    """Each source: its state, why, the last run and the next."""
    page = Page(console)
    if not sources:
        page.print(Text("Nothing is connected. Begin with:  goodwill connect --help"))
        return
    for one in sources:
        page.section(plain(one.name), STATES[one.state])
        page.print(Text(plain(f"{one.kind}, {_times(one)}"), style="dim"))
        _why(page, one)


def _times(one: Connected) -> str:
    last = f"read {one.last_run_text}" if one.last_run_text else "never read"
    if not one.next_run_text or one.state in {"paused", "needs_sign_in"}:
        return last
    return f"{last}, next {one.next_run_text}"


def _why(page: Page, one: Connected) -> None:
    if one.says:
        page.print(Text(plain(one.says)))
    if one.next_step:
        page.print(Text(plain(one.next_step), style="dim"))
    if one.state == "needs_sign_in":
        page.print(Text(plain(f"goodwill connect sign-in {quote(one.name)}"), style="dim"))


def show_runs(console: Console, ran: Sequence[Ran]) -> None:
    """What each source brought, or why it did not."""
    page = Page(console)
    if not ran:
        page.print(Text("Nothing is connected. Begin with:  goodwill connect --help"))
    for one in ran:
        page.print(Text(plain(f"{one.source.name}: {_brought(one)}")))
        if one.came is None or one.has_failed:
            _why(page, one.source)
        for why in one.came.closed if one.came else ():
            page.print(Text(plain(f"Not opened: {why}"), style="dim"))


def _brought(one: Ran) -> str:
    if one.came is None:
        is_held = one.source.state == "running"
        return "another program reads it just now" if is_held else STATES[one.source.state]
    total = one.came.total
    parts = [f"{count(total.imported, 'new record')}"]
    parts += [f"{total.duplicate:,} known already"] if total.duplicate else []
    parts += [f"{total.excluded:,} left out"] if total.excluded else []
    parts += [f"{total.unreadable:,} unreadable"] if total.unreadable else []
    parts += [f"{one.came.gone:,} deleted there meanwhile"] if one.came.gone else []
    parts += [f"left out by privacy: {', '.join(one.came.left_out)}"] if one.came.left_out else []
    parts += [f"then {STATES[one.source.state]}"] if one.has_failed else []
    return ", ".join(parts)


def as_document(one: Ran) -> dict[str, object]:
    """A run as JSON has it."""
    came = None if one.came is None else asdict(one.came)
    return {**one.source.shown(), "came": came}
