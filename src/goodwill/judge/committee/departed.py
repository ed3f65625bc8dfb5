"""Who of theirs has gone, where nobody wrote it down.

Whoever says goodbye and then falls silent has left. So has whoever an automatic answer of their
own address, or a server that knows no such mailbox, says is there no more; unless they wrote or met
us again later, or never wrote before: then the address was wrong from the start. Where several
mailboxes of one account are unknown on one day, its mail is out of order and nobody has left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from goodwill.facts.tables import PersonNoteRow, Tables

__all__ = ["goodbyes", "last_seen", "told_gone"]

SILENT_DAYS = 30  # after a goodbye: no holiday, no slow answer
PARTING_DAYS = 60  # within which the last mails after a goodbye are still part of it
SURE = 0.8  # a deed that changes somebody's part is as sure as any commercial line
AT_ONCE = 3  # people who do not leave one firm on one day


def goodbyes(tables: Tables, seen: Mapping[str, date], *, as_of: date) -> frozenset[str]:
    """Who of theirs said goodbye, beyond doubt, and has been silent ever since.

    `seen` is the last day of each person (`last_seen`).
    """
    found = set()
    for act in tables.act:
        if act.side != "theirs" or act.act != "departure" or act.probability < SURE:
            continue
        last = max(seen.get(act.sender, act.sent_on), act.sent_on)
        parted = (last - act.sent_on).days <= PARTING_DAYS
        if parted and (as_of - last).days >= SILENT_DAYS:
            found.add(act.sender)
    return frozenset(found)


def told_gone(tables: Tables, seen: Mapping[str, date]) -> Mapping[str, PersonNoteRow]:
    """Of whom mail tells that they are there no more, and the first mail that does."""
    shared = {person.person_id for person in tables.person if person.is_shared}
    found: dict[str, PersonNoteRow] = {}
    for row in sorted(tables.person_note, key=lambda row: (row.told_on, row.message_id)):
        last = seen.get(row.person_id, date.max)
        if row.what == "gone" and row.person_id not in shared and last <= row.told_on:
            found.setdefault(row.person_id, row)
    return _without_outages(found)


def _without_outages(found: Mapping[str, PersonNoteRow]) -> Mapping[str, PersonNoteRow]:
    """Without the days on which several at once are told to be gone."""
    on_day: defaultdict[date, int] = defaultdict(int)
    for row in found.values():
        on_day[row.told_on] += 1
    return {who: row for who, row in found.items() if on_day[row.told_on] < AT_ONCE}


def last_seen(tables: Tables) -> dict[str, date]:
    """The last day each person wrote or was at a meeting."""
    days = {row.meeting_id: row.held_on for row in tables.meeting}
    seen = [(row.sender, row.sent_on) for row in tables.message if row.is_human]
    seen += [
        (one.person_id, days[one.meeting_id])
        for one in tables.meeting_person
        if one.meeting_id in days
    ]
    last: dict[str, date] = {}
    for person, day in seen:
        if person not in last or day > last[person]:
            last[person] = day
    return last
