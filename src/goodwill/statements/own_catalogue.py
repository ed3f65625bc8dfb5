"""The catalogue of a book: the shipped one, the book's own files, and its own numbers.

A book may hold a folder `catalogue/` with `patterns/*.toml` and `plays/*.toml` of its own, beside
its `mappings/`. How they are written is told in docs/own-patterns.md. What the files may hold is
checked by `goodwill.catalogue`; whether what they name exists is checked here, since the
catalogue knows no signals.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.catalogue.files import files_in_force, hash_of
from goodwill.config import Settings
from goodwill.errors import CatalogueError

if TYPE_CHECKING:
    from goodwill.catalogue.loader import Catalogue

__all__ = ["OWN_FOLDER", "catalogue_of", "hash_in_force", "with_learnt"]

OWN_FOLDER = "catalogue"
"""The folder of a book that holds its own concepts."""


def hash_in_force(
    book: Path | None, settings: Settings, learnt: Mapping[str, tuple[float, float]]
) -> str:
    """The hash of the catalogue in force in a book, with what it has learnt; nothing is parsed."""
    chances = ((play, a, b) for play, (a, b) in learnt.items())
    return hash_of(files_in_force(_own_folders(book)), settings.thresholds, chances)


def _own_folders(book: Path | None) -> list[tuple[Path, str]]:
    own = None if book is None else book / OWN_FOLDER
    return [] if own is None or not own.is_dir() else [(own, OWN_FOLDER)]


def catalogue_of(book: Path | None, settings: Settings) -> Catalogue:
    """The catalogue in force in a book; of a book without a folder, the shipped one.

    Raises:
        CatalogueError: a file of the book's own is wrong, or names something that is not there.
    """
    from goodwill.catalogue.loader import load_catalogue  # noqa: PLC0415  its forms: 0.06 s

    own = _own_folders(book)
    catalogue = load_catalogue(own, settings.thresholds)
    if own:
        _check_names(catalogue)
    return catalogue


def with_learnt(
    catalogue: Catalogue, made_on: str, learnt: Mapping[str, tuple[float, float]]
) -> Catalogue:
    """The same with what the book has learnt, on a day, of how often plays work."""
    if not learnt:
        return catalogue
    from goodwill.catalogue.schema import PlayChance  # noqa: PLC0415  as above

    day = date.fromisoformat(made_on)
    return catalogue.with_chances(
        {
            play: PlayChance(a=a, b=b, since=day, basis="what came of it in this book")
            for play, (a, b) in learnt.items()
        }
    )


def _check_names(catalogue: Catalogue) -> None:
    from goodwill.catalogue.references import dangling_names  # noqa: PLC0415  only with own files
    from goodwill.signals.header import signals  # noqa: PLC0415  reads every SQL file

    dangling = dangling_names(catalogue, signals=frozenset(one.name for one in signals()))
    if dangling:
        raise CatalogueError(dangling[0], hint="docs/own-patterns.md lists all signals and plays.")
