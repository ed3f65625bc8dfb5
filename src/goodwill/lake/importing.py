"""Raw files into a lake: the cluster extracts, the ledger takes note.

First the driver lists the files and cuts what is new into pieces, then the cluster reads them and
writes their rows as Parquet, then what the ledger needs of these is put away in file order by the
writer of the embedded run: everything but the words of mails and their acts. Killed anywhere, the
same call goes on: rows are written whole or not at all, and a file counts as read once the ledger
says so. The Parquet of a run that the ledger never heard of is written over or left unread.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from goodwill.engines.spark_arrow import from_arrow, spark_schema
from goodwill.importing.gathering import Batch, Gathering
from goodwill.importing.parsing import parse_all
from goodwill.importing.rereading import read_mails_again
from goodwill.importing.workers import unpack
from goodwill.lake.extract import EXTRACTED, extracted, message_of, pieces_table
from goodwill.lake.pieces import PIECE_BYTES, Piece, pieces_of
from goodwill.lake.session import told_plainly
from goodwill.pipeline import ImportReport, Run, own_files, rules_for, settings_given, take_settings
from goodwill.reports import OnProgress, Progress, say_nothing, teller
from goodwill.sources.base import SourceFile
from goodwill.sources.mapped.shelf import shelf_of
from goodwill.sources.walk import walk
from goodwill.statements.rules import reader_version
from goodwill.store.book_state import LAKE_READER
from goodwill.store.imports.files import Cursor, KnownFile, Reading
from goodwill.store.lock import import_lock
from goodwill.store.rows import Entry, MessageRow
from goodwill.store.writing import beside_facts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from goodwill.lake.place import Lake
    from goodwill.store.database import Store

__all__ = ["entries_of", "import_into_lake"]

TASK_BYTES = 64 << 20
TASK_FILES = 2_000
"""Raw bytes, or files, that one task reads: some pieces of a mailbox, or many single mails."""

BITE_BYTES = 512 << 20
BITE_FILES = 20_000
"""Raw bytes, or files, whose rows the driver fetches at once."""

COMMITTED = 2_000
"""Records that the ledger takes in one transaction."""


@dataclass(slots=True)
class _Part:
    """A file that is to be read, and its pieces."""

    reading: Reading
    repeats_last: bool
    is_excluded: bool
    pieces: tuple[Piece, ...] = ()


class Listing(Gathering):
    """Goes through the files as an import does, and reads none of them: it makes the list."""

    reads_all_again = False
    """Whether files are read again that did not change: another reader is at work."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.parts: list[_Part] = []

    def _needs_no_reading(self, file: SourceFile, known: KnownFile) -> bool:
        return not self.reads_all_again and super()._needs_no_reading(file, known)

    def _begin(self, file: SourceFile, known: KnownFile | None) -> Reading:
        return super()._begin(file, self._forgotten(known))

    def _forgotten(self, known: KnownFile | None) -> KnownFile | None:
        """A file as if nothing had been read of it, where all of it has to be read again."""
        if known is None or not self.reads_all_again:
            return known
        return replace(known, position=0, is_complete=True, size=-1)

    def cursor(self, reading: Reading, position: int, *, ends_open: bool) -> Cursor:
        """Where a file stands that was read to its end."""
        self._move(reading, position, is_complete=True, ends_open=ends_open)
        return self._batch.cursors.pop(reading.source_file_id)

    def _records(
        self, file: SourceFile, reading: Reading, *, repeats_last: bool
    ) -> Iterator[Batch]:
        self.parts.append(_Part(reading, repeats_last, self._is_excluded(file.path)))
        yield from ()


