"""`goodwill committee`: who sits on the buying committee, which roles nobody holds, who left."""

from __future__ import annotations

import typer

from goodwill.serve.cli.options import (
    AccountArgument,
    AsOfOption,
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json

__all__ = ["add_to"]


def committee(
    context: typer.Context,
    account: AccountArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show the people of an account: their roles, who is for us, whom we have not met.

    \b
    Examples:
      goodwill committee acme
      goodwill committee acme.example --as-of 2026-06-30 --format json
    """
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        statement = found.statement(account, as_of=day)
    if format is TextFormat.JSON:
        echo_json(statement["committee"], indent=True)
        return
    from goodwill.serve.text.people import show_people

    show_people(console(), statement)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("committee")(committee)
