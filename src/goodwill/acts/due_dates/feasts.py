"""Feasts and breaks that people name instead of a day.

Movable feasts hang on Easter (western, by `dateutil.easter`). Breaks and seasons are what an
office means by them, not a law's: the summer break is August, the break at the end of the year
24 December to 1 January, a season its three whole months. No country's public holidays are
known here; a working day is a day from Monday to Friday.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter as _easter  # type: ignore[import-untyped]  # has no types

__all__ = ["FEASTS", "feast_in"]

_FIXED: dict[str, tuple[int, int]] = {
    "new_year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "st_patrick": (3, 17),
    "labour_day": (5, 1), "independence_day": (7, 4), "bastille_day": (7, 14),
    "assumption": (8, 15), "german_unity": (10, 3), "hispanic_day": (10, 12),
    "halloween": (10, 31), "reformation": (10, 31), "all_saints": (11, 1), "armistice": (11, 11),
    "st_nicholas": (12, 6), "constitution_day": (12, 6), "immaculate": (12, 8),
    "christmas_eve": (12, 24), "christmas": (12, 25), "boxing_day": (12, 26),
    "new_years_eve": (12, 31),
}  # fmt: skip

_FROM_EASTER: dict[str, tuple[int, int]] = {
    "holy_week": (-7, -1), "maundy_thursday": (-3, -3), "good_friday": (-2, -2), "easter": (0, 0),
    "easter_monday": (1, 1), "ascension": (39, 39), "pentecost": (49, 49), "whit_monday": (50, 50),
    "corpus_christi": (60, 60), "rose_monday": (-48, -48), "shrove_tuesday": (-47, -47),
    "ash_wednesday": (-46, -46), "palm_sunday": (-7, -7),
}  # fmt: skip
"""First and last day, counted from Easter Sunday."""

_NTH_WEEKDAY: dict[str, tuple[int, int, int]] = {
    "memorial_day": (5, 0, -1), "labor_day": (9, 0, 1), "thanksgiving": (11, 3, 4),
}  # fmt: skip
"""Month, weekday (0 is Monday), which one of the month (-1 is the last)."""

_AFTER_THANKSGIVING = {"black_friday": 1, "cyber_monday": 4}
"""Days after the fourth Thursday of November."""

_STRETCHES: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "summer_break": ((8, 1), (8, 31)),
    "back_to_school": ((9, 1), (9, 15)),
    "spring": ((3, 1), (5, 31)),
    "summer": ((6, 1), (8, 31)),
    "autumn": ((9, 1), (11, 30)),
}

FEASTS = (
    *_FIXED,
    *_FROM_EASTER,
    *_NTH_WEEKDAY,
    *_AFTER_THANKSGIVING,
    *_STRETCHES,
    "christmas_break",
    "winter",
)
"""What a `<feast>` can be; its value is the place in this row."""


def feast_in(name: str, year: int) -> tuple[date, date]:
    """First and last day of a feast, break or season that begins in `year`."""
    if name in _FIXED:
        day = date(year, *_FIXED[name])
        return day, day
    if name in _FROM_EASTER:
        first, last = (timedelta(days=days) for days in _FROM_EASTER[name])
        return easter(year) + first, easter(year) + last
    if name in _NTH_WEEKDAY or name in _AFTER_THANKSGIVING:
        day = nth_weekday(year, *_NTH_WEEKDAY.get(name, _NTH_WEEKDAY["thanksgiving"]))
        day += timedelta(days=_AFTER_THANKSGIVING.get(name, 0))
        return day, day
    if name in _STRETCHES:
        first_on, last_on = _STRETCHES[name]
        return date(year, *first_on), date(year, *last_on)
    if name == "winter":
        return date(year, 12, 1), date(year + 1, 3, 1) - timedelta(days=1)
    return date(year, 12, 24), date(year + 1, 1, 1)


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    sunday: date = _easter(year)
    return sunday


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th weekday of a month; `nth` -1 is the last one, a fifth that is none the last too."""
    first = date(year, month, 1)
    days = first + timedelta(days=(weekday - first.weekday()) % 7)
    found = [days + timedelta(weeks=weeks) for weeks in range(5)]
    inside = [day for day in found if day.month == month]
    return inside[min(nth, len(inside)) - 1] if nth > 0 else inside[-1]
