"""Which records of which files an import has to read, in batches.

Decides for each file whether it is read from its start, on from its cursor, or not at all
(`goodwill.store.imports.files` knows it again). What the records say is read in `parsing`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from goodwill.config import Privacy
from goodwill.importing.work import Work
from goodwill.privacy.letting_go import takes_more
from goodwill.sources.base import TOTALS_ROW, Item, RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.walk import Found
from goodwill.store.database import Store
from goodwill.store.imports.files import Cursor, KnownFile, Reading, fingerprint, known_files
from goodwill.store.imports.ledger import Counts
from goodwill.store.rows import Entry, Excluded

__all__ = ["Batch", "Gathering"]

RECORDS = 500
BYTES = 8 << 20
SECONDS = 2.0
"""What a batch holds at most; a killed import does no more than that again."""

ROWS_FOR_ONE = 4
"""Rows of tables that count as one record: each is quick to read again, and many come at once."""

_LOOK_AHEAD = 500
_ROW_BYTES = 200  # about what a row of a table weighs
_SHOWN = 100
_MAILBOXES = frozenset({"mbox"})
_SINGLE_MAILS = frozenset({"eml", "maildir", "msg"})


@dataclass(slots=True)
class Batch:
    """Records that are parsed, and committed, together; and how far files are read with them."""

    work: list[Work] = field(default_factory=list)
    excluded: list[Entry] = field(default_factory=list)
    started: list[Reading] = field(default_factory=list)
    cursors: dict[int, Cursor] = field(default_factory=dict)
    carried: list[tuple[int, Counts]] = field(default_factory=list)
    bytes: int = 0
    rows: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def is_full(self) -> bool:
        """Whether it should go on its way."""
        records = len(self.work) - self.rows + self.rows // ROWS_FOR_ONE + len(self.excluded)
        is_old = records > 0 and time.monotonic() - self.began > SECONDS
        return records >= RECORDS or len(self.started) >= RECORDS or self.bytes >= BYTES or is_old


class Gathering:
    """Goes through what was found, and remembers what it skipped and under which ledger.

    `leave_out` says why a path is not to be read, None if it is. `rules_changed`: the privacy
    rules are not those of the last import, so files they kept something out of are read again.
    So are those of which more is taken than by `taken_before`.
    """

    def __init__(
        self,
        store: Store,
        new_file_id: Callable[[], int],
        privacy: Privacy,
        leave_out: Callable[[str], str | None],
        *,
        settings_path: str | None,
        rules_changed: bool,
        taken_before: Privacy | None = None,
    ) -> None:
        self._settings_path = settings_path
        self._store = store
        self._new_file_id = new_file_id
        self._excluded_folders = tuple(f.strip("/").lower() for f in privacy.exclude_folders)
        self._leave_out = leave_out
        self._rules_changed = rules_changed
        self._privacy, self._taken_before = privacy, taken_before
        self._met: set[str] = set()
        self._folders: dict[str, int] = {}
        self._batch = Batch()
        self.skipped: list[Skipped] = []
        self.groups: dict[int, int] = {}

    def batches(self, found: Iterable[Found]) -> Iterator[Batch]:
        """Everything that has to be read or counted, cut into batches."""
        for file, known in self._with_known(found):
            yield from self._file(file, known)
        yield self._next_batch()

    def _next_batch(self) -> Batch:
        full, self._batch = self._batch, Batch()
        return full

    def _with_known(
        self, found: Iterable[Found]
    ) -> Iterator[tuple[SourceFile | ReadError, KnownFile | None]]:
        """Each file with what the book knows of it, asked for many at a time.

        A member of an archive is asked for at once: it can be read in passing, but not later.
        """
        ahead: list[SourceFile | ReadError] = []
        for one in found:
            if isinstance(one, Skipped):
                self.skipped.append(one)
            elif self._is_to_be_read(one):
                ahead.append(one)
                if "!" in one.path or len(ahead) >= _LOOK_AHEAD:
                    yield from self._look_up(ahead)
                    ahead = []
        yield from self._look_up(ahead)

    def _is_to_be_read(self, one: SourceFile | ReadError) -> bool:
        if one.path in self._met:
            return False
        self._met.add(one.path)
        if one.path == self._settings_path:
            return False
        why = self._leave_out(one.path)
        if why is None and isinstance(one, SourceFile) and one.connector == "settings":
            why = "settings of another folder; import that folder by itself to use them"
        if why:
            self.skipped.append(Skipped(path=one.path, why=why))
        return not why

    def _look_up(
        self, files: list[SourceFile | ReadError]
    ) -> Iterator[tuple[SourceFile | ReadError, KnownFile | None]]:
        if not files:
            return
        with self._store.read() as reader:
            known = known_files(reader, [file.path for file in files])
        for file in files:
            yield file, known.get(file.path)

    def _file(self, found: SourceFile | ReadError, known: KnownFile | None) -> Iterator[Batch]:
        file = _unopened(found) if isinstance(found, ReadError) else found
        if known is not None and self._needs_no_reading(file, known):
            self.groups[known.id] = known.ledger_id
            self._batch.carried.append((known.id, known.counts))
            return
        reading = self._begin(file, known)
        if isinstance(found, ReadError):
            self._batch.work.append(Work(reading.source_file_id, reading.generation, found))
            self._move(reading, 0, is_complete=False)
        else:
            is_on = reading.position > 0 or reading.goes_on
            repeats_last = known is not None and known.ends_open and is_on
            yield from self._records(file, reading, repeats_last=repeats_last)
        if self._batch.is_full:
            yield self._next_batch()

    def _needs_no_reading(self, file: SourceFile, known: KnownFile) -> bool:
        is_done = known.is_complete and known.is_unchanged(file) and _is_read_the_same(file, known)
        return is_done and not self._holds_more(known)

    def _holds_more(self, known: KnownFile) -> bool:
        """Whether a file holds what privacy kept out when it was read, and may not keep out now."""
        if takes_more(self._privacy, self._taken_before, known.path):
            return True
        return self._rules_changed and known.counts.excluded > 0

    def _begin(self, file: SourceFile, known: KnownFile | None) -> Reading:
        """Where reading a file begins, noted in the batch."""
        is_fit = known is not None and not self._holds_more(known)
        position = _goes_on_from(file, known) if known is not None and is_fit else 0
        goes_on = known is not None and is_fit and _is_longer(file, known)
        is_on = position > 0 or goes_on
        source_file_id = known.id if known else self._new_file_id()
        generation = 1 if known is None else known.generation + (not is_on)
        reading = Reading(
            source_file_id=source_file_id,
            ledger_id=known.ledger_id if known else self._ledger_id(file, source_file_id),
            generation=generation,
            position=position,
            is_known=known is not None,
            file=file,
            goes_on=goes_on,
        )
        self.groups[source_file_id] = reading.ledger_id
        self._batch.started.append(reading)
        if known is not None and is_on:
            self._batch.carried.append((known.id, known.counts))
        return reading

    def _ledger_id(self, file: SourceFile, source_file_id: int) -> int:
        """Single mails are shown together, under their folder."""
        if file.connector not in _SINGLE_MAILS:
            return source_file_id
        folder = str(PurePosixPath(file.path).parent)
        if folder not in self._folders:
            self._folders[folder] = self._folder_id(folder)
        return self._folders[folder]

    def _folder_id(self, folder: str) -> int:
        with self._store.read() as reader:
            known = known_files(reader, [folder]).get(folder)
        if known is not None:
            return known.id
        key = self._new_file_id()
        empty = SourceFile(path=folder, connector="folder", size=0, modified_ns=0, open=_nothing)
        self._batch.started.append(
            Reading(
                source_file_id=key,
                ledger_id=key,
                generation=1,
                position=0,
                is_known=False,
                file=empty,
            )
        )
        return key

    def _records(
        self, file: SourceFile, reading: Reading, *, repeats_last: bool
    ) -> Iterator[Batch]:
        """The records of one file, over as many batches as it takes."""
        is_excluded = self._is_excluded(file.path)
        position, is_reread, last = reading.position, repeats_last, None
        for item in connector_named(file.connector).read(file, reading.position):
            work = Work(reading.source_file_id, reading.generation, item, is_reread)
            self._put(work, is_excluded=is_excluded)
            position, is_reread, last = max(position, item.position), False, item
            if self._batch.is_full:
                self._move(reading, position, is_complete=False)
                yield self._next_batch()
        is_mailbox = file.connector in _MAILBOXES
        if isinstance(last, ReadError) and last.may_pass:
            self._move(reading, 0, is_complete=False)
            return
        ends_open = is_mailbox and last is not None and _begins_behind(last, position)
        self._move(reading, position, is_complete=True, ends_open=ends_open)

    def _put(self, work: Work, *, is_excluded: bool) -> None:
        item = work.item
        if is_excluded:
            if not work.is_reread:
                outcome = Excluded("exclude_folders")
                self._batch.excluded.append(Entry(*work[:2], item.locator, outcome))
            return
        self._batch.work.append(work)
        if isinstance(item, RawRecord) and TOTALS_ROW in item.flags:
            self.skipped.append(_told_total(item))
        payload = item.payload if isinstance(item, RawRecord) else b""
        is_row = not isinstance(payload, bytes)
        self._batch.rows += is_row
        self._batch.bytes += _ROW_BYTES if is_row else len(payload)

    def _move(
        self, reading: Reading, position: int, *, is_complete: bool, ends_open: bool = False
    ) -> None:
        self._batch.cursors[reading.source_file_id] = Cursor(
            source_file_id=reading.source_file_id,
            position=position,
            fingerprint=_fingerprint(reading.file, position or ends_open * reading.file.size),
            is_complete=is_complete,
            ends_open=ends_open,
        )

    def _is_excluded(self, path: str) -> bool:
        """Whether a file lies in, or is, a folder that privacy keeps out."""
        if not self._excluded_folders:
            return False
        lower = path.lower().replace("!", "/")
        names = {part.lstrip(".") for part in lower.split("/")} | {PurePosixPath(lower).stem}
        return any(
            folder.lstrip(".") in names or f"/{folder}/" in f"/{lower}/"
            for folder in self._excluded_folders
        )


def _begins_behind(item: Item, position: int) -> bool:
    """Whether a mailbox's record lies behind the place that reading goes on from."""
    offset = item.locator.partition("+")[0]
    return offset.isdecimal() and int(offset) > position


