"""`goodwill backup`: the whole book in one encrypted file, also while an import runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, TextFormat, TextFormatOption, book_place
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.secret import (
    KeyFileOption,
    PassphraseFileOption,
    make_key_file,
    secret_given,
)

if TYPE_CHECKING:
    from goodwill.upkeep.backing_up import BackupReport, DrillReport

__all__ = ["add_to"]

DIFFERENT = 3

FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="Where to; an older file of this name is replaced."),
]
PlainOption = Annotated[
    bool, typer.Option("--plain", help="Do not encrypt: whoever has the file can read it.")
]
DrillOption = Annotated[
    bool,
    typer.Option("--drill", help="Also restore it into a folder that is thrown away, and compare."),
]
MakeKeyOption = Annotated[
    Path | None,
    typer.Option(
        "--make-key", metavar="FILE", help="Make a key for --key-file, and end.", show_default=False
    ),
]


def backup(  # noqa: PLR0917  one for each option
    context: typer.Context,
    file: FileArgument = None,
    passphrase_file: PassphraseFileOption = None,
    key_file: KeyFileOption = None,
    plain: PlainOption = False,
    drill: DrillOption = False,
    make_key: MakeKeyOption = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Write the whole book into one file, encrypted, as it stands at this moment.

    Imports and pages go on meanwhile. The key is made of a passphrase or read from a key file
    and is never in the backup: without it nobody can read it, you neither. Sources (mailboxes,
    tables) are not in it. Where somebody was erased, the file erased.list is kept beside it.
    --drill proves that it can be restored; without FILE it leaves nothing behind.

    \b
    Examples:
      goodwill backup --make-key ~/goodwill.key
      goodwill backup /mnt/disk/book.backup --key-file ~/goodwill.key
      goodwill backup /mnt/disk/book.backup --passphrase-file pass.txt --drill
      goodwill backup --drill --key-file ~/goodwill.key
    """
    from contextlib import closing

    from goodwill.store.database import open_store
    from goodwill.upkeep import backing_up

    if make_key is not None:
        make_key_file(make_key)
        say(f"Key: {make_key}. Keep it where no backup is; without it no backup can be read.")
        return
    if file is None and not drill:
        raise CallError("Where should it go?", hint="Write:  goodwill backup FILE")
    if plain and (passphrase_file or key_file or drill):
        raise CallError("--plain stands alone.", hint="Leave it out: the backup is then encrypted.")
    secret = None if plain else secret_given(passphrase_file, key_file, is_new=True)
    place = book_place(context, book)
    say(f"Book: {place}")
    with closing(open_store(place)) as store:
        if not drill and file is not None:
            _show(backing_up.back_up(store, file, secret), format)
            return
        assert secret is not None  # noqa: S101  --plain does not go with --drill
        report = backing_up.drill(store, secret, file)
    _show_drill(report, format)
    if not report.is_equal:
        raise typer.Exit(DIFFERENT)


def _show(report: BackupReport, form: TextFormat) -> None:
    from dataclasses import asdict

    if form is TextFormat.JSON:
        echo_json(asdict(report), indent=True)
        return
    how = "encrypted" if report.is_encrypted else "NOT encrypted: whoever has it can read it"
    console().print(
        f"{report.file}: {_megabytes(report.content_bytes)} of the book in "
        f"{_megabytes(report.file_bytes)}, {how}, in {report.seconds:.1f} s."
    )


def _show_drill(report: DrillReport, form: TextFormat) -> None:
    from dataclasses import asdict

    if form is TextFormat.JSON:
        echo_json(asdict(report), indent=True)
        return
    page = console()
    page.print(
        f"Backed up in {report.backup.seconds:.1f} s, restored in {report.restore.seconds:.1f} s."
    )
    if report.is_equal:
        page.print("What was restored is the book as it stood: all facts, all statements.")
    else:
        page.print("What was restored is NOT the book as it stood. Please report it.")


def _megabytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("backup")(backup)
