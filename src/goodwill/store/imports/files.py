"""The files a book has read: how far, and whether they are still the same.

A file that did not change, nor the mapping that explains it, is not read again; a mailbox that only
grew is read on from the cursor; everything else is read from the start, and what is there already
falls out by content.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from goodwill.sources.base import SourceFile
from goodwill.store.database import Transaction
from goodwill.store.imports.ledger import Counts
from goodwill.store.tables.schema import COUNTS, METADATA

__all__ = ["Cursor", "KnownFile", "Reading", "fingerprint", "known_files", "write_files"]

_PROBE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """A file as it was when it was read last, and what came of it."""

    id: int
    path: str
    ledger_id: int
    size: int
    modified_ns: int
    generation: int
    position: int
    fingerprint: str
    is_complete: bool
    ends_open: bool
    counts: Counts

    def is_unchanged(self, file: SourceFile) -> bool:
        """Whether the file on disk is still the one that was read, by size and time."""
        return (self.size, self.modified_ns) == (file.size, file.modified_ns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a file has been read, and the fingerprint of what lies before, or of its mapping.

    `ends_open`: its last record may have been unfinished, so `position` lies before it.
    """

    source_file_id: int
    position: int
    fingerprint: str
    is_complete: bool
    ends_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file about to be read: from its start, as a new generation, or on from its cursor.

    `goes_on`: from its start, and no new generation: its only record has become longer.
    """

    source_file_id: int
    ledger_id: int
    generation: int
    position: int
    is_known: bool
    file: SourceFile
    goes_on: bool = False


def known_files(reader: Transaction, paths: Collection[str]) -> dict[str, KnownFile]:
    """Those of these files that the book has read before, by path."""
    found = reader.rows_in(
        f"SELECT {', '.join((*_STATE, *COUNTS))} FROM source_file WHERE path IN (?*)",
        list(paths),
    )
    return {row[1]: _known_file(row) for row in found}


_STATE = (
    "id",
    "path",
    "ledger_id",
    "size",
    "modified_ns",
    "generation",
    "position",
    "fingerprint",
    "is_complete",
    "ends_open",
)


def _known_file(row: tuple[Any, ...]) -> KnownFile:
    state = dict(zip(_STATE, row, strict=False))
    counts = Counts(**dict(zip(COUNTS, row[len(_STATE) :], strict=True)))
    flags = {name: bool(state[name]) for name in ("is_complete", "ends_open")}
    return KnownFile(**{**state, **flags, "counts": counts})


def fingerprint(stream: BinaryIO, position: int) -> str:
    """Tells whether the bytes before `position` are still the same, by both their ends.

    Hashing all of them would mean reading a whole mailbox to find its one new message.
    """
    head = stream.read(min(_PROBE, position))
    stream.seek(max(0, position - _PROBE))
    tail = stream.read(min(_PROBE, position))
    return sha256(head + b"|" + tail).hexdigest()[:32]


_NEW = (
    f"INSERT INTO source_file VALUES ({','.join('?' * len(METADATA.tables['source_file'].c))}) "
    "ON CONFLICT (id) DO UPDATE SET size = excluded.size, modified_ns = excluded.modified_ns, "
    "connector = excluded.connector, generation = excluded.generation"
)
_RESET = f"UPDATE source_file SET {', '.join(f'{name} = 0' for name in COUNTS)} WHERE id = ?"
_MOVE = (
    "UPDATE source_file SET position = ?, fingerprint = ?, is_complete = ?, ends_open = ? "
    "WHERE id = ?"
)


def write_files(book: Transaction, started: Iterable[Reading], cursors: Iterable[Cursor]) -> None:
    """Note which files were begun and how far they have been read.

    Read from the start, what the older generation held at which place no longer holds.
    """
    begun = list(started)
    book.run_many(_NEW, [_new_values(reading) for reading in begun])
    from_start = [r for r in begun if r.position == 0 and not r.goes_on]
    again = [(r.source_file_id,) for r in from_start if r.is_known]
    book.run_many(_RESET, again)
    book.run_many("DELETE FROM placement WHERE source_file_id = ?", again)
    book.run_many(
        _MOVE,
        [
            (c.position, c.fingerprint, c.is_complete, c.ends_open, c.source_file_id)
            for c in cursors
        ],
    )


def _new_values(reading: Reading) -> tuple[Any, ...]:
    file = reading.file
    state = (reading.ledger_id, file.connector, file.size, file.modified_ns, reading.generation)
    return (
        reading.source_file_id,
        file.path,
        *state,
        reading.position,
        "",
        False,
        False,
        *(0,) * 6,
    )
