"""Doing what we say we are good at: whether what fell due came in full and on time (T2).

Counted over the deliveries of the 12 months as the contract defines them; a failure that was
mended and let rest counts neither way.
"""

from __future__ import annotations

from goodwill.catalogue.schema import Practice
from goodwill.judge.case import Case
from goodwill.judge.delivered import Delivered, delivered
from goodwill.judge.practices.measure import Habit, Occasion, by_share

__all__ = ["find"]

QUIET = 0.1
"""An invoice that nobody complained of says little beside a delivery or a promise."""


def find(case: Case, practice: Practice) -> Habit:
    """How what fell due in the 12 months came."""
    occasions = [
        _occasion(one, one.is_good)
        for one in delivered(case)
        if one.is_good is not None and case.year.holds(one.on)
    ]
    return by_share(
        practice.id,
        occasions,
        kept_at=case.number(practice.id, "in_full_on_time"),
        at_least=case.number(practice.id, "deliveries"),
    )


def _occasion(one: Delivered, is_good: bool) -> Occasion:
    is_quiet = one.source == "invoice" and is_good
    return Occasion(
        source=one.source,
        ref=one.ref,
        on=one.on,
        says=one.says,
        is_done=is_good,
        quote=one.quote,
        weight=QUIET if is_quiet else 1.0,
    )
