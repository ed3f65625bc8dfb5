"""Committing what an import read: facts, cursor and ledger in one transaction.

A batch either stands in the book whole, with the cursor behind it, or not at all; so an import
that is killed goes on where it was and nothing is lost or doubled. Mail and meetings are put
away by `interactions`, table rows by `table_rows`; how files are known again is in
`goodwill.store.imports.files`.
Only one writer runs at a time (`goodwill.store.lock`), so ids are handed out from memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import TypeAlias

import orjson

from goodwill.sources.base import ReadError
from goodwill.store.database import Store, Transaction
from goodwill.store.imports.files import Cursor, Reading, write_files
from goodwill.store.imports.ledger import Tally
from goodwill.store.rows import (
    Entry,
    Excluded,
    FactRow,
    MeetingRow,
    MessageRow,
    Reject,
    without_bad_characters,
)
from goodwill.store.writing.interactions import put_meetings, put_messages
from goodwill.store.writing.shared import Desk, Ids, Points, insert_sql
from goodwill.store.writing.table_rows import TableRows

__all__ = ["Sieve", "Writer"]


Sieve: TypeAlias = "Callable[[Transaction, Sequence[Entry]], Sequence[Entry]]"
"""What is left of a batch, asked in the transaction that stores it."""


class Writer:
    """The one that writes while an import runs.

    After an error it must not be used again: what it remembers may not be in the book.
    """

    def __init__(self, store: Store, recorded_at: int, sieve: Sieve | None = None) -> None:
        """`sieve` says in each transaction what of its records may be stored by then."""
        self._store = store
        self._sieve = sieve
        with store.read() as reader:
            self._ids = Ids(reader)
        self.import_id = self._ids.new("import_run")
        self._stamp = (self.import_id, recorded_at)
        self._points = Points(self._ids)
        self._table_rows = TableRows()
        with store.write() as book:
            run = (self.import_id, recorded_at, None, version("goodwill"), False)
            book.run(insert_sql("import_run"), run)

    @property
    def streams(self) -> set[int]:
        """The files of live sources whose records come again when they change; to be added to."""
        return self._table_rows.streams

    def new_file_id(self) -> int:
        """An id for a file that the book has not met before."""
        return self._ids.new("source_file")

    def commit(
        self,
        entries: Sequence[Entry],
        tally: Tally,
        started: Sequence[Reading] = (),
        cursors: Sequence[Cursor] = (),
        *,
        also: Callable[[Transaction], None] | None = None,
        first: Callable[[Transaction], None] | None = None,
    ) -> None:
        """Put a batch away whole; `tally` is told what became of each record.

        `also` is done in the same transaction, `first` too, before any record is written.
        """
        with self._store.write() as book:
            if self._sieve is not None:
                entries = self._sieve(book, entries)
            write_files(book, started, cursors)
            if first is not None:
                first(book)
            self._put(Desk(book, self._ids, self._points, tally, self._stamp), entries)
            tally.write(book, self.import_id)
            if also is not None:
                also(book)

    def _put(self, desk: Desk, entries: Sequence[Entry]) -> None:
        kinds: dict[type, list[Entry]] = defaultdict(list)
        for entry in entries:
            kinds[type(entry.outcome)].append(entry)
        put_messages(desk, kinds[MessageRow])
        put_meetings(desk, kinds[MeetingRow])
        kept_out = self._table_rows.put(desk, kinds[FactRow])
        rejects = kinds[Reject] + [_as_reject(entry, error) for entry, error in kept_out]
        self._put_rejects(desk, rejects)
        for entry in kinds[Excluded]:
            desk.tally.add(entry.source_file_id, "excluded")

    def _put_rejects(self, desk: Desk, entries: Sequence[Entry]) -> None:
        rows = []
        for entry in entries:
            desk.tally.add(entry.source_file_id, "unreadable")
            rows.append((self._ids.new("reject"), self.import_id, *_reject_values(entry)))
        desk.book.run_many(insert_sql("reject"), rows)


def _as_reject(entry: Entry, error: ReadError) -> Entry:
    return entry._replace(outcome=Reject(error, entry.outcome.table, None))


def _reject_values(entry: Entry) -> tuple[object, ...]:
    reject: Reject = entry.outcome
    error, clean = reject.error, without_bad_characters
    said = orjson.dumps([(clean(name), clean(value)) for name, value in error.row]).decode()
    texts = (error.path, error.locator, error.column, error.value, error.reason, error.hint)
    shown = tuple(clean(text) for text in texts)
    return entry.source_file_id, entry.generation, *shown, reject.kind, said, reject.payload
