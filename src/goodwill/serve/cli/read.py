"""`goodwill read`: what is seen in a text, without a book."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
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
    from collections.abc import Iterable, Iterator

    from goodwill.config import Settings
    from goodwill.reading import SeenText
    from goodwill.second_reader.budget import Estimate
    from goodwill.second_reader.labeller import Labeller
    from goodwill.sources.base import ReadError

__all__ = ["add_to"]

FileArgument = Annotated[
    str, typer.Argument(metavar="[FILE|-]", help="An .eml, an mbox or JSON lines; - is the input.")
]
SecondReaderOption = Annotated[
    bool,
    typer.Option(
        "--second-reader",
        help="Also ask the model server that the book's [second_reader] names: text is sent to it.",
    ),
]
EstimateOption = Annotated[
    bool,
    typer.Option("--estimate", help="Only say what --second-reader would cost; nothing is sent."),
]


def read(
    context: typer.Context,
    file: FileArgument = "-",
    *,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
    second_reader: SecondReaderOption = False,
    estimate: EstimateOption = False,
) -> None:
    """Show what is seen in a text: requests, promises, thanks, pressure on the price ...

    A JSON line is {"id": ..., "text": ...} with "subject", "from", "to" and "sent_on" where
    they are known. Quotes and signatures are left out before anything is read.

    \b
    Examples:
      goodwill read mail.eml
      goodwill read archive.mbox --format json
      echo '{"id": 1, "text": "Could you send the figures by Friday?"}' | goodwill read -
      goodwill read archive.mbox --second-reader --estimate --book books/acme
    """
    if estimate and not second_reader:
        raise CallError(
            "--estimate says what a second reader would cost.",
            hint="Write  --second-reader --estimate",
        )
    if second_reader:
        rejects = read_with_second(file, format, book_place(context, book), estimate=estimate)
    else:
        rejects = read_alone(file, format)
    if rejects:
        say(f"{rejects:,} could not be read; they are listed above.")
        raise typer.Exit(DONE_WITH_REJECTS)


def read_alone(file: str, form: TextFormat) -> int:
    """Read on this machine; how many could not be read."""
    from goodwill.reading import read_stream

    with open_input(file) as stream:
        return show_all(read_stream(stream, file, imported_at=now()), form)


def read_with_second(file: str, form: TextFormat, place: str, *, estimate: bool) -> int:
    """Read with the second reader that a book names; how many could not be read."""
    from goodwill.reading import read_stream
    from goodwill.second_reader.opinion import NoOpinion, SecondOpinion

    settings = settings_of(place)
    with labeller_of(settings, place) as labeller, open_input(file) as stream:
        if estimate:
            quiet = NoOpinion(settings)
            items = read_stream(stream, file, imported_at=now(), opinion=quiet)
            show_estimate(labeller.estimate(quiet.texts_in(items)), form)
            return 0
        opinion = SecondOpinion(labeller, settings)
        rejects = show_all(read_stream(stream, file, imported_at=now(), opinion=opinion), form)
    if opinion.left_out:
        say(f"{opinion.left_out:,} were read by the first reader alone; each says why.")
    return rejects


def settings_of(place: str) -> Settings:
    """The settings of the book at `place`."""
    with opened(place) as found:
        return found.settings


@contextmanager
def labeller_of(settings: Settings, place: str) -> Iterator[Labeller]:
    """The second reader of a book, its answers kept in the book's folder, where it has one."""
    from goodwill.second_reader.kept import KeptAnswers
    from goodwill.second_reader.labeller import Labeller

    if settings.second_reader is None:
        raise CallError(
            f"The book {place} names no second reader.",
            hint='Write [second_reader] with url = "..." and model = "..." into its goodwill.toml '
            "and import that.",
        )
    kept = KeptAnswers(None if "://" in place else Path(place))
    try:
        yield Labeller(settings.second_reader, kept)
    finally:
        kept.close()


def show_estimate(estimate: Estimate, form: TextFormat) -> None:
    """What a second reader would cost."""
    if form is TextFormat.JSON:
        echo_json(estimate)
        return
    from goodwill.serve.text.reading import show_estimate as show

    show(console(), estimate)


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
    from goodwill.sources.base import ReadError

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
    app.command("read")(read)
