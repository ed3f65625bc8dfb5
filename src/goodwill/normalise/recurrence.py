"""How often a repeated event takes place, found out before anything is expanded.

Calendars can ask for a meeting every second for ever, or on each 30 February; libraries obey
until the year 9999. Here each rule is counted first, in bounded time. What the events then look
like is next door in `icalendar`.

Method: the Gregorian calendar repeats itself, weekdays included, every 400 years. Counted as far
in the future as the calendar allows, a rule that never fits runs out of years soon.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

__all__ = ["INSTANCE_LIMIT", "Repetition", "count_repetitions"]

INSTANCE_LIMIT = 2_000
"""Dates of one event that are kept, the latest: eight years of every working day."""
_COUNT_LIMIT = 40_000
"""Dates that are counted before a rule is refused: a century of days."""
_TIMES_A_DAY_LIMIT = 96
"""Every quarter of an hour."""
_LIST_LIMIT = 400
_POSITION_LIMIT = 12
_CYCLE_YEARS = 400
_PART = re.compile(r"([A-Z]+)=([^;=]*)")
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_LISTS = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_ALLOWED_WITHIN_A_DAY = {
    "HOURLY": {"BYDAY", "BYHOUR"},
    "MINUTELY": {"BYDAY", "BYHOUR"},
    "SECONDLY": set[str](),
}
"""Rules finer than a day are counted only where they are this simple."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """What a rule comes to up to a day: the first date that is kept, and whether any was not."""

    first: datetime
    is_cut: bool


def count_repetitions(rule: str, start: datetime, stop: datetime) -> Repetition | None:
    """Count the dates of an RRULE from `start` to `stop` (local times without a zone).

    None: the rule is refused; it never fits again, has too many dates, or is no rule.
    """
    parts = dict(_PART.findall(rule.upper()))
    if not _is_believable(parts):
        return None
    years = (MAXYEAR - stop.year) // _CYCLE_YEARS * _CYCLE_YEARS
    try:
        moved_start = start.replace(year=start.year + years)
        end = _until(parts, stop)
        moved_stop = end.replace(year=end.year + years)
        counted = _counted(_without_until(parts), moved_start, moved_stop)
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError):
        return None
    if counted is None or not counted[1]:
        return None
    number, kept = counted
    if number > INSTANCE_LIMIT and parts["FREQ"] in _ALLOWED_WITHIN_A_DAY:
        return None
    return Repetition(
        first=kept[0].replace(year=kept[0].year - years), is_cut=number > INSTANCE_LIMIT
    )


def _is_believable(parts: dict[str, str]) -> bool:
    """Whether a rule can be counted in bounded steps, and could have been meant."""
    frequency = parts.get("FREQ", "")
    times_a_day = 1
    for name in _WITHIN_A_DAY:
        times_a_day *= 1 + parts.get(name, "").count(",")
    given = {name for name in parts if name.startswith("BY")}
    positions = parts.get("BYSETPOS", "")
    return (
        parts.get("INTERVAL", "1").isdecimal()
        and int(parts.get("INTERVAL", "1")) > 0
        and times_a_day <= _TIMES_A_DAY_LIMIT
        and all(parts.get(name, "").count(",") < _LIST_LIMIT for name in _LISTS)
        and given <= _ALLOWED_WITHIN_A_DAY.get(frequency, given)
        and not (positions and (frequency == "DAILY" or times_a_day > 1))
        and positions.count(",") < _POSITION_LIMIT
    )


def _counted(rule: str, start: datetime, stop: datetime) -> tuple[int, deque[datetime]] | None:
    """How many dates up to `stop`, and the last of them; None for too many, or no later one."""
    number = 0
    kept: deque[datetime] = deque(maxlen=INSTANCE_LIMIT)
    for day in rrulestr(rule, dtstart=start):
        if day > stop:
            return number, kept
        number += 1
        kept.append(day)
        if number > _COUNT_LIMIT:
            return None
    # It came to an end: by its COUNT that is well, else it would be looked for until 9999.
    return (number, kept) if "COUNT=" in rule else None


def _without_until(parts: dict[str, str]) -> str:
    """The rule without its end, and without the COUNT of -1 that some programs write."""
    kept = {
        name: value
        for name, value in parts.items()
        if name != "UNTIL" and not (name == "COUNT" and value.startswith("-"))
    }
    return ";".join(f"{name}={value}" for name, value in kept.items())


def _until(parts: dict[str, str], stop: datetime) -> datetime:
    """The day after UNTIL (whose zone may differ by one), or `stop` where that is earlier."""
    day = parts.get("UNTIL", "")[:8]
    if not day:
        return stop
    return min(datetime.strptime(day, "%Y%m%d") + timedelta(days=2), stop)  # noqa: DTZ007
