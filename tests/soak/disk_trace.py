"""What a program asked of a disk, in order, and what may be there when the power goes off.

`strace` writes down every write, sync and change of names. What was asked since the last sync of a
file may be on the disk in any order and in part: each piece of 512 bytes as it was at some moment
since, with nothing known of its neighbours. Of names, what was asked first is there first. On a
journalling disk any sync keeps all names before it; on one that promises no more than POSIX, a sync
of their folder alone does.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

__all__ = ["PIECE", "Disk", "Op", "traced"]

PIECE = 512
CALLS = (
    "openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "lseek",
    "rename", "renameat2", "unlink", "unlinkat", "mkdir",
)  # fmt: skip
Kind = Literal["make", "write", "cut", "sync", "rename", "unlink", "said"]
Keeps = Literal["journal", "strict"]
Left = Literal["none", "all", "first", "any"]
"""Which of what was not synced is there: nothing, all, what came first, or any of it."""

_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^(\d+)<([^>]*)>(?:, )?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


_FOLDER = b"folder"


class Op(NamedTuple):
    """One thing asked of the disk; `place` is where a write begins or a file ends."""

    kind: Kind
    path: str
    data: bytes = b""
    place: int = 0
    to: str = ""


def traced(command: Sequence[str], folder: Path, trace: Path) -> list[Op]:
    """Run a command; what it asked of the files of a folder, and what it said meanwhile."""
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "100000000", "-o", str(trace),
         "-e", f"trace={','.join(CALLS)}", *command],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    with trace.open(encoding="ascii", errors="replace") as lines:
        return list(_ops(lines, str(folder)))


def _ops(lines: Iterable[str], folder: str) -> Iterator[Op]:
    """The calls that were done and changed something."""
    calls = _Calls(folder)
    for line in lines:
        if "unfinished" in line:
            raise ValueError("several threads wrote: their order is not known")
        found = _LINE.match(line)
        if found is not None and int(found[3]) >= 0:
            yield from calls.ops(found[1], found[2], int(found[3]))


class _Calls:
    """What calls mean; where each file that is written from where one was is kept in mind."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._at: dict[str, int] = {}
        self._sizes: dict[str, int] = {}

    def ops(self, call: str, rest: str, result: int) -> Iterator[Op]:
        """What one call did to the files of the folder."""
        texts = [bytes.fromhex(one.replace("\\x", "")) for one in _TEXT.findall(rest)]
        handle = _HANDLE.match(rest)
        path = _path(handle[2]) if handle else texts[0].decode()
        if call == "write" and handle and handle[1] == "1":
            yield Op("said", "", texts[0])
        elif not path.startswith(self._folder):
            return
        elif call == "openat":
            yield from self._opened(texts[0].decode(), rest)
        elif call == "lseek":
            self._at[path] = result
        elif "write" in call:
            yield self._written(path, texts[0][:result], rest if call == "pwrite64" else "")
        else:
            yield from self._changed(call, path, texts[-1:], rest)

    def _opened(self, path: str, rest: str) -> Iterator[Op]:
        self._at[path] = self._sizes.get(path, 0) if "O_APPEND" in rest else 0
        if "O_CREAT" in rest or "O_TRUNC" in rest:
            yield Op("make", path)
        if "O_TRUNC" in rest:
            self._sizes[path] = 0
            yield Op("cut", path)

    def _written(self, path: str, data: bytes, rest: str) -> Op:
        if rest:
            return Op("write", path, data, int(rest.rpartition(", ")[2]))
        place = self._at.get(path, 0)
        self._at[path] = self._sizes[path] = place + len(data)
        return Op("write", path, data, place)

    def _changed(self, call: str, path: str, names: Sequence[bytes], rest: str) -> Iterator[Op]:
        if call == "ftruncate":
            yield Op("cut", path, place=int(rest.rpartition(", ")[2]))
        elif call in {"fsync", "fdatasync"}:
            yield Op("sync", path)
        elif path == self._folder:
            return  # the folder itself is there
        elif call == "mkdir":
            yield Op("make", path, _FOLDER)
        elif "rename" in call:
            yield Op("rename", path, to=names[0].decode())
        else:
            yield Op("unlink", path)


