"""Days of a company: its months by number, working hours, and days as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

__all__ = ["DAY", "Months", "later", "moment", "month_after", "spoken", "weekday", "workday"]

DAY = timedelta(days=1)
SATURDAY = 5
OPENS, CLOSES = 7, 17

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}


def month_after(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def workday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + DAY * (7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def moment(day: date, rng: Random) -> datetime:
    """A minute of its working hours."""
    return datetime.combine(
        day, time(rng.randint(OPENS, CLOSES - 2), rng.randrange(60), rng.randrange(60)), UTC
    )


def later(at: datetime, hours: float) -> datetime:
    """Some hours later, in working hours of a working day."""
    found = at + timedelta(hours=hours)
    if found.hour >= CLOSES:
        found = (found + DAY).replace(hour=OPENS + found.minute % 3)
    if found.hour < OPENS:
        found = found.replace(hour=OPENS + found.minute % 3)
    while found.weekday() >= SATURDAY:
        found += DAY
    return found


def spoken(day: date, language: str) -> str:
    """`12 March`, `12. März`, `12 de marzo`."""
    month = MONTHS[language].split()[day.month - 1]
    link = {"en": " ", "de": ". ", "es": " de "}[language]
    return f"{day.day}{link}{month}"


def weekday(day: date, language: str) -> str:
    """`Friday`, `Freitag`, `viernes`."""
    return WEEKDAYS[language].split()[day.weekday()]


@dataclass(frozen=True, slots=True)
class Months:
    """The months of a company, which ends with the last day of the last."""

    until: date
    count: int

    def first(self, number: int) -> date:
        """The first day of a month by its number, from 0."""
        return month_after(self.until.replace(day=1), number - self.count + 1)

    def last(self, number: int) -> date:
        """The last day of it."""
        return self.first(number + 1) - DAY

    def of(self, day: date) -> int:
        """Which month a day lies in."""
        first = self.first(0)
        return (day.year - first.year) * 12 + day.month - first.month
