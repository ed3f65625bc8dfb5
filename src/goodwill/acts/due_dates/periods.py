"""Weeks, months, quarters and years: `end of next week`, `mid-May`, `Q3`, `KW 14`, `2027`.

What of a period counts, and how far it reaches, is in `reckoning`; here are the words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.reckoning import cut, month_of, near_year, period, week_of
from goodwill.acts.due_dates.spans import Span, rule
from goodwill.acts.due_dates.symbols import CODES, UNITS

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["PERIODS"]

_PARTS = {CODES[part]: part for part in ("end", "start", "mid")}
_AHEAD = {CODES["next"]: 1, CODES["coming"]: 1, CODES["after_next"]: 2, CODES["this"]: 0}
_QUARTERS = 4
_HALVES = 2
_BEGUN_ANEW = frozenset({"week", "month"})
"""Of these the next one's beginning is meant where this one's is over."""

_FILL = "(?:<of>|<in>|<on>|<by>|<the>|<comma>|<about>)*"
_PART = f"(?:(?P<part>[<end><start><mid>])<dash>?{_FILL})?"
_YEAR = "(?:[<of><comma><in>]?(?P<year><year>))?"
_WHICH = "[<this><next><coming><after_next><last>]"


def _span(
    match: re.Match[str], days: tuple[date, date], *, kind: str = "period", bare: bool = False
) -> Span:
    part = _PARTS.get(match["part"] or "", "")
    first, last = cut(*days, part)
    return Span(
        first=first,
        last=last,
        start=match.start(),
        end=match.end(),
        kind=kind,
        part=part,
        bare=bare and not part,
    )


def _near(
    match: re.Match[str],
    years: dict[int, tuple[date, date]],
    said_on: date,
    *,
    bare: bool = True,
) -> Span | None:
    """The period in the year that is named, else in the near one."""
    part = _PARTS.get(match["part"] or "", "")
    if len(years) > 1:
        ends = {year: (cut(*days, part)[0], cut(*days, part)[1]) for year, days in years.items()}
        meant = near_year(ends, said_on)
        if not meant:
            return None
        years = {year: days for year, days in years.items() if days[0] == meant[0]}
    return _span(match, next(iter(years.values())), bare=bare)


def _years(line: Line, match: re.Match[str], said_on: date) -> tuple[int, ...]:
    year = line.value(match, "year")
    return (year,) if year else (said_on.year, said_on.year + 1)


def _read_unit(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`this week`, `end of next month`, `fin de semaine`, `before the weekend`."""
    unit = UNITS[line.value(match, "unit")]
    which = {match["which"], match["post"]} - {None}
    named = which or match["part"] or match["within"]
    if CODES["last"] in which or (not named and unit != "weekend"):
        return None
    days = period(unit, said_on, max((_AHEAD[code] for code in which), default=0))
    if days and unit in _BEGUN_ANEW and match["part"] and not which:
        is_over = cut(*days, _PARTS[match["part"]])[1] < said_on
        days = period(unit, said_on, 1) if is_over else days
    if not days:
        return None
    return _span(match, days, kind="weekend" if unit == "weekend" else "period", bare=not named)


def _read_month(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`in March`, `end of May 2027`, `mi-mai`."""
    month = line.value(match, "month")
    if match["last"] or match["past"]:
        return None
    years = {year: month_of(date(year, month, 1)) for year in _years(line, match, said_on)}
    if match["next"] and month == said_on.month and len(years) > 1:
        del years[said_on.year]
    return _near(match, years, said_on, bare=not match["next"])


def _read_quarter(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`Q3`, `the third quarter of 2027`, `H1`, `im zweiten Quartal`."""
    at, months = _quarter(line, match)
    if not months:
        return None
    wanted = _years(line, match, said_on)
    if match["yearunit"]:
        wanted = (said_on.year + _AHEAD.get(match["which"] or match["post"] or "", 0),)
    years = {year: month_of(date(year, (at - 1) * months + 1, 1), months) for year in wanted}
    return _near(match, years, said_on)


def _quarter(line: Line, match: re.Match[str]) -> tuple[int, int]:
    """Which quarter or half of a year, and its months; no months where it is none."""
    value = line.value(match, "quarter")
    if value:
        return (value, 3) if value <= _QUARTERS else (value - _QUARTERS, 6)
    value, unit = line.value(match, "nth"), UNITS[line.value(match, "unit")]
    if unit == "quarter" and value <= _QUARTERS:
        return value, 3
    return (value, 6) if unit == "half" and value <= _HALVES else (0, 0)


def _read_week_number(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`KW 14`: the week by ISO 8601."""
    years = {}
    for year in _years(line, match, said_on):
        try:
            years[year] = week_of(date.fromisocalendar(year, line.value(match, "week"), 1))
        except ValueError:  # a year without a 53rd week
            continue
    return _near(match, years, said_on, bare=False) if years else None


def _read_year(line: Line, match: re.Match[str], _: date) -> Span | None:
    """`by the end of 2026`, `in 2027`."""
    year = line.value(match, "year")
    return _span(match, (date(year, 1, 1), date(year, 12, 31)), bare=True)


PERIODS = (
    rule(
        _PART
        + f"(?:(?P<quarter><quarter>)|(?P<nth><ordinal>)(?P<unit><unit>)){_YEAR}"
        + f"(?P<yearunit>[<of><in>]<the>?(?P<which>{_WHICH})?<unit>(?P<post>{_WHICH})?)?",
        "quarter ordinal",
        _read_quarter,
    ),
    rule(f"{_PART}(?P<week><week_number>){_YEAR}", "week_number", _read_week_number),
    rule(
        f"{_PART}(?P<last><last>)?(?:(?P<next><next>)|[<this><coming>])?(?P<month><month>)(?P<past><last>)?{_YEAR}",
        "month",
        _read_month,
    ),
    rule(
        f"{_PART}(?P<within><within><the>?)?(?P<which>{_WHICH})?(?P<unit><unit>)(?P<post>{_WHICH})?",
        "unit",
        _read_unit,
    ),
    rule(f"{_PART}(?P<year><year>)", "year", _read_year),
)
