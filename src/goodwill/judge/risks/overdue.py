"""Whether an order stays out for longer than an account's own gaps make likely (concepts M30).

How long an account lets pass between two purchases is taken as log-normal, with a spread that is
an expert's until it has gaps of its own; so two or three gaps make no order rare, twenty even ones
do. A pause that was as long before is as likely as it was often, and one of the same season a
year ago says nothing. The numbers stand in the catalogue's file of `going_quiet`; what a rhythm is
stands in `buying_rhythm`.

Source: the predictive distribution of a normal sample with a flat mean and a scaled inverse
chi-square variance (Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.2 and 3.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from goodwill.facts.posterior import beta_over
from goodwill.facts.statement import Evidence
from goodwill.judge.buying_rhythm import Buying, billing, buying
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence

__all__ = ["Habit", "longer_gap", "on_time_evidence", "overdue_evidence"]

QUIET = "going_quiet"
YEAR = 365
YEARS = (1, 2)
"""Years back that a season is looked for; a rhythm reaches over three."""
LEAST_DAYS = 0.5  # bought today: half a day has no gap shorter than it
EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What is thought of an account's gaps before any is seen.

    `spread` is the standard deviation of the natural logarithm of its gaps; it counts as much as
    `weight` gaps of the account's own.
    """

    spread: float
    weight: float


def longer_gap(gaps: Sequence[int], days: float, habit: Habit) -> float:
    """The chance that an account whose gaps were these (days, one at least) makes a longer one.

    Student's t of the logarithm; beyond the middle at least the share of gaps that were as long.
    """
    count, asked = len(gaps), max(days, LEAST_DAYS)
    logs = [math.log(gap) for gap in gaps]
    middle = math.fsum(logs) / count
    freedom = habit.weight + count - 1
    scattered = math.fsum((one - middle) ** 2 for one in logs)
    variance = (habit.weight * habit.spread**2 + scattered) / freedom
    away = (math.log(asked) - middle) / math.sqrt(variance * (1 + 1 / count))
    tail = _t_over(freedom, away)
    as_long = sum(gap >= days for gap in gaps) / count
    return max(tail, min(as_long, EVEN))


def _t_over(freedom: float, away: float) -> float:
    """The chance that Student's t lies above `away`."""
    beyond = (1 - beta_over(freedom / 2, EVEN, freedom / (freedom + away**2))) / 2
    return beyond if away > 0 else 1 - beyond


def overdue_evidence(case: Case, line: str) -> Iterator[Evidence]:
    """An order that stays out: it weighs more the rarer a gap so long, up to what `line` gives.

    A standing charge that is billed no more counts like one: it was ended.
    """
    found = billing(case.ledger)
    if found is None or _is_season(case, found):
        return
    usual, rare = case.number(QUIET, "unusual_gap"), case.number(QUIET, "rare_gap")
    share = math.log(usual / max(_chance(case, found), rare)) / math.log(usual / rare)
    if share <= 0:
        return
    last = found.purchases[-1]
    yield evidence(
        line,
        source=last.source,
        ref=last.refs[0],
        on=last.on,
        says=(
            f"The last order is {found.days_since} days old; "
            f"their median gap is {found.median_gap:.0f} days."
        ),
        weight=case.number(line, "overdue") * share,
    )


def on_time_evidence(case: Case, line: str) -> Iterator[Evidence]:
    """Orders that come as they always came speak against it, the fresher the more.

    A standing charge does not: nobody decided on it again.
    """
    found = buying(case.ledger)
    if found is None or (chance := _chance(case, found)) <= EVEN:
        return
    yield count_evidence(
        line,
        of="days_since_last_purchase",
        says=(
            f"They last bought {found.days_since} days ago; "
            f"their median gap is {found.median_gap:.0f} days."
        ),
        weight=case.number(line, "on_time") * (chance - EVEN) / EVEN,
        on=case.as_of,
    )


def _chance(case: Case, found: Buying) -> float:
    """The chance that they let pass more days than they have."""
    spread, weight = case.number(QUIET, "gap_spread"), case.number(QUIET, "gap_spread_gaps")
    days = [one.on for one in found.purchases]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return longer_gap(gaps, found.days_since, Habit(spread=spread, weight=weight))


def _is_season(case: Case, found: Buying) -> bool:
    """Whether they had bought nothing for as long on this day of an earlier year, and then did."""
    enough = found.days_since * case.number(QUIET, "season_share")
    return any(_silence(found, case.as_of - timedelta(days=YEAR * ago)) >= enough for ago in YEARS)


def _silence(found: Buying, day: date) -> int:
    """Days without a purchase on an earlier day; -1 where none came before it, or after it."""
    before = [one.on for one in found.purchases if one.on <= day]
    return (day - before[-1]).days if before and len(before) < len(found.purchases) else -1
