"""Every error a person can meet: what happened, with the value, and the next step.

Each maps to one exit code (contract, section 3). Bad data is not an error but a value:
`goodwill.sources.base.ReadError`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "AccountNotFoundError",
    "BookNewerError",
    "BookNotFoundError",
    "CallError",
    "CatalogueError",
    "ConfigError",
    "GoodwillError",
    "LineNotFoundError",
    "NotPermittedError",
    "SourceError",
    "StoreError",
    "TooOftenError",
    "nearest",
]


def nearest(name: str, known: Collection[str]) -> str:
    """A sentence naming the known name most like `name`, or nothing."""
    near = get_close_matches(name, known, n=1)
    return f' The nearest name is "{near[0]}".' if near else ""


class GoodwillError(Exception):
    """Something that stops the work; `hint` says what to do next."""

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class CallError(GoodwillError):
    """The call was wrong; nothing was done."""

    exit_code = 2


class AccountNotFoundError(CallError):
    """No account of this id, name or domain, or more than one."""

    def __init__(self, asked: str, known: Collection[str]) -> None:
        super().__init__(
            f'No account "{asked}" in this book.{nearest(asked, known)}',
            hint="List all accounts with:  goodwill accounts",
        )


class LineNotFoundError(CallError):
    """A statement has no line of this name, or more than one."""


class NotPermittedError(CallError):
    """What was asked is not for whoever asks."""


class TooOftenError(CallError):
    """Somebody asked for more than anybody needs; later they may ask again."""


class ConfigError(CallError):
    """A settings file says something that cannot be meant."""


class CatalogueError(CallError):
    """A catalogue file is wrong."""


class SourceError(GoodwillError):
    """A source could not be read at all."""


class StoreError(GoodwillError):
    """The book could not be read or written."""


class BookNotFoundError(StoreError):
    """There is no book where one was asked for."""


class BookNewerError(StoreError):
    """The book was made by a newer version of Goodwill."""
