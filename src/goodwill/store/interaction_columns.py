"""Mail and meetings as relations: who of an account, and who of ours, was in them.

A message stands under every account of which somebody is on it. Written by a third party, it is
shown for what it is: its side is `other`, and it does not count as either side saying something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from goodwill.facts.acts import REMARK_IDS
from goodwill.resolve.meeting_kind import classify_meeting
from goodwill.store.arrays import Days
from goodwill.store.database import Rows, Transaction
from goodwill.store.passed_on_columns import add_passed_on
from goodwill.store.person_note_columns import add_person_notes

__all__ = ["interaction_rows"]

_RELATIONS = (
    "message",
    "message_person",
    "act",
    "remark",
    "person_note",
    "meeting",
    "meeting_person",
)
_REMARKS = frozenset(REMARK_IDS)
_WORKING_DAY_HOURS = 8.0
_DAY = 86_400
_FIRST_DAY = date(1970, 1, 1)
_FROM_EVENING_TO_MIDNIGHT = 6 * 3_600


def _is_weekend(day: int) -> bool:
    """Whether a day, counted from 1 January 1970 (a Thursday), is a Saturday or a Sunday."""
    return (day + 3) % 7 > 4  # noqa: PLR2004  Monday is 0, Friday 4


class _Present(NamedTuple):
    """Somebody linked to the account, or to us, on one message or in one meeting."""

    role: str
    person_id: str
    side: str


def interaction_rows(reader: Transaction, wanted: Sequence[str], days: Days) -> dict[str, Rows]:
    """Every relation of mail and meetings, with the rows of these accounts."""
    rows: dict[str, Rows] = defaultdict(list)
    for relation in _RELATIONS:
        rows[relation] = []
    for account_id in wanted:
        _add_messages(reader, account_id, days, rows)
        add_passed_on(reader, account_id, days, rows)
        add_person_notes(reader, account_id, days, rows)
        _add_meetings(reader, account_id, days, rows)
    return rows


_MESSAGES = """
SELECT m.id, m.ref, coalesce(t.thread_id, m.ref), m.sent_at, m.category, m.subject, m.words,
       m.authenticated, m.utc_offset_minutes
FROM (SELECT DISTINCT p.message_id FROM point_link l JOIN participant p ON p.point_id = l.point_id
      WHERE l.account_id = ?) found
JOIN message m ON m.id = found.message_id
LEFT JOIN message_thread t ON t.message_id = m.id
WHERE m.sent_at IS NOT NULL
ORDER BY m.sent_at, m.ref, m.fact_id
"""
_ON_THEM = """
SELECT p.message_id, p.role, l.person_id, l.account_id, l.side
FROM participant p LEFT JOIN point_link l ON l.point_id = p.point_id
WHERE p.message_id IN (?*) ORDER BY p.message_id, p.position
"""
_ACTS = """
SELECT message_id, act, probability, quote, due_on FROM act
WHERE message_id IN (?*) ORDER BY message_id, position
"""


def _add_messages(reader: Transaction, account_id: str, days: Days, rows: dict[str, Rows]) -> None:
    found = reader.rows(_MESSAGES, (account_id,))
    ids = [row[0] for row in found]
    people = _by_first(reader.rows_in(_ON_THEM, ids))
    acts = _by_first(reader.rows_in(_ACTS, ids))
    for key, ref, thread_id, sent_at, category, subject, words, authenticated, offset in found:
        everybody = people.get(key, ())
        present = _present(everybody, account_id)
        sender = next((who for who in present if who.role == "from"), None)
        side, writer = (sender.side, sender.person_id) if sender else ("other", _writer(everybody))
        day, is_human = days(sent_at), category == "human" and sender is not None
        to_count = [who[1] for who in everybody].count("to")
        rows["message"].append(
            (account_id, ref, thread_id, sent_at, day, side, writer, is_human, subject, words,
             to_count, authenticated is None or bool(authenticated), offset)
        )  # fmt: skip
        rows["message_person"] += [
            (account_id, ref, person_id, of_side, role)
            for role, person_id, of_side in dict.fromkeys(present)
        ]
        if is_human:
            other = _counterpart(present, side)
            for _, act, probability, quote, due_on in acts.get(key, ()):
                if act in _REMARKS:
                    rows["remark"].append(
                        (account_id, ref, thread_id, act, quote, sent_at, day, side, writer,
                         other, due_on, None, None)
                    )  # fmt: skip
                else:
                    rows["act"].append(
                        (account_id, ref, thread_id, act, probability, quote, sent_at, day, side,
                         writer, other, due_on, None, None)
                    )  # fmt: skip


def _present(everybody: Iterable[tuple[Any, ...]], account_id: str) -> list[_Present]:
    """Those of the account and of us, in the order they stand on the message."""
    return [
        _Present(role, person_id, side)
        for _, role, person_id, of_account, side in everybody
        if side == "ours" or (side == "theirs" and of_account == account_id)
    ]


def _writer(everybody: Iterable[tuple[Any, ...]]) -> str:
    """The person id of a third party that wrote; "" where nobody knows who that is."""
    return next((who or "" for _, role, who, *_ in everybody if role == "from"), "")


def _counterpart(present: Sequence[_Present], side: str) -> str | None:
    """The first person of the other side it went To, else Cc."""
    for role in ("to", "cc"):
        for who in present:
            if who.role == role and who.side != side:
                return who.person_id
    return None


def _by_first(rows: Rows) -> dict[int, list[tuple[Any, ...]]]:
    """Rows that come ordered by their first column, grouped by it."""
    return {key: list(some) for key, some in groupby(rows, key=itemgetter(0))}


_MEETINGS = """
SELECT m.id, m.ref, m.starts_at, m.ends_at, m.all_day, m.title, m.place, m.description,
       m.flags