def import_into_lake(
    spark: SparkSession,
    lake: Lake,
    store: Store,
    paths: Sequence[Path],
    *,
    imported_at: datetime,
    progress: OnProgress | None = None,
    piece_bytes: int = PIECE_BYTES,
) -> ImportReport:
    """Read files and folders into a lake; may be run again at any time on the same or grown files.

    Args:
        spark: the session whose workers read; they see `paths` under the same names.
        lake: where to.
        store: the lake's ledger.
        paths: files and folders; `goodwill.toml` in a folder named here becomes the settings.
        imported_at: now, with its zone; a mail dated later is not believed.
        progress: told how many records the ledger has.
        piece_bytes: how large a stretch of a mailbox is.
    """
    named = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  links stay as they are
    found = walk(named, shelf_of(store.folder))
    given = settings_given(named)
    told = progress or say_nothing
    with import_lock(store, waiting=teller(told)):
        settings = take_settings(store, given, imported_at)
        read_mails_again(store, settings.company.timezone, told=told, workers=0)
        version = reader_version(settings.company.timezone)
        began = time.monotonic()
        leave_out, path = own_files(store, named), given and given.path
        run = Run(store, settings, imported_at, leave_out, path, gather=Listing)
        listing = run.gathering
        if not isinstance(listing, Listing):
            raise TypeError("an import into a lake lists its files")
        listing.reads_all_again = beside_facts.state(store, LAKE_READER) not in {None, version}
        rules = rules_for(settings, imported_at)
        for batch in listing.batches(found):
            run.take(batch, parse_all(batch.work, rules))  # what could not even be opened
        work = _Work.of(listing.parts, piece_bytes)
        if work.parts:
            where = f"{lake.facts}/reader={version}/run={work.digest}"
            with told_plainly("Extracting"):
                _extract(spark, work, where, partial(extracted, rules=rules))
                _note(spark, work, where, (run, listing), told)
        beside_facts.set_state(store, LAKE_READER, version)
        return run.finish(time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class _Work:
    """All that a run has to read."""

    parts: tuple[_Part, ...]
    tasks: tuple[int, ...] = field(default=())
    """By piece, the task that reads it."""

    @classmethod
    def of(cls, parts: Sequence[_Part], piece_bytes: int) -> _Work:
        """Cut files into pieces, and give each task some."""
        numbers = count()
        for part in parts:
            reading = part.reading
            part.pieces = tuple(
                pieces_of(reading.file, numbers, position=reading.position, piece_bytes=piece_bytes)
            )
        tasks, task, size, files = list[int](), 0, 0, 0
        for part in parts:
            for piece in part.pieces:
                weight = (piece.end or part.reading.file.size) - piece.start
                if files and (size + weight > TASK_BYTES or files >= TASK_FILES):
                    task, size, files = task + 1, 0, 0
                tasks.append(task)
                size, files = size + weight, files + 1
        return cls(tuple(parts), tuple(tasks))

    @property
    def digest(self) -> str:
        """The same for the same files as they are now, cut in the same way."""
        found = sha256()
        for part in self.parts:
            file = part.reading.file
            found.update(f"{file.path}\0{file.size}\0{file.modified_ns}\0".encode())
            found.update(f"{part.reading.position}\0{len(part.pieces)}\n".encode())
        return found.hexdigest()[:16]

    def bites(self) -> Iterator[tuple[_Part, ...]]:
        """Files whose rows the driver fetches together."""
        bite, size = list[_Part](), 0
        for part in self.parts:
            weight = part.reading.file.size - part.reading.position
            if bite and (size + weight > BITE_BYTES or len(bite) >= BITE_FILES):
                yield tuple(bite)
                bite, size = [], 0
            bite.append(part)
            size += weight
        if bite:
            yield tuple(bite)


def _extract(spark: SparkSession, work: _Work, where: str, read: Any) -> None:
    """Have all pieces read, and their rows written."""
    pieces = [(piece, part.is_excluded) for part in work.parts for piece in part.pieces]
    table = pieces_table(pieces).append_column("task", pa.array(work.tasks, pa.int32()))
    spread = from_arrow(spark, table).repartitionById(max(work.tasks) + 1, "task").drop("task")
    spread = spread.sortWithinPartitions("number")
    rows = spread.mapInArrow(read, spark_schema(EXTRACTED))
    rows.write.mode("overwrite").parquet(where)


def _note(
    spark: SparkSession, work: _Work, where: str, into: tuple[Run, Listing], told: OnProgress
) -> None:
    """Put away what the ledger keeps of every record, file by file."""
    rows = spark.read.parquet(where).drop("text", "zones", "acts")
    done = 0
    for bite in work.bites():
        first, last = bite[0].pieces[0].number, bite[-1].pieces[-1].number
        some = rows.filter(f"piece between {first} and {last}").orderBy("piece", "record")
        done += _note_bite(some, bite, *into)
        told(Progress(what="Importing", done=done))


def _note_bite(some: DataFrame, bite: Sequence[_Part], run: Run, listing: Listing) -> int:
    owner = {piece.number: part for part in bite for piece in part.pieces}
    table = some.toArrow()
    batch, entries, seen = Batch(), list[Entry](), 0
    met: dict[int, Entry] = {}
    for number, entry in entries_of(table):
        part = owner[number]
        key, generation = part.reading.source_file_id, part.reading.generation
        is_reread = part.repeats_last and key not in met
        met[key] = entry
        entries.append(Entry(key, generation, entry.locator, entry.outcome, is_reread))
        if len(entries) >= COMMITTED:
            run.take(batch, entries)
            seen, entries = seen + len(entries), []
    for part in bite:
        _complete(part, met.get(part.reading.source_file_id), batch, listing)
    run.take(batch, entries)
    return seen + len(entries)


def _complete(part: _Part, last: Entry | None, batch: Batch, listing: Listing) -> None:
    """Note that a file was read to its end."""
    reading = part.reading
    position = max(reading.position, last.source_file_id if last else 0)
    offset = last.locator.partition("+")[0] if last else ""
    is_mailbox = reading.file.connector == "mbox"
    is_open = is_mailbox and offset.isdecimal() and int(offset) > position
    batch.cursors[reading.source_file_id] = listing.cursor(reading, position, ends_open=is_open)


_COLUMNS = tuple(name for name in EXTRACTED.names if name not in {"text", "zones", "acts"})
_FIRST, _LAST = _COLUMNS.index("ref"), _COLUMNS.index("people")


def entries_of(table: pa.Table) -> Iterator[tuple[int, Entry]]:
    """The rows of a table as entries, each with the piece that it comes from."""
    for batch in table.select(list(_COLUMNS)).to_batches(max_chunksize=10_000):
        columns: list[Any] = [
            _LISTS[name](column) if name in _LISTS else column.to_pylist()
            for name, column in zip(_COLUMNS, batch.columns, strict=True)
        ]
        for row in zip(*columns, strict=True):
            yield row[0], _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    position, locator, fact_id, copy_rank = row[2:6]
    people, notes, passed_on, other = row[_LAST:]
    if other is not None:
        (packed,) = unpack(other)
        found: Entry = packed
        return found
    inner = tuple(map(message_of, orjson.loads(passed_on))) if passed_on else ()
    body = row[_FIRST:_LAST]
    message = MessageRow(fact_id, copy_rank, body, None, "[]", people, (), inner, notes)
    return Entry(position, 0, locator, message)


def _people(column: Any) -> list[tuple[Any, ...]]:
    """Lists of people as the book takes them."""
    ends = column.value_lengths().fill_null(0).to_pylist()
    flat = column.flatten()
    roles, addresses, names = (flat.field(at).to_pylist() for at in range(3))
    pairs = list(zip(roles, zip(addresses, names, strict=True), strict=True))
    return _dealt(pairs, ends)


def _notes(column: Any) -> list[tuple[Any, ...]]:
    """Lists of what mails tell of people."""
    flat = column.flatten()
    told = list(zip(*(flat.field(at).to_pylist() for at in range(3)), strict=True))
    return _dealt(told, column.value_lengths().fill_null(0).to_pylist())


def _dealt(flat: Sequence[Any], ends: Sequence[int]) -> list[tuple[Any, ...]]:
    """What stands in a row, so many for each list."""
    found, first = list[tuple[Any, ...]](), 0
    for many in ends:
        found.append(tuple(flat[first : first + many]))
        first += many
    return found


_LISTS = {"people": _people, "notes": _notes}
