"""Backups: a book as it stands at one moment, in one file; and a book made of such a file.

A backup holds `book.db`, what could not be read, and the book's own mappings and concepts; not the
sources, nor keys. It begins with a list of its files and their hashes. Before anything is written
all of it is read and proved; a book appears whole or not at all, and never in place of another.

Who was erased stays so: the marks of erased people are kept beside backups (`erased.list`), and
`restore` takes them from there and from any book that it is told of.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

import orjson

from goodwill.errors import CallError, StoreError
from goodwill.privacy.erasing import erase_marked
from goodwill.privacy.keyed import key_of
from goodwill.store.crash import crash_point
from goodwill.store.database import BOOK_FILE, Store, open_store
from goodwill.store.privacy.erase_list import Mark, marks_of, note_folder, put_marks, write_list
from goodwill.store.upkeep.dump import facts_hash
from goodwill.store.upkeep.kept_files import OWN_FOLDERS
from goodwill.upkeep.backup_file import BackupDamagedError, Secret, read_pieces, write_pieces
from goodwill.upkeep.copying import ALSO, copy_into, copy_onto_postgres

__all__ = ["BackupReport", "DrillReport", "RestoreReport", "back_up", "drill", "restore"]

_AT_ONCE = 1 << 20
_LIST_AT_MOST = 1 << 26


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What was written: how many bytes of how many files, into how many."""

    file: str
    files: int
    content_bytes: int
    file_bytes: int
    is_encrypted: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was restored; `erased` is how many marks of erased people were new to it."""

    place: str
    files: int
    content_bytes: int
    erased: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillReport:
    """Whether a backup that was restored just now is the book it was made of."""

    is_equal: bool
    facts: str
    statements: str
    backup: BackupReport
    restore: RestoreReport


def back_up(store: Store, file: Path, secret: Secret | None) -> BackupReport:
    """Write a backup; others may import meanwhile. An older file of this name stays until then.

    Args:
        store: the book.
        file: where to; what is there already is replaced at the end, or not at all.
        secret: what it is sealed with; None: anybody may read it.
    """
    with _writing(file):
        parent = _parent(file)
    with store.write() as tx:
        key_of(tx)  # so that whoever is erased later is known again in what is restored
        note_folder(tx, parent)
    with store.read() as reader:
        write_list(parent, marks_of(reader))
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=parent) as folder:
        return _written(store, Path(folder), file, secret)


@contextmanager
def _writing(place: Path | str) -> Iterator[None]:
    """What the system refuses while something is written, told with the place."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{place} cannot be written: {error.strerror}.",
            hint="Free some space there, or name another place.",
        ) from error


def _parent(file: Path) -> Path:
    """The folder that a backup goes into; what is no file, a device say, is never replaced."""
    if file.exists() and not file.is_file():
        raise CallError(f"{file} is no file.", hint="Name a file:  goodwill backup FILE")
    parent = file.absolute().parent
    if not parent.is_dir():
        raise CallError(f"There is no folder {parent}.", hint="Make it, or name another file.")
    return parent


def _written(store: Store, folder: Path, file: Path, secret: Secret | None) -> BackupReport:
    """The same, by way of a copy in an empty folder."""
    began = time.monotonic()
    paths = copy_into(store, folder)
    listed = [_listed(folder, path) for path in paths]
    partial = file.with_name(file.name + ".partial")
    try:
        with _writing(file):
            _write(partial, _content(paths, listed), secret)
            crash_point()
            partial.replace(file)
            crash_point()
    finally:
        with suppress(OSError):  # it is in its place, or could not be made at all
            partial.unlink()
    return BackupReport(
        file=str(file),
        files=len(paths),
        content_bytes=sum(int(str(one["size"])) for one in listed),
        file_bytes=file.stat().st_size,
        is_encrypted=secret is not None,
        seconds=round(time.monotonic() - began, 3),
    )


def _write(partial: Path, content: Iterable[bytes], secret: Secret | None) -> None:
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        write_pieces(out, content, secret)
        out.flush()
        os.fsync(out.fileno())


def _listed(folder: Path, path: Path) -> dict[str, object]:
    with path.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    name = path.relative_to(folder).as_posix()
    return {"name": name, "size": path.stat().st_size, "sha256": digest}


def _content(paths: Iterable[Path], listed: Sequence[dict[str, object]]) -> Iterator[bytes]:
    said = orjson.dumps(listed)
    yield len(said).to_bytes(4, "big") + said
    for path in paths:
        with path.open("rb") as file:
            while some := file.read(_AT_ONCE):
                yield some


def restore(
    file: Path, place: str, secret: Secret | None, *, erased: Iterable[Mark] = ()
) -> RestoreReport:
    """Make a book of a backup, where none is.

    Args:
        file: the backup.
        place: the folder of the new book, or the URL of an empty Postgres database.
        secret: what the backup was sealed with.
        erased: marks of people who were erased since.

    Raises:
        BackupDamagedError: it is not as it was written; nothing was written.
        CallError: there is a book already, or the secret is another.
    """
    began = time.monotonic()
    with _writing(place):
        _refuse_a_book(place)
    _prove(file, secret)
    with _writing(place):
        written, marked = _restored(file, place, secret, erased)
    return RestoreReport(
        place=place,
        files=len(written),
        content_bytes=sum(written),
        erased=marked,
        seconds=round(time.monotonic() - began, 3),
    )


