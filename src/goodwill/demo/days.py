"""Days counted back from the day a company is made for, and how days are written in mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from goodwill.demo.plan import Language

__all__ = ["Days", "spoken", "weekday"]

DAY = timedelta(days=1)
OPENS, CLOSES = 8, 18  # working hours
WEEKEND = 5

MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
}


def spoken(day: date, language: Language) -> str:
    """`12 March`, `12. März`, `12 mars`."""
    dot = "." if language == "de" else ""
    return f"{day.day}{dot} {MONTHS[language].split()[day.month - 1]}"


def weekday(day: date, language: Language) -> str:
    """A working day's name; a weekend gives way to the Monday after it."""
    return WEEKDAYS[language][day.weekday() if day.weekday() < WEEKEND else 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The calendar of a company made for `as_of`; everything ends before that day."""

    as_of: date
    zone: ZoneInfo

    @property
    def year_start(self) -> date:
        """The first day of the 12 months that end on `as_of`."""
        try:
            return self.as_of.replace(year=self.as_of.year - 1) + DAY
        except ValueError:  # 29 February
            return date(self.as_of.year - 1, 3, 1)

    def ago(self, days: int) -> date:
        """The day so many days before."""
        return self.as_of - timedelta(days=days)

    def working(self, days: int) -> date:
        """The same, or the Friday before a weekend."""
        day = self.ago(days)
        return day - DAY * max(0, day.weekday() - WEEKEND + 1)

    def month(self, back: int) -> date:
        """The first day of the month so many months before; negative is after."""
        months = self.as_of.year * 12 + self.as_of.month - 1 - back
        return date(months // 12, months % 12 + 1, 1)

    def quarters(self, count: int) -> list[tuple[date, date]]:
        """First and last days of the last quarters that are over, the latest first."""
        back = (self.as_of.month - 1) % 3
        starts = [self.month(back + 3 * number) for number in range(1, count + 1)]
        return [(start, _month_after(start, 3) - DAY) for start in starts]

    def is_past(self, day: date) -> bool:
        """Whether a day is before `as_of`."""
        return day < self.as_of

    def at(self, day: date, rng: Random, *, any_hour: bool = False) -> datetime:
        """A minute of a day: in working hours, or in the evening."""
        hour = rng.randint(17, 22) if any_hour else rng.randint(OPENS, CLOSES - 2)
        moment = datetime.combine(day, time(hour, rng.randint(0, 59), rng.randint(0, 59)))
        return moment.replace(tzinfo=self.zone)

    def later(self, moment: datetime, hours: float, *, any_day: bool) -> datetime:
        """Some hours later, in working time where it is work."""
        found = moment + timedelta(hours=hours)
        if any_day:
            return found
        if found.hour >= CLOSES:
            found = (found + DAY).replace(hour=OPENS + found.minute % 3)
        if found.hour < OPENS:
            found = found.replace(hour=OPENS + found.minute % 3)
        while found.weekday() >= WEEKEND:
            found += DAY
        return found


def _month_after(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
