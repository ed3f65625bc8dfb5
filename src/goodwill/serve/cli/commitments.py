"""`goodwill commitments`: who promised what to whom, by when, and what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwill.serve.cli.options import (
    AccountArgument,
    AsOfOption,
    BookOption,
    TextFormat,
    book_place,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json

__all__ = ["add_to"]


def commitments(
    context: typer.Context,
    account: AccountArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        TextFormat, typer.Option("--format", help="text or json.")
    ] = TextFormat.TEXT,
) -> None:
    """Show the promises of both sides: open, kept and broken, with what tells so.

    \b
    Examples:
      goodwill commitments acme
      goodwill commitments acme.example --as-of 2026-06-30 --format json
    """
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        statement = found.statement(account, as_of=day)
    if format is TextFormat.JSON:
        echo_json(statement["commitments"], indent=True)
        return
    from goodwill.serve.text.promises import show_ledger

    show_ledger(console(), statement)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("commitments")(commitments)
