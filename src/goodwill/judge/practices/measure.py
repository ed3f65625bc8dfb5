"""What the judge of a practice hands on: how it was kept, with its reasons, before it is a line.

A practice is counted over its occasions in the 12 months, for the side whose turn it was. It is
`kept` where the measure is reached, `slipping` where it is not yet was done at least once,
`missing` where there were occasions and it was never done (contract, "Practice").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodwill.facts.statement import Evidence
from goodwill.judge.evidence import evidence

__all__ = ["Habit", "Occasion", "PracticeStatus", "by_share", "weaker"]

PracticeStatus = Literal["kept", "slipping", "missing", "not_assessable"]
WORST_FIRST: tuple[PracticeStatus, ...] = ("missing", "slipping", "kept", "not_assessable")
A_CASE = 1.0
"""What one occasion weighs, for the practice where it was done and against it where not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one practice was kept; `needs` says what is missing where nobody can tell."""

    status: PracticeStatus
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One occasion to do it, and whether it was done; the row that shows it, in words."""

    source: str
    ref: str
    on: date | None
    says: str
    is_done: bool
    quote: str | None = None


def by_share(
    line: str, occasions: Sequence[Occasion], *, kept_at: float, at_least: float = 1
) -> Habit:
    """How a practice was kept that is counted over occasions.

    Args:
        line: the id of the practice.
        occasions: all in the 12 months.
        kept_at: the share of them done from which on it is kept.
        at_least: fewer occasions are too few to tell.
    """
    if len(occasions) < at_least or not occasions:
        return Habit(status="not_assessable", evidence=_told(line, occasions))
    done = sum(one.is_done for one in occasions)
    status: PracticeStatus = "missing"
    if done / len(occasions) >= kept_at:
        status = "kept"
    elif done:
        status = "slipping"
    return Habit(status=status, evidence=_told(line, occasions))


def weaker(*habits: Habit) -> Habit:
    """The weaker of two sides, with the evidence of all of them (contract, "Practice")."""
    worst = min(habits, key=lambda one: WORST_FIRST.index(one.status))
    return Habit(
        status=worst.status,
        evidence=tuple(item for one in habits for item in one.evidence),
        needs=worst.needs,
    )


def _told(line: str, occasions: Iterable[Occasion]) -> tuple[Evidence, ...]:
    return tuple(
        evidence(
            line,
            source=one.source,
            ref=one.ref,
            on=one.on,
            quote=one.quote,
            says=one.says,
            weight=A_CASE if one.is_done else -A_CASE,
        )
        for one in occasions
    )
