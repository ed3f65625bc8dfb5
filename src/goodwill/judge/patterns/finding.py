"""What a pattern's judge hands on: a status with its reasons, before it is a line.

The four judges of arithmetic (`terms_dictated`, `exploitative`, `over_servicing`,
`siding_with_client`) share what stands here; `pattern` makes lines of their findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from goodwill.catalogue.schema import Pattern, needs_of
from goodwill.facts.calibration import Calibration
from goodwill.facts.people import Side
from goodwill.facts.statement import Evidence, PatternStatus
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.costing import CostPart
from goodwill.judge.evidence import (
    chance_of,
    count_evidence,
    evidence,
    in_order,
    logit,
    sentence,
)

__all__ = [
    "UNSEEN",
    "Direction",
    "Finding",
    "absent",
    "calibrated",
    "fallen_short",
    "ground",
    "led_by",
    "needing",
    "not_assessable",
    "ramp",
    "too_few",
    "words_of",
]

Direction = Literal["ours", "theirs"]
UNSEEN = 0.1
"""The chance of a pattern of which nothing was seen: some number has to stand there."""
MOST_WORDS = 4
SAID_BY = {"complaint": "asked", "admission": "admitted", "request": "asked", "command": "asked"}
"""Which sentence of the catalogue introduces the words of an act; of others `words`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One pattern of one account; `since` is the first day of the last unbroken run."""

    status: PatternStatus
    probability: float
    since: date | None = None
    direction: Direction | None = None
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[str, ...] = ()


def calibrated(finding: Finding, calibration: Calibration) -> Finding:
    """The finding with its chance as people's answers have made it.

    The gate of `present` is the number that it was frozen with; between `watch` and `absent` the
    chance that is shown decides, as the contract has it. Where nobody can tell, nothing moves.
    """
    shown = calibration.shown("patterns", finding.probability)
    if finding.status == "not_assessable" or shown == finding.probability:
        return finding
    if finding.status == "present":
        return replace(finding, probability=shown)
    is_seen = shown >= LIKELY and any(item["weight"] > 0 for item in finding.evidence)
    return replace(finding, probability=shown, status="watch" if is_seen else "absent")


def needing(pattern: Pattern, *relations: str) -> tuple[str, ...]:
    """The needs of a pattern in words, only those of some sources where any are named."""
    return tuple(
        need.says for need in needs_of(pattern) if not relations or need.source in relations
    )


def not_assessable(pattern: Pattern, *more: str) -> Finding:
    """Too little to tell: what would make it assessable."""
    return Finding(status="not_assessable", probability=UNSEEN, needs=(*more, *needing(pattern)))


def too_few(pattern: Pattern, seen: float) -> str:
    """That fewer cases were seen than its rule asks for, as a need."""
    rule = pattern.fires_when
    return f"Needed: {rule.min_exposure:g} {rule.exposure}; seen: {seen:g}."


def absent(chance: float, items: Iterable[Evidence] = ()) -> Finding:
    """Enough was seen, and it is not there; `chance` is what the rule is sure of when met."""
    return Finding(status="absent", probability=round(1 - chance, 4), evidence=in_order(items))


def fallen_short(
    pattern: Pattern, chance: float, items: Iterable[Evidence], *, says: str, on: date
) -> Finding:
    """Something was found, and too little to say so: it stays to be read, with what it lacks.

    Args:
        pattern: the pattern.
        chance: what its rule is sure of when met; the line stays as far below an even chance.
        items: what was found, for and against.
        says: what is missing, in a sentence.
        on: the day asked about.
    """
    found = tuple(items)
    odds = logit(UNSEEN) + sum(item["weight"] for item in found)
    short = min(logit(1 - chance) - odds, 0.0)
    lacks = count_evidence(pattern.id, of="gate", says=says, weight=short, on=on)
    return Finding(
        status="absent",
        probability=round(chance_of(odds + short), 4),
        evidence=in_order((*found, lacks)),
    )


def ramp(count: float, wanted: float, chance: float) -> float:
    """The probability at `count` of `wanted` cases: from even up to `chance`."""
    return round(LIKELY + (chance - LIKELY) * min(1.0, count / wanted), 4)


def words_of(case: Case, acts: Iterable[str], *, side: Side | None = None) -> list[ActRow]:
    """What was said in the 12 months, by one side or by both, that does one of `acts`."""
    said = case.said(*acts, by=side, during=case.year)
    return sorted(
        said, key=lambda act: (-act.probability, -act.sent_on.toordinal(), act.message_id)
    )


def led_by(remarks: Iterable[RemarkRow], acts: Iterable[ActRow]) -> list[ActRow | RemarkRow]:
    """Remarks, which tell most, and then the sentences that do an act and make no such remark."""
    first = list(remarks)
    told = {(one.message_id, one.quote) for one in first}
    return [*first, *(act for act in acts if (act.message_id, act.quote) not in told)]


def ground(
    pattern: Pattern,
    probability: float,
    parts: Iterable[CostPart],
    words: Iterable[ActRow | RemarkRow] = (),
) -> tuple[Evidence, ...]:
    """The evidence of a finding: rows by what they cost, and words, the most telling first.

    Together they weigh what lifted the probability from `UNSEEN`; where there are words they
    weigh half of it, so that a reader meets both, and none of them more than the heaviest row:
    it is the rows that prove such a pattern.
    """
    said, rows = list(words), list(parts)
    weight = logit(probability) - logit(UNSEEN)
    for_words = weight * min(0.5, _most_for_words(rows, said)) if said else 0.0
    return in_order([*_rows(pattern, rows, weight - for_words), *_words(pattern, said, for_words)])


def _most_for_words(parts: Sequence[CostPart], said: Sequence[ActRow | RemarkRow]) -> float:
    """The share of the weight with which the heaviest sentence weighs as much as a heaviest row."""
    if not parts:
        return 1.0
    shares = _shares([float(part.amount) for part in parts])
    weighty = _shares([_sureness(said[place]) for place in _weighty(said)])
    return max(shares) / (max(shares) + max(weighty))


def _shares(amounts: Sequence[float]) -> list[float]:
    """Of amounts each one's share of the whole; alike where they add up to nothing."""
    whole = sum(amounts)
    return [one / whole if whole else 1 / len(amounts) for one in amounts]


