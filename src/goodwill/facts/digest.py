"""What a digest tells: entries by owner, each one cause with its words or row, money and step.

Shapes only. `goodwill.news` finds and merges them, `goodwill.hindsight.digesting` asks it of a
book, and `goodwill.serve.digest` says them in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from goodwill.facts.statement import Evidence

__all__ = ["AmountOf", "Because", "Digest", "Entry", "Moved", "MutedDetector", "OwnerNews", "Tone"]

Tone = Literal["alarm", "change", "good"]
"""Something to act on, something to know, something to be glad of."""

Because = Literal["client", "time", "data", "rules"]
"""What moved a line: something happened, or did not; the book saw more; our yardstick changed."""

AmountOf = Literal["cost", "gross margin", "revenue"]
"""What an amount is of: what a pattern costs in 12 months, or what a risk puts at stake."""

State = str | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A line of a statement, by its full name, and how it stood on the two days."""

    line: str
    was: State
    now: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cause at one account: the line it shows in most, and the others it moved.

    `amount` belongs to the first line, in `currency`; amounts of one cause overlap and are never
    added. `expected` orders what waits: a chance times money, None where no money is known.
    """

    account: str
    account_name: str
    owner: str | None
    tone: Tone
    moved: Moved
    also: tuple[Moved, ...]
    because: Because
    is_leading: bool
    is_ours: bool
    evidence: Evidence | None
    amount: float | None
    amount_of: AmountOf | None
    currency: str
    expected: float | None
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNews:
    """One owner's week; `waiting` are alarms beyond what a week can hold, dearest first.

    `owner` None: accounts that nobody is named for.
    """

    owner: str | None
    alarms: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    good: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MutedDetector:
    """A line whose alarms people mostly called wrong: `right` of the last `answers`."""

    line: str
    right: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What changed in the days after `since`, up to `as_of`.

    `muted` are the detectors that would have spoken and are not listened to; `new_sources` the
    sorts of source that the book saw for the first time in these days; `newest` the last day of
    which it tells anything by then, None where it tells of none.
    """

    since: date
    as_of: date
    accounts: int
    newest: date | None
    owners: tuple[OwnerNews, ...]
    new_sources: tuple[str, ...] = ()
    muted: tuple[MutedDetector, ...] = ()
    is_quiet: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_quiet", not self.owners)
