"""`goodwill erase`: make a book forget a person, everywhere, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption, book_place
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodwill.privacy.erasing import ErasedReport

__all__ = ["add_to"]

PersonArgument = Annotated[
    str,
    typer.Argument(metavar="PERSON", help="An address, or a whole name that only one has."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would go; nothing is changed.")
]


def erase(
    context: typer.Context,
    person: PersonArgument,
    dry_run: DryRunOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Erase a person from the book: all their addresses, everywhere, for good.

    Mail that they wrote goes, and what others quote or pass on of it; on others' mail their place
    is empty, and name and address are blotted out, as they are in every other text of the book.
    Their own rows of tables go. Statements that rested on them are drawn up anew. The book keeps
    a mark, which names nobody, so that no import and no backup brings them back. Files outside of
    the book, such as the mailboxes that were imported, are yours and stay.

    \b
    Examples:
      goodwill erase anna.kern@acme.example --dry-run
      goodwill erase anna.kern@acme.example
      goodwill erase "Anna Kern" --format json
    """
    from contextlib import closing

    from goodwill.book import open_book

    place = book_place(context, book)
    say(f"Book: {place}")
    with closing(open_book(place)) as found, progress_bar() as told:
        report = found.erase(person, dry_run=dry_run, progress=told)
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
        return
    page = console()
    for line in _lines(report):
        page.print(line)


def _lines(report: ErasedReport) -> Iterator[str]:
    """What was done, or would be, a line each."""
    yield "This would go:" if report.is_dry else f"Erased in {report.seconds:.1f} s:"
    yield f"  addresses: {report.addresses:,}"
    yield f"  mails from them: {report.mails_written:,}"
    yield f"  their place on mails of others: {report.mails_with:,}"
    yield f"  their place at meetings: {report.meetings:,}"
    for table, count in report.rows.items():
        yield f"  rows of {table}: {count:,}"
    if report.blotted:
        yield f"  the name in other places: {sum(report.blotted.values()):,}"
    for name in report.files:
        yield f"  the file {name}"
    verb = "to be drawn up" if report.is_dry else "drawn up"
    yield f"Statements {verb} anew: {len(report.accounts):,}."
    for sentence in report.left:
        yield f"Left to do: {sentence}"


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("erase")(erase)
