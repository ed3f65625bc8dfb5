"""Days that a promise's words do not settle alone: counted from another, or of half a sentence.

What day a whole sentence names is read with the mail (`Said.due_on`); which days words name is
next door, in `words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goodwill.judge.promises.phrases import shows
from goodwill.judge.promises.talk import Said
from goodwill.judge.promises.words import days_named

__all__ = ["counted_from", "day_named_in", "last_day", "other_day"]

_WEEK = 7
_SATURDAY = 5
_AHEAD_DAYS = 366
"""A day and month without a year is the next such day."""


def counted_from(one: Said, start: date) -> date | None:
    """The day that a sentence names, where it is counted ("within two days"), from `start` on.

    A day of the calendar stays what it is.
    """
    due_on = one.due_on
    if due_on is None or not shows("counted", one.quote):
        return due_on
    if not shows("working_days", one.quote):
        return start + (due_on - one.on)
    return _after_working_days(start, sum(1 for _ in _working_days(one.on, due_on)))


def _working_days(start: date, end: date) -> Iterator[date]:
    """Monday to Friday, after `start` to `end`."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return (day for day in days if day.weekday() < _SATURDAY)


def _after_working_days(start: date, count: int) -> date:
    reach = start + timedelta(days=(count // _SATURDAY + 1) * _WEEK + _WEEK)
    days = list(_working_days(start, reach))
    return days[count - 1] if count else start


def day_named_in(named: frozenset[tuple[str, int]], said_on: date) -> date | None:
    """The next day after `said_on` that is called so, or None where it is not one plain day."""
    kinds = sorted(kind for kind, _ in named)
    if kinds not in (["w"], ["d"], ["d", "m"], ["d", "w"], ["d", "m", "w"]):
        return None
    wanted = dict(named)
    days = (said_on + timedelta(days=number) for number in range(1, _AHEAD_DAYS + 1))
    return next((day for day in days if _is_called(day, wanted)), None)


def other_day(one: Said, old: date) -> date | None:
    """The day that a sentence names beside an old one: "not the 7th, rather the 13th"."""
    if one.due_on is not None and one.due_on > old:
        return one.due_on
    named = days_named(one.quote) - {("d", old.day), ("w", old.weekday())}
    return day_named_in(named, one.on)


def last_day(due_on: date, sentence: str) -> date:
    """The last day on which nobody would call it late.

    "Before Friday" ends on Thursday by the letter, and many mean Friday by it.
    """
    return due_on + timedelta(days=1) if shows("before_day", sentence) else due_on


def _is_called(day: date, wanted: dict[str, int]) -> bool:
    values = {"d": day.day, "m": day.month, "w": day.weekday()}
    return all(values[kind] == value for kind, value in wanted.items())