def _weighty(said: Sequence[ActRow | RemarkRow]) -> list[int]:
    """The places of sentences that share the weight of words: the first of each of some mails."""
    first = {act.message_id: place for place, act in reversed(list(enumerate(said)))}
    return sorted(first.values())[:MOST_WORDS]


def _rows(pattern: Pattern, parts: list[CostPart], weight: float) -> Iterable[Evidence]:
    total = sum((part.amount for part in parts), start=0)
    for part in parts:
        yield evidence(
            pattern.id,
            source=part.source,
            ref=part.ref,
            on=part.on,
            says=part.says,
            weight=weight * float(part.amount / total) if total else weight / len(parts),
        )


def _words(
    pattern: Pattern, said: Sequence[ActRow | RemarkRow], weight: float
) -> Iterable[Evidence]:
    """The first of each of some mails share the weight; the rest add nothing to it."""
    weighty = _weighty(said)
    total = sum(_sureness(said[place]) for place in weighty)
    for place, act in enumerate(said):
        name = act.act if isinstance(act, ActRow) else act.remark
        key = SAID_BY.get(name, name)
        yield sentence(
            pattern.id,
            act,
            says=pattern.says.get(key, pattern.says.get("words", pattern.title)),
            weight=weight * _sureness(act) / total if place in weighty else 0.0,
        )


def _sureness(row: ActRow | RemarkRow) -> float:
    """How likely it is that a sentence does what it is shown for."""
    return row.probability if isinstance(row, ActRow) else 1.0
