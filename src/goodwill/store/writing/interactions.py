"""Putting messages and meetings away, each once, however many copies are read.

Copies of one mail differ in small things (Bcc in the sender's folder, list headers), and one may
be of headers alone (`headers_alone`). The copy with the highest rank is kept, so the order in which
mailboxes are read changes nothing. A meeting that comes again under its own `ref` with another time
or title is the newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goodwill.store.database import Transaction
from goodwill.store.rows import Entry, MeetingRow, MessageRow
from goodwill.store.upkeep.derived import forget_marks
from goodwill.store.writing.headers_alone import as_one
from goodwill.store.writing.passed_on import drop_passed_on, put_passed_on
from goodwill.store.writing.person_notes import put_person_notes
from goodwill.store.writing.shared import Desk, insert_sql

__all__ = ["put_meetings", "put_messages"]

_PARTS = ("message_text", "participant", "act", "person_note")
"""Tables whose rows go with their message."""


def put_messages(desk: Desk, entries: Sequence[Entry]) -> None:
    """Store new messages, mend those of which a better copy came, note every placement."""
    if not entries:
        return
    book = desk.book
    entries = as_one(book, entries)
    _drop_unfinished(book, entries)
    known, rows, replaced = _sort_out(desk, "message", entries)
    drop_passed_on(book, replaced)
    _clear(book, _PARTS, "message_id", replaced)
    _clear(book, ("message",), "id", replaced)
    book.run_many("UPDATE placement SET message_id = ? WHERE message_id = ?", _moves(replaced))
    book.run_many(
        insert_sql("message"),
        [(key, row.fact_id, row.copy_rank, *row.columns, *desk.stamp) for key, row in rows.items()],
    )
    _put_message_parts(desk, rows)
    put_person_notes(desk, rows)
    put_passed_on(desk, rows)
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
        drop_passed_on(book, [key for (key,) in half])
        _clear(book, (*_PARTS, "placement"), "message_id", [key for (key,) in half])
        _clear(book, ("message",), "id", [key for (key,) in half])
        if half:  # its number may be given again: who goes by numbers would take it for the same
            forget_marks(book)


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
    known, rows, replaced = _sort_out(desk, "meeting", entries)
    places = {known[e.outcome.fact_id]: (e.source_file_id, e.locator) for e in reversed(entries)}
    newer_of = dict(_newer_of_copies(book, replaced))
    _clear(book, ("attendee",), "meeting_id", replaced)
    _clear(book, ("meeting",), "id", replaced)
    book.run_many("UPDATE meeting SET superseded_by = ? WHERE superseded_by = ?", _moves(replaced))
    fresh = {key: row for key, row in rows.items() if key not in newer_of}
    _supersede(book, fresh)
    newer_of.update(_newer_in_batch(fresh))
    book.run_many(
        insert_sql("meeting"),
        [
            (
                key,
                row.fact_id,
                row.copy_rank,
                *row.columns,
                *places[key],
                *desk.stamp,
                newer_of[key],
            )
            for key, row in rows.items()
        ],
    )
    _put_attendees(desk, rows)


def _newer_of_copies(
    book: Transaction, replaced: dict[int, int]
) -> Iterable[tuple[int, int | None]]:
    """For each better copy, what had taken the place of the meeting that it is a copy of."""
    found = book.rows_in("SELECT id, superseded_by FROM meeting WHERE id IN (?*)", list(replaced))
    return [(replaced[old], newer) for old, newer in found]


def _newer_in_batch(fresh: dict[int, MeetingRow]) -> dict[int, int | None]:
    """For each new meeting the one in the same batch that replaces it."""
    last = {row.ref: key for key, row in fresh.items()}
    return {key: None if last[row.ref] == key else last[row.ref] for key, row in fresh.items()}


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
) -> tuple[dict[str, int], dict[int, Any], dict[int, int]]:
    """The id of every fact, the rows to store by id, and which old ids they replace.

    A better copy gets an id of its own, so that whoever remembers ids sees that it changed.
    """
    stored = desk.book.rows_in(
        f"SELECT fact_id, id, copy_rank FROM {table} WHERE fact_id IN (?*)",
        list(dict.fromkeys(e.outcome.fact_id for e in entries)),
    )
    before = {fact_id: (key, rank) for fact_id, key, rank in stored}
    best: dict[str, Any] = {}
    for entry in entries:
        row = entry.outcome
        is_new = row.fact_id not in before and row.fact_id not in best
        if not entry.is_reread:  # counted when it was met first
            desk.tally.add(entry.source_file_id, "imported" if is_new else "duplicate")
        if row.fact_id not in best or row.copy_rank > best[row.fact_id].copy_rank:
            best[row.fact_id] = row
    known = {fact_id: key for fact_id, (key, _) in before.items()}
    rows, replaced = {}, {}
    for fact_id, row in best.items():
        if fact_id in before and row.copy_rank <= before[fact_id][1]:
            continue
        key = desk.ids.new(table)
        rows[key] = row
        if fact_id in before:
            replaced[known[fact_id]] = key
        known[fact_id] = key
    return known, rows, replaced


def _moves(replaced: dict[int, int]) -> list[tuple[int, int]]:
    """New and old id of each, as an update takes them."""
    return [(new, old) for old, new in replaced.items()]


def _clear(book: Transaction, tables: Iterable[str], column: str, replaced: Iterable[int]) -> None:
    keys = [(key,) for key in replaced]
    for table in tables:
        book.run_many(
            f"DELETE FROM {table} WHERE {column} = ?",
            keys,
        )
