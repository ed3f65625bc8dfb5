"""When a passed-on mail was sent, as its heading says it: a day and a time of day in words.

Mail programs write the moment in the reader's language and mostly without a zone, so it is taken
as the company's. Dates of mail headers, which machines write for machines, are in `dates`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goodwill.normalise.dates import parse_date
from goodwill.normalise.phrases import phrase_table

__all__ = ["moment_said"]

LONGEST = 120
"""Characters of a moment that are looked at."""

FIRST_YEAR = 1971
CENTURY_TURN = 70
"""Two digits of a year from which they mean the last century."""

NOON = time(12)
HALF_DAY = 12
_ZONED = re.compile(r"\d:\d\d(?::\d\d)? ?(?:GMT ?)?[+-]\d\d:?\d\d\b|\A\d{4}-\d\d-\d\d[T ]")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|st|nd|rd|th)?[ -]+(?:de |of |di )?([^\W\d_]{3,})"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?[ ]+(\d{1,2})(?!\d|:\d)")
_YEAR = re.compile(r"(?<![\d:+-])((?:19|20)\d\d)(?!\d|:)")
_EAST = re.compile("(\\d{4})年 ?(\\d{1,2})月 ?(\\d{1,2})日")
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:.]| ?[Hh] ?)(\d\d)(?!\d)(?:[:.]\d\d)?(?: ?([AaPp])\.?[Mm]\b)?"
)


def _folded(word: str) -> str:
    """A word without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


_MONTH_OF = {
    _folded(name): number
    for twelve in phrase_table("months").values()
    for number, names in enumerate(twelve, start=1)
    for name in names.split()
}


def moment_said(said: str, *, before: datetime, timezone: str) -> datetime | None:
    """The moment (UTC) that a heading names, None where it names none by `before`.

    A day of numbers that can be read in two ways is the later one that is not after `before`,
    unless AM or PM says that an American wrote it. A day without a time counts as its noon.
    """
    said = " ".join(said.split())[:LONGEST]
    latest = before + timedelta(days=1)
    if _ZONED.search(said) and (moment := parse_date(said, timezone)):
        utc = moment.astimezone(UTC)
        return utc if utc.year >= FIRST_YEAR and utc <= latest else None
    numbers = _NUMBERS.search(said)
    rest = f"{said[: numbers.start()]} {said[numbers.end() :]}" if numbers else said
    at, has_half = _time_of_day(rest)
    found = _numbered(numbers, has_half=has_half) if numbers else _worded(said)
    days = [day for day in found if day.year >= FIRST_YEAR and day <= latest.date()]
    if not days:
        return None
    return datetime.combine(max(days), at, ZoneInfo(timezone)).astimezone(UTC)


def _time_of_day(said: str) -> tuple[time, bool]:
    """The time of day, noon where none is said; and whether AM or PM stands behind it."""
    for found in _TIME.finditer(said):
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        if half:
            hour = hour % HALF_DAY + (HALF_DAY if half == "p" else 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004  of a clock
            return time(hour, minute), bool(half)
    return NOON, False


def _worded(said: str) -> list[date]:
    """The day whose month is said in a word, or in the order of the far east."""
    year = _YEAR.search(said)
    for pattern, day_group, month_group in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for found in pattern.finditer(said):
            month = _MONTH_OF.get(_folded(found[month_group]))
            if month and year:
                return _valid((int(year[1]), month, int(found[day_group])))
    east = _EAST.search(said)
    return _valid((int(east[1]), int(east[2]), int(east[3]))) if east else []


def _numbered(found: re.Match[str], *, has_half: bool) -> list[date]:
    """The days of three numbers: year first, else day and month in the order their maker has."""
    first, sign, second, third = int(found[1]), found[2], int(found[3]), int(found[4])
    is_short = len(found[4]) == 2  # noqa: PLR2004  digits
    if len(found[1]) > 2:  # noqa: PLR2004  a year
        return _valid((first, second, third))
    year = third + (1900 if third >= CENTURY_TURN else 2000) if is_short else third
    day_first, month_first = (year, second, first), (year, first, second)
    if sign != "/":
        return _valid(day_first) or _valid(month_first)
    return (
        (_valid(month_first) or _valid(day_first)) if has_half else _valid(day_first, month_first)
    )


def _valid(*days: tuple[int, int, int]) -> list[date]:
    """Those that a calendar has."""
    found = []
    for year, month, day in days:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
