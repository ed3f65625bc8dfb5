"""`goodwill accounts`: all accounts at a glance."""

from __future__ import annotations

import typer

from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    Format,
    FormatOption,
    book_place,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json, echo_page

__all__ = ["add_to"]


def accounts(
    context: typer.Context,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """List every account: its kind, its stage, what was found, what it earns.

    \b
    Examples:
      goodwill accounts
      goodwill accounts --format html > portfolio.html
    """
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        statements = list(found.statements(day))
    if format is Format.HTML:
        from goodwill.serve.html.pages import portfolio_page
        from goodwill.serve.titles import load_titles

        echo_page(portfolio_page(statements, load_titles()))
        return
    from goodwill.serve.portfolio import portfolio_rows

    rows = portfolio_rows(statements)
    if format is Format.JSON:
        echo_json(rows, indent=True)
        return
    from goodwill.serve.text.portfolio import show_portfolio
    from goodwill.serve.titles import load_titles

    show_portfolio(console(), rows, load_titles())


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("accounts", short_help="All accounts at a glance.")(accounts)
