"""Days and times as people and programs write them, put into ISO 8601.

`13/04/2025`, `4/13/25 2:30 PM`, `13.04.2025`, `13-Apr-2025`, `Apr 13, 2025`, `20250413`. Whether
the day or the month stands first is never guessed: `proven_order` says what a cell proves,
`plain_moment` needs to be told. Nothing here knows of files; see `dialect`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from goodwill.sources.mapped.rules import DateOrder
from goodwill.sources.mapped.words import MONTHS, fold

__all__ = ["DayError", "day_within", "plain_moment", "proven_order"]

_LONGEST = 64
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?", re.ASCII)
_FIGURES = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})\.?(?:[ T,]+(.+))?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})", re.ASCII)
_COMPACT_LAST = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20|21)[0-9]{2})", re.ASCII)
_YEARLESS = re.compile(r"([0-9]{1,2})[./-]?([0-9]{2})\.?", re.ASCII)
_CLOCK = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\s*([AaPp]\.?[Mm]\.?)?"
    r"\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")
_MONTHS_OF_A_YEAR = 12
_DAYS_OF_A_MONTH = 31
_CENTURY_TURNS = 70
"""Years of two figures: 69 is 2069, 70 is 1970."""

Order = DateOrder | Literal["either"] | None


class DayError(ValueError):
    """A cell is no day, or the order that its file uses does not fit it."""


@lru_cache(maxsize=65_536)
def proven_order(text: str) -> Order:
    """Which order a cell proves; `either` where day and month could change places.

    None where nothing hangs on it: ISO, a month in letters, `05/05/2025`, or no day at all.
    """
    found = _FIGURES.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or _is_year_first(found[1]):
        return None
    first, second, last = int(found[1]), int(found[3]), int(found[4])
    if found[2] == ".":
        return None  # wherever days are written with points, they come first
    if first > _MONTHS_OF_A_YEAR:
        could_be_year = found[2] == "-" and len(found[4]) < 3 and last <= _DAYS_OF_A_MONTH  # noqa: PLR2004
        return "either" if could_be_year else "dmy"
    if second > _MONTHS_OF_A_YEAR:
        return "mdy"
    return None if first == second and found[2] == "/" else "either"


@lru_cache(maxsize=65_536)
def plain_moment(text: str, order: DateOrder | None) -> str:
    """A day, or a day and its time, in ISO 8601; whether there is such a day is seen later."""
    if _ISO.fullmatch(text):
        return text
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise DayError("it is no date")
    if (found := _COMPACT.fullmatch(text)) and int(found[2]) <= _MONTHS_OF_A_YEAR:
        return "-".join(found.groups())
    if order in {"dmy", "mdy"} and (found := _COMPACT_LAST.fullmatch(text)):
        first, second, year = found.groups()
        return _day(year, second, first) if order == "dmy" else _day(year, first, second)
    if found := _FIGURES.fullmatch(text):
        return _in_figures(found, order)
    return _in_letters(text)


def day_within(text: str, order: DateOrder | None, first: str = "", last: str = "") -> str:
    """A day that may lack its year (`1501`, `15.01.`), in the year that puts it between two days.

    `first` and `last` are ISO 8601, "" where unknown; a day with its year is read as any other.
    """
    found = _YEARLESS.fullmatch(text.strip())
    if found is None:
        return plain_moment(text, order)
    if order not in {"dmy", "mdy"} or not (_ISO.fullmatch(first) and _ISO.fullmatch(last)):
        raise DayError("it has no year, and nothing tells which is meant")
    month, day = (found[2], found[1]) if order == "dmy" else (found[1], found[2])
    years = {first[:4], last[:4]}
    fits = [one for year in years if first <= (one := _day(year, month, day)) <= last]
    if len(fits) != 1:
        raise DayError(f"it has no year, and none puts it between {first} and {last}")
    return fits[0]


def _in_figures(found: re.Match[str], order: DateOrder | None) -> str:
    first, mark, second, last, rest = found.groups()
    if _is_year_first(first):
        return _day(first, second, last) + _clock(rest)
    if mark == "." and order != "ymd":
        return _day(last, second, first) + _clock(rest)
    if order is None and (int(first) != int(second) or mark == "-"):
        raise DayError("it could be day and month, or month and day")
    year, month, day = {
        "ymd": (first, second, last),
        "mdy": (last, first, second),
    }.get(order or "dmy", (last, second, first))
    return _day(year, month, day) + _clock(rest)


def _in_letters(text: str) -> str:
    """`13-Apr-2025`, `April 13, 2025 14:30`: the month in letters, the other two in figures."""
    date, clock = _without_clock(text)
    tokens = _TOKEN.findall(date)
    months = [MONTHS[fold(token)] for token in tokens if fold(token) in MONTHS]
    figures = [token for token in tokens if token.isdecimal()]
    if len(months) != 1 or len(figures) != 2:  # noqa: PLR2004
        raise DayError("it is no date")
    first, second = figures
    year, day = (first, second) if _is_year_first(first) else (second, first)
    return _day(year, str(months[0]), day) + _clock(clock)


def _without_clock(text: str) -> tuple[str, str | None]:
    """The part before the first `hh:mm`, and from there on."""
    at = text.find(":")
    if at < 0:
        return text, None
    start = at
    while start > 0 and text[start - 1].isdecimal():
        start -= 1
    return text[:start], text[start:]


def _is_year_first(figures: str) -> bool:
    return len(figures) == 4  # noqa: PLR2004


def _day(year: str, month: str, day: str) -> str:
    whole = int(year)
    if len(year) < 3:  # noqa: PLR2004
        whole += 2000 if whole < _CENTURY_TURNS else 1900
    if not 1 <= int(month) <= _MONTHS_OF_A_YEAR or not 1 <= int(day) <= _DAYS_OF_A_MONTH:
        raise DayError("there is no such day, read in the order of this file")
    return f"{whole:04d}-{int(month):02d}-{int(day):02d}"


def _clock(text: str | None) -> str:
    """` 2:30 PM` becomes `T14:30:00`."""
    if not text:
        return ""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise DayError("its time cannot be read")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower()[:1]
    if half:
        if not 1 <= hour <= _MONTHS_OF_A_YEAR:
            raise DayError("its time cannot be read")
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = found[5] or ""
    offset = "+00:00" if zone in {"Z", "UTC", "GMT"} else zone
    return f"T{hour:02d}:{minute:02d}:{second:02d}{offset}"
