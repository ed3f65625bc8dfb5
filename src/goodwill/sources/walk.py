"""Which files there are under the paths that were named, and what kind each is.

Files are recognised by their content, folders are walked in a stable order (a book's own
settings first), archives are looked into. Nothing outside the named paths is touched: symbolic
links inside a folder are never followed. What a file says is read by its connector.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from goodwill.errors import CallError
from goodwill.sources.archives import (
    DEPTH_LIMIT,
    ArchiveKind,
    Member,
    Opener,
    archive_kind,
    members,
)
from goodwill.sources.base import Connector, ReadError, Skipped, SourceFile
from goodwill.sources.columnar import CONNECTOR as COLUMNAR
from goodwill.sources.columnar import column_header, column_rows, is_columnar
from goodwill.sources.connectors import recognise
from goodwill.sources.maildir import CONNECTOR as MAILDIR
from goodwill.sources.maildir import MAIL_FOLDERS, stable_name
from goodwill.sources.mapped.contract import contract_mapping
from goodwill.sources.mapped.shelf import Shelf, is_named_as_table
from goodwill.sources.mapped_tables import CONNECTOR as MAPPED
from goodwill.sources.outlook_mails import MARK as OLE_MARK
from goodwill.sources.outlook_stores import CONNECTOR as OUTLOOK
from goodwill.sources.outlook_stores import folders_of_store, is_store
from goodwill.sources.settings_file import FILE_NAME
from goodwill.sources.sheets import SheetRow
from goodwill.sources.streams import (
    BUFFER,
    BombError,
    BrokenStreamError,
    Budget,
    read_block,
    with_head,
)
from goodwill.sources.workbooks import CONNECTOR as WORKBOOKS
from goodwill.sources.workbooks import SheetTop, is_workbook, sheet_rows, sheets_of

__all__ = ["Found", "open_beside", "walk"]

HEAD = 4_096
"""Bytes that a file is recognised by."""
TABLE_HEAD = 1 << 16
"""The same of what is named as a table: its header may have hundreds of columns."""

Found = SourceFile | ReadError | Skipped

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_OFFICE_MARKS = (b"[Content_Types].xml", b"mimetype", b"META-INF/")


def walk(paths: Iterable[Path], shelf: Shelf | None = None) -> Iterator[Found]:
    """Every file under `paths`: to read, unreadable, or skipped with the reason.

    `shelf` holds the mappings that explain vendors' tables; those that ship, if None. A path that
    does not exist is a `CallError`, raised before anything is read.
    """
    named = list(paths)
    for path in named:
        if not os.path.lexists(path):
            raise CallError(
                f'There is no file or folder "{_shown(os.fspath(path))}".',
                hint="Check the path; quote it where it holds spaces.",
            )
    return _walk_all(named, shelf or Shelf())


def _walk_all(paths: list[Path], shelf: Shelf) -> Iterator[Found]:
    for path in paths:
        if path.is_dir():
            yield from _folder(os.fspath(path), shelf, in_maildir=False)
        else:
            yield from _file(os.path.realpath(path), _shown(os.fspath(path)), shelf)


def _folder(folder: str, shelf: Shelf, *, in_maildir: bool) -> Iterator[Found]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=_order)
    except OSError as error:
        yield _unreadable(_shown(folder), error)
        return
    is_maildir = _is_maildir(entries)
    for entry in entries:
        yield from _entry(entry, shelf, in_maildir=in_maildir, is_maildir=is_maildir)


def _entry(
    entry: os.DirEntry[str], shelf: Shelf, *, in_maildir: bool, is_maildir: bool
) -> Iterator[Found]:
    """One name in a folder. `is_maildir`: the folder is one; `in_maildir`: its `cur` or `new`."""
    shown = _shown(entry.path)
    if entry.is_symlink():
        yield Skipped(path=shown, why="a symbolic link, which is never followed")
    elif entry.is_dir(follow_symlinks=False):
        yield from _subfolder(entry, shelf, is_maildir=is_maildir)
    elif entry.name.startswith("."):
        # In a Maildir such files are the server's own, and no mail (the format says so).
        if not in_maildir:
            yield Skipped(path=shown, why="a hidden file")
    elif in_maildir:
        yield _maildir_file(entry.path)
    else:
        yield from _file(entry.path, shown, shelf)


def _subfolder(entry: os.DirEntry[str], shelf: Shelf, *, is_maildir: bool) -> Iterator[Found]:
    if is_maildir and entry.name == "tmp":
        # Mail that is still being delivered: it will stand in `new` when it is whole.
        return
    if entry.name.startswith(".") and not (is_maildir and _holds_mail(entry.path)):
        yield Skipped(path=_shown(entry.path), why="a hidden folder")
    else:
        in_maildir = is_maildir and entry.name in MAIL_FOLDERS
        yield from _folder(entry.path, shelf, in_maildir=in_maildir)


def _maildir_file(path: str) -> Found:
    """A mail in a Maildir is known by its place: its content need not be looked at."""
    try:
        info = os.lstat(path)
    except OSError as error:
        return _unreadable(_shown(path), error)
    if not stat.S_ISREG(info.st_mode):
        return Skipped(path=_shown(path), why="no plain file")
    return SourceFile(
        path=stable_name(_shown(path)),
        connector=MAILDIR.name,
        size=info.st_size,
        modified_ns=info.st_mtime_ns,
        open=partial(_open, path),
    )


def _file(path: str, shown: str, shelf: Shelf) -> Iterator[Found]:
    """One file on disk, or what is in it where it is an archive."""
    try:
        info = os.lstat(path)
        if not stat.S_ISREG(info.st_mode):
            yield Skipped(path=shown, why="no plain file")
            return
        with _open(path) as stream:
            head = stream.read(TABLE_HEAD)
    except OSError as error:
        yield _unreadable(shown, error)
        return
    place = _Place(path, info.st_size, info.st_mtime_ns, shelf)
    yield from place.found(_Name(shown, shown), head, partial(_open, path), depth=0)


class _Name(NamedTuple):
    """What people are told, and what the file is recognised by: the same without `.gz`."""

    shown: str
    plain: str


class _Place:
    """A file on disk, whose size and age stand for all that is inside it."""

    def __init__(self, path: str, size: int, modified_ns: int, shelf: Shelf) -> None:
        self._path = path
        self._shelf = shelf
        self._size = size
        self._modified_ns = modified_ns
        self._budget = Budget(size)

    def found(self, name: _Name, head: bytes, open_: Opener, *, depth: int) -> Iterator[Found]:
        """What one file is, on disk or inside an archive."""
        kind = archive_kind(head)
        if kind == "zip" and (why := _why_no_archive(name.plain, head)):
            yield Skipped(path=name.shown, why=why)
        elif is_workbook(name.plain, head):
            yield from self._workbook(name, open_)
        elif is_store(head):
            store = self._source(name.shown, OUTLOOK, open_)
            yield from folders_of_store(store, _shown)
        elif kind is not None:
            yield from self._archive(kind, name, open_, depth=depth)
        else:
            yield self._plain(name, head, open_)

    def _plain(self, name: _Name, head: bytes, open_: Opener) -> Found:
        if is_columnar(head):
            return self._columnar(name, open_)
        mapping = self._shelf.for_csv(name.plain, head)
        connector = MAPPED if mapping else recognise(name.plain, _for_connectors(name.plain, head))
        if connector is None:
            return Skipped(path=name.shown, why=_why_unknown(name.plain, head))
        shown = stable_name(name.shown) if connector is MAILDIR else name.shown
        file = self._source(shown, connector, open_)
        return replace(file, mapping=mapping, beside=self._beside(name))

    def _beside(self, name: _Name) -> Callable[[str], BinaryIO] | None:
        """Opens other tables of the folder; there is none around a member of an archive."""
        return None if "!" in name.shown else partial(open_beside, self._path)

    def _workbook(self, name: _Name, open_: Opener) -> Iterator[Found]:
        """The sheets of a workbook, each a table of its own."""
        try:
            sheets = sheets_of(open_)
        except OSError as error:
            yield _refused(name.shown, error)
            return
        for sheet in sheets:
            yield self._sheet(name, sheet, open_)

    def _sheet(self, name: _Name, sheet: SheetTop, open_: Opener) -> Found:
        shown = f"{name.shown}!{_shown(sheet.name)}"
        if sheet.why_not:
            return Skipped(path=shown, why=sheet.why_not)
        file = self._source(shown, WORKBOOKS, open_)
        rows = sheet_rows(open_, sheet.number)
        return self._explained(replace(file, rows=rows), name, sheet.rows)

    def _columnar(self, name: _Name, open_: Opener) -> Found:
        try:
            top = [column_header(open_)]
        except OSError as error:
            return _refused(name.shown, error)
        file = self._source(name.shown, COLUMNAR, open_)
        return self._explained(replace(file, rows=column_rows(open_)), name, top)

    def _source(self, shown: str, connector: Connector, open_: Opener) -> SourceFile:
        return SourceFile(
            path=shown,
            connector=connector.name,
            size=self._size,
            modified_ns=self._modified_ns,
            open=open_,
        )

    def _explained(self, file: SourceFile, name: _Name, top: Sequence[SheetRow]) -> Found:
        """A table that is no text with the mapping that its first rows call for."""
        mapping = self._shelf.for_tops([top]) or contract_mapping(top)
        if mapping is None:
            return Skipped(path=file.path, why=_why_no_table(top))
        return replace(file, mapping=mapping, beside=self._beside(name))

    def _archive(
        self, kind: ArchiveKind, name: _Name, open_: Opener, *, depth: int
    ) -> Iterator[Found]:
        if depth >= DEPTH_LIMIT:
            deep = BombError(f"archives are nested deeper than {DEPTH_LIMIT}")
            yield _refused(name.shown, deep)
            return
        try:
            for member in members(kind, name.plain, open_, self._budget):
                if isinstance(member, Skipped):
                    yield Skipped(path=f"{name.shown}!{_shown(member.path)}", why=member.why)
                else:
                    yield from self._member(kind, name, member, depth=depth)
        except OSError as error:
            yield _refused(name.shown, error)

    def _member(
        self, kind: ArchiveKind, archive: _Name, member: Member, *, depth: int
    ) -> Iterator[Found]:
        """One member; it stays open behind its head, for whoever reads it in passing."""
        inside = f"{archive.shown}!{_shown(member.name)}"
        name = _Name(archive.shown, member.name) if kind == "gz" else _Name(inside, inside)
        if kind != "gz" and _is_hidden(member.name):
            yield Skipped(path=name.shown, why="a hidden file")
            return
        try:
            peeked = _Peeked(member.open)
        except OSError as error:
            yield _refused(name.shown, error)
            return
        # `.tar.gz` is one archive, not two.
        is_tar_gz = kind == "gz" and archive_kind(peeked.head) == "tar"
        inner_depth = depth if is_tar_gz else depth + 1
        with peeked:
            yield from self.found(name, peeked.head, peeked.open, depth=inner_depth)


class _Peeked:
    """A member whose head was read: the first to open it goes on with the same stream."""

    def __init__(self, open_: Opener) -> None:
        self._open = open_
        stream = open_()
        self.head, failure = read_block(stream, TABLE_HEAD)
        if failure is not None and not self.head:
            stream.close()
            raise failure
        self._live: BinaryIO | None = stream

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.close()
            self._live = None

    def open(self) -> BinaryIO:
        """A fresh stream of the member from its first byte."""
        live, self._live = self._live, None
        return self._open() if live is None else with_head(self.head, live)


def _open(path: str) -> BinaryIO:
    """A plain file, never through a link, never waiting for a pipe."""
    handle = os.open(path, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BrokenStreamError("it is no plain file any more")
    return os.fdopen(handle, "rb", buffering=BUFFER)


def open_beside(path: str, stem: str) -> BinaryIO:
    """Another table of the same folder: of that very name, or the only one that begins with it."""
    folder = os.path.dirname(path)  # noqa: PTH120  paths here are text, as they are told
    wanted = stem.casefold()
    names = [name for name in sorted(os.listdir(folder)) if is_named_as_table(name)]  # noqa: PTH208
    exact = [name for name in names if name.casefold().rpartition(".")[0] == wanted]
    near = exact or [name for name in names if name.casefold().startswith(wanted)]
    if len(near) != 1:
        raise FileNotFoundError(f'no file of this folder is meant by "{stem}"')
    return _open(os.path.join(folder, near[0]))  # noqa: PTH118


def _for_connectors(name: str, head: bytes) -> bytes:
    """As much as a connector looks at."""
    return head if is_named_as_table(name) or head.startswith(OLE_MARK) else head[:HEAD]


def _order(entry: os.DirEntry[str]) -> tuple[bool, bytes]:
    return entry.name != FILE_NAME, os.fsencode(entry.name)


def _is_maildir(entries: list[os.DirEntry[str]]) -> bool:
    """`cur` beside `new` or `tmp`; archives and version control lose the ones that are empty."""
    names = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
    return "cur" in names and bool(names & {"new", "tmp"})


def _holds_mail(folder: str) -> bool:
    """A folder of a Maildir (`.Sent`, `.Archive.2025`) is a Maildir again."""
    return (Path(folder) / "cur").is_dir()


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[-1].startswith(".") or "__MACOSX" in parts or ".git" in parts


def _shown(path: str) -> str:
    """A path as text that can be printed and stored, whatever bytes a file system allows."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


