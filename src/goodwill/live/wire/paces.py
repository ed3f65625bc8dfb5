"""A vendor's limits, kept together by whatever asks in the name of one account.

A command and the service inside the pages, two sources of one mailbox, a run and the one before it:
they share what the vendor grants. So what was asked, and when, is counted in small files beside the
key that opens the secrets (`goodwill.live.secrets`): whoever can sign in finds the count as well,
and that of a day is there when the next program begins. It is no book's, since two books may be
connected to one account. A file is named by a hash, and holds times and numbers.

How a vendor is asked is next door, in `api`.
"""

from __future__ import annotations

import fcntl
import math
import os
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from goodwill.errors import ConfigError
from goodwill.live.secrets import beside_key
from goodwill.live.wire.clock import clock

__all__ = ["PATIENCE", "Limit", "Pace", "Turns", "paces_of", "turns_of"]

PATIENCE = 90.0
"""Seconds that are waited for within a run; who asks for more is come back to later."""

GRAINS = 100
"""Calls are counted by hundredths of a limit's seconds, each as if it were made at its end."""

_NEXT_LOOK = 0.02
"""Seconds after which it is looked again whether a turn is free: calls take ten times as long."""

_LARGEST = 16 * (GRAINS + 3)


class Limit(NamedTuple):
    """So many calls in so many seconds, as a vendor publishes it."""

    calls: int
    seconds: float


@dataclass(slots=True)
class _Count:
    """Up to when nobody may call, and what was called when: pairs of a time and a weight."""

    held_until: float = 0.0
    made: list[tuple[float, float]] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        flat = [self.held_until, 0.0]
        for pair in self.made:
            flat.extend(pair)
        return array("d", flat).tobytes()

    @classmethod
    def of(cls, content: bytes) -> _Count:
        """What a file holds; of one that was damaged, nothing."""
        flat = array("d", content[: len(content) // 16 * 16])
        if not flat or not all(map(math.isfinite, flat)):
            return cls()
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        return cls(held_until=flat[0], made=pairs[1:])

    def look_at(self, at: float, seconds: float) -> None:
        """Forget what was long ago; what a clock that ran ahead has noted is taken as of now."""
        newest = at + seconds / GRAINS
        self.held_until = min(self.held_until, at + PATIENCE)
        self.made = [(min(when, newest), weight) for when, weight in self.made]
        self.made = [one for one in self.made if at < one[0] + seconds]

    def add(self, at: float, seconds: float, weight: int) -> None:
        grain = seconds / GRAINS
        end = math.ceil(at / grain) * grain
        if self.made and self.made[-1][0] == end:
            self.made[-1] = (end, self.made[-1][1] + weight)
        else:
            self.made.append((end, float(weight)))


class Pace:
    """Keeps to one limit with every thread and every program whose count is in the same file."""

    def __init__(self, limit: Limit, file: Path) -> None:
        self._limit = limit
        self._file = file

    def take(self, weight: int = 1) -> float:
        """Wait until a call of that weight may be made, and count it: 0.

        Where that is for longer than anybody waits within a run, the seconds, and nothing counted.
        """
        while 0 < (over := self._try(weight)) <= PATIENCE:
            clock().sleep(over)
        return over

    def hold(self, seconds: float) -> None:
        """No call for so long, by nobody: the vendor asked to be left alone."""
        with self._count() as count:
            count.held_until = max(count.held_until, clock().now() + seconds)

    def _try(self, weight: int) -> float:
        """Count a call, or tell in how many seconds there may be room for it."""
        with self._count() as count:
            at = clock().now()
            if at < count.held_until:
                return count.held_until - at
            spent = sum(weight for _, weight in count.made)
            if count.made and spent + weight > self._limit.calls:
                return count.made[0][0] + self._limit.seconds - at
            count.add(at, self._limit.seconds, weight)
            return 0.0

    @contextmanager
    def _count(self) -> Iterator[_Count]:
        """The count as it stands, for this one alone; kept as it is left."""
        try:
            with _alone(self._file) as file:
                count = _Count.of(os.pread(file, _LARGEST, 0))
                count.look_at(clock().now(), self._limit.seconds)
                yield count
                content = count.as_bytes()
                os.pwrite(file, content, 0)
                os.ftruncate(file, len(content))
        except OSError as error:
            raise _unusable(self._file, error) from error


class Turns:
    """So many calls at a time, of all threads and programs that ask in the name of one account.

    A turn is a locked file: it is free again when its holder ends, however that comes.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and have it while the block runs."""
        handle = self._free()
        while handle is None:
            time.sleep(_NEXT_LOOK)
            handle = self._free()
        try:
            yield
        finally:
            os.close(handle)

    def _free(self) -> int | None:
        for path in self._files:
            try:
                handle = _opened(path)
            except OSError as error:
                raise _unusable(path, error) from error
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
            else:
                return handle
        return None


def paces_of(limits: Sequence[Limit], *whose: str) -> list[Pace]:
    """The paces of one account at a vendor, which all of its sources, runs and programs keep to.

    `whose` tells accounts apart: an address, a person, a key. Only a hash of it is kept.
    """
    return [Pace(limit, _file(*map(str, limit), *whose)) for limit in limits]


def turns_of(count: int, *whose: str) -> Turns:
    """So many calls at a time in the name of one account."""
    return Turns([_file("turn", str(number), *whose) for number in range(count)])


def _file(*what: str) -> Path:
    name = blake2b("\0".join(what).encode(), digest_size=16).hexdigest()
    return _folder() / name


def _folder() -> Path:
    """Where counts are kept; where nothing can be written beside the key, among what passes."""
    usual = beside_key("paces")
    passing = Path(tempfile.gettempdir()) / f"goodwill-{os.getuid()}"
    for folder in (usual, passing):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK):
                return folder
    raise ConfigError(
        f"How much of a vendor's limit is used can be kept neither in {usual} nor in {passing}.",
        hint="Make one of them a folder that you may write to.",
    )


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _unusable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"What is left of a vendor's limit cannot be counted in {path}: {error.strerror}.",
        hint="Make room there, and make the folder writable.",
    )
