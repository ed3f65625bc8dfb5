"""`goodwill backtest`: which statements of past months foresaw what came."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.options import (
    YEARS,
    BookOption,
    Format,
    FormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json, echo_page
from goodwill.serve.cli.progress import progress_bar
from goodwill.serve.titles import load_titles

if TYPE_CHECKING:
    from goodwill.lab.backtest.results import Backtest

__all__ = ["add_to"]

FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="YYYY-MM",
        help="The first month; without it, half a year after the first sign of any account.",
        show_default=False,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="YYYY-MM",
        help="The last month; without it, as long as what comes after it can be followed.",
        show_default=False,
    ),
]
EveryOption = Annotated[
    int,
    typer.Option("--every", min=1, max=12, metavar="MONTHS", help="Look at every so many months."),
]
HorizonOption = Annotated[
    int | None,
    typer.Option(
        "--horizon",
        min=30,
        max=1095,
        metavar="DAYS",
        help="Within how many days it has to come; without it, each outcome's own, 90 or 180.",
        show_default=False,
    ),
]


def backtest(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    from_month: FromOption = None,
    to_month: ToOption = None,
    every: EveryOption = 1,
    horizon: HorizonOption = None,
    book: BookOption = None,
    format: FormatOption = Format.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Run history month by month as it was known then: which statements foresaw what came?

    What came (stopped buying, lost a deal after years, pays less for the same, others were asked,
    paid late, went quiet) is told from rows alone. Each line that claims to see it coming is held
    against what ranks accounts without reading a word: days since the last contact, the trend of
    revenue, the gap between orders. Where it adds nothing, this says so. Nothing is stored.
    What each figure means: docs/backtest.md.

    \b
    Examples:
      goodwill backtest
      goodwill backtest --from 2024-01 --to 2025-06 --every 3
      goodwill backtest --horizon 90 --format html > backtest.html
    """
    from goodwill.lab.backtest.run import Span

    first, last = parse_month(from_month), parse_month(to_month)
    if first and last and last < first:
        raise CallError(
            f"{to_month} is before {from_month}.", hint="--from names the earlier month."
        )
    span = Span(first=first, last=last and month_end(last), every=every, horizon_days=horizon)
    with opened(book_place(context, book)) as found, progress_bar() as told:
        report = found.backtest(span, told)
    show(report, format)


def parse_month(text: str | None) -> date | None:
    """The first day of a month as the contract writes it."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise CallError(
            f'"{text}" is not a month.', hint="Write it as YYYY-MM, for example 2026-06."
        )
    return day


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def show(report: Backtest, form: Format) -> None:
    """In words, as a page with its pictures, or everything for programs."""
    if form is Format.JSON:
        echo_json(report, indent=True)
    elif form is Format.HTML:
        from goodwill.serve.html.backtest import backtest_page

        echo_page(backtest_page(report, load_titles()))
    else:
        from goodwill.serve.text.backtest import show_backtest

        show_backtest(console(), report, load_titles())


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("backtest")(backtest)
