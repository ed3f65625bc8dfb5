"""`goodwill audit`: who looked at whose words, and whether that record is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.faults import GoodwillGroup
from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption, book_place
from goodwill.serve.cli.output import console, echo_json

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["add_to"]

BROKEN = 3

group = typer.Typer(
    cls=GoodwillGroup,
    help="Who looked at whose words: a record that is only ever added to.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

OfOption = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="PERSON",
        help="Only looks at this person's words: an address, or a name that only one has.",
        show_default=False,
    ),
]
CountOption = Annotated[
    int, typer.Option("--count", min=1, max=100_000, help="So many entries at most.")
]
HeadOption = Annotated[
    list[str] | None,
    typer.Option(
        "--head",
        metavar="HEAD",
        help="What an earlier verify told, written down elsewhere; it may be given many times.",
        show_default=False,
    ),
]


def _opened(context: typer.Context, book: str | None) -> Book:
    from goodwill.book import open_book

    return open_book(book_place(context, book))


@group.callback()
def audit(
    context: typer.Context,
    of: OfOption = None,
    count: CountOption = 200,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show who read words, exported, erased, granted or signed in, the newest first.

    The record names nobody whose words it is about: a person's own entries are found by her
    addresses. Nothing in it can be changed or taken out without `goodwill audit verify` telling.

    \b
    Examples:
      goodwill audit
      goodwill audit --of anna.kern@acme.example
      goodwill audit --count 1000 --format json
    """
    if context.invoked_subcommand is not None:
        return
    from contextlib import closing

    with closing(_opened(context, book)) as found:
        shown = found.looks(of, count=count)
    if format is TextFormat.JSON:
        echo_json({"entries": shown}, indent=True)
        return
    page = console()
    for one in shown:
        about = f", words of {one.people}" if one.people else ""
        where = " ".join(part for part in (one.account_id, one.line) if part)
        told = f"  {one.at:%Y-%m-%d %H:%M}  {one.who}: {one.deed}{about}"
        page.print(told + (f"  [{where}]" if where else "") + (f"  {one.note}" if one.note else ""))
    if not shown:
        page.print("Nobody has looked." if of else "The record is empty.")


@group.command("verify", short_help="Whether the record is whole.")
def verify(
    context: typer.Context,
    head: HeadOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Go through the whole record: the first entry that does not fit is named.

    It prints a head: the number of entries, and what they come to. Written down where whoever
    runs this machine cannot write, and given again with --head, it also tells of an end that was
    cut off, and of a record that was made anew. It ends with 0 where all is whole, else with 3.

    \b
    Examples:
      goodwill audit verify
      goodwill audit verify --head "812 9f2c..."
    """
    from contextlib import closing

    from goodwill.errors import CallError
    from goodwill.privacy.audit import Head

    try:
        known = [Head.read(one) for one in head or ()]
    except ValueError as error:
        raise CallError(
            f'"{error}" is no head.', hint="Give what `goodwill audit verify` printed, in quotes."
        ) from None
    with closing(_opened(context, book)) as found:
        told = found.verify_audit(known)
    if format is TextFormat.JSON:
        echo_json(told, indent=True)
    elif told.wrong:
        typer.echo(f"Not whole: {told.wrong}.")
    else:
        typer.echo(f"Whole: {told.entries:,} entries. Head: {told.head}")
    if told.wrong:
        raise typer.Exit(BROKEN)


def add_to(app: typer.Typer) -> None:
    """Put the group into the app."""
    app.add_typer(group, name="audit")