def _path(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


@dataclass(slots=True)
class _File:
    """What is on the disk for good, and what was asked since."""

    is_folder: bool = False
    kept: bytearray = field(default_factory=bytearray)
    asked: list[tuple[int, bytes | None]] = field(default_factory=list)

    def content(self, left: Left, rng: Random) -> bytes:
        """What may be there; a piece that is not there while one behind it is, is of zeros."""
        found = bytearray(self.kept)
        until = {"none": 0, "first": rng.randint(0, len(self.asked))}.get(left, len(self.asked))
        moments: dict[int, int] = {}
        for number, (place, data) in enumerate(self.asked[:until]):
            if data is None:
                _cut(found, place)
                continue
            for start, piece in _pieces(place, data):
                moment = moments.setdefault(start // PIECE, rng.randint(0, until))
                if left != "any" or number < moment:
                    _put(found, start, piece)
        return bytes(found)


class Disk:
    """A folder as it is asked for, and the states in which a power cut may leave it."""

    def __init__(self, folder: Path, keeps: Keeps) -> None:
        self._folder, self._keeps = str(folder), keeps
        self._now: dict[str, _File] = {}
        self._names: dict[str, _File] = {}
        self._asked: list[Op] = []
        self._made: list[_File] = []
        self.said = b""

    def do(self, op: Op) -> None:
        """Take in the next thing that was asked."""
        match op.kind:
            case "said":
                self.said += op.data
            case "make":
                if op.path not in self._now:
                    self._name(op, _File(is_folder=bool(op.data)))
            case "rename":
                self._name(op, self._now.pop(op.path))
            case "unlink":
                self._name(op, self._now.pop(op.path))
            case "write" if op.path in self._now:
                self._now[op.path].asked.append((op.place, op.data))
            case "cut" if op.path in self._now:
                self._now[op.path].asked.append((op.place, None))
            case "sync":
                self._sync(op.path)

    def _name(self, op: Op, file: _File) -> None:
        if op.kind != "unlink":
            self._now[op.to if op.kind == "rename" else op.path] = file
        self._asked.append(op)
        self._made.append(file)

    def _sync(self, path: str) -> None:
        file = self._now.get(path)
        if file is not None and not file.is_folder:
            for place, data in file.asked:
                if data is None:
                    _cut(file.kept, place)
                else:
                    _put(file.kept, place, data)
            file.asked.clear()
        if self._keeps == "journal":
            self._keep_names(lambda _: True)
        elif file is None or file.is_folder:
            self._keep_names(lambda op: str(Path(op.path).parent) == path)

    def _keep_names(self, is_kept: Callable[[Op], bool]) -> None:
        left: list[tuple[Op, _File]] = []
        for op, file in zip(self._asked, self._made, strict=True):
            if is_kept(op):
                _do_name(self._names, op, file)
            else:
                left.append((op, file))
        self._asked, self._made = [op for op, _ in left], [file for _, file in left]

    def leave(self, where: Path, left: Left, rng: Random) -> None:
        """Write one state that a power cut may leave into a folder that is not there yet."""
        names = dict(self._names)
        until = {"none": 0, "all": len(self._asked)}.get(left, rng.randint(0, len(self._asked)))
        for op, file in zip(self._asked[:until], self._made[:until], strict=True):
            _do_name(names, op, file)
        where.mkdir(parents=True)
        for path, file in sorted(names.items()):
            place = where / Path(path).relative_to(self._folder)
            if not place.parent.is_dir() or path.endswith("-shm"):
                continue  # in a folder that is not there; or what no disk has to keep
            if file.is_folder:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(file.content(left, rng))


def _do_name(names: dict[str, _File], op: Op, file: _File) -> None:
    if op.kind == "rename":
        names.pop(op.path, None)
        names[op.to] = file
    elif op.kind == "unlink":
        names.pop(op.path, None)
    else:
        names[op.path] = file


def _pieces(place: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    start = 0
    while start < len(data):
        end = min(len(data), start + PIECE - (place + start) % PIECE)
        yield place + start, data[start:end]
        start = end


def _put(kept: bytearray, place: int, data: bytes) -> None:
    if len(kept) < place:
        kept.extend(bytes(place - len(kept)))
    kept[place : place + len(data)] = data


def _cut(kept: bytearray, size: int) -> None:
    if len(kept) > size:
        del kept[size:]
    else:
        kept.extend(bytes(size - len(kept)))
