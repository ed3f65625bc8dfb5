"""`goodwill statement` and `goodwill statements`: one account in full, or all of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.options import (
    AccountArgument,
    AsOfOption,
    BookOption,
    LanguageOption,
    TextFormat,
    book_place,
    in_language,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_file, echo_json, echo_page

if TYPE_CHECKING:
    from goodwill.facts.money import Money
    from goodwill.facts.statement import Statement
    from goodwill.serve.ports import BookPort, PagesPort
    from goodwill.serve.titles import Titles

__all__ = ["add_to"]


class StatementFormat(StrEnum):
    """Forms a statement can take."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


def statement(
    context: typer.Context,
    account: AccountArgument,
    *,
    as_of: AsOfOption = None,
    book: BookOption = None,
    language: LanguageOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        StatementFormat,
        typer.Option("--format", help="html is one page that needs no network; pdf is for paper."),
    ] = StatementFormat.TEXT,
) -> None:
    """Show what kind of relationship an account is, what it costs, and what to do next.

    A PDF is made by WeasyPrint (goodwill[pdf]) or by a Chromium of this machine. The html page is
    laid out for A4, too, with its pictures.

    \b
    Examples:
      goodwill statement acme
      goodwill statement "Acme Ltd" --as-of 2026-06-30
      goodwill statement acme.example --format html > acme.html
      goodwill statement acme --format pdf > acme.pdf
      goodwill statement acme --language de
    """
    day = parse_day(as_of)
    with in_language(language), up_to_date(book_place(context, book)) as found:
        of = found.statement(account, as_of=day)
        if format is StatementFormat.JSON:
            echo_json(of, indent=True)
        else:
            show(of, format, money_of(found, of), titles_of(found, day))


def money_of(book: BookPort, of: Statement) -> Money:
    """What stands behind a statement's economics."""
    return book.money(of["account"]["id"], as_of=date.fromisoformat(of["as_of"]))


def titles_of(book: PagesPort, day: date | None) -> Titles:
    """What lines are called, muted detectors marked as such."""
    from goodwill.serve.titles import load_titles, with_muted

    return with_muted(load_titles(), [one.line for one in book.muted(day)])


def show(found: Statement, form: StatementFormat, money: Money, titles: Titles) -> None:
    """Print one statement, as text, as a page, or as a PDF."""
    if form is StatementFormat.PDF:
        from goodwill.serve.html.pages import paper_page
        from goodwill.serve.paper import as_pdf

        echo_file(as_pdf(paper_page(found, titles, money)), "statement.pdf")
    elif form is StatementFormat.HTML:
        from goodwill.serve.html.pages import statement_page

        echo_page(statement_page(found, titles, money))
    else:
        from goodwill.serve.text.statement import show_statement

        show_statement(console(), found, titles, money)


def statements(
    context: typer.Context,
    as_of: AsOfOption = None,
    book: BookOption = None,
    language: LanguageOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        TextFormat, typer.Option("--format", help="json: one document a line.")
    ] = TextFormat.TEXT,
) -> None:
    """Show every account's statement, one after the other.

    \b
    Examples:
      goodwill statements --format json > statements.jsonl
      goodwill statements --as-of 2026-06-30
    """
    day = parse_day(as_of)
    with in_language(language), up_to_date(book_place(context, book)) as found:
        titles = None if format is TextFormat.JSON else titles_of(found, day)
        for each in found.statements(day):
            if titles is None:
                echo_json(each)
            else:
                show(each, StatementFormat.TEXT, money_of(found, each), titles)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("statement")(statement)
    app.command("statements")(statements)