def _told_total(record: RawRecord) -> Skipped:
    """A totals row by its place and what it says, so that whoever imports can be sure of it."""
    cells = record.payload.values() if isinstance(record.payload, dict) else ()
    said = " ".join(cell.strip() for cell in cells if cell.strip())[:_SHOWN]
    why = f'a totals row, which adds up others: "{said}"'
    return Skipped(path=f"{record.path}, {record.locator}", why=why)


def _goes_on_from(file: SourceFile, known: KnownFile) -> int:
    """The byte or row to go on from: the cursor, where what lies before it is still the same."""
    if not known.is_complete and known.is_unchanged(file):
        return known.position
    has_grown = file.connector in _MAILBOXES and file.size > known.size and known.fingerprint
    if has_grown and _fingerprint(file, known.position) == known.fingerprint:
        return known.position
    return 0


def _is_longer(file: SourceFile, known: KnownFile) -> bool:
    """Whether a mailbox held one mail alone, maybe half of it, and begins with the same now."""
    is_one = known.position == 0 and known.is_complete and known.ends_open
    if (
        not is_one
        or known.counts.unreadable
        or file.connector not in _MAILBOXES
        or not 0 < known.size < file.size
    ):
        return False
    return bool(known.fingerprint) and _fingerprint(file, known.size) == known.fingerprint


