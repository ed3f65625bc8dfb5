"""`goodwill why`: everything one line of a statement stands on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from goodwill.serve.cli.options import (
    AccountArgument,
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


class Rules(StrEnum):
    """Whose numbers of the catalogue hold."""

    THEN = "then"
    NOW = "now"


LineArgument = Annotated[
    str,
    typer.Argument(
        metavar="LINE",
        help="The line's id, as kind, stage, terms_dictated; with its list, as "
        "patterns[abusive], where two lists share it.",
    ),
]


SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="YYYY-MM-DD",
        help="Also tell what changed the line since that day.",
    ),
]
RulesOption = Annotated[
    Rules,
    typer.Option(
        "--rules",
        help="By the catalogue's numbers as they were in force then, on the day asked about, or "
        "as they are now.",
    ),
]


def why(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    account: AccountArgument,
    line: LineArgument,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    rules: RulesOption = Rules.THEN,
    book: BookOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Show all that speaks for a line of a statement and all that speaks against it.

    \b
    Examples:
      goodwill why acme kind
      goodwill why acme terms_dictated
      goodwill why acme "risks[going_quiet]" --format json
      goodwill why acme terms_dictated --since 2026-03-31
    """
    day = parse_day(as_of)
    with up_to_date(book_place(context, book)) as found:
        answer = found.why(account, line, as_of=day, since=parse_day(since), rules=rules.value)
        if format is Format.JSON:
            echo_json(answer, indent=True)
            return
        of = found.statement(account, as_of=day)
    if format is Format.HTML:
        from goodwill.serve.html.pages import why_page
        from goodwill.serve.titles import load_titles

        echo_page(why_page(of, line, answer, load_titles()))
        return
    from goodwill.serve.text.why import show_why
    from goodwill.serve.titles import load_titles

    show_why(console(), of, line, answer, load_titles())


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("why")(why)
