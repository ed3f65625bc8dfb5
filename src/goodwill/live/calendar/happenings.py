"""Events that a vendor gives in words of its own, as iCalendar, which every event is read from.

So a meeting is the same fact whether it came over a vendor's interface, over CalDAV or in a file:
the same UID, the same dates, the same people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

__all__ = ["Guest", "Happening", "as_calendar", "moment", "zone_of"]

_RULE = re.compile(r"(?:RRULE|EXRULE|RDATE|EXDATE)[;:][\x21-\x7e]{1,2000}", re.IGNORECASE)
_FRACTION = re.compile(r"\.(\d{1,6})\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is invited; `answer` as iCalendar has it (`ACCEPTED`), "" if unknown."""

    address: str
    name: str = ""
    answer: str = ""
    is_thing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, a series with its `rules`, or one date of a series (`instead_of` its own)."""

    uid: str
    start: datetime | date
    end: datetime | date | None = None
    title: str = ""
    place: str = ""
    text: str = ""
    organizer: Guest | None = None
    guests: tuple[Guest, ...] = ()
    is_cancelled: bool = False
    rules: tuple[str, ...] = ()
    instead_of: datetime | date | None = None
    changes: int = 0


def as_calendar(found: Iterable[Happening]) -> bytes:
    """Events as one calendar."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Goodwill//live//EN")
    whole = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return bytes(whole.removesuffix(end) + b"".join(map(_event, found)) + end)


def _event(one: Happening) -> bytes:
    event = Event()
    event.add("uid", " ".join(one.uid.split()))
    event.add("dtstart", one.start)
    if one.end is not None:
        event.add("dtend", one.end)
    for name, text in (("summary", one.title), ("location", one.place), ("description", one.text)):
        if text:
            event.add(name, text.replace("\0", ""))
    if one.instead_of is not None:
        event.add("recurrence-id", one.instead_of)
    if one.is_cancelled:
        event.add("status", "CANCELLED")
    event.add("sequence", one.changes)
    if one.organizer is not None and one.organizer.address:
        event["organizer"] = _guest(one.organizer)
    for guest in one.guests:
        if guest.address:
            event.add("attendee", _guest(guest), encode=False)
    rules = [rule for rule in one.rules if _RULE.fullmatch(rule)]
    lines = "".join(f"{rule}\r\n" for rule in rules).encode()
    end = b"END:VEVENT\r\n"
    return bytes(event.to_ical()).removesuffix(end) + lines + end


def _guest(one: Guest) -> vCalAddress:
    found = vCalAddress(f"mailto:{''.join(one.address.split())}")
    if one.name:
        found.params["cn"] = vText(" ".join(one.name.replace('"', "'").split()))
    if one.answer:
        found.params["partstat"] = vText(one.answer)
    if one.is_thing:
        found.params["cutype"] = vText("RESOURCE")
    return found


def zone_of(name: str) -> tzinfo:
    """A time zone by its name; UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return UTC


def moment(text: str, zone: tzinfo) -> datetime:
    """A moment as vendors write it, in its time zone; raises `ValueError` for what is none."""
    found = datetime.fromisoformat(_FRACTION.sub(lambda part: f".{part[1]:0<6}", text))
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
