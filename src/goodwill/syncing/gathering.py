"""What a live source brings, cut into batches: the same ones that files become.

A part of a source (a folder, a calendar) is one file of the ledger. Its cursor goes as far as the
source says that all has been brought, and is committed with the records before it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from goodwill.importing.gathering import Batch, Gathering
from goodwill.importing.work import Work
from goodwill.live.base import (
    IN_PASSING,
    Brought,
    Closed,
    Gone,
    Inside,
    Item,
    Known,
    LiveSource,
    Moved,
    Part,
    Reached,
    Withdrawn,
)
from goodwill.live.mail.whose import concerns
from goodwill.privacy.modes import taking_of
from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.store.database import Store
from goodwill.store.imports.files import Cursor, Reading, known_files
from goodwill.store.live_sources.items import items_of
from goodwill.store.rows import Entry, Excluded

__all__ = ["LiveBatch", "LiveGathering", "known_part"]

SLICE = 20_000
SLICE_SECONDS = 60.0
"""Records, or seconds, after which the book is let go of, so that others can write to it."""

LEAST_FIRST = ("metadata", "subject", "text")
OUTSIDE = "a domain that was not opted into"


@dataclass(slots=True)
class LiveBatch(Batch):
    """A batch, with the marks by which its records are known again, and what has moved or gone.

    `moved`: the file in which records were, the one in which they are, old locators to new ones.
    `streams` are the files whose records come again when they change.
    """

    marks: dict[tuple[int, str], str] = field(default_factory=dict)
    payloads: dict[tuple[int, str], bytes] = field(default_factory=dict)
    moved: list[tuple[int, int, Mapping[str, str]]] = field(default_factory=list)
    streams: set[int] = field(default_factory=set)
    withdrawn: set[tuple[int, str]] = field(default_factory=set)


class LiveGathering(Gathering):
    """Goes through parts of one source; `domains` are those of clients that were opted into."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.domains: tuple[str, ...] = ()
        self.closed: list[str] = []
        self.gone = 0
        self.met = 0
        self.is_unfinished = False
        self._began = time.monotonic()
        self._streams: set[int] = set()

    def live_batches(self, source: LiveSource, parts: list[Part]) -> Iterator[LiveBatch]:
        """Everything that is new in these parts."""
        self._batch = LiveBatch(streams=self._streams)
        for part in parts:
            yield from self._part(source, part)
            if self.is_unfinished:
                break
        yield self._next_live()

    def so_far(self) -> LiveBatch:
        """The batch that was begun when its server failed; what of it may be whole.

        Of a stream nothing: its last record may lack rows, and those would be taken back.
        """
        begun = self._next_live()
        return LiveBatch(streams=self._streams) if self._streams else begun

    def _next_live(self) -> LiveBatch:
        full, self._batch = self._batch, LiveBatch(streams=self._streams)
        return full if isinstance(full, LiveBatch) else LiveBatch()

    def _part(self, source: LiveSource, part: Part) -> Iterator[LiveBatch]:
        reading = self._begin_part(part)
        last, begun = "", {part.path: reading}
        for brought in source.fetch(part, self._items):
            if isinstance(brought, Inside):
                inner = brought.part
                reading = begun[inner.path] = begun.get(inner.path) or self._begin_part(inner)
                continue
            record = _record_of(brought) if part.is_stream else ""
            if self._batch.is_full and not (record and record == last):
                yield self._next_live()  # what a record of a stream makes stays together
            self._take(reading, brought)
            last = record
            if isinstance(brought, Reached) and self._is_enough:
                self.is_unfinished = True
                return

    @property
    def _is_enough(self) -> bool:
        """Whether others should have a turn to write, however slow this source is."""
        is_long = time.monotonic() - self._began > SLICE_SECONDS
        return self.met >= SLICE or (self.met > 0 and is_long)

    def _items(self, path: str, *, as_in: str = "") -> Mapping[str, str]:
        if as_in and taking_of(self._privacy, path) != taking_of(self._privacy, as_in):
            return {}
        with self._store.read() as reader:
            return items_of(reader, path)

    def _key_of(self, path: str) -> int | None:
        with self._store.read() as reader:
            known = known_files(reader, [path]).get(path)
        return None if known is None else known.id

    def _begin_part(self, part: Part) -> Reading:
        """A part that is read on, or met for the first time."""
        with self._store.read() as reader:
            known = known_files(reader, [part.path]).get(part.path)
        key = known.id if known else self._new_file_id()
        reading = Reading(
            source_file_id=key,
            ledger_id=known.ledger_id if known else key,
            generation=known.generation + part.is_anew if known else 1,
            position=max(1, known.position) if known and not part.is_anew else 0,
            is_known=known is not None,
            file=_file_of(part),
        )
        self.groups[key] = reading.ledger_id
        self._batch.started.append(reading)
        if part.is_stream:
            self._streams.add(key)
        return reading

    def _take(self, reading: Reading, brought: Brought) -> None:
        """One thing that a source brought, into the batch."""
        match brought:
            case Item():
                self._take_item(reading, brought)
            case ReadError():
                self.met += 1
                self._batch.work.append(Work(reading.source_file_id, reading.generation, brought))
            case Reached():
                self._batch.cursors[reading.source_file_id] = _cursor(reading, brought.known)
            case Moved() if isinstance(self._batch, LiveBatch):
                now = reading.source_file_id
                was = self._key_of(brought.path) if brought.path else now
                self._batch.moved.append((now if was is None else was, now, brought.locators))
            case Gone():
                self.gone += brought.count
            case Withdrawn() if isinstance(self._batch, LiveBatch):
                names = {(reading.source_file_id, locator) for locator in brought.locators}
                self._batch.withdrawn |= names
                self._batch.marks = {k: v for k, v in self._batch.marks.items() if k not in names}
            case Closed():
                self.closed.append(brought.why)

    def _take_item(self, reading: Reading, item: Item) -> None:
        self.met += 1
        record, batch = self._in_the_strictest(item), self._batch
        if any(map(self._is_excluded, item.also_in)):
            outcome = Excluded("exclude_folders")
            batch.excluded.append(
                Entry(reading.source_file_id, reading.generation, record.locator, outcome)
            )
            return
        work = Work(reading.source_file_id, reading.generation, record)
        payload = record.payload if isinstance(record.payload, bytes) else b""
        if self.domains and record.payload_type == "rfc822" and not concerns(payload, self.domains):
            batch.excluded.append(Entry(*work[:2], record.locator, Excluded(OUTSIDE)))
            return
        self._put(work, is_excluded=False)
        if isinstance(batch, LiveBatch):
            name = (reading.source_file_id, record.locator)
            if reading.source_file_id in batch.streams:
                batch.withdrawn.discard(name)
                if item.mark:
                    batch.marks[name] = item.mark
                return
            batch.marks[name], batch.payloads[name] = item.mark, payload

    def _in_the_strictest(self, item: Item) -> RawRecord:
        """A record as one of that place of it of which least is taken."""
        if not item.also_in or not self._privacy.mailboxes:
            return item.record
        places = (item.record.path, *item.also_in)
        least = min(places, key=lambda one: LEAST_FIRST.index(taking_of(self._privacy, one)))
        return replace(item.record, path=least)


def _record_of(brought: Brought) -> str:
    """The record of a stream that a row is of; "" where it is none."""
    if not isinstance(brought, Item):
        return ""
    return brought.record.locator.removesuffix(IN_PASSING)


def known_part(store: Store, path: str) -> Known | None:
    """How far a part has been read; None where it never was."""
    with store.read() as reader:
        found = known_files(reader, [path]).get(path)
    return None if found is None else Known(position=found.position, mark=found.fingerprint)


def _cursor(reading: Reading, known: Known) -> Cursor:
    return Cursor(
        source_file_id=reading.source_file_id,
        position=known.position,
        fingerprint=known.mark,
        is_complete=True,
    )


def _file_of(part: Part) -> SourceFile:
    return SourceFile(
        path=part.path, connector=part.connector, size=0, modified_ns=0, open=_nothing
    )


def _nothing() -> BinaryIO:
    return Path("/dev/null").open("rb")
