"""Days of the calendar: `12 March`, `March 12th, 2027`, `12.3.`, `2027-03-12`, `the 15th`.

Also days counted inside a month: `the first Monday in May`, `the last day of the month`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.feasts import nth_weekday
from goodwill.acts.due_dates.reckoning import after, month_of, near_year, period
from goodwill.acts.due_dates.spans import Span, rule
from goodwill.acts.due_dates.symbols import UNITS

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["CALENDAR_DAYS"]

_TWO_FIGURES = 100
_MONTHS_AHEAD = 13
_BARE_DAYS = frozenset({"fr", "es", "it", "pt"})


def _span(match: re.Match[str], day: date | None, first: date | None = None) -> Span | None:
    if not day:
        return None
    return Span(first=first or day, last=day, start=match.start(), end=match.end())


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, year: int, said_on: date) -> date | None:
    """A day of a month in the year named, else in the near one; none that doesn't exist."""
    if year:
        return _on(year, month, day)
    days = {each: _on(each, month, day) for each in (said_on.year, said_on.year + 1)}
    meant = near_year({each: (found, found) for each, found in days.items() if found}, said_on)
    return meant[1] if meant else None


def _read_date(line: Line, match: re.Match[str], _: date) -> Span | None:
    return _span(match, date.fromordinal(line.value(match, "date")))


def _read_day_month(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`12/3`, `12.3.`: figures put in order before."""
    day, month = divmod(line.value(match, "date"), _TWO_FIGURES)
    return _span(match, _nearest(month, day, 0, said_on))


def _read_named_month(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`12 March`, `the first of May 2027`, `3-5 May`: the last of several days."""
    year, month = line.value(match, "year"), line.value(match, "month")
    last = _nearest(month, line.value(match, "day"), year, said_on)
    first = _nearest(month, line.value(match, "first"), year, said_on) if match["first"] else None
    return _span(match, last, first if first and last and first <= last else None)


def _read_lone_day(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`the 15th`: of this month or, where it has passed, of the next month that has it."""
    wanted = line.value(match, "day")
    start = said_on.replace(day=1)
    for _ in range(_MONTHS_AHEAD):
        day = _on(start.year, start.month, wanted)
        if day and day >= said_on:
            return _span(match, day)
        start = month_of(start)[1] + timedelta(days=1)
    return None


def _read_lone_number(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`le 15`, `antes del 15`; in other languages a bare number is no day."""
    if line.lexicon.language not in _BARE_DAYS:
        return None
    return _read_lone_day(line, match, said_on)


def _read_in_month(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`the first Monday in May`, `the last working day of the month`, `first week of June`."""
    month = _month(line, match, said_on)
    if not month:
        return None
    first, last = month
    nth = -1 if match["last"] else line.value(match, "nth")
    if match["weekday"]:
        return _span(match, nth_weekday(first.year, first.month, line.value(match, "weekday"), nth))
    unit = UNITS[line.value(match, "unit")] if match["unit"] else "week"
    return _span(match, _nth_unit(first, last, nth, unit))


def _nth_unit(first: date, last: date, nth: int, unit: str) -> date | None:
    """The n-th day, working day or week (seven days) of a month; -1 is the last."""
    if unit == "workday" and nth < 0:
        return last - timedelta(days=max(0, last.weekday() - 4))
    if unit not in ("day", "workday", "week"):
        return None
    if nth < 0:
        return last
    if unit == "week":
        return min(first + timedelta(days=7 * nth - 1), last)
    return after(first - timedelta(days=1), nth, unit)


def _month(line: Line, match: re.Match[str], said_on: date) -> tuple[date, date] | None:
    """First and last day of the month (or other period) that a day is counted in."""
    if match["month"]:
        number, year = line.value(match, "month"), line.value(match, "year")
        years = (year,) if year else (said_on.year, said_on.year + 1)
        found = {each: month_of(date(each, number, 1)) for each in years}
        return found[year] if year else near_year(found, said_on)
    ahead = int(bool(match["next"] or match["nextpost"]))
    return period(UNITS[line.value(match, "in")], said_on, ahead)


_DAY = "[<number><ordinal>]"
_TO = "[<to><by><and><or><dash><comma><on><of><for>]"
_THE = "[<the><of><on>]?"
_YEAR = "(?:[<of><comma>]?(?P<year><year>))?"
_WEEKDAY = "[<this><next><coming>]?(?:<weekday><daypart>?<comma>?[<the><on><of>]*)?"

CALENDAR_DAYS = (
    rule(f"{_WEEKDAY}(?P<date><date>)", "date", _read_date),
    rule(f"{_WEEKDAY}(?P<date><day_month>)", "day_month", _read_day_month),
    rule(
        f"{_WEEKDAY}(?:(?P<first>{_DAY}){_TO}{_THE}{_WEEKDAY})?(?P<day>{_DAY})[<of><the>]*"
        f"(?P<month><month>){_YEAR}",
        "month",
        _read_named_month,
    ),
    rule(
        f"{_WEEKDAY}(?P<month><month>)<the>?(?:(?P<first>{_DAY}){_TO}<the>?)?(?P<day>{_DAY})"
        f"(?![<units><unit>]){_YEAR}",
        "month",
        _read_named_month,
    ),
    rule(
        """(?:(?P<last><last>)|(?P<nth><ordinal>))(?:(?:(?P<weekday><weekday>)|(?P<unit>[<unit><units>]))
        [<of><in><the>]+|<week_of><the>?)(?:(?P<month><month>)(?:<of>?(?P<year><year>))?
        |(?:(?P<next>[<next><coming>])|<this>)?(?P<in><unit>)(?P<nextpost>[<next><coming>])?)""",
        "last ordinal",
        _read_in_month,
    ),
    rule(
        """(?P<month>(?!.))?[<this><next><coming>]?<weekday><comma>?[<the><on>]*
        (?P<day>[<ordinal><number>])(?![<units><unit><number>])""",
        "weekday",
        _read_lone_day,
    ),
    rule(
        "(?:(?<=<the>)|(?<=<by>)|(?<=<on>)|(?<=<for>)|(?<=<before>))(?P<day><ordinal>)"
        "(?![<other><unit><units><weekday><event><number><month>])",
        "ordinal",
        _read_lone_day,
    ),
    rule(
        "(?:(?<=<the>)|(?<=<before>)|(?<=<from>)|(?<=<by>))(?P<day><number>)(?=$|[<stop><comma><and><or><but><small><self><subject><third><daypart><time><by>"
        "<to><on><in><for><latest><of><future>])(?!<comma>?<number>)",
        "number",
        _read_lone_number,
    ),
)
