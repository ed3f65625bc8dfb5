"""Meetings as relations, and what mails pass on and tell of people: row by row, as they are few.

Mail itself is next door, in `mail`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from goodwill.resolve.meeting_kind import classify_meeting
from goodwill.store.columns.arrays import Days
from goodwill.store.columns.passed_on import add_passed_on
from goodwill.store.columns.person_notes import add_person_notes
from goodwill.store.database import Rows, Transaction

__all__ = ["interaction_rows"]

_RELATIONS = ("act", "remark", "person_note", "meeting", "meeting_person")
_WORKING_DAY_HOURS = 8.0
_DAY = 86_400
_FIRST_DAY = date(1970, 1, 1)
_FROM_EVENING_TO_MIDNIGHT = 6 * 3_600


def _is_weekend(day: int) -> bool:
    """Whether a day, counted from 1 January 1970 (a Thursday), is a Saturday or a Sunday."""
    return (day + 3) % 7 > 4  # noqa: PLR2004  Monday is 0, Friday 4


class _Present(NamedTuple):
    """Somebody linked to the account, or to us, in a meeting."""

    person_id: str
    side: str


def interaction_rows(reader: Transaction, wanted: Sequence[str], days: Days) -> dict[str, Rows]:
    """The relations that these have rows of, with those of these accounts."""
    rows: dict[str, Rows] = defaultdict(list)
    for relation in _RELATIONS:
        rows[relation] = []
    for account_id in wanted:
        add_passed_on(reader, account_id, days, rows)
        add_person_notes(reader, account_id, days, rows)
        _add_meetings(reader, account_id, days, rows)
    return rows


def _present(everybody: Iterable[tuple[Any, ...]], account_id: str) -> list[_Present]:
    """Those of the account and of us, in the order they stand in the meeting."""
    return [
        _Present(person_id, side)
        for _, _, person_id, of_account, side in everybody
        if side == "ours" or (side == "theirs" and of_account == account_id)
    ]


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
        rows["meeting_person"] += [
            (account_id, ref, who.person_id, who.side, who.person_id in organizers)
            for who in dict.fromkeys(_present(people.get(key, ()), account_id))
        ]


def _hours(seconds: int, *, is_all_day: bool) -> float:
    """How long a meeting took; a whole day is a working day."""
    if is_all_day:
        return max(1, round(seconds / _DAY)) * _WORKING_DAY_HOURS
    return max(0, seconds) / 3600
