"""`goodwill accounts`: all accounts at a glance, and which names are one account."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from goodwill.errors import CallError
from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.serve.cli.options import (
    AsOfOption,
    BookOption,
    Format,
    LanguageOption,
    book_place,
    in_language,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_file, echo_json, echo_page

__all__ = ["add_to"]


class AccountsFormat(StrEnum):
    """Forms that all accounts can take."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


FormatOption = Annotated[
    AccountsFormat,
    typer.Option(
        "--format",
        help="html is one page that needs no network; pdf is a review, as slides.",
    ),
]
UnmatchedOption = Annotated[
    bool,
    typer.Option(
        "--unmatched",
        help="Instead, what has no account yet: domains, addresses and rows, by money, then mail.",
    ),
]
ToReviewOption = Annotated[
    bool,
    typer.Option(
        "--to-review",
        help="Instead, ids taken for one account and pairs that may be one, with reasons.",
    ),
]
SameOption = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--same",
        metavar="A B",
        help="A and B are one account. Either may be an id, a name, a domain that waits, or an "
        "address, which then belongs to the other.",
        show_default=False,
    ),
]
ApartOption = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--apart",
        metavar="A B",
        help="A and B are two accounts: undoes --same, and a guess for good.",
        show_default=False,
    ),
]
ByKindOption = Annotated[
    bool,
    typer.Option(
        "--by-kind",
        help="Instead, what each kind of relationship returned in the last 12 whole months, and "
        "whether that bears out what the texts say.",
    ),
]
NoteOption = Annotated[
    str, typer.Option("--note", metavar="TEXT", help="Why; kept with --same or --apart.")
]


def accounts(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    unmatched: UnmatchedOption = False,
    to_review: ToReviewOption = False,
    by_kind: ByKindOption = False,
    same: SameOption = None,
    apart: ApartOption = None,
    note: NoteOption = "",
    as_of: AsOfOption = None,
    book: BookOption = None,
    language: LanguageOption = None,
    format: FormatOption = AccountsFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """List every account: its kind, its stage, what was found, what it earns.

    One client often has several names: Acme GmbH in the accounts, ACME in the CRM, acme.example
    in mail. Names that are surely one are taken for one account, as a guess that you can undo;
    the others wait for your word. What you rule holds whatever is imported later.

    \b
    Examples:
      goodwill accounts
      goodwill accounts --format html > portfolio.html
      goodwill accounts --format pdf > review.pdf
      goodwill accounts --by-kind
      goodwill accounts --unmatched
      goodwill accounts --to-review
      goodwill accounts --same "Acme GmbH" acme.example --note "asked Ann"
      goodwill accounts --apart "Acme North" "Acme South"
    """
    if unmatched or to_review or same or apart or note:
        from goodwill.serve.cli.accounts_ruled import Asked, answer, question_of

        asked = Asked(unmatched=unmatched, to_review=to_review, same=same, apart=apart, note=note)
        question = question_of(asked)
        with in_language(language), up_to_date(book_place(context, book)) as found:
            answer(found, question, _not_on_sheets(format))
        return
    day = parse_day(as_of)
    with in_language(language), up_to_date(book_place(context, book)) as found:
        if by_kind:
            from goodwill.serve.cli.returns import show_by_kind

            show_by_kind(found, day, _not_on_sheets(format))
            return
        statements = list(found.statements(day))
        needs_money = format in {AccountsFormat.TEXT, AccountsFormat.HTML}
        moneys = found.moneys(day) if needs_money else []
        show_accounts(statements, moneys, format)


def _not_on_sheets(form: AccountsFormat) -> Format:
    """The form of what is not the review."""
    if form is AccountsFormat.PDF:
        raise CallError(
            "Only the review of all accounts comes as a PDF.",
            hint="Ask for it without another option:  goodwill accounts --format pdf",
        )
    return Format(form.value)


def show_accounts(
    statements: Sequence[Statement],
    moneys: Sequence[Money],
    format: AccountsFormat,  # noqa: A002 - the option is called --format
) -> None:
    """All accounts at a glance, in the form that was asked for."""
    from goodwill.serve.titles import load_titles

    if format is AccountsFormat.PDF:
        from goodwill.serve.html.review import review_page
        from goodwill.serve.paper import as_pdf

        echo_file(as_pdf(review_page(statements, load_titles())), "review.pdf")
        return
    if format is AccountsFormat.HTML:
        from goodwill.serve.html.pages import portfolio_page

        echo_page(portfolio_page(statements, load_titles(), moneys))
        return
    from goodwill.serve.portfolio import portfolio_rows

    rows = portfolio_rows(statements)
    if format is AccountsFormat.JSON:
        echo_json(rows, indent=True)
        return
    from goodwill.serve.text.portfolio import show_portfolio

    show_portfolio(console(), rows, load_titles(), moneys)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("accounts")(accounts)
