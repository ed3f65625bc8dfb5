"""`goodwill committee` and `goodwill commitments`: one part of a statement by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from goodwill.facts.statement import Statement

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
    statement = _drawn_up(context, account, as_of, book)
    if format is TextFormat.JSON:
        echo_json(statement["committee"], indent=True)
    else:
        from goodwill.serve.text.people import show_people

        show_people(console(), statement)


def commitments(
    context: typer.Context,
    account: AccountArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show the promises of both sides: open, kept and broken, with what tells so.

    \b
    Examples:
      goodwill commitments acme
      goodwill commitments acme.example --as-of 2026-06-30 --format json
    """
    statement = _drawn_up(context, account, as_of, book)
    if format is TextFormat.JSON:
        echo_json(statement["commitments"], indent=True)
    else:
        from goodwill.serve.text.promises import show_ledger

        show_ledger(console(), statement)


def _drawn_up(
    context: typer.Context, account: str, as_of: str | None, book: str | None
) -> Statement:
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        return found.statement(account, as_of=day)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("committee")(committee)
    app.command("commitments")(commitments)
