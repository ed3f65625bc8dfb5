"""`goodwill map`: explain a table that Goodwill does not know, and keep the mapping in the book."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.words import plain

if TYPE_CHECKING:
    from goodwill.importing.mapping_files import Explained
    from goodwill.sources.proposing.values import Ask

__all__ = ["add_to"]

_MOST_QUESTIONS = 12
"""Rounds of questions before something is wrong with the answers."""

FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A table: CSV, an Excel workbook, Parquet or Arrow."),
]
SheetOption = Annotated[
    str, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook, of several.")
]
NameOption = Annotated[
    str, typer.Option("--as", metavar="NAME", help="What the mapping is called; else as the file.")
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="KEY=VALUE", help="An answer; may be given several times."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Keep the mapping without being asked.")]


def map_file(
    context: typer.Context,
    file: FileArgument,
    *,
    name: NameOption = "",
    sheet: SheetOption = "",
    answer: AnswerOption = None,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Explain a table that Goodwill does not know, from its headers and its cells.

    Says which table it takes the file for and why, shows ten rows as they would be stored, asks
    only what it cannot tell, and keeps the mapping in the book; `goodwill import` then reads all
    such files. The mapping is a short TOML file: it may be corrected by hand.

    \b
    Examples:
      goodwill map exports/deals.csv
      goodwill map payments.csv --answer dates=dmy --yes
      goodwill map books.xlsx --sheet "Open items"
      goodwill map orders.csv --answer table=deals --answer account_id="Customer no"
    """
    place = folder_of(book_place(context, book))
    answers = read_answers(answer or [])
    is_asked = format is TextFormat.TEXT and sys.stdin.isatty()
    explained = explained_by_asking(file, place, answers, name, sheet, is_asked=is_asked)
    is_refused = makes_nothing(explained)
    is_kept = not explained.asks and bool(explained.text) and not is_refused
    if format is TextFormat.TEXT:
        show(explained)
    if is_kept and is_asked and not yes:
        is_kept = typer.confirm("Keep this mapping?", default=True)
    kept = keep(explained, place) if is_kept else None
    if format is TextFormat.JSON:
        echo_json({**asdict(explained), "kept": None if kept is None else str(kept)}, indent=True)
    elif kept is not None:
        say(f"Kept in {kept}. Now:  goodwill --book {place} import {file}")
    if explained.asks:
        for line in how_to_answer(explained.asks):
            say(line)
        raise CallError(
            f"{file} leaves {count_of(explained.asks)} open.",
            hint="Answer with --answer, as it is shown above, and call again.",
        )
    if is_refused:
        raise CallError(
            f"No row of {file} can be read this way, so no mapping was kept.",
            hint="Mend the cells that are named above, or say with --answer COLUMN=HEADER where "
            "a column comes from.",
        )
    if not explained.text and not explained.known:
        raise CallError(
            f"{file} is not taken for any table that Goodwill keeps.",
            hint=f"If it is one, say which:  --answer table=NAME, a name of these: {tables()}",
        )


def makes_nothing(explained: Explained) -> bool:
    """Whether all rows of the file are rejected: a mapping that is wrong, or a file that is."""
    tried = explained.converted
    return tried is not None and bool(tried.rejects) and not tried.rows


def folder_of(place: str) -> Path:
    """The folder of the book; one in a database has none to keep a mapping in."""
    if "://" in place:
        raise CallError(
            "A book in a database keeps no mapping files.",
            hint="Name a folder with --book, and import from it.",
        )
    return Path(place)


def read_answers(given: Sequence[str]) -> dict[str, str]:
    """`key=value` of each answer."""
    answers: dict[str, str] = {}
    for one in given:
        key, sign, value = one.partition("=")
        if not sign or not key.strip():
            raise CallError(f'"{one}" is no answer.', hint="Write  --answer dates=dmy")
        answers[key.strip()] = value.strip()
    return answers


def explained_by_asking(
    file: Path, place: Path, answers: dict[str, str], name: str, sheet: str, *, is_asked: bool
) -> Explained:
    """The file explained; on a terminal, by asking what is open."""
    from goodwill.importing.mapping_files import explain_file

    explain = partial(
        explain_file, file, place, answers, name=name, timezone=timezone_of(place), sheet_name=sheet
    )
    explained = explain()
    for _ in range(_MOST_QUESTIONS):
        if not explained.asks or not is_asked:
            break
        answers |= {ask.key: ask_person(ask) for ask in explained.asks}
        explained = explain()
    return explained


def timezone_of(place: Path) -> str:
    """The company's timezone, where there is a book already."""
    from goodwill.opened import BOOK_FILE

    if not (place / BOOK_FILE).exists():
        return "UTC"
    with opened(str(place)) as found:
        return found.settings.company.timezone


def ask_person(ask: Ask) -> str:
    """Put one question on a terminal."""
    shown = f" ({', '.join(ask.choices)})" if ask.choices else f" (such as {ask.form})"
    while True:
        answer: str = typer.prompt(ask.asks + shown).strip()
        if not ask.choices or answer in ask.choices:
            return answer
        say(f'"{answer}" is none of {", ".join(ask.choices)}.')


def how_to_answer(asks: Sequence[Ask]) -> Iterator[str]:
    """The questions, each in a line above the option that answers it."""
    for ask in asks:
        yield plain(ask.asks)
        said = " | ".join(ask.choices) or ask.form
        yield "  " + plain(f'--answer "{ask.key}={said}"')


def tables() -> str:
    """The names of all tables."""
    from goodwill.facts.csv_tables import CSV_TABLES

    return ", ".join(CSV_TABLES)


def count_of(asks: Sequence[Ask]) -> str:
    """`a question` or `2 questions`."""
    return "a question" if len(asks) == 1 else f"{len(asks)} questions"


def show(explained: Explained) -> None:
    """The proposal, for a person."""
    from goodwill.serve.text.mapping import show_mapping

    show_mapping(console(), explained)


def keep(explained: Explained, place: Path) -> Path:
    """Write the mapping into the book."""
    from goodwill.importing.mapping_files import keep_mapping

    return keep_mapping(explained, place)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("map")(map_file)
