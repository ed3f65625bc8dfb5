"""`goodwill import`: files and folders into a book."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

__all__ = ["add_to"]

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders; told by what is in them."),
]


def import_files(
    context: typer.Context,
    paths: PathsArgument,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Read files and folders into the book; may be run again at any time.

    Knows mbox, Maildir, .eml, .ics, and tables as CSV, Excel workbooks (every sheet is one),
    Parquet and Arrow, also inside .zip, .tar and .gz.
    What is already there is not added twice. Rows and messages that cannot be read are
    listed and kept in a file, to be mended and imported again.

    \b
    Examples:
      goodwill import ~/Mail/export.mbox invoices.csv
      goodwill --book books/acme import exports/
    """
    given = existing(paths)
    place = book_place(context, book)
    say(f"Book: {place}")
    with opened(place, create=True) as found, progress_bar() as told:
        report = found.import_paths(given, told)
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.reports import import_report

        import_report(console(), report)
    if report.rejects:
        raise typer.Exit(DONE_WITH_REJECTS)


def existing(paths: list[str]) -> list[Path]:
    """The paths; one that is not there is a wrong call, before anything is read."""
    for path in paths:
        if not Path(path).exists():
            raise CallError(
                f'There is no file or folder "{path}".', hint="Check the spelling, or give another."
            )
    return [Path(path) for path in paths]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("import", short_help="Read files and folders into the book.")(import_files)
