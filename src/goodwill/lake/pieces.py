"""Raw files cut into pieces of work, each small enough for one worker.

A piece is a stretch of one mailbox, a whole file, or an archive with all that is in it. Large
mailboxes are cut anywhere: the piece with the first byte of a message reads that message, so all
pieces together give the records that one reader would, in the same order.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path

from goodwill.sources.base import Item, ReadError, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.mapped.shelf import Shelf
from goodwill.sources.mbox import split_messages
from goodwill.sources.walk import walk

__all__ = ["PIECE_BYTES", "Piece", "items_of", "pieces_of"]

PIECE_BYTES = 16 << 20
"""A stretch of a mailbox: a worker is some seconds over it."""

_BEFORE = 3
"""So many bytes before a `From ` line tell whether an empty line stands there: LF or CR LF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The records of a file that begin from `start` on, before `end`; `number` orders all pieces.

    `end` 0 is the file's own. `follows`: the piece before, of the same file, ends where this one
    starts. `packed` is the file where it can travel, else it is looked up again under `top`.
    """

    number: int
    start: int
    end: int
    follows: bool
    path: str
    top: str
    packed: bytes


def pieces_of(
    file: SourceFile, numbers: Iterator[int], *, position: int = 0, piece_bytes: int = PIECE_BYTES
) -> Iterator[Piece]:
    """The pieces of one file from `position` on, in order."""
    packed = _packed(file)
    ends = [0]
    if packed and file.connector == "mbox" and _is_plain(file):
        ends = [*range(position + piece_bytes, file.size, piece_bytes), 0]
    start = position
    for end in ends:
        yield Piece(
            number=next(numbers),
            start=start,
            end=end,
            follows=start > position,
            path=file.path,
            top=_top(file.path),
            packed=packed,
        )
        start = end


def items_of(piece: Piece) -> Iterator[Item]:
    """The records of a piece, in file order."""
    file = _file_of(piece)
    if file is None:
        yield ReadError(path=piece.path, locator="", reason=_GONE, hint=_GONE_HINT)
        return
    position = piece.start
    if piece.follows:
        found = _first_message(file, position)
        if found is None:
            return
        position = found
    if piece.end and position >= piece.end:
        return
    for item in connector_named(file.connector).read(file, position):
        yield item
        if piece.end and item.position >= piece.end:
            return


_GONE = "it was there when the files were counted, and a worker could not find it"
_GONE_HINT = "Put raw files where every worker sees them under the same path, and import again."


def _packed(file: SourceFile) -> bytes:
    """The file as bytes; none where it is part of an archive that is open here."""
    try:
        return pickle.dumps(file)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def _top(path: str) -> str:
    """The file on disk that a path leads into: all of it, or what stands before some `!`."""
    ends = [at for at, sign in enumerate(path) if sign == "!"]
    tops = [path, *(path[:end] for end in reversed(ends))]
    return next((top for top in tops if Path(top).is_file()), path)


def _file_of(piece: Piece) -> SourceFile | None:
    """The file as it was found; looked up in its archive where it could not travel."""
    if piece.packed:
        found: SourceFile = pickle.loads(piece.packed)  # noqa: S301  packed by whoever sent us
        return found
    inside = (one for one in walk([Path(piece.top)], Shelf()) if isinstance(one, SourceFile))
    return next((one for one in inside if one.path == piece.path), None)


def _is_plain(file: SourceFile) -> bool:
    """Whether the file is read as it lies on the disk, so that reading may begin anywhere."""
    try:
        with file.open() as stream:
            return isinstance(stream, BufferedReader) and isinstance(stream.raw, FileIO)
    except OSError:
        return False


def _first_message(file: SourceFile, position: int) -> int | None:
    """Where the first message begins at `position` or behind it; None where none does."""
    begin = max(0, position - _BEFORE)
    with file.open() as stream:
        stream.seek(begin)
        for piece in split_messages(stream, begin):
            if position <= piece.resume < file.size:
                return piece.resume
    return None
