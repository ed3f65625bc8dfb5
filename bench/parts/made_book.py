"""A book of made-up facts (`bench.mail_book`) that several parts measure on, made once in a run."""

from __future__ import annotations

from pathlib import Path

from bench.given import Given
from bench.mail_book import ACCOUNTS, AS_OF, make

__all__ = ["DAY", "made_book"]

DAY = AS_OF.isoformat()


def made_book(given: Given) -> Path:
    """400 mails, 12 meetings and 28 rows of money for each of so many accounts."""
    place = given.folder / f"book-{given.accounts}"
    if not place.exists():
        make(place, given.accounts / ACCOUNTS)
    return place
