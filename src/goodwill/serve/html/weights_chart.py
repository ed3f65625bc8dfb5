"""How evidence adds up to a chance: one bar for each item, from where it starts to what is said.

Across lies log-odds, labelled in chances, in parts of 100 of the width. A line without a chance of
its own (a practice, a gate, a kind) has bars to both sides of a middle. Numbers in, numbers out:
the templates draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodwill.facts.statement import Evidence
from goodwill.serve.evidence import sides
from goodwill.serve.html.drawing import Scale

__all__ = ["Step", "Weights", "weights"]

DRAWN = 10
"""Items of each side that have a bar of their own; the lighter ones share one."""
LABELLED = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
LEAST_SHOWN = 0.05
"""The scale reaches at least from this chance to as near to certainty."""
LEAST_WIDTH = 0.6
"""Of a bar, so that it is seen; in parts of 100."""
LEAST_SIDE = 1.0
"""Log-odds to each side of the middle, where there is no chance."""
EDGE = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar; `item` is None where lighter ones share it, `items` how many they are."""

    item: Evidence | None
    items: int
    weight: float
    x: float
    width: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All bars, those for it first; `ticks` are places and the chances there."""

    speaking: tuple[Step, ...]
    against: tuple[Step, ...]
    begins: float
    ends: float
    ticks: tuple[tuple[float, float | None], ...]
    start: float | None
    """The chance before any of it, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    item: Evidence | None
    items: int
    weight: float


def weights(line: Mapping[str, object], items: Sequence[Evidence]) -> Weights | None:
    """The bars of a line; None where nothing weighs anything."""
    speaking, against, _ = sides(items)
    parts = [*_parts(speaking), *_parts(against)]
    if not parts:
        return None
    chance = _chance(line)
    start = 0.0 if chance is None else _logit(chance) - math.fsum(part.weight for part in parts)
    levels = [start]
    for part in parts:
        levels.append(levels[-1] + part.weight)
    across = _scale(levels, is_chance=chance is not None)
    steps = tuple(_steps(parts, levels, across, is_sum=chance is not None))
    return Weights(
        speaking=tuple(step for step in steps if step.weight > 0),
        against=tuple(step for step in steps if step.weight < 0),
        begins=across(start),
        ends=across(levels[-1]),
        ticks=_ticks(across, is_chance=chance is not None),
        start=None if chance is None else 1 / (1 + math.exp(-start)),
    )


def _parts(items: Sequence[Evidence]) -> Iterator[_Part]:
    """The heaviest each on its own, the others together."""
    drawn = items if len(items) <= DRAWN + 1 else items[:DRAWN]
    for item in drawn:
        yield _Part(item=item, items=1, weight=item["weight"])
    if rest := items[len(drawn) :]:
        yield _Part(item=None, items=len(rest), weight=math.fsum(one["weight"] for one in rest))


def _chance(line: Mapping[str, object]) -> float | None:
    """What its evidence adds up to; nothing of lines that are judged in another way."""
    found = line.get("probability", line.get("strength"))
    return found if isinstance(found, float) and 0 < found < 1 else None


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _scale(levels: Sequence[float], *, is_chance: bool) -> Scale:
    least = -_logit(LEAST_SHOWN) if is_chance else LEAST_SIDE
    heaviest = max(abs(a - b) for a, b in pairwise(levels))
    reach = max(least, max(map(abs, levels)) if is_chance else heaviest)
    reach *= 1 + EDGE
    return Scale(low=-reach, high=reach, start=0, end=100)


def _ticks(across: Scale, *, is_chance: bool) -> tuple[tuple[float, float | None], ...]:
    if not is_chance:
        return ((across(0.0), None),)
    places = ((across(_logit(chance)), chance) for chance in LABELLED)
    return tuple((x, chance) for x, chance in places if 0 < x < 100)  # noqa: PLR2004 - in sight


def _steps(
    parts: Sequence[_Part], levels: Sequence[float], across: Scale, *, is_sum: bool
) -> Iterator[Step]:
    """Each bar from where the one before it ended, or from the middle."""
    for place, part in enumerate(parts):
        low = levels[place] if is_sum else 0.0
        begins, ends = across(low), across(low + part.weight)
        yield Step(
            item=part.item,
            items=part.items,
            weight=part.weight,
            x=min(begins, ends),
            width=max(round(abs(ends - begins), 2), LEAST_WIDTH),
            begins=begins,
            ends=ends,
        )
