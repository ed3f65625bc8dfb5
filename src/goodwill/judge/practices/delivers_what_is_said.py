"""Doing what we say we are good at: whether what fell due came in full and on time (T2).

Counted over the deliveries of the 12 months as the contract defines them, and over what we
promised and what became of it, where no delivery tells that. A failure that was mended and
let rest counts neither way. A few that came in time are no habit yet; a few that failed are.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodwill.catalogue.schema import Practice
from goodwill.judge.case import Case
from goodwill.judge.delivered import Delivered, delivered, promised
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.measure import Habit, Occasion, by_share

__all__ = ["find"]

QUIET = 0.1
"""An invoice that nobody complained of says little beside a delivery or a promise."""


def find(case: Case, practice: Practice) -> Habit:
    """How what fell due in the 12 months came."""
    least = case.number(practice.id, "deliveries")
    occasions = _in_year(case, delivered(case))
    seen = {(one.source, one.ref, one.on) for one in occasions}
    more = _in_year(case, promised(case, by_word_only=True))
    occasions += [one for one in more if (one.source, one.ref, one.on) not in seen]
    failed = sum(not one.is_done for one in occasions)
    habit = by_share(
        practice.id,
        occasions,
        kept_at=case.number(practice.id, "in_full_on_time"),
        at_least=1 if failed >= case.number(practice.id, "failures") else least,
    )
    return crossed(case, practice, habit, "broken_promises", direction="ours")


def _in_year(case: Case, fallen_due: Iterable[Delivered]) -> list[Occasion]:
    return [
        _occasion(one, one.is_good)
        for one in fallen_due
        if one.is_good is not None and case.year.holds(one.on)
    ]


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
