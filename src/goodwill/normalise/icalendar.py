"""Calendar events become meetings, one for each date of a series.

A record holds the events of one UID (`goodwill.sources.ics`). Times without a zone are the
company's. Rules that would never end are refused in `recurrence` before they are expanded;
the event then stands once, flagged. Who the people are is worked out in `goodwill.resolve`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component, use_zoneinfo
from icalendar.error import GloballyUniqueTZIDGuessed

from goodwill.facts.base import SourceRef, content_id, fold_space
from goodwill.facts.interactions import Meeting
from goodwill.normalise.calendar_people import attendees
from goodwill.normalise.calendar_text import CalendarText, calendar_text
from goodwill.normalise.recurrence import INSTANCE_LIMIT, count_repetitions
from goodwill.sources.base import RawRecord, ReadError

__all__ = ["normalise_calendar"]

_LONGEST_REPEATED = timedelta(days=366)
"""How long each date of a repeated event may last."""
_AHEAD = timedelta(days=366)
"""How far behind the last day that matters a series is followed."""
_RULE_LIMIT = 5
"""Rules of one UID; a series has one, and another where it was changed from some day on."""
_UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    AssertionError,
)
"""What the calendar libraries raise for values that are none."""
_HINT = "Open the event in its calendar, correct it, and export the calendar again."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all events of a record share."""

    record: RawRecord
    until: date
    zone: ZoneInfo
    method: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occurrence:
    """One date of an event; `instance` names it among those of a series."""

    event: Component
    instance: date | None
    flags: tuple[str, ...] = ()


def normalise_calendar(
    record: RawRecord, *, until: date, timezone: str
) -> Iterator[Meeting | ReadError]:
    """Yield the meetings of one UID, series expanded to a year after `until`.

    An event that cannot be read is a `ReadError`; the others still arrive.
    """
    payload = record.payload if isinstance(record.payload, bytes) else b""
    with warnings.catch_warnings():
        # Zone names with a vendor's prefix are meant as they look.
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        text = calendar_text(payload)
        found = list(_meetings(record, text, until, ZoneInfo(timezone)))
    yield from found


def _meetings(
    record: RawRecord, text: CalendarText, until: date, zone: ZoneInfo
) -> Iterator[Meeting | ReadError]:
    if text.problem:
        yield _error(record, text.problem)
        return
    # The library remembers zones by name for ever: those of one calendar are not another's.
    if text.defines_zones:
        use_zoneinfo()  # type: ignore[no-untyped-call]
    try:
        calendar = Calendar.from_ical(text.text)
        frame = _Frame(
            record=record,
            until=until,
            zone=zone,
            method=str(calendar.get("METHOD", "")).strip().upper(),
            flags=text.flags,
        )
        yield from _events(calendar, frame)
    except _UNREADABLE as error:
        yield _error(record, f"the event could not be read: {fold_space(str(error))[:200]}")
    finally:
        if text.defines_zones:
            use_zoneinfo()  # type: ignore[no-untyped-call]


