"""What records of a live source became, so that it steps back when they change or are deleted.

A record of a stream (a deal, an invoice) is known by its locator. Beside it stands when it was
changed and the keys of the rows that it became: what it became once and no more, since it was
voided, renamed or deleted, steps back. Such a row points to itself as its successor: it is kept and
no longer current, and comes back when its source says it again. Only what no other record of the
same source still says does so. How rows are put away is in `table_rows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import orjson

from goodwill.store.database import Transaction
from goodwill.store.rows import Entry, Excluded, FactRow, Reject
from goodwill.store.tables.schema import ROW_TABLES

__all__ = ["Became", "became", "forget_rejects", "mark_of", "step_back"]

Became = dict[tuple[int, str], set[tuple[str, str]]]
"""The rows that records are now, by file and locator: the contract's table and the key."""

_Rows = Mapping[str, set[tuple[str, str]]]


def became(entries: Iterable[Entry], noted: Collection[tuple[int, str]]) -> Became:
    """What the `noted` records are now; one of which anything cannot be read is left as it was."""
    found: Became = {}
    rejected = set()
    for entry in entries:
        name = (entry.source_file_id, entry.locator)
        if name not in noted:
            continue
        if isinstance(entry.outcome, Reject):
            rejected.add(name)
        elif isinstance(entry.outcome, FactRow):
            found.setdefault(name, set()).add((entry.outcome.table, entry.outcome.row_key))
        elif isinstance(entry.outcome, Excluded):
            found.setdefault(name, set())
    return {name: rows for name, rows in found.items() if name not in rejected}


def mark_of(changed_at: str, rows: Collection[tuple[str, str]]) -> str:
    """The mark of a record: when it was changed, and what it became."""
    return f"{changed_at} {orjson.dumps(sorted(rows)).decode()}"


def step_back(tx: Transaction, now: Became, gone: Became) -> int:
    """Let what records were, and are no more, step back.

    `gone` are those that were deleted, with what they became just before. Gives how many of them
    were known.
    """
    files = {file for file, _ in (*now, *gone)}
    for file in sorted(files):
        here = {at: rows for (one, at), rows in now.items() if one == file}
        lost = {at: rows for (one, at), rows in gone.items() if one == file}
        _step_back(tx, file, here, lost)
    return sum(
        tx.run("delete from live_item where source_file_id = ? and locator = ?", name)
        for name in sorted(gone)
    )


def _step_back(tx: Transaction, file: int, now: _Rows, gone: _Rows) -> None:
    """The same for one file."""
    found = tx.rows_in(
        "select locator, mark from live_item where locator in (?*) and source_file_id = ?",
        [*now, *gone],
        file,
    )
    lost = {row for at, mark in found for row in _rows_of(mark) - now.get(at, set())}
    lost |= {row for rows in gone.values() for row in rows}
    if not lost:
        return
    lost -= {row for rows in now.values() for row in rows}
    lost -= _said_by_others(tx, file, {*now, *gone})
    by_table: dict[str, list[str]] = defaultdict(list)
    for table, key in sorted(lost):
        by_table[ROW_TABLES[table]].append(key)
    for table, keys in by_table.items():
        tx.run_many(
            f"update {table} set superseded_by = id where row_key = ? and superseded_by is null",
            [(key,) for key in keys],
        )


def _said_by_others(tx: Transaction, file: int, met: Collection[str]) -> set[tuple[str, str]]:
    """The rows that other records of the same part are: two people may have one address."""
    found = tx.rows("select locator, mark from live_item where source_file_id = ?", (file,))
    return {row for locator, mark in found if locator not in met for row in _rows_of(mark)}


def _rows_of(mark: str) -> set[tuple[str, str]]:
    return {(table, key) for table, key in orjson.loads(mark.partition(" ")[2] or "[]")}


def forget_rejects(tx: Transaction, entries: Iterable[Entry], import_id: int) -> None:
    """What could not be read of these records in earlier runs is told no more: they came again."""
    met: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        met[entry.source_file_id].add(entry.locator)
    for file, locators in met.items():
        known = tx.rows(
            "select id, locator from reject where source_file_id = ? and import_id <> ?",
            (file, import_id),
        )
        stale = [(key,) for key, locator in known if locator in locators]
        tx.run_many("delete from reject where id = ?", stale)
