"""`goodwill verify`: has anything in the book changed that nobody wrote?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption, book_place
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from goodwill.upkeep.verifying import VerifyReport

__all__ = ["add_to", "shown_report"]

DAMAGED = 3

DeepOption = Annotated[
    bool,
    typer.Option("--deep", help="Also work out statements anew, in a copy, and compare them."),
]
SealOption = Annotated[
    bool,
    typer.Option(
        "--seal",
        help="From now on take every page for right as it stands: after another program wrote it.",
    ),
]


def verify(
    context: typer.Context,
    book: BookOption = None,
    deep: DeepOption = False,
    seal: SealOption = False,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Find out whether anything in the book has changed that nobody wrote.

    Every page of the book is held against the seal it got when it was written, tables against
    each other, and the files beside it against what was noted of them. For what has changed
    it says whose rows it holds and what to do. Imports wait meanwhile: about a second a gigabyte.
    It ends with 0 where all is whole, with 3 where it is not.

    \b
    Examples:
      goodwill verify
      goodwill verify --deep
      goodwill --book books/acme verify --format json
    """
    from goodwill.upkeep.verifying import verify as look_over

    place = book_place(context, book)
    say(f"Book: {place}")
    with progress_bar() as told:
        report = look_over(place, deep=deep, seal=seal, progress=told)
    if format is TextFormat.JSON:
        echo_json({**_as_document(report), "is_whole": report.is_whole}, indent=True)
    else:
        shown_report(report)
    if not report.is_whole:
        raise typer.Exit(DAMAGED)


def _as_document(report: VerifyReport) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(report)


def shown_report(report: VerifyReport) -> None:
    """The report for a reader."""
    page = console()
    for one in report.problems:
        page.print(f"CHANGED  {one.what}\n         {one.where}\n         {one.next}")
    for one in (*report.harmless, *report.told):
        page.print(f"Told     {one.what}\n         {one.where}\n         {one.next}", style="dim")
    said = f"{report.pages:,} pages and {report.files:,} files in {report.seconds:.1f} s"
    if report.is_whole:
        page.print(f"Whole: everything is as it was written ({said}).")
    else:
        page.print(f"Not whole: {len(report.problems)} to look at ({said}).")


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("verify")(verify)
