"""`goodwill doctor`: what is connected, what is missing, and what that would add."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwill.serve.cli.options import (
    BookOption,
    Format,
    FormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json, echo_page

__all__ = ["add_to"]


def doctor(
    context: typer.Context,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Measure the book on that engine, and tell where it differs."
        ),
    ] = None,
    book: BookOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Look the book over: its rows, its sources, what is missing and what that would add.

    Also how far stated chances agree with what people answered (`goodwill calibrate`), and whether
    an engine that another package brings measures this book as DuckDB does.

    \b
    Examples:
      goodwill doctor
      goodwill doctor --format json
      goodwill doctor --format html > doctor.html
      goodwill doctor --engine duckdb-on-disk
    """
    place = book_place(context, book)
    with opened(place) as found:
        report = found.doctor(engine)
    if format is Format.JSON:
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
                **({"calibration": report.calibration} if report.calibration else {}),
            },
            indent=True,
        )
        return
    if format is Format.HTML:
        from goodwill.serve.html.pages import doctor_page
        from goodwill.serve.titles import load_titles

        echo_page(doctor_page(place, report, load_titles()))
        return
    from goodwill.serve.text.reports import doctor_report

    doctor_report(console(), place, report)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("doctor")(doctor)
