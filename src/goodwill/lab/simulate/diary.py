"""Meetings of one account, as calendar entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from goodwill.lab.simulate.people import Person

__all__ = ["Meeting", "calendar_lines"]

FOLD = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting; the first of the people called it."""

    uid: str
    at: datetime
    hours: float
    title: str
    agenda: str
    people: tuple[Person, ...]


def calendar_lines(meeting: Meeting) -> Iterable[str]:
    """The entry, line by line."""
    ends = meeting.at + timedelta(hours=meeting.hours)
    first = meeting.people[0]
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.uid}"
    yield f"DTSTAMP:{meeting.at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{meeting.at:%Y%m%dT%H%M%SZ}"
    yield f"DTEND:{ends:%Y%m%dT%H%M%SZ}"
    yield from _folded(f"SUMMARY:{_escaped(meeting.title)}")
    if meeting.agenda:
        yield from _folded(f"DESCRIPTION:{_escaped(meeting.agenda)}")
    yield from _folded(f"ORGANIZER;CN={first.name}:mailto:{first.email}")
    for person in meeting.people:
        yield from _folded(f"ATTENDEE;PARTSTAT=ACCEPTED;CN={person.name}:mailto:{person.email}")
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterable[str]:
    yield line[:FOLD]
    for start in range(FOLD, len(line), FOLD - 1):
        yield f" {line[start : start + FOLD - 1]}"
