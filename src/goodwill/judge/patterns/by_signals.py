"""A pattern judged by the conditions of its catalogue file alone: one that a company names itself.

Concepts, U15. Each condition holds with the chance that its signal truly lies beyond the limit;
all of `all` have to, and one of `any` where there are any. `present` needs the gate as well:
enough exposure, and enough kinds of source or dated quotes. What nobody measured is missing, not
zero. How to write such a file is told in docs/own-patterns.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from goodwill.catalogue.schema import Condition, Pattern
from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.statement import Evidence
from goodwill.facts.values import SignalRow, SignalValue
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import count_evidence, evidence, in_order, logit
from goodwill.judge.patterns.finding import UNSEEN, Direction, Finding, not_assessable, too_few

__all__ = ["Met", "find", "measured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A condition with its signal as measured, and the chance that it truly holds."""

    condition: Condition
    value: SignalValue
    chance: float


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    fires = pattern.fires_when
    every = measured(case, fires.all_in_force(case.as_of))
    some = measured(case, fires.any_in_force(case.as_of))
    if missing := _missing(pattern, every, some):
        return not_assessable(pattern, *(f"{name} could not be measured." for name in missing))
    met = [*every, *([max(some, key=lambda one: one.chance)] if some else [])]
    chance = min(MOST_CERTAIN, *(one.chance for one in met))
    seen = min(one.value.exposure for one in met)
    if chance < LIKELY:
        if seen < fires.min_exposure:
            few = too_few(pattern, seen)
            return not_assessable(pattern, few)
        return Finding(status="absent", probability=round(chance, 4))
    items = tuple(_evidence(case, pattern, met, chance))
    return Finding(
        status="present" if _passes_gate(pattern, met, chance, items) else "watch",
        probability=round(chance, 4),
        since=min(date.fromisoformat(item["on"]) for item in items if item["on"]),
        direction=_direction(pattern),
        evidence=in_order(items),
    )


def _missing(pattern: Pattern, every: list[Met], some: list[Met]) -> list[str]:
    """The signals without which nobody can tell."""
    measured = {one.condition.signal for one in every}
    missing = [one.signal for one in pattern.fires_when.all if one.signal not in measured]
    if not some:
        missing += [one.signal for one in pattern.fires_when.any]
    return list(dict.fromkeys(missing))


def _chance_of(value: SignalValue, condition: Condition) -> float:
    """The probability that a signal truly lies where a condition wants it."""
    over = value.posterior.chance_over(condition.limit)
    return over if condition.over is not None else 1 - over


def measured(case: Case, conditions: Iterable[Condition]) -> list[Met]:
    """Those whose signal was measured in their window, in order; the rest left out."""
    views = {"12m": case.measured.year, "90d": case.measured.quarter, "now": case.measured.now}
    found = [(one, views[one.window].get(one.signal)) for one in conditions]
    return [
        Met(condition=one, value=value, chance=_chance_of(value, one))
        for one, value in found
        if value is not None
    ]


def _direction(pattern: Pattern) -> Direction | None:
    """The word before the colon of `direction`, where it is one of the two."""
    word = pattern.direction.partition(":")[0].strip()
    return next((one for one in get_args(Direction) if one == word), None)


def _passes_gate(
    pattern: Pattern, met: list[Met], chance: float, items: Iterable[Evidence]
) -> bool:
    sources = frozenset[str]().union(*(one.value.sources for one in met))
    quoted = {item["on"] for item in items if item["quote"]}
    seen = min(one.value.exposure for one in met)
    return pattern.fires_when.lets_pass(chance, seen, len(sources), len(quoted))


def _evidence(case: Case, pattern: Pattern, met: list[Met], chance: float) -> Iterator[Evidence]:
    """What each condition counted, and the rows that bear it out; together what lifted the line."""
    share = (logit(chance) - logit(UNSEEN)) / len(met)
    for one in met:
        rows = [(row, size) for row in one.value.rows if (size := _size(one.condition, row)) > 0]
        total = sum(size for _, size in rows)
        yield count_evidence(
            pattern.id,
            of=one.condition.signal,
            says=_sentence(one),
            weight=share / 2 if rows else share,
            on=case.as_of if not rows else min(row.on for row, _ in rows),
        )
        for row, size in rows:
            yield evidence(
                pattern.id,
                source=row.source,
                ref=row.ref,
                on=row.on,
                quote=row.quote,
                says=f"Counts for {one.condition.signal}.",
                weight=share / 2 * size / total,
            )


def _size(condition: Condition, row: SignalRow) -> float:
    """How far a row bears a condition out."""
    if condition.over is not None:
        return row.value * (row.weight or 1.0)
    return (row.weight or 1.0) if row.value < condition.limit else 0.0


def _sentence(one: Met) -> str:
    side = "over" if one.condition.over is not None else "under"
    return (
        f"{one.condition.signal} is {one.value.estimate:.2f} ({one.value.unit or 'plain number'}) "
        f"where {side} {one.condition.limit:g} is asked for."
    )
