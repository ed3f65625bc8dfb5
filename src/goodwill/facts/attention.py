"""Whose hours which plays get: what goes into the plan over all accounts, and what comes out.

Hours are a budget that a person sets. They are never a measure of anybody: nothing here counts,
sums or compares what people do. How the plan is found stands in `goodwill.advise.attention`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

__all__ = ["Budget", "Candidate", "LeftOut", "Task", "Underway", "WholePlan", "weeks_from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A play that an account's plan proposes; `owner` is "" where the account is nobody's.

    `worth` is in the book's currency over 12 months, None where no money is known; `urgency` then
    tells what goes first. `is_large`: the account is one of the largest. `executive` is who at the
    client would be asked for their time, "" where nobody is or nobody knows whom. `counts_as` is
    the worth that a lot gave it among plays that are worth about the same; None: its own.
    """

    account_id: str
    account: str
    owner: str
    play: str
    title: str
    because: tuple[str, ...]
    steps: tuple[str, ...]
    hours: float
    worth: float | None
    urgency: float
    counts_as: float | None = None
    is_owed: bool = False
    is_large: bool = False
    executive: str = ""

    @property
    def gain(self) -> float | None:
        """What the plan gains by it; None where no money is known."""
        return self.worth if self.counts_as is None else self.counts_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Underway:
    """A play that is being done: it takes its hours first, and its account gets no other."""

    account_id: str
    account: str
    owner: str
    play: str
    title: str
    because: tuple[str, ...]
    steps: tuple[str, ...]
    hours: float
    worth: float | None
    due_on: date | None
    is_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What the plan may use: hours a week of each owner, and the limits of the catalogue.

    `asked` counts how often an executive of a client was asked for in the last quarter.
    """

    weeks: int
    hours_a_week: float
    own_hours: Mapping[str, float] = field(default_factory=dict)
    begun_a_week: int
    top_share: float
    escalations: int
    asked: Mapping[str, int] = field(default_factory=dict)

    def hours_of(self, owner: str) -> float:
        """The hours of somebody's week that plays may take."""
        return self.own_hours.get(owner.casefold(), self.hours_a_week)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A play in the plan: taken up in the week that begins on `week`, done by `due_on`."""

    account_id: str
    account: str
    owner: str
    play: str
    title: str
    because: tuple[str, ...]
    steps: tuple[str, ...]
    hours: float
    expected_value: float | None
    week: date
    due_on: date
    state: Literal["being done", "proposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An account whose best play found no place, and what stood in the way."""

    account_id: str
    account: str
    owner: str
    play: str
    title: str
    hours: float
    expected_value: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlan:
    """What to do in the next weeks, by owner and week, in the order of names and days."""

    as_of: date
    first: date
    last: date
    weeks: int
    currency: str
    hours_a_week: Mapping[str, float]
    tasks: tuple[Task, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def weeks_from(as_of: date, weeks: int) -> tuple[date, ...]:
    """The Mondays of the weeks that a plan covers: the first that is not before `as_of`."""
    first = as_of + timedelta(days=-as_of.weekday() % 7)
    return tuple(first + timedelta(weeks=number) for number in range(weeks))
