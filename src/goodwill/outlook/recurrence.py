"""When a meeting comes again, as Outlook writes it down ([MS-OXOCAL] 2.2.1.44), as RFC 5545 does.

Days that were cancelled and times that were moved are read as well. Days are those of the
meeting's own time zone, which is another property (`zone`).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

__all__ = ["Moved", "Recurrence", "recurrence_of"]

MOST_DAYS: Final = 10_000
"""Cancelled or moved days that are believed."""

_EPOCH: Final = datetime(1601, 1, 1)  # noqa: DTZ001  a day of the meeting's own zone
_VERSION: Final = 0x3004
_FREQUENCIES: Final = {0x200A: "DAILY", 0x200B: "WEEKLY", 0x200C: "MONTHLY", 0x200D: "YEARLY"}
_DAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_DAY_MINUTES: Final = 24 * 60
_YEAR_MONTHS: Final = 12
_LAST_WEEK: Final = 5
_LAST_DAY: Final = 31
_SHORTEST: Final = 28
_UNTIL, _COUNT = 0x2021, 0x2022
_TEXTS: Final = (0x01, 0x10)
_FLAGS_IN_ORDER: Final = (0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One time of several, moved: when it was to be, and when it is, in the meeting's zone."""

    was: datetime
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule as in RFC 5545, without its end; the last day, or how often; and the exceptions."""

    rule: dict[str, str | int | list[str]]
    until: datetime | None
    cancelled: tuple[datetime, ...]
    moved: tuple[Moved, ...]


class _Reader:
    """Numbers off the front of bytes; `struct.error` at their end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def short(self) -> int:
        return self._number("<H")

    def long(self) -> int:
        return self._number("<I")

    def _number(self, form: str) -> int:
        found: int = struct.unpack_from(form, self._data, self._at)[0]
        self._at += struct.calcsize(form)
        return found

    def skip(self, count: int) -> None:
        self._at += count

    def moments(self) -> list[datetime]:
        """A count, and so many moments."""
        count = self.long()
        if count > MOST_DAYS:
            raise ValueError(count)
        return [_moment(self.long()) for _ in range(count)]


def recurrence_of(data: bytes) -> Recurrence | None:
    """What the property says; None where it is damaged, or counts days by another calendar."""
    try:
        return _read(_Reader(data))
    except (struct.error, ValueError, OverflowError):
        return None


def _read(reader: _Reader) -> Recurrence | None:
    if reader.short() != _VERSION:
        return None
    reader.skip(2)
    frequency, pattern, calendar = (reader.short() for _ in range(3))
    reader.skip(4)
    period = reader.long()
    reader.skip(4)
    rule = _rule(reader, frequency, pattern, period)
    if rule is None or calendar > 1:
        return None
    ends = reader.long()
    count = reader.long()
    reader.skip(4)
    cancelled, _ = reader.moments(), reader.moments()
    first, last = _moment(reader.long()), _moment(reader.long())
    until = last if ends == _UNTIL else None
    if rule["FREQ"] == "YEARLY":
        rule["BYMONTH"] = first.month
    if ends == _COUNT and count > 0:
        rule["COUNT"] = count
    starts, moved = _times(reader)
    days = {one.was.date() for one in moved}
    gone = tuple(day + starts for day in cancelled if day.date() not in days)
    return Recurrence(rule=rule, until=until, cancelled=gone, moved=tuple(moved))


def _rule(
    reader: _Reader, frequency: int, pattern: int, period: int
) -> dict[str, str | int | list[str]] | None:
    """How often, and on which days; the reader stands behind what the pattern says."""
    name = _FREQUENCIES.get(frequency)
    if name is None or period < 1:
        return None
    rule: dict[str, str | int | list[str]] = {"FREQ": name}
    if pattern == 0:
        rule["INTERVAL"] = max(period // _DAY_MINUTES, 1)
        return rule
    if pattern == 1:
        rule |= {"FREQ": "WEEKLY", "INTERVAL": period, "BYDAY": _days(reader.long())}
        return rule
    is_yearly = name == "YEARLY"
    rule["INTERVAL"] = max(period // _YEAR_MONTHS, 1) if is_yearly else period
    if pattern in {2, 4}:
        day = reader.long()
        rule |= _day_of_month(_LAST_DAY if pattern == 4 else day)  # noqa: PLR2004
        return rule
    if pattern == 3:  # noqa: PLR2004  patterns are numbers of the format
        days, week = _days(reader.long()), reader.long()
        rule |= {"BYDAY": days, "BYSETPOS": -1 if week >= _LAST_WEEK else week}
        return rule
    return None


def _day_of_month(day: int) -> dict[str, str | int | list[str]]:
    """A day, or the last of a month that has fewer."""
    if day >= _LAST_DAY:
        return {"BYMONTHDAY": -1}
    if day <= _SHORTEST:
        return {"BYMONTHDAY": day}
    days = [str(each) for each in range(_SHORTEST, day + 1)]
    return {"BYMONTHDAY": days, "BYSETPOS": -1}


def _days(mask: int) -> list[str]:
    return [day for number, day in enumerate(_DAYS) if mask >> number & 1]


def _times(reader: _Reader) -> tuple[timedelta, list[Moved]]:
    """At what time of day it begins, and the times that were moved; old files end before."""
    try:
        reader.skip(8)
        starts = timedelta(minutes=reader.long())
    except struct.error:
        return timedelta(), []
    moved: list[Moved] = []
    try:
        reader.skip(4)
        moved.extend(_moved(reader) for _ in range(min(reader.short(), MOST_DAYS)))
    except (struct.error, ValueError, OverflowError):
        return starts, moved
    return starts, moved


def _moved(reader: _Reader) -> Moved:
    begins, ends, was = (_moment(reader.long()) for _ in range(3))
    flags = reader.short()
    for flag in _FLAGS_IN_ORDER:
        if flags & flag and flag in _TEXTS:
            reader.skip(2)
            reader.skip(reader.short())
        elif flags & flag:
            reader.skip(4)
    return Moved(was=was, starts_at=begins, ends_at=ends)


def _moment(minutes: int) -> datetime:
    return _EPOCH + timedelta(minutes=minutes)
