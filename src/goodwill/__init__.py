"""Goodwill keeps the books on client relationships.

The public door: `open_book` gives a `Book`, a book gives `Statement`s. Nothing else is promised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodwill.book import Book, open_book
    from goodwill.errors import GoodwillError
    from goodwill.facts.statement import Statement

__all__ = ["Book", "GoodwillError", "Statement", "__version__", "open_book"]

__version__ = "0.1.0"

_HOMES = {
    "Book": "goodwill.book",
    "open_book": "goodwill.book",
    "GoodwillError": "goodwill.errors",
    "Statement": "goodwill.facts.statement",
}


def __getattr__(name: str) -> Any:
    """Import a promised name when it is first asked for, so that commands start at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'goodwill' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
