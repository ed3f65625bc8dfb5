"""The marks of people who were erased: carried beside backups, so that nobody comes back by one.

A mark is a keyed hash (`goodwill.privacy.keyed`); the key is in the book and in its backups, never
beside them. What follows from a mark is `goodwill.privacy`'s work.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import orjson

from goodwill.errors import CallError
from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Transaction
from goodwill.store.reader import Reader

__all__ = [
    "LIST_FILE",
    "Mark",
    "marks_of",
    "note_folder",
    "put_marks",
    "read_list",
    "tell_backups",
    "write_list",
]

LIST_FILE = "erased.list"


class Mark(NamedTuple):
    """Somebody who was erased: when, what sort of name it was, and its keyed hash."""

    at: int
    kind: str
    mark: str


def marks_of(reader: Reader | Transaction) -> list[Mark]:
    """Every mark of a book."""
    return [Mark(*row) for row in reader.rows("select at, kind, mark from erased order by id")]


def put_marks(tx: Transaction, marks: Iterable[Mark]) -> int:
    """Add the marks that a book has not; how many those were."""
    known = {(one.kind, one.mark) for one in marks_of(tx)}
    fresh = {(one.kind, one.mark): one for one in marks if (one.kind, one.mark) not in known}
    first = tx.next_id("erased")
    tx.run_many(
        "insert into erased (id, at, kind, mark) values (?, ?, ?, ?)",
        [(number, *mark) for number, mark in enumerate(fresh.values(), first)],
    )
    return len(fresh)


_FOLDERS = "backups in"
"""The folders that backups were written to, as the book remembers them."""


def note_folder(tx: Transaction, folder: Path) -> None:
    """Remember where a backup is written: who is erased later has to be told of there."""
    folders = sorted({*_folders(tx), str(folder)})
    write_state(tx, _FOLDERS, orjson.dumps(folders).decode())


def _folders(reader: Reader | Transaction) -> list[str]:
    return [str(one) for one in orjson.loads(read_state(reader, _FOLDERS) or "[]")]


def tell_backups(reader: Reader | Transaction) -> tuple[str, ...]:
    """Bring the list beside every backup up to date; the folders where that could not be done."""
    failed, marks = [], marks_of(reader)
    for folder in _folders(reader):
        try:
            write_list(Path(folder), marks)
        except (OSError, CallError):
            failed.append(folder)
    return tuple(failed)


def write_list(folder: Path, marks: Iterable[Mark]) -> None:
    """Keep marks beside the backups of a folder, with those that stand there already."""
    path = folder / LIST_FILE
    kept = dict.fromkeys([*(read_list(path) if path.is_file() else ()), *marks])
    if not kept:
        return
    partial = path.with_name(path.name + ".partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(orjson.dumps([list(one) for one in kept]))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def read_list(path: Path) -> list[Mark]:
    """The marks of a list; one that cannot be read stops whoever asks: nobody may come back."""
    try:
        return [
            Mark(int(at), str(kind), str(mark)) for at, kind, mark in orjson.loads(_bytes(path))
        ]
    except (ValueError, TypeError) as error:
        raise CallError(
            f"{path} is no list of erased people: {error}.",
            hint="Take it from where another backup lies; people who were erased stand in it.",
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError(f"{path} cannot be read: {error.strerror}.", hint="Mend that.") from error
