"""The options that several commands share, and the book they lead to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError, nearest
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from goodwill.serve.ports import PagesPort

__all__ = [
    "AccountArgument",
    "AsOfOption",
    "BookOption",
    "FolderArgument",
    "Format",
    "FormatOption",
    "LanguageOption",
    "TextFormat",
    "TextFormatOption",
    "book_place",
    "in_language",
    "opened",
    "parse_day",
    "place_before",
    "up_to_date",
]

DEFAULT_BOOK = "goodwill-book"
YEARS = range(1900, 2200)
"""Years that a book's own days may have; a window around other days leaves the calendar."""


class Format(StrEnum):
    """Forms a statement can take."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class TextFormat(StrEnum):
    """Forms of what has no page of its own."""

    TEXT = "text"
    JSON = "json"


BookOption = Annotated[
    str | None,
    typer.Option(
        "--book",
        metavar="DIR",
        help=f"Where the book is kept (or GOODWILL_BOOK); else ./{DEFAULT_BOOK}.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="html is one page that needs no network.")
]
TextFormatOption = Annotated[
    TextFormat, typer.Option("--format", help="text, or JSON for programs.")
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        envvar="GOODWILL_LANGUAGE",
        help="Say it in another language, as its pages do: de. Else English.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Use only what had happened by that day; without it, today.",
        show_default=False,
    ),
]
FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder; it is made where there is none.")
]
AccountArgument = Annotated[
    str,
    typer.Argument(metavar="ACCOUNT", help="Its id; or a name or a domain that only one has."),
]


def parse_day(text: str | None) -> date | None:
    """A day as the contract writes it; None stays None (today, decided by the book)."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CallError(
            f'"{text}" is not a day.', hint="Write it as YYYY-MM-DD, for example 2026-06-30."
        ) from None
    if day.year not in YEARS:
        raise CallError(
            f'"{text}" is a day of which no book tells.',
            hint=f"Write a year from {YEARS[0]} to {YEARS[-1]}.",
        )
    return day


def place_before(context: typer.Context, book: str | None) -> str | None:
    """The book named on the command line, with the command or before it."""
    before = context.find_root().params.get("book")
    return book or before


def book_place(context: typer.Context, book: str | None) -> str:
    """Which book is meant: named on the command line, in the environment, or the one here."""
    return place_before(context, book) or os.environ.get("GOODWILL_BOOK") or DEFAULT_BOOK


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[PagesPort]:
    """The book at `where`, let go of at the end."""
    from goodwill.book import open_book

    book = open_book(where, create=create)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def up_to_date(where: str, *, create: bool = False) -> Iterator[PagesPort]:
    """The book at `where`, ready to answer; a bar shows what it has to read first."""
    with opened(where, create=create) as book:
        with progress_bar() as told:
            book.bring_up_to_date(told)
        yield book


@contextmanager
def in_language(code: str | None) -> Iterator[None]:
    """What is shown inside is said in the language that was asked for; quotes and names stay."""
    if code is None:
        yield
        return
    from goodwill.serve.languages import available, language, speaking

    known = available()
    name = next((one for one in known if code.casefold() in {one.casefold(), one[:2]}), None)
    if name is None:
        raise CallError(
            f'There is no language "{code}" here.{nearest(code, known)}',
            hint=f"Languages: {', '.join(known)}. docs/translating.md says how to add one.",
        )
    with speaking(language(name)):
        yield
