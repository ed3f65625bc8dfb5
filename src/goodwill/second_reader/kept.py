"""Answers that were given once, kept in the book's folder: asked again, they cost nothing.

Kept are a hash of what was asked and the places that were marked; no word of any text. It is a
cache: deleting the file loses nothing but the price of the answers.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import orjson

from goodwill.errors import StoreError
from goodwill.second_reader.answer import Mark

__all__ = ["KEPT_FILE", "KeptAnswers", "key_of"]

KEPT_FILE = "second-reader.db"
_WAIT_SECONDS = 10.0


def key_of(url: str, model: str, prompt: str, text: str) -> str:
    """Names one question: whom, which model, in which words, about which text."""
    whole = f"{url}\0{model}\0{prompt}\0{text}"
    return sha256(whole.encode("utf-8", "replace")).hexdigest()


class KeptAnswers:
    """Answers by their question; without a folder they are kept as long as this object."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = None if folder is None else folder / KEPT_FILE
        self._book: sqlite3.Connection | None = None

    def find(self, key: str) -> object:
        """The rows of marks kept under a key; None where there are none."""
        with self._opened() as book:
            row = book.execute("SELECT marks FROM answer WHERE key = ?", (key,)).fetchone()
        try:
            found: object = None if row is None else orjson.loads(row[0])
        except (orjson.JSONDecodeError, TypeError):
            return None
        return found

    def keep(self, key: str, marks: tuple[Mark, ...]) -> None:
        """Keep the marks of one answer."""
        rows = orjson.dumps([list(mark) for mark in marks]).decode()
        with self._opened() as book, book:
            book.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (key, rows))

    def forget(self, key: str | None = None) -> int:
        """Forget one answer, or all of them; how many there were."""
        with self._opened() as book, book:
            if key is None:
                return book.execute("DELETE FROM answer").rowcount
            return book.execute("DELETE FROM answer WHERE key = ?", (key,)).rowcount

    def close(self) -> None:
        """Let go of the file."""
        if self._book is not None:
            self._book.close()
            self._book = None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._book is None:
                self._book = _open(self._path)
            yield self._book
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self._path} cannot be used ({error}).",
                hint="It only keeps answers of the second reader: remove the file and go on.",
            ) from None


def _open(path: Path | None) -> sqlite3.Connection:
    """The database, in a file that only its owner can read."""
    if path is not None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    book = sqlite3.connect(path or ":memory:", timeout=_WAIT_SECONDS)
    book.execute("PRAGMA secure_delete=ON")
    book.execute("CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, marks TEXT NOT NULL)")
    return book
