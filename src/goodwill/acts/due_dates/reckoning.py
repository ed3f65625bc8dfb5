"""Reckoning with days: weeks, months, working days, and which year is meant.

Everything here is arithmetic on dates. The numbers are the reading rules of the package: a
working week is Monday to Friday; the middle of a month is the 15th (so also the German civil
code, section 192); its beginning lasts to the 10th, that of a week to Tuesday.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["after", "cut", "month_of", "near_year", "period", "week_of", "weekday_ahead"]

_FRIDAY = 4
_WEEK = 7
_MONTH_DAYS = 31
_QUARTER_DAYS = 92
_NEXT_YEAR_WITHIN = 275
_WORKING_HOURS = 8
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def week_of(day: date) -> tuple[date, date]:
    """Monday and Friday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=_FRIDAY)


def months_later(day: date, months: int) -> date:
    """The same day some months later or earlier; the month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_of(day: date, months: int = 1) -> tuple[date, date]:
    """First and last day of so many months that begin with the month of `day`."""
    first = day.replace(day=1)
    return first, months_later(first, months) - timedelta(days=1)


def period(unit: str, said_on: date, ahead: int) -> tuple[date, date] | None:
    """The week, month ... so many after the one of `said_on`; none where `unit` is no period.

    On a Saturday or Sunday `this week` is the working week ahead, as `next week` is.
    """
    if unit == "week":
        late = ahead == 0 and said_on.weekday() > _FRIDAY
        return week_of(said_on + timedelta(weeks=ahead + late))
    if unit == "weekend":
        saturday = week_of(said_on)[1] + timedelta(days=1, weeks=ahead)
        return saturday, saturday + timedelta(days=1)
    if months := _MONTHS.get(unit):
        begun = said_on.replace(day=1, month=(said_on.month - 1) // months * months + 1)
        return month_of(months_later(begun, months * ahead), months)
    return None


def cut(first: date, last: date, part: str) -> tuple[date, date]:
    """What `beginning`, `middle` or `end` leave of a period: its days until the part is over."""
    days = (last - first).days + 1
    if part == "start":
        return first, first + timedelta(
            days=1 if days <= _WEEK else 9 if days <= _MONTH_DAYS else 30
        )
    if part != "mid":
        return first, last
    if days <= _WEEK:
        return first, first + timedelta(days=2)
    if days <= _MONTH_DAYS:
        return first, first.replace(day=15)
    if days <= _QUARTER_DAYS:
        return first, months_later(first, 1).replace(day=15)
    return first, month_of(first, 3 if days < 2 * _QUARTER_DAYS else 6)[1]


def near_year(periods: Mapping[int, tuple[date, date]], said_on: date) -> tuple[date, date] | None:
    """Of the same period in several years the one meant: none where it has long passed.

    This year's, if it isn't over. Else next year's, if it ends within nine months (275 days):
    "12 March" said on 14 March is two days ago, "10 January" said in November is ahead.
    """
    for _, (first, last) in sorted(periods.items()):
        if last >= said_on and (
            first.year <= said_on.year or (last - said_on).days <= _NEXT_YEAR_WITHIN
        ):
            return first, last
    return None


def weekday_ahead(weekday: int, said_on: date, *, today_counts: bool = False) -> date:
    """The next such weekday; said on that very day it is a week on, unless today counts."""
    shift = 0 if today_counts else 1
    return said_on + timedelta(days=(weekday - said_on.weekday() - shift) % _WEEK + shift)


def after(said_on: date, number: int, unit: str) -> date | None:
    """The day so many units later, none for units without a length.

    Hours up to a working day end on the day itself, more of them on the day that they reach
    latest. Working days are Mondays to Fridays; no country's holidays are known here.
    """
    if unit == "hour":
        return said_on + timedelta(days=0 if number <= _WORKING_HOURS else -(-number // 24))
    if unit == "workday":
        return _working_days_after(said_on, number)
    if unit == "weekend":
        return None
    if months := _MONTHS.get(unit):
        return months_later(said_on, months * number)
    return said_on + timedelta(days=number * {"day": 1, "week": _WEEK}.get(unit, 0))


def _working_days_after(said_on: date, number: int) -> date:
    """Whole weeks at once, then day by day: a large number costs no more than a small one."""
    start = said_on - timedelta(days=max(0, said_on.weekday() - _FRIDAY))
    weeks, rest = divmod(number, _FRIDAY + 1)
    days = rest + 2 * (start.weekday() + rest > _FRIDAY)
    return start + timedelta(weeks=weeks, days=days)
