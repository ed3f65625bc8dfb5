"""Putting table rows away: one current row for each key, older ones kept behind it.

The same content again is a duplicate. Other content under a known key mends it: the newest is
current. Two rows of one key in one file contradict each other: the first stays, the second is
handed back as a reject. A payment or line whose invoice is not there yet waits. An account that
another file names in passing, with nothing but its name, never takes the place of one that says
more: exports of deals and invoices repeat their customers' names.

A live source tells of its records again whenever they change: of those the newest word holds, also
within one run. What such a source takes back is in `stream_rows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from goodwill.facts.csv_tables import KEYS
from goodwill.sources.base import ReadError
from goodwill.store.database import Transaction
from goodwill.store.imports.ledger import Tally
from goodwill.store.rows import Entry, FactRow, as_written
from goodwill.store.tables.schema import ROW_TABLES, WAITING_TABLES
from goodwill.store.writing.shared import Desk, insert_sql

__all__ = ["TableRows", "contradiction"]


@dataclass(slots=True)
class _Stored:
    """A row of a key, as far as a newcomer is compared with it."""

    id: int
    content_id: str
    source_file_id: int
    generation: int
    superseded_by: int | None
    is_waiting: bool
    is_name_alone: bool


class TableRows:
    """Puts rows away batch by batch; remembers the keys of the file that is being read.

    `streams` are the files of live sources whose records come again when they change.
    """

    def __init__(self) -> None:
        self.streams: set[int] = set()
        self._file: tuple[int, int] = (0, 0)
        self._met: dict[int, tuple[str, str]] = {}

    def put(self, desk: Desk, entries: Sequence[Entry]) -> list[tuple[Entry, ReadError]]:
        """Store rows; hands back those that contradict an earlier row of the same file."""
        kept_out = []
        by_table: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            is_said_once = entry.source_file_id not in self.streams
            if is_said_once and (earlier := self._met_otherwise(entry)):
                kept_out.append((entry, contradiction(entry.outcome, entry.locator, earlier)))
            else:
                by_table[ROW_TABLES[entry.outcome.table]].append(entry)
        desk.point_ids(point for e in entries for point in e.outcome.points)
        for table in ROW_TABLES.values():  # invoices stand before what waits for them
            if table in by_table:
                batch = _Batch(desk, table, by_table[table], self.streams)
                kept_out += batch.put(by_table[table])
                batch.write()
        return kept_out

    def _met_otherwise(self, entry: Entry) -> str | None:
        """Where this file already named the same key with other content."""
        row: FactRow = entry.outcome
        here = (entry.source_file_id, entry.generation)
        if here != self._file:
            self._file, self._met = here, {}
        key = hash((row.table, row.row_key))  # not the key itself: files have a million rows
        content, locator = self._met.setdefault(key, (row.content_id, entry.locator))
        return None if content == row.content_id else locator


class _Batch:
    """The rows of one batch that go into one table."""

    def __init__(
        self, desk: Desk, table: str, entries: Sequence[Entry], streams: Collection[int]
    ) -> None:
        self._desk = desk
        self._table = table
        self._streams = streams
        self._stored = _stored_rows(desk.book, table, entries)
        self._invoices = _known_invoices(desk.book, table, entries)
        self._new: list[tuple[_Stored, Entry]] = []
        self._changed: dict[int, _Stored] = {}

    def put(self, entries: Iterable[Entry]) -> list[tuple[Entry, ReadError]]:
        """Decide about each row, in order; hands back the contradictions."""
        kept_out = []
        for entry in entries:
            rows = self._stored[entry.outcome.row_key]
            current = next((old for old in rows if old.superseded_by is None), None)
            same = next((old for old in rows if old.content_id == entry.outcome.content_id), None)
            if same is not None:
                self._meet_again(entry, same, current)
            elif current is not None and self._contradicts(entry, current):
                told = contradiction(entry.outcome, entry.locator, "an earlier row")
                kept_out.append((entry, told))
            elif current is not None and _says_less(self._table, entry, current):
                self._put_behind(entry, rows, current)
            else:
                self._add(entry, rows, current)
        return kept_out

    def _contradicts(self, entry: Entry, current: _Stored) -> bool:
        """Whether both rows stand in one file as it is now (an import went on after a stop)."""
        here = (entry.source_file_id, entry.generation)
        is_same = (current.source_file_id, current.generation) == here
        return is_same and entry.source_file_id not in self._streams

    def _was_put_back(self, entry: Entry, same: _Stored, current: _Stored | None) -> bool:
        """Whether what was said before holds again, after something else or nothing did."""
        if entry.source_file_id in self._streams:
            says_less = current is not None and _says_less(self._table, entry, current)
            return current is not same and not says_less
        return (
            current is not None
            and current is not same
            and current.source_file_id == entry.source_file_id
            and current.generation < entry.generation
        )

    def _meet_again(self, entry: Entry, same: _Stored, current: _Stored | None) -> None:
        """The same content: a duplicate, unless its own source went back to it."""
        file = entry.source_file_id
        if self._was_put_back(entry, same, current):
            if current is not None:
                self._replace(current, same.id)
            same.superseded_by = None
            self._changed[same.id] = same
            self._desk.tally.add(file, "imported")
        else:
            still_waits = same.is_waiting and same.source_file_id == file
            self._desk.tally.add(file, "waiting" if still_waits else "duplicate")

    def _add(self, entry: Entry, rows: list[_Stored], current: _Stored | None) -> None:
        """A row never seen before; what stood under its key steps behind it."""
        row: FactRow = entry.outcome
        waits = self._table in WAITING_TABLES and row.invoice_id not in self._invoices
        stored = self._new_row(entry, None, is_waiting=waits)
        if current is not None:
            self._replace(current, stored.id)
        rows.append(stored)
        self._desk.tally.add(entry.source_file_id, "waiting" if waits else "imported")

    def _put_behind(self, entry: Entry, rows: list[_Stored], current: _Stored) -> None:
        """A row that tells nothing beside the one that stands: kept, and not current."""
        rows.append(self._new_row(entry, current.id, is_waiting=False))
        self._desk.tally.add(entry.source_file_id, "imported")

    def _new_row(self, entry: Entry, superseded_by: int | None, *, is_waiting: bool) -> _Stored:
        row: FactRow = entry.outcome
        stored = _Stored(
            self._desk.ids.new(self._table),
            row.content_id,
            entry.source_file_id,
            entry.generation,
            superseded_by,
            is_waiting,
            _is_name_alone(self._table, row),
        )
        self._new.append((stored, entry))
        return stored

    def _replace(self, old: _Stored, key: int) -> None:
        old.superseded_by = key
        self._changed[old.id] = old

    def write(self) -> None:
        """Write what was decided, and tell the rows that waited for these."""
        self._desk.book.run_many(
            insert_sql(self._table),
            [_values(stored, entry, self._desk.stamp) for stored, entry in self._new],
        )
        self._desk.book.run_many(
            f"UPDATE {self._table} SET superseded_by = ? WHERE id = ?",
            [(old.superseded_by, old.id) for old in self._changed.values()],
        )
        if self._table == "invoice":
            invoices = [entry.outcome.invoice_id for _, entry in self._new]
            for table in sorted(WAITING_TABLES):
                _end_waiting(self._desk.book, table, invoices, self._desk.tally)


def _values(stored: _Stored, entry: Entry, stamp: tuple[int, int]) -> tuple[Any, ...]:
    row: FactRow = entry.outcome
    place = (entry.source_file_id, entry.generation, entry.locator)
    said = (row.row_key, *row.columns, row.attributes, row.content_id)
    return (stored.id, *said, *place, *stamp, stored.superseded_by, stored.is_waiting)


def _says_less(table: str, entry: Entry, current: _Stored) -> bool:
    """Whether another file only names what the current row tells more of."""
    is_of_other_file = entry.source_file_id != current.source_file_id
    return is_of_other_file and _is_name_alone(table, entry.outcome) and not current.is_name_alone


def _is_name_alone(table: str, row: FactRow) -> bool:
    """An account of which nothing but its id and name is said."""
    if table != "account" or row.attributes != "{}":
        return False
    return sum(value not in {None, "[]"} for value in row.columns) <= len(("account_id", "name"))


_NAME_ALONE = """attributes = '{}' AND domains = '[]' AND owner IS NULL AND segment IS NULL
    AND parent_account_id IS NULL AND desired_kind IS NULL AND customer_since IS NULL"""


def _stored_rows(
    book: Transaction, table: str, entries: Sequence[Entry]
) -> defaultdict[str, list[_Stored]]:
    """What stands under the keys of these rows, by key."""
    alone = f"CASE WHEN {_NAME_ALONE} THEN 1 ELSE 0 END" if table == "account" else "0"
    found = book.rows_in(
        "SELECT row_key, id, content_id, source_file_id, generation, superseded_by, is_waiting, "
        f"{alone} FROM {table} WHERE row_key IN (?*)",
        list(dict.fromkeys(e.outcome.row_key for e in entries)),
    )
    rows: defaultdict[str, list[_Stored]] = defaultdict(list)
    for row_key, *values in sorted(found):
        rows[row_key].append(_Stored(*values))
    return rows


def _known_invoices(book: Transaction, table: str, entries: Sequence[Entry]) -> frozenset[str]:
    """Which of the invoices that these rows name are there."""
    if table not in WAITING_TABLES:
        return frozenset()
    keys = {orjson.dumps([e.outcome.invoice_id]).decode(): e.outcome.invoice_id for e in entries}
    # By their keys, which are indexed: an invoice is named by its id alone.
    found = book.rows_in("SELECT DISTINCT row_key FROM invoice WHERE row_key IN (?*)", list(keys))
    return frozenset(keys[row_key] for (row_key,) in found)


def _end_waiting(book: Transaction, table: str, invoices: Sequence[str], tally: Tally) -> None:
    """Rows that waited for these invoices are imported from now on."""
    found = book.rows_in(
        f"SELECT id, source_file_id, import_id FROM {table} "
        "WHERE invoice_id IN (?*) AND is_waiting",
        invoices,
    )
    for _, source_file_id, import_id in found:
        tally.arrived(source_file_id, import_id)
    book.run_many(
        f"UPDATE {table} SET is_waiting = ? WHERE id = ?",
        [(False, key) for key, _, _ in found],
    )


def contradiction(row: FactRow, locator: str, earlier: str) -> ReadError:
    """Two rows of one file under one key that say different things; the file is known by its id."""
    names = KEYS[row.table]
    key = "/".join(str(part) for part in orjson.loads(row.row_key))
    return ReadError(
        path="",
        locator=locator,
        column=", ".join(names),
        value=key,
        reason=f"{earlier} of this file has the same {', '.join(names)} and says something else",
        hint="Keep the right one of the two rows, or give each its own id.",
        row=as_written(row),
    )
