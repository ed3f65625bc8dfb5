"""The files beside `book.db` that matter: which, and whether they are still as they were noted.

An import notes their hashes. One whose content is another under the same time and size was
changed by nobody: that is a fault. One that somebody wrote since is told, and is theirs to change.
Files that come and go by themselves (locks, the write-ahead file, seals) are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

import orjson

from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Store, Transaction
from goodwill.store.reader import Reader

__all__ = ["OWN_FOLDERS", "FilesLooked", "changed_files", "kept_files", "note_files"]

OWN_FOLDERS = ("catalogue", "mappings", "rejects", "uploads")
"""Folders of a book: its concepts and mappings, what could not be read, files given on a page."""

_STATE = "files"
_PATTERNS = (*(f"{folder}/**/*" for folder in OWN_FOLDERS), "book.db.before-*")


@dataclass(slots=True)
class FilesLooked:
    """How many files there are; what changed by itself and what somebody wrote since."""

    files: int = 0
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)


def kept_files(folder: Path) -> Iterator[Path]:
    """The files of a book's folder that are noted, in order; links are nobody's."""
    for pattern in _PATTERNS:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not path.is_symlink() and path.suffix != ".partial":
                yield path


def note_files(store: Store) -> None:
    """Note every file as it is; those that nobody wrote since are not read again."""
    if store.folder is None:
        return
    with store.read() as reader:
        known = _noted(reader)
    noted = {}
    for path in kept_files(store.folder):
        name, stamp = path.relative_to(store.folder).as_posix(), _stamp(path)
        before = known.get(name)
        noted[name] = before if before and before[:2] == stamp else [*stamp, _hash(path)]
    if noted != known:
        with store.write() as tx:
            write_state(tx, _STATE, orjson.dumps(noted).decode())


def changed_files(store: Store, reader: Reader | Transaction) -> FilesLooked:
    """Hold every file against what was noted of it."""
    looked = FilesLooked()
    if store.folder is None:
        return looked
    known = _noted(reader)
    for path in kept_files(store.folder):
        name = path.relative_to(store.folder).as_posix()
        before = known.pop(name, None)
        looked.files += 1
        if before is None or before[2] == _hash(path):
            continue
        if before[:2] == _stamp(path):
            looked.changed.append(("a file changed that nobody wrote", name, _next(name)))
        else:
            hint = "If that was not you, take it from a backup."
            looked.told.append(("somebody wrote to it since the last import", name, hint))
    for name in known:
        looked.told.append(("it is there no more", name, "If that was not you, restore a backup."))
    return looked


def _next(name: str) -> str:
    if name.startswith("book.db.before-"):
        return "Remove it: it is an older copy, and the book does not need it."
    if name.startswith("rejects/"):
        return "Remove it, and import its sources again: it is written anew."
    return "Look it over, or take it from a backup."


def _noted(reader: Reader | Transaction) -> dict[str, list[object]]:
    found: dict[str, list[object]] = orjson.loads(read_state(reader, _STATE) or "{}")
    return found


def _stamp(path: Path) -> list[object]:
    about = path.stat()
    return [about.st_size, about.st_mtime_ns]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
