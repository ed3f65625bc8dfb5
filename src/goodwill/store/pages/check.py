"""Every page of a `book.db` held against its seal, or sealed: a program of its own.

To open and close a database's file lets go of the locks that a process holds on it, so whoever has
the book open asks this program, and holds the right to write meanwhile. It answers in JSON.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from goodwill.store.pages.seals import (
    HEAD_BYTES,
    SEAL,
    SealsHead,
    read_head,
    seal_of,
    seal_place,
    seals_file,
    this_boot,
    write_ahead_file,
    write_all,
)
from goodwill.store.pages.wal import Committed, committed_since

__all__ = ["PageCheck", "check_pages"]

_LOCK_BYTE = 1 << 30
"""Where SQLite keeps its locks: the page around this byte is never written."""
_FREE_LIST = 32
"""Where in the first page the list of free pages begins."""
_AT_ONCE = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCheck:
    """What came of holding pages against seals.

    Attributes:
        is_sealed: there is a file of seals.
        is_head_damaged: its head is damaged, so nothing can be told by it.
        pages: how many pages were looked at.
        changed: pages that are not as they were written.
        free: those of them on which nothing of the book stands.
        bad_seals: pages whose seal is damaged, not they.
        size_told: how many pages there should be, where there are others.
    """

    is_sealed: bool
    is_head_damaged: bool
    pages: int
    changed: tuple[int, ...]
    free: tuple[int, ...]
    bad_seals: tuple[int, ...]
    size_told: int | None


def check_pages(book: Path) -> PageCheck:
    """Ask the program below. Only who holds the right to write may: nothing moves meanwhile."""
    answer = subprocess.run(  # noqa: S603  our own interpreter and module
        [sys.executable, "-P", "-m", "goodwill.store.pages.check", "check", str(book)],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    found = orjson.loads(answer.stdout)
    lists = {name: tuple(found[name]) for name in ("changed", "free", "bad_seals")}
    return PageCheck(**{**found, **lists})


class _Pages:
    """The pages of a book as a reader sees them: from the write-ahead file, else from the book."""

    def __init__(self, book: BinaryIO, log: BinaryIO | None, committed: Committed | None) -> None:
        self._book, self._log = book, log
        self._newer = committed.pages if committed else {}
        book.seek(0)
        header = book.read(100)
        told = int.from_bytes(header[16:18], "big") if len(header) == 100 else 0  # noqa: PLR2004
        from_log = committed.log.page_size if committed else 0
        self.page_size = from_log or (65536 if told == 1 else told)
        in_file = book.seek(0, os.SEEK_END) // self.page_size if self.page_size else 0
        self.size = committed.size if committed and committed.size else in_file

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Every page that SQLite may write, with its number; in order."""
        skipped = _LOCK_BYTE // self.page_size + 1 if self.page_size else 0
        for page in range(1, self.size + 1):
            if page != skipped:
                yield page, self.content(page)

    def content(self, page: int) -> bytes:
        """One page."""
        place = self._newer.get(page)
        if place is not None and self._log is not None:
            self._log.seek(place)
            return self._log.read(self.page_size)
        self._book.seek((page - 1) * self.page_size)
        return self._book.read(self.page_size)

    def free(self, changed: set[int]) -> set[int]:
        """The pages on which nothing stands; none where the list of them has changed itself."""
        found: set[int] = set()
        trunks: set[int] = set()
        trunk = struct.unpack_from(">I", self.content(1).ljust(100, b"\0"), _FREE_LIST)[0]
        while 0 < trunk <= self.size and trunk not in trunks:
            trunks.add(trunk)
            content = self.content(trunk).ljust(self.page_size, b"\0")
            trunk, count = struct.unpack_from(">II", content)
            leaves = min(count, self.page_size // 4 - 2)
            found.update(struct.unpack_from(f">{leaves}I", content, 8))
        return set() if changed & {1, *trunks} else found


def _opened(book: Path) -> tuple[_Pages, Committed | None]:
    log_path = write_ahead_file(book)
    committed = committed_since(log_path, b"", 0)
    log = log_path.open("rb") if committed else None
    return _Pages(book.open("rb", buffering=_AT_ONCE), log, committed), committed


def _seal(book: Path) -> None:
    """Seal every page as it stands; the file of seals appears whole or not at all."""
    pages, committed = _opened(book)
    partial = seals_file(book).with_name(seals_file(book).name + ".partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    batch: dict[int, bytes] = {}
    for page, content in pages.each():
        batch[page] = seal_of(page, content)
        if len(batch) >= _AT_ONCE:
            write_all(handle, batch)
            batch.clear()
    write_all(handle, batch)
    head = SealsHead(
        page_size=pages.page_size,
        size=pages.size,
        frames=committed.frames if committed else 0,
        salts=committed.log.salts if committed else bytes(8),
        boot=this_boot(),
    )
    os.pwrite(handle, head.packed(), 0)
    os.fsync(handle)
    os.close(handle)
    partial.replace(seals_file(book))


def _check(book: Path) -> PageCheck:
    try:
        seals = seals_file(book).open("rb")
    except FileNotFoundError:
        return _nothing_told(is_sealed=False)
    content = seals.read(HEAD_BYTES)
    head = read_head(content)
    if head is None:
        return _nothing_told(is_sealed=bool(content))
    pages, _ = _opened(book)
    changed: list[int] = []
    bad_seals: list[int] = []
    for page, content in pages.each():
        seals.seek(seal_place(page))
        told = seals.read(SEAL)
        if told == seal_of(page, content):
            continue
        is_whole = len(told) == SEAL and told == _as_sealed(page, told)
        (changed if is_whole or not any(told) else bad_seals).append(page)
    free = pages.free(set(changed)) if changed else set()
    return PageCheck(
        is_sealed=True,
        is_head_damaged=False,
        pages=pages.size,
        changed=tuple(page for page in changed if page not in free),
        free=tuple(page for page in changed if page in free),
        bad_seals=tuple(bad_seals),
        size_told=None if head.size in {0, pages.size} else head.size,
    )


def _as_sealed(page: int, told: bytes) -> bytes:
    """The same seal with the sum that it should have of itself."""
    from zlib import crc32  # noqa: PLC0415

    return told[:4] + struct.pack(">I", crc32(told[:4], page))


def _nothing_told(*, is_sealed: bool) -> PageCheck:
    return PageCheck(
        is_sealed=is_sealed,
        is_head_damaged=is_sealed,
        pages=0,
        changed=(),
        free=(),
        bad_seals=(),
        size_told=None,
    )


if __name__ == "__main__":
    what, where = sys.argv[1:]
    if what == "seal":
        _seal(Path(where))
    else:
        sys.stdout.buffer.write(orjson.dumps(asdict(_check(Path(where)))))
