"""What the steps after reading hand on: windows, measured values and evidence.

Plain types, no engine: a judge can be tested without a database. What a statement makes by the
thousand is a named tuple: that takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from goodwill.facts.posterior import beta_over, gamma_over, normal_over

if TYPE_CHECKING:
    from goodwill.facts.beliefs import Beliefs

__all__ = [
    "Family",
    "Measured",
    "MonthValues",
    "Posterior",
    "SignalRow",
    "SignalValue",
    "Values",
    "Window",
    "a_year_before",
]


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
    @lru_cache(maxsize=1024)  # as with `days`
    def twelve_months(cls, as_of: date) -> Window:
        """The 12 months of the contract: from the day after the same date a year before."""
        return cls(
            start=a_year_before(as_of) + timedelta(days=1),
            end=as_of + timedelta(days=1),
        )

    @classmethod
    @lru_cache(maxsize=1024)  # lines ask for the same few again and again
    def days(cls, as_of: date, count: int) -> Window:
        """The `count` days that end on `as_of`, both included."""
        end = as_of + timedelta(days=1)
        return cls(start=end - timedelta(days=count), end=end)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return self.start <= day < self.end


class SignalRow(NamedTuple):
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


Family = Literal["beta", "gamma", "normal"]


class Posterior(NamedTuple):
    """What is believed of a quantity after shrinkage, by family.

    `beta`: a share, with `a` and `b` its two counts; `gamma`: events a month, shape `a` and rate
    `b`; `normal`: a mean `a` with standard deviation `b`.
    """

    family: Family
    a: float
    b: float

    def chance_over(self, threshold: float) -> float:
        """The probability that the true quantity lies above `threshold`."""
        if self.family == "beta":
            return beta_over(self.a, self.b, threshold)
        if self.family == "gamma":
            return gamma_over(self.a, self.b * threshold)
        return normal_over(self.a, self.b, threshold)


class SignalValue(NamedTuple):
    """A signal reduced over one window: the shrunk estimate, and how far it can be trusted.

    `raw` is the plain reduction, `estimate` the same after shrinkage toward the prior mean.
    `exposure` is the number of chances that the thing had to happen, `sources` the
    independent kinds of source the rows came from (`message`, `deal`, `invoice` ...).
    `rows` stand by day, source and ref; they are made when first looked into.
    """

    signal: str
    unit: str
    raw: float
    estimate: float
    posterior: Posterior
    exposure: float
    sources: frozenset[str]
    rows: Sequence[SignalRow]


Values = Mapping[str, SignalValue]
"""By signal. A signal with no exposure in the window is not in it: missing is not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthValues:
    """What the signals said at the end of one calendar month, older rows counting less.

    Each row counts once, with a weight that halves every `half_life_days`; nothing from after
    the month is in it. `month` is `YYYY-MM`; the last month ends on `as_of`.
    """

    month: str
    is_empty: bool
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One account's signals as of a day, in the views that judges need.

    `year` over the 12 months of the contract, `quarter` over 90 days, both undiscounted and
    with their rows; `months` the discounted view at each month's end (no rows, no sources),
    `now` the discounted view at `as_of` with its rows, `dyads` the same for each pair of
    one of ours and one of theirs (person ids). `rows` holds every row up to `as_of`, by signal.
    `believed` is what is believed `now` of the signals whose limits were asked for, `trend` the
    same in each of `months`, `between` of each of `dyads`.
    """

    account_id: str
    as_of: date
    year: Values
    quarter: Values
    now: Values
    months: tuple[MonthValues, ...]
    dyads: Mapping[tuple[str, str], Values]
    rows: Mapping[str, Sequence[SignalRow]]
    believed: Beliefs = field(compare=False)
    trend: Beliefs = field(compare=False)
    between: Beliefs = field(compare=False)
