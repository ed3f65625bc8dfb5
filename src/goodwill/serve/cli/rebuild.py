"""`goodwill rebuild`: drop all that is worked out from facts, and work it out again."""

from __future__ import annotations

from enum import StrEnum
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
    from goodwill.reports import RebuildFrom

__all__ = ["add_to"]


class From(StrEnum):
    """Steps after which everything can be worked out again."""

    FACTS = "facts"
    ACTS = "acts"


FromOption = Annotated[
    From,
    typer.Option(
        "--from",
        help="facts: read all kept mails again as well; acts: keep what was read of them.",
    ),
]


def rebuild(
    context: typer.Context,
    since: FromOption = From.FACTS,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Drop all that is worked out from facts, and work it out again.

    People, accounts, threads, acts, statements and the index of words are made of facts, and
    may go at any time; facts, rulings, disputes and plans stay. What comes out is the same
    to the byte: a statement that is not is named, since it should not have been stored.
    A rebuild that is stopped loses nothing; what is missing is made when it is asked for.

    \b
    Examples:
      goodwill rebuild
      goodwill rebuild --from acts
      goodwill --book books/acme rebuild --format json
    """
    place = book_place(context, book)
    say(f"Book: {place}")
    step: RebuildFrom = "facts" if since is From.FACTS else "acts"
    with opened(place) as found, progress_bar() as told:
        report = found.rebuild(step, told)
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.reports import rebuild_report

        rebuild_report(console(), report)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("rebuild")(rebuild)
