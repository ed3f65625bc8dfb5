"""Risks and expectations after what people said: a word is added to the log-odds of the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.statement import Evidence
from goodwill.judge.answers.words import items, last_said, net, since_said, struck
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import chance_of, in_order, logit
from goodwill.judge.signs import Weighed

__all__ = ["answered_chance", "moved"]


def answered_chance(case: Case, line: str, found: Weighed, yes: str) -> Weighed:
    """A chance as shown, moved by what people said of the line and of its evidence.

    `yes` is the value that speaks for it; `line` is its full name, `risks[defection]`.
    """
    if not case.disputes:
        return found
    said = last_said(case, line)
    left, lost = struck(case, line, found.evidence)
    if not said and left == found.evidence:
        return found
    name = line.partition("[")[2].rstrip("]")
    chance = moved(found.probability, word=net(case, said, {yes}), lost=lost)
    return replace(
        found,
        probability=chance,
        since=_first(left) or (since_said(case, said, {yes}) if chance >= LIKELY else None),
        evidence=in_order([*left, *items(case, name, said, {yes})]),
    )


def moved(chance: float, *, word: float, lost: float = 0.0) -> float:
    """A chance moved in log-odds by a word, less what it `lost` with items that count no more.

    Beside a person's word what was inferred is at most as certain as any line may be shown.
    """
    left = chance_of(logit(chance) - lost) if lost else chance
    if not word:
        return round(left, 4)
    inferred = min(max(left, 1 - MOST_CERTAIN), MOST_CERTAIN)
    return round(min(chance_of(logit(inferred) + word), MOST_CERTAIN), 4)


def _first(left: tuple[Evidence, ...]) -> date | None:
    """The first day of what still speaks for a line."""
    days = [item["on"] for item in left if item["weight"] > 0 and item["on"]]
    return date.fromisoformat(min(days)) if days else None
