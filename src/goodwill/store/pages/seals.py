"""A seal for every page of `book.db`: by it `goodwill verify` finds a byte that changed by itself.

SQLite keeps no checksum of its pages. So `book.db.seals` does, for whatever stands on them: tables,
indexes, the index of words. A page gets its seal from the write-ahead file right after the
transaction that wrote it; whoever writes next sets those first that a killed process left open, so
no page is ever carried into the book unsealed. The file never goes behind the book after a power
cut either: it is synced before the write-ahead file is begun anew, and what stands in that is
sealed once more by whoever opens the book first after the machine was started.

Each seal is the CRC-32 of its page and one of itself, so that a damaged seal is told from a damaged
page. How seals are held against pages is in `check`. Postgres has checksums of its own.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from zlib import crc32

from goodwill.store.crash import crash_point
from goodwill.store.pages.wal import Committed, committed_since

__all__ = [
    "HEAD_BYTES",
    "SEAL",
    "SealsHead",
    "begin_seals",
    "keep_seals",
    "read_head",
    "seal_anew",
    "seal_of",
    "seal_place",
    "seals_file",
    "sync_seals",
    "this_boot",
    "write_ahead_file",
    "write_all",
]

SEAL = 8
_HEAD = struct.Struct(">8sIII8sI")
HEAD_BYTES = 64
_MAGIC = b"GWSEALS1"
_SYNCED_FROM = 900
"""Frames of a write-ahead file, shortly before SQLite carries them over and begins it anew."""
_NOBODY_MAY_WRITE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NO_SALTS = bytes(8)
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_BOOT_BYTES = 8
_NO_BOOT = bytes(_BOOT_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealsHead:
    """How far seals have come: `size` of the database in pages, `frames` of the log of `salts`.

    `boot` is since which start of the machine: what it was not told to keep before may be lost.
    """

    page_size: int = 0
    size: int = 0
    frames: int = 0
    salts: bytes = _NO_SALTS
    boot: bytes = _NO_BOOT

    def packed(self) -> bytes:
        """As it stands in the file, with a sum of its own."""
        said = _HEAD.pack(_MAGIC, self.page_size, self.size, self.frames, self.salts, 0)[:-4]
        return (said + struct.pack(">I", crc32(said)) + self.boot).ljust(HEAD_BYTES, b"\0")


def seals_file(book: Path) -> Path:
    """Where the seals of a `book.db` are kept."""
    return book.with_name(book.name + ".seals")


def write_ahead_file(book: Path) -> Path:
    """SQLite's own file beside a `book.db`: what is committed and not yet in it."""
    return book.with_name(book.name + "-wal")


def read_head(content: bytes) -> SealsHead | None:
    """The head of a file of seals; None where it is damaged."""
    if len(content) < _HEAD.size:
        return None
    magic, page_size, size, frames, salts, told = _HEAD.unpack_from(content)
    if magic != _MAGIC or told != crc32(content[: _HEAD.size - 4]):
        return None
    boot = content[_HEAD.size : _HEAD.size + _BOOT_BYTES].ljust(_BOOT_BYTES, b"\0")
    return SealsHead(page_size=page_size, size=size, frames=frames, salts=salts, boot=boot)


@cache
def this_boot() -> bytes:
    """Names this start of the machine; zeros where nobody tells: then it passes for another."""
    try:
        return sha256(_BOOT.read_bytes()).digest()[:_BOOT_BYTES]
    except OSError:
        return _NO_BOOT


def seal_of(page: int, content: bytes | memoryview) -> bytes:
    """The seal of one page."""
    own = struct.pack(">I", crc32(content))
    return own + struct.pack(">I", crc32(own, page))


def seal_place(page: int) -> int:
    """Where in the file the seal of a page stands; the first page is 1."""
    return HEAD_BYTES + (page - 1) * SEAL


def begin_seals(book: Path) -> None:
    """Seal a book from its first page on: called before SQLite makes the file."""
    with suppress(OSError):  # somebody else made it, or nobody may write here: SQLite will say so
        handle = os.open(seals_file(book), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, SealsHead().packed())
        os.fsync(handle)  # a file without its head would pass for damaged
        os.close(handle)


def keep_seals(book: Path, *, is_writing: bool = False, proving: bool = False) -> None:
    """Seal what was committed since the last call; costs two small reads where nothing was.

    Args:
        book: the `book.db`.
        is_writing: this process holds the right to write: a book that has no seals gets them all.
        proving: the write-ahead file may come from before a power cut.
    """
    try:
        with _locked(seals_file(book)) as handle:
            _keep(handle, book, proving=proving)
    except FileNotFoundError:
        if is_writing:
            seal_anew(book)
    except OSError as error:
        if is_writing or error.errno not in _NOBODY_MAY_WRITE:
            raise


def _keep(handle: int, book: Path, *, proving: bool) -> None:
    content = os.pread(handle, HEAD_BYTES, 0)
    if not content:  # whoever began it was stopped, or the disk was full
        raise FileNotFoundError(errno.ENOENT, "no seals yet", str(seals_file(book)))
    head = read_head(content)
    if head is None:
        return  # damaged: `goodwill verify` says so, and what to do
    log_path = write_ahead_file(book)
    is_since_boot = head.boot == this_boot() != _NO_BOOT
    frames = head.frames if is_since_boot or not proving else 0
    news = committed_since(log_path, head.salts, frames, proving=proving)
    if news is None:
        return
    if news.frames > news.first:
        write_all(handle, _seals_of(log_path, news))
        crash_point()
        now = SealsHead(
            page_size=news.log.page_size,
            size=news.size,
            frames=news.frames,
            salts=news.log.salts,
            boot=this_boot(),
        )
        os.pwrite(handle, now.packed(), 0)
        crash_point()
    if (proving and news.frames > news.first) or news.frames >= _SYNCED_FROM:
        os.fsync(handle)


def _seals_of(log_path: Path, news: Committed) -> dict[int, bytes]:
    """The seals of pages as they stand in the log."""
    with log_path.open("rb") as file:
        found = {}
        for page, place in sorted(news.pages.items(), key=itemgetter(1)):
            file.seek(place)
            found[page] = seal_of(page, file.read(news.log.page_size))
    return found


def write_all(handle: int, seals: Mapping[int, bytes]) -> None:
    """Write seals to their places, those of neighbours together."""
    run: list[bytes] = []
    start = 0
    for page in sorted(seals):
        if run and page != start + len(run):
            os.pwrite(handle, b"".join(run), seal_place(start))
            run = []
        start = start if run else page
        run.append(seals[page])
    if run:
        os.pwrite(handle, b"".join(run), seal_place(start))


def sync_seals(book: Path) -> None:
    """Make sure of all seals; called before the last one lets go of the book."""
    with suppress(OSError), _locked(seals_file(book)) as handle:
        os.fsync(handle)


def seal_anew(book: Path) -> None:
    """Seal every page as it stands. Only who holds the right to write may ask for it.

    Pages are read by a process of its own: to close `book.db` here would let go of the locks that
    this process holds on it.
    """
    subprocess.run(  # noqa: S603  our own interpreter and module
        [sys.executable, "-P", "-m", "goodwill.store.pages.check", "seal", str(book)],
        check=True,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The open file of seals, nobody else's meanwhile; not a lock that SQLite knows of."""
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)
