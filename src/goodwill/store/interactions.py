"""Putting messages and meetings away, each once, however many copies are read.

Copies of one mail differ in small things (Bcc in the sender's folder, list headers). The copy
with the highest rank is kept, so the order in which mailboxes are read changes nothing. A
meeting that comes again under its own `ref` with another time or title is the newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goodwill.store.database import Transaction
from goodwill.store.rows import Entry, MeetingRow, MessageRow
from goodwill.store.schema import METADATA
from goodwill.store.shared import Desk, insert_sql

__all__ = ["put_meetings", "put_messages"]


def _replace_sql(table: str, first: str, last: str) -> str:
    names = [column.name for column in METADATA.tables[table].c]
    kept = names[names.index(first) : names.index(last) + 1]
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in kept)} WHERE id = ?"


_REPLACE_MESSAGE = _replace_sql("message", "copy_rank", "attachments")
_REPLACE_MEETING = _replace_sql("meeting", "copy_rank", "flags")


def put_messages(desk: Desk, entries: Sequence[Entry]) -> None:
    """Store new messages, mend those of which a better copy came, note every placement."""
    if not entries:
        return
    book = desk.book
    _drop_unfinished(book, entries)
    known, fresh, better = _sort_out(desk, "message", entries)
    changed: dict[int, MessageRow] = {**fresh, **better}
    _clear(book, ("message_text", "participant", "act"), "message_id", better)
    book.run_many(
        insert_sql("message"),
        [
            (key, row.fact_id, row.copy_rank, *row.columns, *desk.stamp)
            for key, row in fresh.items()
        ],
    )
    book.run_many(
        _REPLACE_MESSAGE,
        [(row.copy_rank, *row.columns, key) for key, row in better.items()],
    )
    _put_message_parts(desk, changed)
    book.run_many(
        insert_sql("placement", ignore=True),
        [(e.source_file_id, e.locator, known[e.outcome.fact_id]) for e in entries],
    )


def _drop_unfinished(book: Transaction, entries: Sequence[Entry]) -> None:
    """The last message of a mailbox may have been half there; now that it is whole, half goes."""
    for entry in entries:
        if not entry.is_reread:
            continue
        start = entry.locator.partition("+")[0] + "+"
        half = book.rows(
            "SELECT m.id FROM placement p JOIN message m ON m.id = p.message_id "
            "WHERE p.source_file_id = ? AND substr(p.locator, 1, ?) = ? AND m.fact_id <> ? "
            "AND 1 = (SELECT count(*) FROM placement o WHERE o.message_id = m.id)",
            (entry.source_file_id, len(start), start, entry.outcome.fact_id),
        )
        parts = ("message_text", "participant", "act", "placement")
        _clear(book, parts, "message_id", [key for (key,) in half])
        _clear(book, ("message",), "id", [key for (key,) in half])


def _put_message_parts(desk: Desk, rows: dict[int, MessageRow]) -> None:
    wanted = (point for row in rows.values() for _, point in row.people)
    book, point_ids = desk.book, desk.point_ids(wanted)
    book.run_many(
        insert_sql("message_text"), [(key, row.text, row.zones) for key, row in rows.items()]
    )
    book.run_many(
        insert_sql("participant"),
        [
            (key, position, role, point_ids[point])
            for key, row in rows.items()
            for position, (role, point) in enumerate(row.people)
        ],
    )
    book.run_many(
        insert_sql("act"),
        [
            (key, position, *act)
            for key, row in rows.items()
            for position, act in enumerate(row.acts)
        ],
    )


def put_meetings(desk: Desk, entries: Sequence[Entry]) -> None:
    """Store new meetings, mend those of which a better copy came."""
    if not entries:
        return
    book = desk.book
    known, fresh, better = _sort_out(desk, "meeting", entries)
    places = {known[e.outcome.fact_id]: (e.source_file_id, e.locator) for e in reversed(entries)}
    _clear(book, ("attendee",), "meeting_id", better)
    _supersede(book, fresh)
    book.run_many(
        insert_sql("meeting"),
        [
            (key, row.fact_id, row.copy_rank, *row.columns, *places[key], *desk.stamp, newer)
            for key, row, newer in _with_newer(fresh)
        ],
    )
    book.run_many(
        _REPLACE_MEETING,
        [(row.copy_rank, *row.columns, key) for key, row in better.items()],
    )
    _put_attendees(desk, {**fresh, **better})


def _with_newer(fresh: dict[int, MeetingRow]) -> Iterable[tuple[int, MeetingRow, int | None]]:
    """Each new meeting with the id of the one in the same batch that replaces it."""
    last = {row.ref: key for key, row in fresh.items()}
    for key, row in fresh.items():
        newer = last[row.ref]
        yield key, row, None if newer == key else newer


def _supersede(book: Transaction, fresh: dict[int, MeetingRow]) -> None:
    last = {row.ref: key for key, row in fresh.items()}
    old = book.rows_in(
        "SELECT id, ref FROM meeting WHERE ref IN (?*) AND superseded_by IS NULL", list(last)
    )
    book.run_many(
        "UPDATE meeting SET superseded_by = ? WHERE id = ?", [(last[ref], key) for key, ref in old]
    )


def _put_attendees(desk: Desk, rows: dict[int, MeetingRow]) -> None:
    wanted = (point for row in rows.values() for point, _, _ in row.people)
    book, point_ids = desk.book, desk.point_ids(wanted)
    book.run_many(
        insert_sql("attendee"),
        [
            (key, position, point_ids[point], response, is_organizer)
            for key, row in rows.items()
            for position, (point, response, is_organizer) in enumerate(row.people)
        ],
    )


def _sort_out(
    desk: Desk, table: str, entries: Sequence[Entry]
) -> tuple[dict[str, int], dict[int, Any], dict[int, Any]]:
    """The id of every fact, those never seen before, and better copies of those known."""
    wanted = list(dict.fromkeys(e.outcome.fact_id for e in entries))
    stored = desk.book.rows_in(
        f"SELECT fact_id, id, copy_rank FROM {table} WHERE fact_id IN (?*)",
        wanted,
    )
    known = {fact_id: key for fact_id, key, _ in stored}
    ranks = {key: rank for _, key, rank in stored}
    best: dict[int, Any] = {}
    for entry in entries:
        row = entry.outcome
        is_new = row.fact_id not in known
        if is_new:
            known[row.fact_id] = desk.ids.new(table)
        key = known[row.fact_id]
        if not entry.is_reread:  # counted when it was met first
            desk.tally.add(entry.source_file_id, "imported" if is_new else "duplicate")
        if key not in best or row.copy_rank > best[key].copy_rank:
            best[key] = row
    fresh = {key: row for key, row in best.items() if key not in ranks}
    better = {key: r for key, r in best.items() if key in ranks and r.copy_rank > ranks[key]}
    return known, fresh, better


def _clear(book: Transaction, tables: Iterable[str], column: str, replaced: Iterable[int]) -> None:
    keys = [(key,) for key in replaced]
    for table in tables:
        book.run_many(
            f"DELETE FROM {table} WHERE {column} = ?",
            keys,
        )
