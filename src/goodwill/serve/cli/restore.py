"""`goodwill restore`: a book made of a backup, where none is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption, book_place
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.secret import KeyFileOption, PassphraseFileOption, secret_given

if TYPE_CHECKING:
    from goodwill.store.privacy.erase_list import Mark

__all__ = ["add_to"]

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="What backup has written.")]
ErasedOption = Annotated[
    str | None,
    typer.Option(
        "--erased-from",
        metavar="BOOK",
        help="A book, or a list erased.list, that knows who was erased since.",
        show_default=False,
    ),
]
PlainOption = Annotated[
    bool, typer.Option("--plain", help="The backup was written with --plain: it has no secret.")
]


def restore(  # noqa: PLR0917  one for each option
    context: typer.Context,
    file: FileArgument,
    passphrase_file: PassphraseFileOption = None,
    key_file: KeyFileOption = None,
    plain: PlainOption = False,
    erased_from: ErasedOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Make a book of a backup, in a folder that is not there yet.

    All of the backup is read and proved first: if one byte of it has changed, that is said and
    nothing is written. It is never written over a book. People who were erased since the
    backup stay erased: the file erased.list beside it says who, and --erased-from asks a book.

    \b
    Examples:
      goodwill restore /mnt/disk/book.backup --key-file ~/goodwill.key
      goodwill restore book.backup --book again --passphrase-file pass.txt --erased-from old
    """
    from dataclasses import asdict

    from goodwill.upkeep import backing_up

    secret = None if plain else secret_given(passphrase_file, key_file, is_new=False)
    place = book_place(context, book)
    say(f"Book: {place}")
    report = backing_up.restore(file, place, secret, erased=_marks(file, erased_from))
    if format is TextFormat.JSON:
        echo_json(asdict(report), indent=True)
        return
    page = console()
    page.print(f"Restored {report.content_bytes / 1e6:,.1f} MB in {report.seconds:.1f} s.")
    if report.erased:
        page.print(f"{report.erased} marks of people who were erased since: they are not in it.")


def _marks(file: Path, erased_from: str | None) -> list[Mark]:
    """Everybody who was erased, as the list beside the backup and the book that was named say."""
    from contextlib import closing

    from goodwill.store.database import open_store
    from goodwill.store.privacy.erase_list import LIST_FILE, marks_of, read_list

    beside = file.absolute().with_name(LIST_FILE)
    found = read_list(beside) if beside.is_file() else []
    if erased_from is None:
        return found
    if Path(erased_from).is_file():
        return [*found, *read_list(Path(erased_from))]
    with closing(open_store(erased_from)) as store, store.read() as reader:
        return [*found, *marks_of(reader)]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("restore")(restore)
