"""What the steps after reading hand on: windows, measured values and evidence.

Plain types, no engine: a judge can be tested without a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["SignalRow", "SignalValue", "Window", "a_year_before"]


def a_year_before(day: date) -> date:
    """The same date a year before; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days `[start, end)` in the company's timezone; `end` is the day after `as_of`."""

    start: date
    end: date

    @classmethod
    def twelve_months(cls, as_of: date) -> Window:
        """The 12 months of the contract: from the day after the same date a year before."""
        return cls(
            start=a_year_before(as_of) + timedelta(days=1),
            end=as_of + timedelta(days=1),
        )

    @classmethod
    def days(cls, as_of: date, count: int) -> Window:
        """The `count` days that end on `as_of`, both included."""
        end = as_of + timedelta(days=1)
        return cls(start=end - timedelta(days=count), end=end)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One row that a signal returned: what a number opens to.

    `value` is the quantity (1.0 or 0.0 for a share), `weight` what it counts in the reduction
    (exposure), `source` and `ref` the evidence it stands on. `ours` and `theirs` are person
    ids where the row is between two people, else None.
    """

    signal: str
    account_id: str
    source: str
    ref: str
    on: date
    value: float
    weight: float
    ours: str | None
    theirs: str | None
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalValue:
    """A signal reduced over one window: the shrunk estimate, and how far it can be trusted.

    `raw` is the plain reduction, `estimate` the same after shrinkage toward the prior mean;
    `low` and `high` hold the middle 90 %. `exposure` is the number of chances that the
    thing had to happen. `sources` are the independent kinds of source the rows came from.
    """

    signal: str
    unit: str
    raw: float
    estimate: float
    low: float
    high: float
    exposure: float
    sources: frozenset[str]
    rows: tuple[SignalRow, ...]