FROM (SELECT DISTINCT a.meeting_id FROM point_link l JOIN attendee a ON a.point_id = l.point_id
      WHERE l.account_id = ? AND a.response <> 'declined') found
JOIN meeting m ON m.id = found.meeting_id
WHERE m.superseded_by IS NULL AND NOT m.is_cancelled
ORDER BY m.starts_at, m.ref
"""
_IN_THEM = """
SELECT a.meeting_id, a.is_organizer, l.person_id, l.account_id, l.side
FROM attendee a JOIN point_link l ON l.point_id = a.point_id
WHERE a.meeting_id IN (?*) AND a.response <> 'declined' ORDER BY a.meeting_id, a.position
"""


def _add_meetings(reader: Transaction, account_id: str, days: Days, rows: dict[str, Rows]) -> None:
    found = reader.rows(_MEETINGS, (account_id,))
    people = _by_first(reader.rows_in(_IN_THEM, [row[0] for row in found]))
    for key, ref, starts_at, ends_at, all_day, title, place, description, flags in found:
        day = days(starts_at)
        hours = _hours(ends_at - starts_at, is_all_day=bool(all_day))
        evening = not all_day and days(starts_at + _FROM_EVENING_TO_MIDNIGHT) != day
        kind = classify_meeting(
            title,
            place,
            description,
            held_in=(_FIRST_DAY + timedelta(days=day)).year,
            is_after_hours=evening or _is_weekend(day),
            has_attachment='"attachment"' in flags,
        )
        rows["meeting"].append(
            (
                account_id,
                ref,
                starts_at,
                day,
                hours,
                title,
                place,
                kind.has_agenda,
                kind.is_social,
                kind.is_review,
                kind.is_strategy,
            )
        )
        organizers = {person_id for _, is_one, person_id, *_ in people.get(key, ()) if is_one}
        present = dict.fromkeys(_present(people.get(key, ()), account_id))
        rows["meeting_person"] += [
            (account_id, ref, person_id, side, person_id in organizers)
            for person_id, side in dict.fromkeys((who.person_id, who.side) for who in present)
        ]


def _hours(seconds: int, *, is_all_day: bool) -> float:
    """How long a meeting took; a whole day is a working day."""
    if is_all_day:
        return max(1, round(seconds / _DAY)) * _WORKING_DAY_HOURS
    return max(0, seconds) / 3600
