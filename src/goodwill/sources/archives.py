"""Files inside `.gz`, `.zip` and `.tar` archives, read where they lie and never unpacked to disk.

Archives are other people's work, so their claims are not believed: names are only shown,
never used as paths; only plain files are read; size, number and nesting have limits, and a
member that grows out of proportion is refused while it is read (`streams`).

Members are opened in passing: whoever reads each one before asking for the next goes
through the archive once. A member opened later is looked up again.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO, Literal, Self, cast

from goodwill.sources.base import Skipped
from goodwill.sources.streams import (
    BombError,
    BrokenStreamError,
    Budget,
    Counted,
    Meter,
    plain_errors,
    unpacked,
)

__all__ = [
    "DEPTH_LIMIT",
    "ENTRY_LIMIT",
    "ArchiveKind",
    "Member",
    "Opener",
    "archive_kind",
    "members",
]

DEPTH_LIMIT = 2
"""Archives in archives; `.tar.gz` is one."""
ENTRY_LIMIT = 250_000
DIRECTORY_LIMIT = 100 << 20
"""Bytes of a zip's table of contents, which is read whole."""
NESTED_LIMIT = 64 << 20
"""Bytes of a zip inside another archive, which is held in memory."""
_ZIP_TAIL = (1 << 16) + 1024
"""The end records, and the longest comment behind them."""
_TAR_EXTENSION_LIMIT = 1 << 20
_TAR_EXTENSIONS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)

ArchiveKind = Literal["gz", "zip", "tar"]

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One plain file of an archive; `name` is for showing and recognising only."""

    name: str
    open: Opener


def archive_kind(head: bytes) -> ArchiveKind | None:
    """Which archive begins with these 4,096 bytes, if any."""
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "tar" if head[257:262] == b"ustar" else None


def members(
    kind: ArchiveKind, name: str, open_: Opener, budget: Budget
) -> Iterator[Member | Skipped]:
    """Every plain file in an archive, in its order; an `OSError` where it is broken or a bomb."""
    with plain_errors():
        if kind == "gz":
            yield _gunzipped(name, open_, budget)
        elif kind == "zip":
            yield from _zip_members(open_, budget)
        else:
            yield from _tar_members(open_, budget)


def _gunzipped(name: str, open_: Opener, budget: Budget) -> Member:
    meter = Meter(budget)

    def open_member() -> BinaryIO:
        packed = open_()
        counted = Counted(packed)
        return unpacked(
            gzip.GzipFile(fileobj=cast("BinaryIO", counted)),
            meter=meter,
            consumed=lambda: counted.count,
            on_close=packed.close,
        )

    return Member(name=_name_without_gz(name), open=open_member)


def _name_without_gz(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if ending.lower() == "tgz":
        return f"{stem}.tar"
    return stem if dot and ending.lower() == "gz" else name


def _zip_members(open_: Opener, budget: Budget) -> Iterator[Member | Skipped]:
    with _opened_zip(open_) as archive:
        for info in archive.infolist():
            name = info.filename
            if info.is_dir():
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Skipped(path=name, why="a link in an archive")
            else:
                yield _zip_member(archive, info, open_, Meter(budget))


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, open_: Opener, meter: Meter
) -> Member:
    def open_member() -> BinaryIO:
        stack = ExitStack()
        is_open = archive.fp is not None
        zipped = archive if is_open else stack.enter_context(_opened_zip(open_))
        with plain_errors():
            inner = cast("io.BufferedReader", zipped.open(info))
        return unpacked(
            inner, meter=meter, consumed=lambda: info.compress_size, on_close=stack.close
        )

    return Member(name=info.filename, open=open_member)


@contextmanager
def _opened_zip(open_: Opener) -> Iterator[zipfile.ZipFile]:
    with open_() as packed:
        seekable = packed if packed.seekable() else _in_memory(packed)
        _refuse_a_huge_directory(seekable)
        with plain_errors(), zipfile.ZipFile(seekable) as archive:
            yield archive


def _in_memory(packed: BinaryIO) -> BinaryIO:
    data = packed.read(NESTED_LIMIT + 1)
    if len(data) > NESTED_LIMIT:
        raise BombError(f"a zip inside an archive may have at most {NESTED_LIMIT} bytes")
    return io.BytesIO(data)


def _refuse_a_huge_directory(packed: BinaryIO) -> None:
    """Look at what the zip says of its own table of contents before that is read whole.

    The end record (PKWARE APPNOTE 4.3.16) and, for large archives, the zip64 one (4.3.14).
    """
    size = packed.seek(0, os.SEEK_END)
    packed.seek(max(size - _ZIP_TAIL, 0))
    tail = packed.read()
    packed.seek(0)
    end, end64 = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    directory = entries = 0
    if len(tail) >= end + 16 and end >= 0:
        entries, directory = struct.unpack_from("<HL", tail, end + 10)
    if len(tail) >= end64 + 48 and end64 >= 0:
        entries, directory = struct.unpack_from("<QQ", tail, end64 + 32)
    if directory > DIRECTORY_LIMIT or entries > ENTRY_LIMIT:
        raise BombError(f"it names {entries} files, more than {ENTRY_LIMIT}")


class _TarInfo(tarfile.TarInfo):
    """A header that may not ask for more memory than any honest name or attribute needs."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _TAR_EXTENSIONS and info.size > _TAR_EXTENSION_LIMIT:
            raise tarfile.ReadError(f"a header of {info.size} bytes")
        return info


def _tar_members(open_: Opener, budget: Budget) -> Iterator[Member | Skipped]:
    with _opened_tar(open_) as archive:
        for number, info in _tar_infos(archive):
            if info.isdir():
                continue
            if not info.isreg() or info.issparse():
                yield Skipped(path=info.name, why="a link, device or sparse file in an archive")
            else:
                yield _tar_member(archive, number, info, open_, Meter(budget))


def _tar_member(
    archive: tarfile.TarFile, number: int, info: tarfile.TarInfo, open_: Opener, meter: Meter
) -> Member:
    passing = archive.offset

    def open_member() -> BinaryIO:
        stack = ExitStack()
        source, wanted = archive, info
        has_gone_on = archive.offset != passing or bool(passed)
        if archive.closed or has_gone_on:  # type: ignore[attr-defined]
            source = stack.enter_context(_opened_tar(open_))
            wanted = next(one for at, one in _tar_infos(source) if at == number)
        passed.append(number)
        with plain_errors():
            inner = source.extractfile(wanted)
        if inner is None:
            raise BrokenStreamError("it is no plain file")
        return unpacked(cast("io.BufferedReader", inner), meter=meter, on_close=stack.close)

    passed: list[int] = []
    return Member(name=info.name, open=open_member)


@contextmanager
def _opened_tar(open_: Opener) -> Iterator[tarfile.TarFile]:
    with (
        open_() as packed,
        plain_errors(),
        tarfile.open(fileobj=packed, mode="r|", tarinfo=_TarInfo) as archive,
    ):
        yield archive


def _tar_infos(archive: tarfile.TarFile) -> Iterator[tuple[int, tarfile.TarInfo]]:
    """Each header with its number; none is kept, so that memory stays flat."""
    for number in count():
        info = archive.next()
        if info is None:
            return
        if number >= ENTRY_LIMIT:
            raise BombError(f"it names more than {ENTRY_LIMIT} files")
        archive.members.clear()  # type: ignore[attr-defined]  # a stream never goes back to them
        yield number, info
