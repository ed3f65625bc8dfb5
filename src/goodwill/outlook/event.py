"""An appointment or an invitation as a calendar of its own: RFC 5545.

What a meeting says of its people and its time is in properties; when it comes again is read in
`recurrence`. A time that comes again stands in its own zone, so that it keeps its hour in summer.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import quote
from hashlib import sha256
from typing import Any, Final

from goodwill.outlook.bag import Bag
from goodwill.outlook.item import Item
from goodwill.outlook.people import Lookup, Person, recipients_of, represented
from goodwill.outlook.recurrence import Recurrence, recurrence_of
from goodwill.outlook.tags import Named, Tag

__all__ = ["as_calendar"]

_ZONE: Final = "Outlook"
_RULES: Final = struct.Struct("<iiiH8HH8H")
"""Bias, standard's and summer's; then each one's year and first moment ([MS-OXOCAL] 2.2.1.39)."""
_IS_CANCELLED: Final = 0x4
_PRIVATE: Final = 2
_ANSWERS: Final = {2: "TENTATIVE", 3: "ACCEPTED", 4: "DECLINED", 5: "NEEDS-ACTION"}
_ROLES: Final = {"To": "REQ-PARTICIPANT", "Cc": "OPT-PARTICIPANT"}
_VCAL: Final = b"vCal-Uid\x01\x00\x00\x00"
_HEADER: Final = 40
_DAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_TEXT_LIMIT: Final = 100_000
_LAST_WEEK: Final = 5
_WIDEST: Final = 24 * 60
_ANY_YEAR: Final = 1970


