"""Byte streams that may be hostile or broken, made safe to read forward.

A decompressed stream is counted as it is read and refused when it grows out of proportion;
whatever goes wrong below becomes one kind of `OSError` whose text a person can read. Which
files and archives these streams come from is said in `walk` and `archives`.
"""

from __future__ import annotations

import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol

from goodwill.sources.base import Item, ReadError, SourceFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = [
    "BOM",
    "BUFFER",
    "BombError",
    "BrokenStreamError",
    "Budget",
    "Counted",
    "Meter",
    "broken",
    "guarded",
    "on_disk",
    "plain_errors",
    "read_block",
    "read_whole",
    "skip_to",
    "unpacked",
    "with_head",
]

BOM = b"\xef\xbb\xbf"
"""What some programs put before UTF-8."""

BUFFER = 1 << 18
RATIO_LIMIT = 100
"""Decompressed bytes for each compressed one; text that people wrote stays below 30."""
FREE_BYTES = 10 << 20
"""Below this nobody asks for the ratio: a short file of blanks is no attack."""
TOTAL_RATIO_LIMIT = 1_000
TOTAL_FREE_BYTES = 1 << 30
"""The same for all that comes out of one file on disk, archives in archives included."""

_BROKEN = (
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    RuntimeError,
)
"""What the archive libraries raise for damaged, encrypted or unknown contents."""


class BrokenStreamError(OSError):
    """The bytes end too early, are damaged, or unpack to more than is believable."""

    hint = "Copy or export it again and import that; what was read before this is kept."


class BombError(BrokenStreamError):
    """An archive asks for more than anybody would send in good faith."""

    hint = "If you trust it, unpack it yourself and import the folder; the rest was read."


class Readable(Protocol):
    """As much of a file as is needed to read it forward."""

    def read1(self, size: int, /) -> bytes:
        """At most `size` bytes, as many as are at hand; none at the end."""

    def close(self) -> None:
        """Give back what the stream holds."""


class Budget:
    """How much one file on disk may unpack to, and has unpacked to so far, over all its parts."""

    def __init__(self, size: int) -> None:
        self._limit = max(TOTAL_FREE_BYTES, TOTAL_RATIO_LIMIT * size)
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count `count` more bytes; refuse what nobody would send in good faith."""
        self._spent += count
        if self._spent > self._limit:
            raise BombError(f"the archive unpacks to more than {self._limit} bytes")


class Meter:
    """What one member takes from its archive's budget; read twice, it is paid for once."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._paid = 0

    def reach(self, count: int) -> None:
        """The member was read up to byte `count`."""
        if count > self._paid:
            self._budget.spend(count - self._paid)
            self._paid = count


class Counted:
    """A stream that counts what is read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """As a file's `read`."""
        data = self._inner.read(size)
        self.count += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """A stream out of an archive: counted, bounded, and failing in one way."""

    def __init__(
        self,
        inner: Readable,
        meter: Meter,
        consumed: Callable[[], int] | None,
        on_close: Callable[[], object],
    ) -> None:
        super().__init__()
        self._inner = inner
        self._meter = meter
        self._consumed = consumed
        self._on_close = on_close
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        with plain_errors():
            data = self._inner.read1(len(view))
        view[: len(data)] = data
        self._count += len(data)
        self._meter.reach(self._count)
        self._refuse_a_bomb()
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._on_close()
        super().close()

    def _refuse_a_bomb(self) -> None:
        if self._consumed is None or self._count <= FREE_BYTES:
            return
        if self._count > RATIO_LIMIT * max(self._consumed(), 1):
            raise BombError(f"it unpacks to more than {RATIO_LIMIT} times its size")


class _WithHead(io.RawIOBase):
    """Bytes that were read already, then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)] or _at_hand(self._rest, len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._rest.close()
        super().close()


@contextmanager
def plain_errors() -> Iterator[None]:
    """Whatever an archive library raises becomes a `BrokenStreamError` that says it plainly."""
    try:
        yield
    except _BROKEN as error:
        raise BrokenStreamError(_sentence(error)) from error


def unpacked(
    inner: Readable,
    *,
    meter: Meter,
    consumed: Callable[[], int] | None = None,
    on_close: Callable[[], object] = lambda: None,
) -> io.BufferedReader:
    """A safe stream over a member of an archive.

    `consumed` says how many compressed bytes were used so far; None where none are compressed.
    """
    return io.BufferedReader(_Unpacked(inner, meter, consumed, on_close), BUFFER)


def with_head(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """A stream that begins with `head` again, then goes on with `rest`."""
    return io.BufferedReader(_WithHead(head, rest), BUFFER)


def read_block(stream: BinaryIO, size: int) -> tuple[bytes, OSError | None]:
    """Up to `size` bytes, fewer only at the end; what a failing stream still gave, and its error.

    A plain `read` would throw away what came before the error.
    """
    parts: list[bytes] = []
    while size > 0:
        try:
            part = _at_hand(stream, size)
        except OSError as error:
            return b"".join(parts), error
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts), None


def _at_hand(stream: BinaryIO, size: int) -> bytes:
    if isinstance(stream, io.BufferedIOBase):
        return stream.read1(size)
    return stream.read(size)


def skip_to(stream: BinaryIO, position: int) -> None:
    """Go `position` bytes on from the start of a fresh stream."""
    if stream.seekable():
        stream.seek(position)
        return
    while position > 0 and (chunk := stream.read(min(position, BUFFER))):
        position -= len(chunk)


def read_whole(file: SourceFile, limit: int) -> bytes:
    """All bytes of a file; an `OSError` where they are more than `limit`."""
    with file.open() as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise BrokenStreamError(f"it has more than {limit} bytes")
    return data


def on_disk(stream: BinaryIO, most: int, what: str) -> io.BufferedReader | io.BufferedRandom:
    """All of a stream as a file to go about in; a copy that nobody else sees, if it is none yet."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115  whoever asked closes it
    while block := stream.read(BUFFER):
        copy.write(block)
        if copy.tell() > most:
            copy.close()
            raise BombError(f"it is {what} of more than {most >> 20} MB in an archive")
    copy.seek(0)
    return copy


def guarded(
    read: Callable[[SourceFile, int], Iterator[Item]],
) -> Callable[[SourceFile, int], Iterator[Item]]:
    """A stream that breaks while it is read becomes a last `ReadError`; what came before stays."""

    def read_safely(file: SourceFile, position: int) -> Iterator[Item]:
        reached = position
        try:
            for item in read(file, position):
                reached = item.position
                yield item
        except OSError as error:
            yield broken(file, reached, error)

    return read_safely


def broken(file: SourceFile, position: int, error: OSError) -> ReadError:
    """What people are told of a stream that broke behind `position`."""
    return ReadError(
        path=file.path,
        locator=f"behind {position}",
        reason=f"could not be read to its end: {error.strerror or error}",
        hint=getattr(error, "hint", BrokenStreamError.hint),
        position=position,
        may_pass=error.errno is not None,  # the system said so, not what the file holds
    )


def _sentence(error: BaseException) -> str:
    text = str(error)
    if "password" in text or "encrypted" in text:
        return "it is encrypted"
    return f"the compressed data is damaged or cut off ({text})" if text else "it is cut off"
