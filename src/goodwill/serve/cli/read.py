"""`goodwill read`: what is seen in a text, without a book."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.options import TextFormat, TextFormatOption
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.words import plain
from goodwill.sources.base import ReadError

if TYPE_CHECKING:
    from goodwill.reading import SeenText

__all__ = ["add_to"]

FileArgument = Annotated[
    str, typer.Argument(metavar="[FILE|-]", help="An .eml, an mbox or JSON lines; - is the input.")
]


def read(file: FileArgument = "-", format: TextFormatOption = TextFormat.TEXT) -> None:  # noqa: A002
    """Show what is seen in a text: requests, promises, thanks, pressure on the price ...

    A JSON line is {"id": ..., "text": ...} with "subject", "from", "to" and "sent_on" where
    they are known. Quotes and signatures are left out before anything is read.

    \b
    Examples:
      goodwill read mail.eml
      goodwill read archive.mbox --format json
      echo '{"id": 1, "text": "Could you send the figures by Friday?"}' | goodwill read -
    """
    from goodwill.reading import read_stream

    with open_input(file) as stream:
        items = read_stream(stream, file, imported_at=now())
        rejects = show_all(items, format)
    if rejects:
        say(f"{rejects:,} could not be read; they are listed above.")
        raise typer.Exit(DONE_WITH_REJECTS)


def open_input(file: str) -> BinaryIO:
    """The file, or what is piped in."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise CallError(
            f'"{file}" could not be opened: {error.strerror}.',
            hint="Give a file that is there, or - for what is piped in.",
        ) from None


def show_all(items: Iterable[SeenText | ReadError], form: TextFormat) -> int:
    """Print each answer; what could not be read is told beside them and counted."""
    rejects = shown = 0
    for item in items:
        if isinstance(item, ReadError):
            rejects += 1
            say(plain(f"{item.path}, {item.locator}: {item.reason}. {item.hint}"))
        elif form is TextFormat.JSON:
            echo_json(item)
        else:
            show_one(item)
        shown += 1
    if not shown:
        say("There is no text in it.")
    return rejects


def show_one(item: SeenText) -> None:
    """One text's acts, for a person."""
    from goodwill.serve.text.reading import show_reading

    show_reading(console(), item)


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("read", short_help="What is seen in a text, without a book.")(read)
