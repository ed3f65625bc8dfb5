"""`goodwill doctor`: what is connected, what is missing, and what that would add."""

from __future__ import annotations

import typer

from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json

__all__ = ["add_to"]


def doctor(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Look the book over: its rows, its sources, what is missing and what that would add.

    \b
    Examples:
      goodwill doctor
      goodwill doctor --format json
    """
    place = book_place(context, book)
    with opened(place) as found:
        report = found.doctor()
    if format is TextFormat.JSON:
        echo_json(
            {
                "facts": report.facts,
                "sources": report.sources,
                "columns": report.columns,
                "engine": report.engine,
                "problems": [
                    {"what": each.what, "where": each.where, "next": each.next}
                    for each in report.problems
                ],
            },
            indent=True,
        )
        return
    from goodwill.serve.text.reports import doctor_report

    doctor_report(console(), place, report)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("doctor", short_help="What is connected, what is missing.")(doctor)
