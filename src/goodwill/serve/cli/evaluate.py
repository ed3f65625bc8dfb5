"""`goodwill evaluate`: how well what is read and judged agrees with labelled data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.options import TextFormat, TextFormatOption
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar
from goodwill.serve.words import count, plain

if TYPE_CHECKING:
    from goodwill.lab.evaluate.labels import Asked
    from goodwill.lab.evaluate.results import Mistake, Report

__all__ = ["add_to"]

FIRST_REASONS = 3


class What(StrEnum):
    """What can be measured alone."""

    ACTS = "acts"
    PERSONAL = "personal"
    THREADS = "threads"
    ZONES = "zones"
    FORWARDS = "forwards"
    DATES = "dates"
    COMMITMENTS = "commitments"
    KINDS = "kinds"
    PATTERNS = "patterns"


FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="JSON lines, CSV, TSV, an mbox, a judged book."),
]
WhatOption = Annotated[What | None, typer.Option("--what", help="Measure this alone.")]
ActOption = Annotated[
    str,
    typer.Option(
        "--act",
        metavar="ACT,...",
        help="What a label speaks of: any of these acts; with signs, the sum of their log-odds.",
    ),
]
TextOption = Annotated[str, typer.Option("--text", metavar="COLUMN", help="Holds the text.")]
LabelOption = Annotated[str, typer.Option("--label", metavar="COLUMN", help="Holds the label.")]
YesOption = Annotated[
    str, typer.Option("--yes", metavar="WORD,...", help="The labels that mean yes.")
]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", metavar="COLUMN", help="Says which rows belong together."),
]
MailsOption = Annotated[
    bool, typer.Option("--mails", help="Texts are mails: quotes and signature go first.")
]
ErrorsOption = Annotated[
    Path | None,
    typer.Option("--errors", metavar="FILE", help="Write every wrong answer, one a line."),
]


def evaluate(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    files: FilesArgument,
    what: WhatOption = None,
    act: ActOption = "",
    text: TextOption = "text",
    label: LabelOption = "label",
    yes: YesOption = "",
    group: GroupOption = None,
    mails: MailsOption = False,
    errors: ErrorsOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Measure what is read and judged on labelled data, beside a floor and the commonest answer.

    Each file is told by what is in it: texts with acts, labels or ratings; due days; mails and
    their new text; an mbox whose ids are hidden; a book that was judged by hand. Intervals are
    drawn by thread, customer or sender where rows name them. The formats: docs/evaluate.md.

    \b
    Examples:
      goodwill evaluate sentences.jsonl
      goodwill evaluate intent.tsv --act request,question,commitment
      goodwill evaluate ratings.csv --text Request --label Score --act=politeness,-hostile
      goodwill evaluate books/ archive.mbox --format json
    """
    from goodwill.lab.evaluate.labels import Asked, parse_asked
    from goodwill.lab.evaluate.run import evaluate as evaluate_all

    asked = Asked(
        acts=parse_asked(act),
        text=text,
        label=label,
        group=group,
        yes=frozenset(word.strip().lower() for word in yes.split(",") if word.strip()),
        as_mails=mails,
    )
    with progress_bar() as told:
        report = evaluate_all(files, asked, what=what and what.value, imported_at=now(), told=told)
    refuse_nothing(report, asked)
    if errors:
        write_mistakes(report.mistakes, errors)
    show(report, format)
    if report.skipped:
        say(f"{count(len(report.skipped), 'row')} could not be used; see the list above.")
        raise typer.Exit(DONE_WITH_REJECTS)


def refuse_nothing(report: Report, asked: Asked) -> None:
    """Without a single line the call was wrong; the first rows say why."""
    if report.lines:
        return
    for bad in report.skipped[:FIRST_REASONS]:
        say(plain(f"{bad.path}, line {bad.line:,}: {bad.reason}"))
    for note in report.notes:
        say(plain(note))
    raise CallError(
        "There is nothing to measure in it.",
        hint=f'Rows need a "{asked.text}", and acts or a label; docs/evaluate.md shows each form.',
    )


def write_mistakes(mistakes: tuple[Mistake, ...], file: Path) -> None:
    """Every wrong answer as a JSON line."""
    import orjson

    lines = (orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in mistakes)
    try:
        file.write_bytes(b"".join(lines))
    except OSError as error:
        raise CallError(
            f'"{file}" could not be written: {error.strerror}.', hint="Name another file."
        ) from None


def show(report: Report, form: TextFormat) -> None:
    """The table, or everything for programs; what was got wrong stands only in `--errors`."""
    if form is TextFormat.JSON:
        echo_json(
            {
                "files": report.files,
                "lines": report.lines,
                "skipped": report.skipped,
                "notes": report.notes,
                "mistakes": len(report.mistakes),
            },
            indent=True,
        )
        return
    from goodwill.serve.text.evaluation import show_evaluation

    show_evaluation(console(), report)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("evaluate")(evaluate)
