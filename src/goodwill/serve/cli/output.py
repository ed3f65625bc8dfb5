"""Where answers go: standard output, as text, JSON or a page; never a crash over a character."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["as_json", "console", "echo_json", "echo_page", "soften_streams"]


def soften_streams() -> None:
    """A character the terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def echo_json(document: object, *, indent: bool = False) -> None:
    """One JSON document on its own line (or lines), in UTF-8."""
    import orjson

    options = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
    if indent:
        options |= orjson.OPT_INDENT_2
    typer.echo(orjson.dumps(document, option=options, default=as_json), nl=False)


def as_json(value: object) -> object:
    """What JSON has no word for: records, decimals, paths, tuples of them."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def echo_page(page: str) -> None:
    """A whole HTML page."""
    typer.echo(page.encode("utf-8", "replace"), nl=False)


def console() -> Console:
    """A terminal to print on, as wide as it is, 80 where it is none; text is never markup."""
    from rich.console import Console

    class Pipe(Console):
        """A reader who closes the pipe is no failure: the command answers for it, not rich."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Pipe(highlight=False, markup=False, emoji=False, soft_wrap=False)
