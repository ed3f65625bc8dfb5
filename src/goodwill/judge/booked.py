"""Deliveries whose day came, and of which no mail speaks: a day that is booked.

Where a promise in mail is plainly of a row of `deliveries.csv`, the row settles that promise
(`goodwill.judge.promises.records`); where one names the same day, it may be of it. Only the rows
that are left stand here, so that nothing counts twice: late ones and those in time, for the pattern
of broken promises. One that has not come yet is not told about, as rows are at times not kept up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodwill.judge.case import Case

__all__ = ["Booked", "booked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A delivery that came."""

    ref: str
    due_on: date
    came_on: date

    @property
    def is_late(self) -> bool:
        """Whether it came after its day."""
        return self.came_on > self.due_on


def booked(case: Case) -> tuple[Booked, ...]:
    """Those that came in the 12 months, by the day on which they did."""
    return case.once(_booked)


def _booked(case: Case) -> tuple[Booked, ...]:
    ours = [entry for entry in case.promises if entry.promise.first.side == "ours"]
    settling = {sign.ref for entry in ours for sign in entry.signs if sign.source == "delivery"}
    promised = {entry.promise.due_on for entry in ours}
    rows = (
        Booked(ref=row.delivery_id, due_on=row.promised_on, came_on=row.delivered_on)
        for row in case.tables.delivery
        if row.delivered_on is not None
        and case.year.holds(row.delivered_on)
        and row.delivery_id not in settling
        and row.promised_on not in promised
    )
    return tuple(sorted(rows, key=lambda one: (one.came_on, one.ref)))