def _events(calendar: Component, frame: _Frame) -> Iterator[Meeting | ReadError]:
    events = calendar.walk("VEVENT")
    readable = [event for event in events if _has_start(event)]
    if len(readable) < len(events):
        broken = next(event for event in events if not _has_start(event))
        value = _raw_text(broken, "DTSTART")
        yield _error(frame.record, "the event has no day that can be read (DTSTART)", value)
    if any(name in event for event in readable for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        occurrences = _series(calendar, readable, frame)
    else:
        occurrences = [_Occurrence(event=event, instance=None) for event in _latest(readable)]
    for occurrence in occurrences:
        try:
            yield _meeting(occurrence, frame)
        except _UNREADABLE as error:
            yield _error(frame.record, f"a date could not be read: {fold_space(str(error))[:200]}")


def _series(calendar: Component, events: list[Component], frame: _Frame) -> list[_Occurrence]:
    """Every date of a series up to the frame's end, with its changed and cancelled dates."""
    starts = [_local(_start(event)) for event in events]
    stop = max(datetime.combine(frame.until, time()) + _AHEAD, min(starts) + timedelta(days=1))
    begin, flags = _keep_rules_that_end(events, stop)
    flags = tuple(sorted({*flags, *_let_go_of_lengths(events)}))
    try:
        query = recurring_ical_events.of(calendar, components=["VEVENT"])
        found = [
            _written_down(event, flags)
            for event in query.between(begin or min(starts) - timedelta(days=1), stop)
        ]
    except _UNREADABLE:
        # Its rule or dates contradict each other: what stands written down is still there.
        flags = (*flags, "recurrence_unread")
        return [_written_down(event, flags) for event in events]
    return sorted(found, key=lambda one: _local(_start(one.event)))[-INSTANCE_LIMIT:]


def _let_go_of_lengths(events: list[Component]) -> set[str]:
    """Take away ends that a repeated event cannot have; how their events are flagged.

    To find what goes on at a time, as many dates are made around it as an event is long: one that
    ends in another century, or before it began, asks for centuries of dates.
    """
    flags: set[str] = set()
    for event in events:
        try:
            lasts = _local(_end(event)) - _local(_start(event))
        except OverflowError:
            lasts = timedelta.max
        if timedelta(0) <= lasts <= _LONGEST_REPEATED:
            continue
        event.pop("DTEND", None)
        event.pop("DURATION", None)
        flags.add("ends_before_start" if lasts < timedelta(0) else "end_unread")
    return flags


def _keep_rules_that_end(
    events: list[Component], stop: datetime
) -> tuple[datetime | None, tuple[str, ...]]:
    """Take away rules that are refused; say from when on dates are kept, and what was done."""
    begin: datetime | None = None
    flags: set[str] = set()
    is_too_much = sum(len(_all(event, "RRULE")) for event in events) > _RULE_LIMIT
    for event in events:
        for rule in _all(event, "RRULE"):
            if is_too_much:
                event.pop("RRULE", None)
                flags.add("recurrence_refused")
                break
            text = rule.to_ical().decode()
            repetition = count_repetitions(text, _local(_start(event)), stop)
            if repetition is None:
                event.pop("RRULE", None)
                flags.add("recurrence_refused")
            elif repetition.is_cut:
                begin = min(begin or repetition.first, repetition.first)
                flags.add("recurrence_cut")
    return begin, tuple(sorted(flags))


def _written_down(event: Component, flags: tuple[str, ...]) -> _Occurrence:
    return _Occurrence(event=event, instance=_value(event, "RECURRENCE-ID"), flags=flags)


def _latest(events: list[Component]) -> list[Component]:
    """Of several versions of an event those with the highest SEQUENCE; one that has none is 0."""
    newest = max((_sequence(event) for event in events), default=0)
    return [event for event in events if _sequence(event) == newest]


def _meeting(occurrence: _Occurrence, frame: _Frame) -> Meeting:
    event = occurrence.event
    start, end = _start(event), _end(event)
    starts_at, ends_at = _utc(start, frame.zone), _utc(end, frame.zone)
    title = _text(event, "SUMMARY")
    is_cancelled = frame.method == "CANCEL" or _text(event, "STATUS").upper() == "CANCELLED"
    people = attendees(event)
    stamp = _stamp(occurrence.instance, frame.zone)
    uid = _text(event, "UID")
    identity = (
        uid or f"{ends_at.isoformat()} {people[0].address if people else ''}",
        stamp,
        starts_at.isoformat(),
        title,
        "cancelled" if is_cancelled else "",
    )
    name = uid or f"sha256:{content_id(*identity, digits=16)}"
    return Meeting(
        fact_id=content_id("meeting", *identity),
        ref=f"{name}/{stamp}" if stamp else name,
        starts_at=starts_at,
        ends_at=max(starts_at, ends_at),
        all_day=not isinstance(start, datetime),
        title=title,
        place=_text(event, "LOCATION"),
        description=_raw_text(event, "DESCRIPTION"),
        is_cancelled=is_cancelled,
        attendees=people,
        flags=_flags(occurrence, frame, ends_before_start=ends_at < starts_at),
        source=SourceRef(
            connector=frame.record.connector,
            path=frame.record.path,
            locator=frame.record.locator,
        ),
    )


def _flags(occurrence: _Occurrence, frame: _Frame, *, ends_before_start: bool) -> tuple[str, ...]:
    flags = {*frame.flags, *occurrence.flags}
    start = _value(occurrence.event, "DTSTART")
    if isinstance(start, datetime) and start.tzinfo is None:
        has_zone = any("TZID" in line.params for line in _all(occurrence.event, "DTSTART"))
        flags.add("zone_unknown" if has_zone else "zone_missing")
    for name, value in (("DTEND", "dt"), ("DURATION", "td")):
        if any(_read(line, value) is None for line in _all(occurrence.event, name)):
            flags.add("end_unread")
    if "ATTACH" in occurrence.event:
        flags.add("attachment")
    if ends_before_start:
        flags.add("ends_before_start")
    if frame.method and frame.method not in {"PUBLISH", "REQUEST"}:
        flags.add(f"method_{frame.method.lower()}")
    return tuple(sorted(flags))


def _has_start(event: Component) -> bool:
    return _value(event, "DTSTART") is not None


def _start(event: Component) -> date:
    start = _value(event, "DTSTART")
    if start is None:
        raise ValueError("it has no DTSTART")
    return start


def _end(event: Component) -> date:
    """DTEND, else the start and DURATION, else the end of the day or the start itself."""
    start, end = _start(event), _value(event, "DTEND")
    if end is not None:
        return end
    lasts = next((_read(line, "td") for line in _all(event, "DURATION")), None)
    if isinstance(lasts, timedelta):
        return start + lasts
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _value(event: Component, name: str) -> date | None:
    """A day or time that a property gives; the first, where it stands twice."""
    values = (_read(line, "dt") for line in _all(event, name))
    return next((value for value in values if isinstance(value, date)), None)


def _read(line: object, attribute: str) -> object:
    """What a property says; None where the library could not make sense of it."""
    try:
        return getattr(line, attribute, None)
    except _UNREADABLE:
        return None


def _all(event: Component, name: str) -> list[Any]:
    """A property's values as the library read them (their types are its own)."""
    value = event.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _text(event: Component, name: str) -> str:
    return fold_space(_raw_text(event, name))


def _raw_text(event: Component, name: str) -> str:
    return next((str(value).strip() for value in _all(event, name)), "")


def _sequence(event: Component) -> int:
    number = _text(event, "SEQUENCE")
    return int(number) if number.isdecimal() else 0


def _utc(when: date, zone: ZoneInfo) -> datetime:
    """A time in UTC; a whole day begins at midnight of the company's zone."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)


def _local(when: date) -> datetime:
    """The time on the event's own clock, without its zone: rules are counted in these."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time())
    return when.replace(tzinfo=None)


def _stamp(instance: date | None, zone: ZoneInfo) -> str:
    """How one date of a series is named: its first planned time in UTC, a whole day as its date."""
    if instance is None:
        return ""
    if not isinstance(instance, datetime):
        return instance.strftime("%Y%m%dT000000Z")
    return _utc(instance, zone).strftime("%Y%m%dT%H%M%SZ")


def _error(record: RawRecord, reason: str, value: str = "") -> ReadError:
    return ReadError(
        path=record.path,
        locator=record.locator,
        reason=reason,
        hint=_HINT,
        column="DTSTART" if value else "",
        value=value[:100],
        position=record.position,
    )
