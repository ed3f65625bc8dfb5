"""The strip of months above a page of the past: what was known by its day, and what came later.

Every month leads to the page as it was known at its end. Later months are hollow; what was learned
in them stands below, with how long after the day it was.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.serve.languages import say
from goodwill.serve.web.by_day import Entry
from goodwill.serve.words import count, month

__all__ = ["DayStrip", "Learned", "Month", "day_strip", "learned", "neighbours"]

MONTHS = 24
"""Months of a strip at most, the newest."""

HEIGHT = 60.0
"""Pixels of the bar of the month in which most happened."""

TOLD = 8
"""What was learned later, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: where its bar stands, in parts of 100 and pixels, and the page of its end."""

    x: float
    width: float
    height: float
    is_later: bool
    label: str
    ends_on: date
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStrip:
    """The strip; `at` is where the day stands, in parts of 100 of the width."""

    months: tuple[Month, ...]
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A change of the verdict after the day."""

    entry: Entry
    after: str


def day_strip(days: Iterable[str], day: date, newest: date) -> DayStrip | None:
    """The months up to the newest day in which anything happened; None where nothing did.

    `days` are those of all that happened, `YYYY-MM-DD`, each as often as something happened on it.
    """
    counted = Counter(one[:7] for one in days if one <= newest.isoformat())
    if not counted:
        return None
    names = list(_months(min(*counted, f"{day:%Y-%m}"), newest))[-MONTHS:]
    most = max((counted[name] for name in names), default=0) or 1
    slot = 100 / len(names)
    return DayStrip(
        months=tuple(
            _month(name, counted[name], (place * slot, slot, most), day, newest)
            for place, name in enumerate(names)
        ),
        at=_place(names, day) * slot,
    )


def _months(first: str, newest: date) -> Iterator[str]:
    year, number = int(first[:4]), int(first[5:7])
    while (name := f"{year:04}-{number:02}") <= f"{newest:%Y-%m}":
        yield name
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)  # noqa: PLR2004


def _month(
    name: str, number: int, slot: tuple[float, float, int], day: date, newest: date
) -> Month:
    x, width, most = slot
    year, at = int(name[:4]), int(name[5:7])
    ends_on = min(date(year, at, monthrange(year, at)[1]), newest)
    return Month(
        x=round(x + width * 0.04, 2),
        width=round(width * 0.92, 2),
        height=round(HEIGHT * number / most, 1),
        is_later=name > f"{day:%Y-%m}",
        label=month(name) if at == 1 else month(name)[:3],
        ends_on=ends_on,
        says=f"{month(name)}: {count(number, 'entry')}",
    )


def _place(names: Sequence[str], day: date) -> float:
    """Months from the beginning of the strip; 0 for a day before it."""
    name = f"{day:%Y-%m}"
    if name not in names:
        return 0.0
    return names.index(name) + day.day / monthrange(day.year, day.month)[1]


def learned(entries: Iterable[Entry], day: date) -> tuple[Learned, ...]:
    """What the verdict says of later days, the earliest first."""
    later = [one for one in entries if one.source == "verdict" and one.day > day.isoformat()]
    later.sort(key=lambda one: one.day)
    return tuple(
        Learned(entry=one, after=count((date.fromisoformat(one.day) - day).days, "day"))
        for one in later[:TOLD]
    )


def neighbours(day: date, newest: date) -> tuple[tuple[str, date], ...]:
    """Days that lie before and after: the next ones, and the ends of the months around."""
    found = (
        (say("The month before"), day.replace(day=1) - timedelta(days=1)),
        (say("The day before"), day - timedelta(days=1)),
        (say("The day after"), day + timedelta(days=1)),
        (say("The month after"), _first_after(_first_after(day)) - timedelta(days=1)),
    )
    return tuple((name, one) for name, one in found if one <= newest)


def _first_after(day: date) -> date:
    """The first of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