def _restored(
    file: Path, place: str, secret: Secret | None, erased: Iterable[Mark]
) -> tuple[list[int], int]:
    """How large each file was, and how many marks of erased people were new."""
    parent = None if "://" in place else Path(place).absolute().parent
    if parent is not None:
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=parent) as temporary:
        folder = Path(temporary) / "book"
        folder.mkdir(mode=0o700)
        written = _unpacked(file, secret, folder)
        marked = _make_ready(folder, erased)
        if parent is not None:
            _put_in_place(folder, Path(place))
        else:
            with (
                closing(open_store(folder)) as source,
                closing(open_store(place, create=True)) as target,
            ):
                copy_onto_postgres(source, target)
    return written, marked


def _refuse_a_book(place: str) -> None:
    if "://" in place:
        return  # seen to when it is carried over
    folder = Path(place)
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise CallError(
            f"{place} is there already, and a backup is never written over anything.",
            hint="Name a folder that is not there yet:  goodwill --book NEW restore FILE",
        )


def _prove(file: Path, secret: Secret | None) -> None:
    """Read all of it once: damage is told before anything is written."""
    for _ in _members(file, secret):
        pass


def _unpacked(file: Path, secret: Secret | None, folder: Path) -> list[int]:
    """Write the files of a backup into a folder; how large each is."""
    sizes = []
    for name, size, content in _members(file, secret):
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for some in content:
                out.write(some)
            out.flush()
            os.fsync(out.fileno())
        sizes.append(size)
    return sizes


class _Stream:
    """Pieces read as one."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._kept = pieces, b""

    def some(self, at_most: int) -> bytes:
        """The next bytes, as many as are at hand; none at the end."""
        if not self._kept:
            self._kept = next(self._pieces, b"")
        found, self._kept = self._kept[:at_most], self._kept[at_most:]
        return found

    def exactly(self, number: int) -> bytes:
        """So many bytes, not fewer."""
        found = b""
        while len(found) < number:
            some = self.some(number - len(found))
            if not some:
                raise BackupDamagedError("it ends too soon")
            found += some
        return found


def _members(file: Path, secret: Secret | None) -> Iterator[tuple[str, int, Iterator[bytes]]]:
    """Each file of a backup: its name, size and content, held against its hash as it is read."""
    try:
        opened = file.open("rb")
    except OSError as error:
        raise CallError(
            f"{file} cannot be read: {error.strerror}.", hint="Name a file that is there."
        ) from error
    with opened:
        stream = _Stream(read_pieces(opened, secret))
        length = int.from_bytes(stream.exactly(4), "big")
        if length > _LIST_AT_MOST:
            raise BackupDamagedError("its list of files is longer than any")
        for one in orjson.loads(stream.exactly(length)):
            content = _proved(stream, one["size"], one["sha256"], one["name"])
            yield _safe(one["name"]), one["size"], content
            for _ in content:
                pass  # what the caller has not taken
        if stream.some(1):
            raise BackupDamagedError("more stands in it than its list says")


def _proved(stream: _Stream, size: int, told: str, name: str) -> Iterator[bytes]:
    found, left = sha256(), size
    while left:
        some = stream.some(left)
        if not some:
            raise BackupDamagedError(f"{name} is not whole")
        found.update(some)
        left -= len(some)
        yield some
    if found.hexdigest() != told:
        raise BackupDamagedError(f"{name} is not what was put into it")


def _safe(name: str) -> str:
    """A name that stays within the book's folder and is one that a book has."""
    parts = PurePosixPath(name).parts
    is_own = len(parts) > 1 and parts[0] in OWN_FOLDERS and ".." not in parts and "\0" not in name
    if name not in {BOOK_FILE, *ALSO} and not is_own:
        raise BackupDamagedError(f'it holds a file "{name[:80]}", which no book has')
    return name


def _make_ready(folder: Path, erased: Iterable[Mark]) -> int:
    """Open what was restored: brought up to date, every page sealed, without who was erased."""
    with closing(open_store(folder)) as store:
        with store.write() as tx:
            marks = tuple(erased)
            marked = put_marks(tx, marks)
        if marked:
            last = datetime.fromtimestamp(max(one.at for one in marks), UTC)
            erase_marked(store, at=last)
        return marked


def _put_in_place(folder: Path, place: Path) -> None:
    if place.is_dir():
        place.rmdir()  # it is empty
    crash_point()
    folder.rename(place)
    crash_point()
    handle = os.open(place.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drill(store: Store, secret: Secret, file: Path | None = None) -> DrillReport:
    """Back up, restore into a folder that is thrown away, and compare what is in both.

    Args:
        store: the book.
        secret: what the backup is sealed with.
        file: where the backup stays; None: it is thrown away too.
    """
    with tempfile.TemporaryDirectory(prefix="goodwill-drill-") as temporary:
        copy, again = Path(temporary) / "copy", Path(temporary) / "again"
        copy.mkdir(mode=0o700)
        backup = _written(store, copy, file or Path(temporary) / "backup", secret)
        restored = restore(Path(backup.file), str(again), secret)
        before, after = _content_of(copy), _content_of(again)
        shutil.rmtree(again)
    return DrillReport(
        is_equal=before == after,
        facts=after[0],
        statements=after[1],
        backup=backup,
        restore=restored,
    )


def _content_of(folder: Path) -> tuple[str, str]:
    """A hash of all facts, and one of all statements that are drawn up."""
    with closing(open_store(folder)) as store:
        statements = sha256()
        with store.read() as reader:
            for row in reader.each(
                "select account_id, as_of, made_with, document from statement order by 1, 2"
            ):
                statements.update(repr(row).encode())
        return facts_hash(store), statements.hexdigest()
