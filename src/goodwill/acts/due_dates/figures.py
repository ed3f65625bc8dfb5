"""What figures mean: `12/3`, `12.3.`, `2027-03-12`, `15th`, `Q3`, `5pm`, `48h`.

Each reader takes a figure, the sign before it and the ways of writing where it stands (the
language; `month first`; `last` of the text), and gives signs with their values. Figures that
are no date (shares, versions, amounts) are `other`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from goodwill.acts.due_dates.symbols import CODES, UNITS, codes

__all__ = ["FIGURES", "is_month_first", "week_number"]

Signs = tuple[tuple[str, int], ...]

_DIGITS = re.compile(r"\d+")
_OTHER: Signs = (("other", 0),)
_HOUR, _WEEK = UNITS.index("hour"), UNITS.index("week")
_CENTURY = 2000
_TWO_FIGURES = 100
_LAST_HOUR = 23
_LAST_WEEK = 53
_LAST_MONTH = 12
_LAST_DAY = 31
_QUARTERS = 4
_HALVES = 2
_MANY_DIGITS = 3
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "24/7"})
_GOVERNS = codes(
    "on by by_or_within before for from between since after latest weekday the end start mid"
)
_COUNTED = codes("within in")
_SHARES = codes("a label")
_IN_A_WEEK = codes("in by by_or_within on the end start mid of before")


def _ordered(first: int, second: int, *, month_first: bool) -> tuple[int, int]:
    """Day and month of two figures: day first, unless the text writes the month first."""
    if second > _LAST_MONTH or (month_first and first <= _LAST_MONTH):
        return second, first
    return first, second


def _day(year: int, month: int, day: int) -> Signs:
    try:
        return (("date", date(year, month, day).toordinal()),)
    except ValueError:
        return _OTHER


def _read_iso(word: str, before: str, ways: frozenset[str]) -> Signs:
    del before, ways
    year, month, day = map(int, _DIGITS.findall(word))
    return _day(year, month, day)


def _read_full(word: str, before: str, ways: frozenset[str]) -> Signs:
    del before
    first, second, year = map(int, _DIGITS.findall(word))
    day, month = _ordered(first, second, month_first="month first" in ways and "." not in word)
    return _day(year + _CENTURY * (year < _TWO_FIGURES), month, day)


def _read_short(word: str, before: str, ways: frozenset[str]) -> Signs:
    """`12/3` and `12.3.`, which may be a share, a version or an amount."""
    dotted = "." in word
    first, second = map(int, _DIGITS.findall(word))
    day, month = _ordered(first, second, month_first="month first" in ways and not dotted)
    if not 1 <= month <= _LAST_MONTH or not 1 <= day <= _LAST_DAY:
        return _OTHER
    if before not in _GOVERNS:
        if dotted and ("de" not in ways or "last" in ways or not word.endswith(".")):
            return _OTHER
        if word in _FRACTIONS or before in _SHARES:
            return _OTHER
    return (("day_month", day * _TWO_FIGURES + month),)


def _read_nth(word: str, before: str, ways: frozenset[str]) -> Signs:
    """`15th`, `1er`; `15.` is a German ordinal, elsewhere a number that ends a sentence."""
    del before
    value = int(_DIGITS.findall(word)[0])
    if word.endswith(".") and "de" not in ways:
        return ("number", value), ("stop", 0)
    return (("ordinal", value),)


def _read_quarter(word: str, before: str, ways: frozenset[str]) -> Signs:
    """`Q3`, French and Spanish `T3`, `H1`; halves are 5 and 6."""
    del before
    kind, value = word[0], int(word[-1])
    if kind == "t" and ways.isdisjoint(("fr", "es")):
        return _OTHER
    if kind == "h":
        return (("quarter", value + _QUARTERS),) if value <= _HALVES else _OTHER
    return (("quarter", value),)


def _read_week(word: str, before: str, ways: frozenset[str]) -> Signs:
    del before, ways
    return (("week_number", int(word[2:])),)


def _read_clock(word: str, before: str, ways: frozenset[str]) -> Signs:
    """A time of day; `48h` and, after `within`, `2h` are a number of hours."""
    del ways
    figures = _DIGITS.findall(word)
    value = int(figures[0])
    if word.endswith("h") and len(figures) == 1 and (value > _LAST_HOUR or before in _COUNTED):
        return ("number", value), ("units", _HOUR)
    return (("time", 0),)


def _read_year(word: str, before: str, ways: frozenset[str]) -> Signs:
    del before, ways
    return (("year", int(word)),)


def _read_number(word: str, before: str, ways: frozenset[str]) -> Signs:
    del before, ways
    if word.isdigit() and len(word) <= _MANY_DIGITS:
        return (("number", int(word)),)
    return _OTHER


FIGURES: dict[str, Callable[[str, str, frozenset[str]], Signs]] = {
    "iso": _read_iso,
    "full": _read_full,
    "short": _read_short,
    "nth": _read_nth,
    "quarter": _read_quarter,
    "week": _read_week,
    "clock": _read_clock,
    "year": _read_year,
    "number": _read_number,
}
"""The kind of a token to how it is read."""


def week_number(word: str, row: Sequence[str], values: Sequence[int]) -> int:
    """The week of `KW 14` or `in week 14`, 0 for other numbers (`next week 14 people`)."""
    if not word.isdigit() or len(word) > _MANY_DIGITS or not row:
        return 0
    week = int(word) if 1 <= int(word) <= _LAST_WEEK else 0
    if row[-1] == CODES["week_number"]:
        return 0 if values[-1] else week
    before = row[-2] if len(row) > 1 else ""
    named = row[-1] == CODES["unit"] and values[-1] == _WEEK
    return week if named and before in _IN_A_WEEK else 0


def is_month_first(token: re.Match[str]) -> bool:
    """Figures that can only be month, then day: `3/27`."""
    if token.lastgroup not in ("short", "full") or "/" not in token[0]:
        return False
    first, second = map(int, _DIGITS.findall(token[0])[:2])
    return first <= _LAST_MONTH < second <= _LAST_DAY
