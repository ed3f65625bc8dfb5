"""Weekdays, today and tomorrow: `this Friday`, `Tuesday week`, `Thursday of next week`.

A bare weekday is the next one ahead; said on that very weekday, it is a week on. Where
`next Friday` divides the speakers of a language, the later day is meant: nobody is late before
half of the readers think so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.acts.due_dates.reckoning import after, week_of, weekday_ahead
from goodwill.acts.due_dates.spans import Span, rule
from goodwill.acts.due_dates.symbols import CODES, UNITS

if TYPE_CHECKING:
    import re

    from goodwill.acts.due_dates.line import Line

__all__ = ["WEEKDAYS"]

_WEEK = timedelta(weeks=1)


def _span(match: re.Match[str], day: date) -> Span:
    return Span(first=day, last=day, start=match.start(), end=match.end())


def _read_weekday(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`Friday`, `this Friday`, `vendredi prochain`, `the Friday after`."""
    weekday = line.value(match, "weekday")
    which = match["which"] or match["post"] or ""
    if CODES["last"] in (match["which"], match["post"]):
        return None
    if match["post"] == CODES["after_next"] or which == CODES["after_next"]:
        return _span(match, week_of(said_on)[0] + 2 * _WEEK + timedelta(days=weekday))
    if which == CODES["next"] and line.lexicon.next_weekday_is_next_week:
        return _span(match, week_of(said_on)[0] + _WEEK + timedelta(days=weekday))
    day = weekday_ahead(weekday, said_on, today_counts=which == CODES["this"])
    return _span(match, day + _WEEK if match["after"] else day)


def _read_in_week(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`Thursday of next week`, `nächste Woche Donnerstag`."""
    if UNITS[line.value(match, "unit")] != "week" or CODES["last"] in match[0]:
        return None
    weeks = 2 if CODES["after_next"] in match[0] else 1 if set(match[0]) & _NEXT else 0
    day = week_of(said_on)[0] + weeks * _WEEK + timedelta(days=line.value(match, "weekday"))
    return _span(match, day) if day >= said_on else None


_NEXT = {CODES["next"], CODES["coming"]}


def _read_in_numbered_week(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`Mittwoch in KW 14`."""
    for year in (said_on.year, said_on.year + 1):
        try:
            day = date.fromisocalendar(
                year, line.value(match, "week"), line.value(match, "weekday") + 1
            )
        except ValueError:
            continue
        if day >= said_on:
            return _span(match, day)
    return None


def _read_ahead(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`today`, `the day after tomorrow`."""
    return _span(match, said_on + timedelta(days=line.value(match, "ahead")))


def _read_later(line: Line, match: re.Match[str], said_on: date) -> Span | None:
    """`Friday week`, `a week on Tuesday`, `lundi en huit`, `two weeks from tomorrow`."""
    unit = UNITS[line.value(match, "unit")] if match["unit"] else "day"
    if match["bareunit"] and unit != "week":
        return None
    number = line.value(match, "count") or 1
    start = (
        weekday_ahead(line.value(match, "weekday"), said_on, today_counts=True)
        if match["weekday"]
        else said_on + timedelta(days=line.value(match, "ahead"))
    )
    if not match["unit"]:
        number = {8: 7, 15: 14}.get(number, 0)
    elif unit == "day":
        number = {8: 7, 14: 14, 15: 14}.get(number, number)
    day = after(start, number, unit) if number else None
    return _span(match, day) if day else None


_DAY = "(?:(?P<weekday><weekday>)|(?P<ahead><ahead>))"
_WHICH = "[<this><next><coming><after_next><last>]"
_COUNT = "(?P<count>[<number><a>])"

WEEKDAYS = (
    rule(
        f"(?P<bareunit>(?!.))?{_COUNT}(?P<unit>[<unit><units>])[<from><on><after><of>]<this>?{_DAY}",
        "unit units",
        _read_later,
    ),
    rule(
        f"(?P<bareunit>(?!.))?{_DAY}[<in><within>]{_COUNT}(?P<unit>[<unit><units>])?",
        "in within",
        _read_later,
    ),
    rule(f"(?P<count>(?!.))?{_DAY}(?P<bareunit>(?P<unit><unit>))", "unit", _read_later),
    rule(
        "(?P<weekday><weekday>)<daypart>?[<of><in><comma><the><on>]*"
        "[<this><next><coming><after_next><last>]?(?P<unit><unit>)"
        "[<this><next><coming><after_next><last>]?",
        "unit",
        _read_in_week,
    ),
    rule(
        "[<this><next><coming><after_next><last>](?P<unit><unit>)[<after_next>]?"
        "[<comma><on><the>]*(?P<weekday><weekday>)",
        "unit",
        _read_in_week,
    ),
    rule(
        "(?P<unit><unit>)[<next><coming><this><after_next>][<comma><on><the>]*(?P<weekday><weekday>)",
        "unit",
        _read_in_week,
    ),
    rule(
        "(?P<weekday><weekday>)[<of><in><comma><the>]*(?P<week><week_number>)",
        "week_number",
        _read_in_numbered_week,
    ),
    rule(
        f"(?P<which>{_WHICH})?(?P<weekday><weekday>)(?P<post>{_WHICH}|(?P<after><after>(?=$|[<comma><stop><and>])))?",
        "weekday",
        _read_weekday,
    ),
    rule("(?P<ahead><ahead>)", "ahead", _read_ahead),
)
