"""Titles of lines as pages have them: detectors that are not listened to are marked as muted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goodwill.facts.digest import MutedDetector
from goodwill.serve.titles import Titles, load_titles, with_muted
from goodwill.serve.web.shelf import Shelf

__all__ = ["muted_on", "titles_on"]


def muted_on(shelf: Shelf, day: date) -> Sequence[MutedDetector]:
    """The detectors that raise no alarm, by the numbers in force on a day."""
    return shelf.kept(("muted", day), lambda: shelf.book.muted(day))


def titles_on(shelf: Shelf, day: date) -> Titles:
    """The catalogue's titles, with those detectors marked."""
    return with_muted(load_titles(), [one.line for one in muted_on(shelf, day)])