def _is_read_the_same(file: SourceFile, known: KnownFile) -> bool:
    """Whether the mapping that explains a table is still the one that it was read with."""
    return file.mapping is None or _way(file.mapping) == known.fingerprint


@lru_cache(maxsize=256)
def _way(mapping: Mapping) -> str:
    """What a mapping says, wherever its file lies."""
    return sha256(repr(replace(mapping, where="")).encode()).hexdigest()[:32]


def _fingerprint(file: SourceFile, position: int) -> str:
    """Of a mapped table what explains it; else of mailboxes on disk alone, what lies before.

    Finding the place in a compressed mailbox is reading all of it.
    """
    if file.mapping is not None:
        return _way(file.mapping)
    if file.connector not in _MAILBOXES or position == 0 or "!" in file.path:
        return ""
    try:
        with file.open() as stream:
            is_plain = isinstance(stream, BufferedReader) and isinstance(stream.raw, FileIO)
            return fingerprint(stream, position) if is_plain else ""
    except OSError:
        return ""


def _unopened(error: ReadError) -> SourceFile:
    """A file that could not even be opened; never taken for unchanged."""
    return SourceFile(path=error.path, connector="", size=-1, modified_ns=0, open=_nothing)


def _nothing() -> BinaryIO:
    return Path("/dev/null").open("rb")
