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

ResetOption = Annotated[
    bool,
    typer.Option(
        "--reset",
        help="Instead, put the catalogue's own weights and chances back in force.",
    ),
]

ShiftsOption = Annotated[
    bool,
    typer.Option(
        "--shifts",
        help="Instead, work out what moving from one kind to another is worth in this book, and "
        "show it beside plans, until it is asked for anew.",
    ),
]

PlaysOption = Annotated[
    bool,
    typer.Option(
        "--plays",
        help="Instead, let plans reckon with what came of plays in this book, until it is asked "
        "for anew.",
    ),
]


def calibrate(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    files: AnswersArgument = None,
    show: ShowOption = False,
    plays: PlaysOption = False,
    shifts: ShiftsOption = False,
    reset: ResetOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Hold the chances that statements state against people's answers, and fit them to these.

    An answer is right or wrong (of what the statement said), yes or no (of the thing itself), can't
    tell, or for kind the kind they would name. Under 30 answers to a group of lines nothing is
    fitted. Where they are enough and of ten accounts, what signals weigh is learnt too, as far as
    accounts left out of the fit are foretold better; no signal is ever turned round. What was said
    with goodwill dispute counts each time; files that shall count are named each time. --reset
    undoes all of it. The format: docs/calibration.md.

    \b
    Examples:
      goodwill calibrate
      goodwill calibrate answers.csv
      goodwill calibrate --show
      goodwill calibrate --reset
      goodwill calibrate --plays
      goodwill calibrate --shifts
      goodwill calibrate answers.csv more.jsonl --format json
    """
    place = book_place(context, book)
    if [show, plays, shifts, reset, bool(files)].count(True) > 1:
        raise CallError(
            "Name files of answers, or say --show, --reset, --shifts or --plays alone.",
            hint="For example:  goodwill calibrate answers.csv",
        )
    if show:
        show_in_force(place, format)
        return
    if plays:
        learn_plays(place, format)
        return
    if shifts:
        learn_shifts(place, format)
        return
    if reset:
        forget_answers(place, format)
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


def forget_answers(place: str, form: TextFormat) -> None:
    """The catalogue's own weights and chances from now on."""
    with opened(place) as found:
        before = found.forget_calibration()
    if form is TextFormat.JSON:
        echo_json({"before": before, "name": "none"}, indent=True)
    elif before == "none":
        console().print("No calibration is in force: there is nothing to undo.")
    else:
        console().print(
            f"Calibration {before} is no longer in force: weights and chances are the catalogue's "
            "own again. Fit them anew with:  goodwill calibrate",
            soft_wrap=True,
        )


def learn_plays(place: str, form: TextFormat) -> None:
    """Let plans reckon with what works here, and show it."""
    from goodwill.plans.outcomes import works_document

    with up_to_date(place) as found:
        learnt = found.learn_plays()
    if form is TextFormat.JSON:
        echo_json([works_document(one) for one in learnt], indent=True)
        return
    from goodwill.serve.text.outcomes import show_works

    show_works(console(), learnt)


def learn_shifts(place: str, form: TextFormat) -> None:
    """Work out what moving between kinds is worth here, keep it, and show it."""
    from goodwill.hindsight.returns import shift_document
    from goodwill.lab.returns.words import said_of_shift
    from goodwill.serve.cli.progress import progress_bar

    with up_to_date(place) as found, progress_bar() as told:
        kept = found.learn_shifts(None, told)
    if form is TextFormat.JSON:
        echo_json([shift_document(one, kept.currency) for one in kept.shifts], indent=True)
        return
    reasons = {one.note for one in kept.shifts}
    if len(reasons) == 1 and all(reasons):
        console().print(
            f"What moving between kinds is worth cannot be told: {reasons.pop()}.", highlight=False
        )
        return
    for one in kept.shifts:
        console().print(said_of_shift(one, kept.currency), highlight=False)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("calibrate")(calibrate)
