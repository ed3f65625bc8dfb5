"""Values of the command line that are taken as they were typed.

Typer has pydantic check every value, and a short command takes longer to load that than to do its
work. What was not given, text, choices and flags need no more than a look; numbers and paths that
were typed and whatever is wrong go typer's own way, which also says what is wrong.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["take_as_typed"]


def take_as_typed(params: Iterable[Any]) -> None:
    """Let the options and arguments of a command that need no checking take what was typed."""
    for param in params:
        described = param.type_descriptor
        if described.parameter_info.parser is None:
            param.get_runtime_param = partial(_AsTyped, described.annotation)


class _AsTyped:
    """Stands for what converts the values of one option or argument."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it; None stays None."""
        if value is None and param.nargs == 1:
            return None
        taken = _taken(self._kind, value)
        if taken is not None:
            return taken
        typers_own = type(param).get_runtime_param(param)
        return typers_own.coerce(value, param=param, ctx=ctx)


def _taken(kind: Any, value: object) -> object:
    """What was typed, if it can be nothing else than meant; else None."""
    if kind in (str, bool, int, float):
        return value if type(value) is kind else None
    if kind == list[str]:
        return [*value] if isinstance(value, list | tuple) and value else None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next((choice for choice in kind if choice == value), None)
    return None
