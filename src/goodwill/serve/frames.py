"""An error that nobody foresaw, as far as it may be written down: where, and never over what.

The message of an error may hold the words of a mail, an address, a cell of a table; so may a line
that somebody typed. What is left is enough to find the place in the code.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["command_of", "frames_of"]


def frames_of(error: BaseException) -> str:
    """The places that an error came through, and what sort it is; so for what caused it."""
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__module__}.{type(error).__qualname__}, raised at:"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        before = error.__cause__ or error.__context__
        if before is None:
            return
        yield "after:"
        error = before


def command_of(arguments: Sequence[str]) -> str:
    """What was typed: the program, its command and the names of options, and no value."""
    program, *rest = arguments or [""]
    words = [one for one in rest if one.startswith("-")]
    command = next((one for one in rest if one.isalpha() and one.islower()), "")
    options = (one.partition("=")[0] for one in words)
    return " ".join(part for part in (Path(program).name, command, *options) if part)
