"""Which bills are a standing charge: rent, a subscription, care under contract (concepts, M30).

What was decided on once and is billed ever after, for the same amount and at even steps of the
calendar, tells nothing of whether anybody would decide so again. A bill of it is no purchase.
Where a deal was won for each such bill, each was decided on, and all of them are purchases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Bill", "standing_charges"]

STEPS = (1, 2, 3, 6, 12)
"""Months from one bill of a standing charge to the next."""
LEAST = 3
"""Two like steps are the fewest that are a habit."""
NEAR = 5
"""Days by which a bill may miss its day: a weekend, and who writes bills is away."""
MONTH = 365.25 / 12


class Bill(NamedTuple):
    """An invoice: its day, its id, and what is left of it after credits, in its own currency."""

    on: date
    ref: str
    amount: Decimal


def standing_charges(bills: Iterable[Bill], decided_on: Iterable[date] = ()) -> frozenset[str]:
    """The ids of bills of standing charges; `decided_on` are the days on which deals were won."""
    alike: dict[Decimal, dict[date, list[str]]] = {}
    for bill in bills:
        alike.setdefault(bill.amount, {}).setdefault(bill.on, []).append(bill.ref)
    decisions = sorted(decided_on)
    return frozenset(
        ref
        for refs_of in alike.values()
        for run in _runs(sorted(refs_of))
        if len(run) >= LEAST and not _are_decided_on(run, decisions)
        for day in run
        for ref in refs_of[day]
    )


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    """For each step the days of bills of one amount, cut where the next is not a step away."""
    for step in STEPS:
        run: list[date] = []
        for day in days:
            if run and abs((day - run[-1]).days - step * MONTH) > NEAR:
                yield run
                run = []
            run.append(day)
        yield run


def _are_decided_on(run: Sequence[date], decisions: Sequence[date]) -> bool:
    """Whether a deal was won between each two bills of a run."""
    return all(
        bisect_right(decisions, later) > bisect_right(decisions, earlier)
        for earlier, later in pairwise(run)
    )
