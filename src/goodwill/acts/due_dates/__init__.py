"""The day a promise falls due, from the words of its sentence.

Weekdays, today and tomorrow in four languages, and ISO dates. Pure: the day on which it was
said is given, so the same words always mean the same day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["DueDate", "find_due", "find_due_date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """The last day that is still in time, and where in the text it stands."""

    day: date
    start: int
    end: int


_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag lundi lunes",
            "tuesday dienstag mardi martes",
            "wednesday mittwoch mercredi miércoles",
            "thursday donnerstag jeudi jueves",
            "friday freitag vendredi viernes",
            "saturday samstag samedi sábado",
            "sunday sonntag dimanche domingo",
        )
    )
    for name in names.split()
}
_AHEAD = {
    "today": 0, "tonight": 0, "eod": 0, "heute": 0, "hoy": 0,
    "tomorrow": 1, "morgen": 1, "demain": 1, "mañana": 1, "übermorgen": 2,
}  # fmt: skip
_NAMED = re.compile(
    r"\b(?:(?P<iso>20\d\d-[01]\d-[0-3]\d)"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})|(?P<ahead>{'|'.join(_AHEAD)}))\b",
    re.IGNORECASE,
)


def find_due_date(text: str, *, said_on: date, language: str | None = None) -> date | None:
    """The last day on which what `text` promises is still in time, or None where it names none."""
    found = find_due(text, said_on=said_on, language=language)
    return found.day if found else None


def find_due(text: str, *, said_on: date, language: str | None = None) -> DueDate | None:
    """The due day with its place in `text`; `language` is not needed to tell these words apart."""
    del language
    for match in _NAMED.finditer(text):
        if (day := _day(match, said_on)) and day >= said_on:
            return DueDate(day=day, start=match.start(), end=match.end())
    return None


def _day(match: re.Match[str], said_on: date) -> date | None:
    if iso := match["iso"]:
        try:
            return date.fromisoformat(iso)
        except ValueError:
            return None
    if weekday := match["weekday"]:
        return said_on + timedelta(
            days=(_WEEKDAYS[weekday.lower()] - said_on.weekday() - 1) % 7 + 1
        )
    return said_on + timedelta(days=_AHEAD[match["ahead"].lower()])
