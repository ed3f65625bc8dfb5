"""`goodwill sync`: what is new of the connected sources into the book."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.serve.ports import PagesPort
    from goodwill.syncing.sources import Ran

__all__ = ["add_to"]

NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME...", help="Sources by name; without any, all that are not paused."
    ),
]


def sync(
    context: typer.Context,
    names: NamesArgument = None,
    *,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on until Ctrl-C, and take in mail as it comes.")
    ] = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Bring what is new of the connected sources into the book; may be run at any time.

    What is there already is not fetched again. A source that fails is told with the reason, and
    the others go on. `goodwill serve` does the same by itself while it runs.

    \b
    Examples:
      goodwill sync
      goodwill sync ada@ours.example
      goodwill sync --watch
      goodwill sync --format json
    """
    with opened(book_place(context, book)) as found:
        with progress_bar() as told:
            ran = found.live.sync(names or (), progress=told)
        if not ran and found.live.sources():
            say("All sources are paused. Take one up again with:  goodwill connect resume NAME")
        else:
            _show(ran, format)
        if watch:
            _watch(found, format)
    code = max((one.exit_code for one in ran), default=0)
    if code:
        raise typer.Exit(code)


def _watch(book: PagesPort, form: TextFormat) -> None:
    """Run what is due, and wait for news in between, until somebody ends it."""
    from goodwill.syncing.watching import Watch

    say("Watching for news. Ctrl-C ends it; what was taken in stays.")
    with Watch(book.live) as watch:
        while True:
            if ran := [one for one in watch.turn() if one.came or one.exit_code]:
                _show(ran, form)
            time.sleep(0)


def _show(ran: Sequence[Ran], form: TextFormat) -> None:
    from goodwill.serve.text.live import as_document, show_runs

    if form is TextFormat.JSON:
        echo_json([as_document(one) for one in ran], indent=True)
    else:
        show_runs(console(), ran)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("sync")(sync)
