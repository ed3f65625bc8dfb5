"""What a backup is sealed with, as commands are given it: never in the command itself."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError

if TYPE_CHECKING:
    from goodwill.upkeep.backup_file import Secret

__all__ = ["KeyFileOption", "PassphraseFileOption", "make_key_file", "secret_given"]

_KEY_BYTES = 32
_SHORTEST = 12

PassphraseFileOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="A file with the passphrase in its first line; without it, you are asked.",
        show_default=False,
    ),
]
KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        help="A file with a key; --make-key makes one. Keep it elsewhere than backups.",
        show_default=False,
    ),
]


def make_key_file(path: Path) -> None:
    """A new key in a file that only its owner may read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CallError(
            f"{path} cannot be made: {error.strerror}.", hint="Name a file that is not there yet."
        ) from error
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(_KEY_BYTES) + "\n")


def secret_given(passphrase_file: Path | None, key_file: Path | None, *, is_new: bool) -> Secret:
    """The passphrase or key that was given, or asked of whoever sits at a terminal.

    `is_new`: something is sealed with it, so a passphrase is asked for twice and not too short.
    """
    from goodwill.upkeep.backup_file import Secret

    if passphrase_file is not None and key_file is not None:
        raise CallError("Two secrets were given.", hint="Give a passphrase or a key, not both.")
    if key_file is not None:
        return Secret(words=_key(key_file), is_passphrase=False)
    words = _asked(is_new) if passphrase_file is None else _first_line(passphrase_file)
    if is_new and len(words) < _SHORTEST:
        raise CallError(
            f"This passphrase has {len(words)} characters.",
            hint=f"Use {_SHORTEST} or more: a few words that you can remember.",
        )
    return Secret(words=words.encode(), is_passphrase=True)


def _key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(_first_line(path))
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise CallError(
            f"{path} holds no key.", hint="Make one with:  goodwill backup --make-key FILE"
        )
    return key


def _first_line(path: Path) -> str:
    try:
        return path.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(
            f"{path} cannot be read: {error}.", hint="Name a file with the secret in it."
        ) from error


def _asked(is_new: bool) -> str:
    if not sys.stdin.isatty():
        raise CallError(
            "Nobody is there to ask for a passphrase.",
            hint="Give --passphrase-file FILE or --key-file FILE; --plain writes a backup that "
            "anybody may read.",
        )
    words: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new, err=True)
    return words