def as_calendar(item: Item, look_up: Lookup) -> bytes:
    """A calendar that holds the one meeting; none where no start of it is known."""
    bag = item.bag
    starts = bag.time(Named.STARTS_AT) or bag.time(Named.COMMON_START) or bag.time(Tag.START)
    if starts is None:
        return b""
    ends = bag.time(Named.ENDS_AT) or bag.time(Named.COMMON_END) or bag.time(Tag.END)
    ends = ends if ends is not None and ends >= starts else starts
    again = recurrence_of(bag.data(Named.RECURS)) if bag.data(Named.RECURS) else None
    rules = _zone_rules(bag.data(Named.TIME_ZONE))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Outlook//"]
    if again is not None and rules is not None:
        lines += _zone(rules)
    times = _Times(bag, starts, ends, rules if again is not None else None)
    uid = _uid(bag, starts)
    common = [f"UID:{_text(uid)}", *_about(item, look_up)]
    lines += ["BEGIN:VEVENT", *common, *times.own(), *times.again(again), "END:VEVENT"]
    for moved in again.moved if again is not None and times.knows_days else ():
        at = [times.line("RECURRENCE-ID", moved.was)]
        at += [times.line("DTSTART", moved.starts_at), times.line("DTEND", moved.ends_at)]
        lines += ["BEGIN:VEVENT", *common, *at, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode("utf-8", "replace")


class _Times:
    """How moments of one meeting are written: as days, in its own zone, or in UTC."""

    def __init__(
        self, bag: Bag, starts: datetime, ends: datetime, rules: tuple[int, ...] | None
    ) -> None:
        self._is_all_day = bag.number(Named.IS_ALL_DAY) == 1
        self._rules = rules
        self._shift = _shift(rules, starts) if rules else timedelta()
        self._starts, self._ends = self._local(starts), self._local(ends)

    @property
    def knows_days(self) -> bool:
        """Whether a day of the meeting's own zone can be told in one that is known."""
        return self._is_all_day or self._rules is not None

    def _local(self, moment: datetime) -> datetime:
        """In the meeting's zone; a whole day begins at midnight somewhere, and is that day."""
        if self._rules is None and self._is_all_day:
            return (moment + timedelta(hours=12)).replace(hour=0, minute=0, tzinfo=None)
        return (moment + self._shift).replace(tzinfo=None)

    def line(self, name: str, moment: datetime) -> str:
        """One property that holds a moment of the meeting."""
        if self._is_all_day:
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        if self._rules is not None:
            return f"{name};TZID={_ZONE}:{moment:%Y%m%dT%H%M%S}"
        return f"{name}:{moment:%Y%m%dT%H%M%SZ}"

    def own(self) -> list[str]:
        """When it begins and ends."""
        return [self.line("DTSTART", self._starts), self.line("DTEND", self._ends)]

    def again(self, recurrence: Recurrence | None) -> Iterator[str]:
        """The rule by which it comes again, and the days on which it does not."""
        if recurrence is None:
            return
        rule: dict[str, Any] = dict(recurrence.rule)
        if recurrence.until is not None:
            last = recurrence.until + timedelta(days=1, seconds=-1) - self._shift
            rule["UNTIL"] = f"{last:%Y%m%d}" if self._is_all_day else f"{last:%Y%m%dT%H%M%SZ}"
        yield "RRULE:" + ";".join(f"{name}={_joined(value)}" for name, value in rule.items())
        for moment in recurrence.cancelled if self.knows_days else ():
            yield self.line("EXDATE", moment)


def _joined(value: object) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def _about(item: Item, look_up: Lookup) -> Iterator[str]:
    """What a meeting is, whose it is, and who was asked."""
    bag = item.bag
    stamp = bag.time(Tag.MODIFIED_AT) or bag.time(Tag.DELIVERED_AT)
    if stamp is not None:
        yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    subject = bag.text(Tag.SUBJECT) or bag.text(Tag.NORMALISED_SUBJECT)
    yield f"SUMMARY:{_text(subject[2:] if subject[:1] == chr(1) else subject)}"
    place, body = bag.text(Named.LOCATION), bag.text(Tag.BODY)[:_TEXT_LIMIT]
    if place:
        yield f"LOCATION:{_text(place)}"
    if body.strip():
        yield f"DESCRIPTION:{_text(body.strip())}"
    if (bag.number(Named.STATE) or 0) & _IS_CANCELLED:
        yield "STATUS:CANCELLED"
    if (bag.number(Tag.SENSITIVITY) or 0) >= _PRIVATE:
        yield "CLASS:PRIVATE"
    organiser = represented(bag, look_up)
    if organiser.address:
        yield f"ORGANIZER{_named(organiser)}:mailto:{organiser.address}"
    yield from _attendees(item, look_up)


def _attendees(item: Item, look_up: Lookup) -> Iterator[str]:
    answers: dict[str, str] = {}
    for bag in item.recipients:
        answer = _ANSWERS.get(bag.number(Tag.RECIPIENT_ANSWER) or 0, "")
        for tag in (Tag.SMTP_ADDRESS, Tag.ADDRESS):
            if answer and (address := bag.line(tag)):
                answers.setdefault(address.lower(), answer)
    for role, people in recipients_of(item, look_up).items():
        for person in people:
            if person.address and role in _ROLES:
                answer = answers.get(person.address.lower(), "NEEDS-ACTION")
                said = f";ROLE={_ROLES[role]};PARTSTAT={answer}"
                yield f"ATTENDEE{_named(person)}{said}:mailto:{person.address}"


def _named(person: Person) -> str:
    name = " ".join(person.name.replace('"', "'").split())
    return f';CN="{quote(name)}"' if name else ""


def _uid(bag: Bag, starts: datetime) -> str:
    """What a meeting is known by everywhere; one without it, by what it is."""
    found = bag.data(Named.CLEAN_GLOBAL_ID) or bag.data(Named.GLOBAL_ID)
    if found[_HEADER : _HEADER + len(_VCAL)] == _VCAL:
        return found[_HEADER + len(_VCAL) :].rstrip(b"\x00").decode("utf-8", "replace")
    if found:
        return found.hex().upper()
    said = f"{starts.isoformat()}\n{bag.line(Tag.SUBJECT)}\n{bag.line(Named.LOCATION)}"
    return sha256(said.encode("utf-8", "replace")).hexdigest()


def _text(value: str) -> str:
    """A text as RFC 5545 writes it (3.3.11); other control characters have no place in one."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(c for c in value if c >= " " or c in "\n\t")
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _zone_rules(data: bytes) -> tuple[int, ...] | None:
    """The numbers of a time zone; None where they are no zone's."""
    if len(data) < _RULES.size:
        return None
    rules: tuple[int, ...] = _RULES.unpack_from(data)
    return rules if all(abs(bias) <= _WIDEST for bias in rules[:3]) else None


def _parts(rules: tuple[int, ...]) -> tuple[timedelta, timedelta, list[int], list[int]]:
    """What is added to UTC in winter and in summer, and when each begins."""
    bias, winter, summer = rules[:3]
    return (
        timedelta(minutes=-bias - winter),
        timedelta(minutes=-bias - summer),
        list(rules[4:12]),
        list(rules[13:21]),
    )


def _shift(rules: tuple[int, ...], moment: datetime) -> timedelta:
    """What is added to UTC at a moment."""
    winter, summer, to_winter, to_summer = _parts(rules)
    if not to_winter[1] or not to_summer[1]:
        return winter
    begins = _change(to_summer, moment.year) - winter
    ends = _change(to_winter, moment.year) - summer
    at = moment.replace(tzinfo=None)
    is_summer = begins <= at < ends if begins < ends else not ends <= at < begins
    return summer if is_summer else winter


def _change(when: list[int], year: int) -> datetime:
    """When clocks are changed in a year: on which weekday of which week of a month."""
    _, month, weekday, week, hour, minute, *_ = when
    first = datetime(year, min(max(month, 1), 12), 1, min(hour, 23), min(minute, 59))  # noqa: DTZ001
    day = first + timedelta(days=(weekday - (first.weekday() + 1)) % 7)
    day += timedelta(days=7 * (max(week, 1) - 1))
    while day.month != first.month:
        day -= timedelta(days=7)
    return day


def _zone(rules: tuple[int, ...]) -> list[str]:
    """The time zone, as a component of its own."""
    winter, summer, to_winter, to_summer = _parts(rules)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{_ZONE}"]
    lines += _observance("STANDARD", to_winter, summer, winter)
    if to_winter[1] and to_summer[1]:
        lines += _observance("DAYLIGHT", to_summer, winter, summer)
    return [*lines, "END:VTIMEZONE"]


def _observance(name: str, when: list[int], before: timedelta, after: timedelta) -> list[str]:
    lines = [f"BEGIN:{name}"]
    if when[1]:
        lines.append(f"DTSTART:{_change(when, _ANY_YEAR):%Y%m%dT%H%M%S}")
        week = -1 if when[3] >= _LAST_WEEK else max(when[3], 1)
        day = _DAYS[when[2] % 7]
        lines.append(f"RRULE:FREQ=YEARLY;BYMONTH={min(when[1], 12)};BYDAY={week}{day}")
    else:
        lines.append(f"DTSTART:{date(_ANY_YEAR, 1, 1):%Y%m%d}T000000")
        before = after
    lines += [f"TZOFFSETFROM:{_offset(before)}", f"TZOFFSETTO:{_offset(after)}"]
    return [*lines, f"END:{name}"]


def _offset(shift: timedelta) -> str:
    minutes = int(shift.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
