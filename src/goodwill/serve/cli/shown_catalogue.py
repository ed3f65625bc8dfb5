"""The catalogue that a command shows: the book's own, else the one that Goodwill comes with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goodwill.errors import BookNotFoundError
from goodwill.serve.cli.options import book_place, opened, place_before

if TYPE_CHECKING:
    import typer

    from goodwill.catalogue.loader import Catalogue

__all__ = ["shown_catalogue"]


def shown_catalogue(context: typer.Context, book: str | None) -> Catalogue:
    """What is in force; a book that is named but is not there is an error all the same."""
    try:
        with opened(book_place(context, book)) as found:
            return found.catalogue
    except BookNotFoundError:
        if place_before(context, book) or os.environ.get("GOODWILL_BOOK"):
            raise
    from goodwill.catalogue.loader import load_catalogue

    return load_catalogue()
