"""SQLite's write-ahead file, as it lies on disk: which page was last written with what.

What SQLite has committed and not yet carried into `book.db` stands here, frame by frame
(https://sqlite.org/walformat.html). Nothing is written, and no other file of the database is
opened: to close one would let go of the locks that this process holds on it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

__all__ = ["Committed", "Log", "committed_since"]

_LOG_HEADER = 32
_FRAME_HEADER = 24
_LITTLE_ENDIAN_SUMS = 0x377F0682
_BIG_ENDIAN_SUMS = 0x377F0683


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A write-ahead file: `salts` are others each time SQLite begins it anew."""

    page_size: int
    salts: bytes
    sums: bytes
    word_order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What was committed behind frame `first`: `frames` in all, `size` of the database in pages.

    `pages` is where in the file the newest content of each page begins, by page number.
    """

    log: Log
    first: int
    frames: int
    size: int
    pages: dict[int, int]


def committed_since(
    path: Path, salts: bytes, frames: int, *, proving: bool = False
) -> Committed | None:
    """What was committed behind the first `frames` of the log of `salts`; all of any other log.

    None where there is no log. `proving` works out the sum of every frame, as SQLite does before it
    believes a file that a power cut may have left; it takes 0.1 ms each. Without it, that of the
    last frame of each transaction: of a process, even a killed one, the last was written last.
    """
    try:
        with path.open("rb") as file:
            log = _log_of(file)
            if log is None:
                return None
            return _committed(file, log, frames if log.salts == salts else 0, proving=proving)
    except FileNotFoundError:
        return None


def _log_of(file: BinaryIO) -> Log | None:
    """What the file says of itself; None where nothing has been written to it."""
    header = file.read(_LOG_HEADER)
    if len(header) < _LOG_HEADER:
        return None
    magic, _, page_size, _ = struct.unpack_from(">IIII", header)
    if magic not in {_LITTLE_ENDIAN_SUMS, _BIG_ENDIAN_SUMS}:
        return None
    order = ">" if magic == _BIG_ENDIAN_SUMS else "<"
    return Log(page_size=page_size, salts=header[16:24], sums=header[24:32], word_order=order)


def _committed(file: BinaryIO, log: Log, first: int, *, proving: bool) -> Committed:
    pages: dict[int, int] = {}
    unfinished: dict[int, int] = {}
    size, frames = 0, first
    for number, header in _frames(file, log, first, proving=proving):
        page, size_after = struct.unpack_from(">II", header)
        unfinished[page] = _place(log, number) + _FRAME_HEADER
        if size_after:  # the last frame of a transaction
            if not proving and not _is_whole(file, log, number, header):
                break  # somebody is writing it just now, or was killed over it
            pages.update(unfinished)
            unfinished.clear()
            size, frames = size_after, number + 1
    return Committed(log=log, first=first, frames=frames, size=size, pages=pages)


def _place(log: Log, number: int) -> int:
    return _LOG_HEADER + number * (_FRAME_HEADER + log.page_size)


def _frames(file: BinaryIO, log: Log, first: int, *, proving: bool) -> Iterator[tuple[int, bytes]]:
    """The headers of frames of this log, by their number; it ends where an older log shows."""
    number, before = first, _sums_before(file, log, first)
    while True:
        file.seek(_place(log, number))
        header = file.read(_FRAME_HEADER)
        if len(header) < _FRAME_HEADER or header[8:16] != log.salts:
            return
        if proving:
            if not _fits(header, file.read(log.page_size), before, log):
                return
            before = header[16:24]
        yield number, header
        number += 1


def _is_whole(file: BinaryIO, log: Log, number: int, header: bytes) -> bool:
    """Whether the page of a frame is there as well; where it is, so are those before it."""
    before = _sums_before(file, log, number)
    file.seek(_place(log, number) + _FRAME_HEADER)
    return _fits(header, file.read(log.page_size), before, log)


def _fits(header: bytes, content: bytes, before: bytes, log: Log) -> bool:
    """Whether a frame has the sum that it tells, behind frames of the sum `before`."""
    if len(content) < log.page_size:
        return False
    return _summed(header[:8] + content, before, log.word_order) == header[16:24]


def _sums_before(file: BinaryIO, log: Log, first: int) -> bytes:
    if not first:
        return log.sums
    file.seek(_place(log, first - 1) + 16)
    return file.read(8)


def _summed(content: bytes, before: bytes, word_order: str) -> bytes:
    """The running sum of a log, carried on over `content`."""
    first, second = struct.unpack(">II", before)
    words = struct.unpack(f"{word_order}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return struct.pack(">II", first, second)
