"""`goodwill assess`: bring all statements up to date."""

from __future__ import annotations

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
    parse_day,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

__all__ = ["add_to"]


def assess(
    context: typer.Context,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Draw up the statement of every account; `statement` then only has to show it.

    \b
    Examples:
      goodwill assess
      goodwill assess --as-of 2026-06-30
    """
    day = parse_day(as_of)
    place = book_place(context, book)
    say(f"Book: {place}")
    with opened(place) as found, progress_bar() as told:
        report = found.assess(day, told)
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.reports import assess_report

        assess_report(console(), report)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("assess")(assess)
