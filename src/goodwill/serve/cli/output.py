"""Where answers go: standard output, as text, JSON or a page; never a crash over a character."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import typer

from goodwill.errors import CallError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "echo_file", "echo_json", "echo_page", "soften_streams"]


def soften_streams() -> None:
    """A character the terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def echo_json(document: object, *, indent: bool = False) -> None:
    """One JSON document on its own line (or lines), in UTF-8."""
    from goodwill.serve.json_bytes import json_bytes

    typer.echo(json_bytes(document, indent=indent), nl=False)


def echo_page(page: str) -> None:
    """A whole HTML page."""
    typer.echo(page.encode("utf-8", "replace"), nl=False)


def echo_file(content: bytes, name: str) -> None:
    """A file that is no text; a screen is no place for one."""
    if sys.stdout.isatty():
        raise CallError("That is no text to be shown here.", hint=f"Write it to a file:  > {name}")
    typer.echo(content, nl=False)


def console() -> Console:
    """A terminal to print on, as wide as it is, 80 where it is none; text is never markup."""
    from rich.console import Console

    class Pipe(Console):
        """A reader who closes the pipe is no failure: the command answers for it, not rich."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Pipe(highlight=False, markup=False, emoji=False, soft_wrap=False)