_UNREAD: tuple[tuple[bytes, tuple[str, ...], str], ...] = (
    (
        OLE_MARK[:4],
        (".xls", ".xlsx", ".xlsm"),
        "an old or a locked Excel workbook; save it as .xlsx without a password, or as CSV",
    ),
    (b"!BDN", (), "an address book of Outlook, no mail"),
    (b"BEGIN:VCARD", (), "contacts; whom you know is told by mail and calendars"),
    *(
        (mark, (), "an archive of a kind that is not read; unpack it and import the folder")
        for mark in (b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf", b"Rar!")
    ),
)
"""What is known and not read: how it begins, how it is named, and what to do."""


def _why_unknown(name: str, head: bytes) -> str:
    if not head:
        return "empty"
    name = name.lower()
    if name.endswith((".csv", ".tsv")):
        return "its header names no table that is known; explain it with  goodwill map FILE"
    for mark, endings, why in _UNREAD:
        if head.startswith(mark) and name.endswith(endings or ""):
            return why
    return "no kind of file that is read"


def _why_no_archive(name: str, head: bytes) -> str:
    """Why a zip archive is not looked into, "" if it is, or is a workbook that is read."""
    if b"opendocument.spreadsheet" in head[:120]:
        return "an OpenDocument sheet; save it as .xlsx or CSV"
    if name.lower().endswith(".xlsb"):
        return "a binary Excel workbook; save it as .xlsx"
    is_office = any(mark in head[:120] for mark in _OFFICE_MARKS)
    if is_office and not is_workbook(name, head):
        return "an office document or program, no archive of mail"
    return ""


def _why_no_table(rows: Sequence[SheetRow]) -> str:
    if not rows:
        return "an empty sheet"
    return "none of its first rows is a header that is known; explain it with  goodwill map FILE"


def _unreadable(shown: str, error: OSError) -> ReadError:
    return ReadError(
        path=shown,
        locator="",
        reason=f"could not be opened: {error.strerror or error}",
        hint="Give yourself the right to read it, and import again; the rest was read.",
    )


def _refused(shown: str, error: OSError) -> ReadError:
    return ReadError(
        path=shown,
        locator="",
        reason=error.strerror or str(error),
        hint=getattr(error, "hint", BrokenStreamError.hint),
    )
