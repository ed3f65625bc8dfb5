"""Which accounts an outcome could still come to at each month end, and whether it did.

Forward only: who is watched rests on what had happened by then. A month counts only if the rows
that tell of the outcome go on for its whole horizon (the end of the data says nothing about what
comes after); months that do not are left out, with and without an event alike.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodwill.lab.backtest.baselines import last_sign
from goodwill.lab.backtest.definitions import Definition, Rules
from goodwill.lab.backtest.history import History
from goodwill.lab.backtest.spells import Course, course_of, moved

__all__ = ["Followed", "Watch", "follow", "followed_until", "month_ends"]


class Watch(NamedTuple):
    """One account at one month end; `next_on` is the day on which it next came, if it did."""

    history: History
    course: Course
    day: date
    next_on: date | None

    def came_within(self, days: int) -> bool:
        """Whether it came after this day and within so many."""
        return self.next_on is not None and self.next_on <= moved(self.day, days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One outcome over all accounts; the watches are by account, then day."""

    definition: Definition
    until: date | None
    horizon_days: int
    watches: tuple[Watch, ...]

    @property
    def accounts(self) -> int:
        """Accounts that are watched at any month end."""
        return len({watch.history.account_id for watch in self.watches})


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last day of each month that ends from `first` through `last`."""
    found = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, of_year = divmod(month, 12)
        end = date(year, of_year + 1, calendar.monthrange(year, of_year + 1)[1])
        if first <= end <= last:
            found.append(end)
    return tuple(found)


def followed_until(outcome: str, histories: Sequence[History]) -> date | None:
    """The last day of the rows that tell of an outcome, over the whole book; None without any."""
    return max((day for history in histories for day in _last_days(outcome, history)), default=None)


def _last_days(outcome: str, history: History) -> Iterator[date]:
    match outcome:
        case "lost":
            yield from (one.on for one in history.purchases[-1:])
        case "repriced":
            yield from (one.on for one in history.prices[-1:])
        case "paid_late":
            yield from (debt.paid[-1][0] for debt in history.debts if debt.paid)
        case "went_quiet":
            yield from history.contacts[-1:]
        case "competed":
            yield from (
                row.opened_on for row in history.deals if row.origin or row.competitor_count
            )
        case _:
            yield from (row.closed_on or row.opened_on for row in history.deals)


def follow(
    definition: Definition,
    histories: Sequence[History],
    days: Sequence[date],
    rules: Rules,
    numbers: Mapping[str, float],
) -> Followed:
    """All month ends at which one outcome could still come to an account, and what came."""
    horizon, until = int(numbers["horizon_days"]), followed_until(definition.id, histories)
    watches: list[Watch] = []
    if until is not None:
        told = [day for day in days if moved(day, horizon) <= until]
        for history in histories:
            course = course_of(definition.id, history, numbers, until)
            watches += _watches(history, course, told, rules)
    return Followed(
        definition=definition, until=until, horizon_days=horizon, watches=tuple(watches)
    )


def _watches(
    history: History, course: Course, days: Sequence[date], rules: Rules
) -> Iterator[Watch]:
    for day in days:
        last = last_sign(history, day)
        if last is not None and last >= moved(day, -rules.active_days) and course.may_come(day):
            yield Watch(history, course, day, course.next_after(day))
