"""`goodwill calibrate`: stated chances held against what people answered, and fitted to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
    up_to_date,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.words import count

__all__ = ["add_to"]

AnswersArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[ANSWERS...]", help="CSV or JSON lines: account, as_of, line, answer."),
]
ShowOption = Annotated[
    bool, typer.Option("--show", help="Only show the calibration in force; change nothing.")
]


def calibrate(
    context: typer.Context,
    files: AnswersArgument = None,
    show: ShowOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Hold the chances that statements state against people's answers, and fit them to these.

    An answer is right or wrong (of what the statement said), yes or no (of the thing itself), can't
    tell, or for kind the kind they would name. Under 30 answers to a group of lines nothing is
    fitted. All answers that shall count are named each time. The format: docs/calibration.md.

    \b
    Examples:
      goodwill calibrate answers.csv
      goodwill calibrate --show
      goodwill calibrate answers.csv more.jsonl --format json
    """
    place = book_place(context, book)
    if show == bool(files):
        raise CallError(
            "Name files of answers, or --show alone.",
            hint="For example:  goodwill calibrate answers.csv",
        )
    if show:
        show_in_force(place, format)
        return
    with up_to_date(place) as found:
        report = found.calibrate(files or [])
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.calibration import show_calibration

        show_calibration(console(), report)
    if report.skipped:
        say(f"{count(len(report.skipped), 'row')} could not be used; see the list above.")
        raise typer.Exit(DONE_WITH_REJECTS)


def show_in_force(place: str, form: TextFormat) -> None:
    """The calibration in force; in JSON null where there is none."""
    with opened(place) as found:
        reliability = found.reliability()
    if form is TextFormat.JSON:
        echo_json(reliability, indent=True)
        return
    from goodwill.serve.text.calibration import show_reliability_alone

    show_reliability_alone(console(), reliability)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("calibrate", short_help="Fit chances to what people answered.")(calibrate)
