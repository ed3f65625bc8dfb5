"""`goodwill simulate`: a made-up company with known truth, to hold statements against."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import TextFormat, TextFormatOption, parse_day
from goodwill.serve.cli.output import echo_json
from goodwill.serve.words import count

__all__ = ["add_to"]


class Language(StrEnum):
    """What the clients write."""

    EN = "en"
    DE = "de"
    ES = "es"
    MIXED = "mixed"


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or empty.")
]
AccountsOption = Annotated[int, typer.Option("--accounts", help="How many clients.")]
MonthsOption = Annotated[int, typer.Option("--months", help="How long it all goes on.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Another number, another company.")]
UntilOption = Annotated[
    str,
    typer.Option("--until", metavar="YYYY-MM-DD", help="The last day, the last of a month."),
]
MissingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--missing",
        metavar="SOURCE",
        help="Leave out: mail, calendar, crm, hours, finance, agreements, tickets, deliveries, "
        "expenses. May be given several times.",
    ),
]
LanguageOption = Annotated[Language, typer.Option("--language", help="What the clients write.")]


def simulate(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    folder: FolderArgument,
    accounts: AccountsOption = 200,
    months: MonthsOption = 30,
    seed: SeedOption = 1,
    until: UntilOption = "2026-06-30",
    missing: MissingOption = None,
    language: LanguageOption = Language.MIXED,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Make up a company from causes, with mail, meetings, tables, and what is true of it.

    People with goals and habits deal with one another month by month; kinds of relationship
    change when somebody leaves, a rival calls or a rule demands bids. The files are in
    DIR/company, the truth in DIR/truth.json. The same call writes the same bytes. What is in it
    and what it cannot show: docs/simulate.md.

    \b
    Examples:
      goodwill simulate trial --accounts 50 --seed 7
      goodwill --book trial/book import trial/company
      goodwill evaluate trial/company
      goodwill simulate blind --missing crm --missing hours --language de
    """
    from goodwill.lab.simulate import Asked
    from goodwill.lab.simulate import simulate as simulate_all

    asked = Asked(
        accounts=accounts,
        months=months,
        seed=seed,
        until=last_day(until),
        language=language.value,
        missing=frozenset(missing or ()),
    )
    try:
        made = simulate_all(folder, asked)
    except OSError as error:
        raise CallError(
            f'"{error.filename or folder}" could not be written: {error.strerror or error}.',
            hint="Name a folder that is not there yet, where you may write and there is room.",
        ) from None
    if format is TextFormat.JSON:
        echo_json(
            {
                "folder": str(folder),
                "accounts": accounts,
                "mails": made.mails,
                "as_of": asked.until.isoformat(),
                "seed": seed,
            }
        )
        return
    typer.echo(f"{count(accounts, 'account')}, {count(made.mails, 'mail')} in {folder / 'company'}")
    say(f"What is true of them: {folder / 'truth.json'}")
    say(f"Read it:  goodwill --book {folder / 'book'} import {folder / 'company'}")


def last_day(text: str) -> date:
    """The last day of the company; formulas run over whole months, so it ends one."""
    day = parse_day(text)
    if day is None or (day + timedelta(days=1)).day != 1:
        raise CallError(
            f"{text} is not the last day of a month.", hint="As in:  --until 2026-06-30"
        )
    return day


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("simulate")(simulate)
