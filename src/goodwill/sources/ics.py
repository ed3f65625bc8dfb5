"""Calendars in iCalendar files (RFC 5545): one record for each UID.

A series, its changed dates and its cancelled dates share a UID and stand together in one
record, with the time zones that the file defines. What they mean, and on which days a series
falls, is read in `goodwill.normalise.icalendar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from goodwill.sources.base import Connector, Item, RawRecord, ReadError, SourceFile
from goodwill.sources.streams import BOM, guarded, read_whole

__all__ = ["CONNECTOR", "SIZE_LIMIT"]

BEGIN = b"BEGIN:VCALENDAR"
SIZE_LIMIT = 64 << 20
"""Bytes of one calendar; ten years of meetings every working hour stay below a quarter of it."""

_UID = re.compile(rb"^UID(?:;[^:\r\n]*)?:((?:[^\r\n]|\r?\n[ \t])*)", re.MULTILINE | re.IGNORECASE)
_MARK = re.compile(rb"^(BEGIN|END):([\w-]+)", re.MULTILINE | re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_NESTING_LIMIT = 20


@dataclass(slots=True)
class _Calendar:
    """What the events of one VCALENDAR have in common: its own properties, its time zones."""

    properties: bytes
    zones: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Event:
    """The text of one VEVENT and where it lies in the file."""

    calendar: _Calendar
    offset: int
    text: bytes
    is_whole: bool = True


@dataclass(slots=True)
class _Group:
    """The events of one UID in one calendar."""

    uid: str
    events: list[_Event]

    @property
    def first_end(self) -> int:
        return self.events[0].offset + len(self.events[0].text)

    @property
    def last_start(self) -> int:
        return self.events[-1].offset


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the events of each UID, in the order in which the file first names them."""
    data = read_whole(file, SIZE_LIMIT)
    events = _events(data)
    if not events and BEGIN not in data[:4096].upper():
        yield ReadError(
            path=file.path,
            locator=f"0+{len(data)}",
            reason="it is named as a calendar, but no BEGIN:VCALENDAR is in it",
            hint="Export the calendar again as iCalendar (.ics).",
            position=len(data),
        )
    for group in _groups(events):
        if group.last_start >= position:
            yield from _items(file, group)


def recognises(name: str, head: bytes) -> bool:
    """A file that begins with a calendar, or is named as one."""
    start = head.removeprefix(BOM).lstrip()
    return start[: len(BEGIN)].upper() == BEGIN or name.lower().endswith((".ics", ".ical"))


def _items(file: SourceFile, group: _Group) -> Iterator[Item]:
    """The record of one UID; an event that is cut off is told, its whole ones still arrive."""
    whole = [event for event in group.events if event.is_whole]
    for event in group.events:
        if not event.is_whole:
            yield ReadError(
                path=file.path,
                locator=f"{event.offset}+{len(event.text)}",
                reason="the event is cut off: the file goes on without END:VEVENT",
                hint="Export the calendar again and import it; the other events are kept.",
                value=group.uid,
                position=group.first_end,
            )
    if whole:
        yield RawRecord(
            connector=CONNECTOR.name,
            payload_type="icalendar",
            path=file.path,
            locator=group.uid or f"{whole[0].offset}+{len(whole[0].text)}",
            position=group.first_end,
            payload=_payload(whole),
        )


def _payload(events: list[_Event]) -> bytes:
    """A calendar of its own that holds these events."""
    calendar = events[0].calendar
    lines = [BEGIN, calendar.properties, *calendar.zones]
    return b"\r\n".join([*lines, *(event.text for event in events), b"END:VCALENDAR", b""])


def _groups(events: list[_Event]) -> list[_Group]:
    """Events by UID, each calendar of the file on its own; one without a UID stands alone."""
    groups: dict[tuple[int, str], _Group] = {}
    for event in events:
        uid = _uid(event.text)
        key = (id(event.calendar), uid or f"\0{event.offset}")
        groups.setdefault(key, _Group(uid, [])).events.append(event)
    return list(groups.values())


def _uid(text: bytes) -> str:
    found = _UID.search(text)
    return _FOLD.sub(b"", found[1]).decode("utf-8", "replace").strip() if found else ""


def _events(data: bytes) -> list[_Event]:
    """Every VEVENT of the file, each with the calendar it stands in."""
    events: list[_Event] = []
    calendar = _Calendar(b"")
    for name, offset, text, is_whole in _components(data):
        if name == b"VCALENDAR":
            calendar = _Calendar(text)
        elif name == b"VTIMEZONE" and is_whole:
            calendar.zones.append(text)
        elif name == b"VEVENT":
            events.append(_Event(calendar, offset, text, is_whole))
    return events


def _components(data: bytes) -> Iterator[tuple[bytes, int, bytes, bool]]:
    """Name, offset and text of each component inside a calendar, and whether it has its END.

    A calendar itself comes first, with its own properties as text. Linear in the file.
    """
    inside: list[bytes] = []
    began = 0
    for mark in _MARK.finditer(data):
        is_begin, name = mark[1].upper() == b"BEGIN", mark[2].upper()
        if is_begin and inside and name in {b"VCALENDAR", b"VEVENT"}:
            yield inside[0], began, data[began : mark.start()].rstrip(), False
            inside = []
        if is_begin and name == b"VCALENDAR":
            yield name, mark.start(), _own_properties(data, mark.end()), True
        elif is_begin:
            began = began if inside else mark.start()
            inside = [*inside, name][:_NESTING_LIMIT]
        elif name in inside:
            inside = inside[: inside.index(name)]
            if not inside:
                yield name, began, data[began : mark.end()], True
    if inside:
        yield inside[0], began, data[began:].rstrip(), False


def _own_properties(data: bytes, at: int) -> bytes:
    following = _MARK.search(data, at)
    return data[at : following.start() if following else len(data)].strip()


CONNECTOR = Connector(
    name="ics", payload_type="icalendar", recognises=recognises, read=guarded(read)
)
