"""Whether the larger side uses its size: prices, terms and risk are set by one.

Concepts, U16. It takes the difference in size, named by them or told by how much of somebody's
target rests on them, and at least two of what size is used for: one-sided terms, concessions under
threat, payment as they please. A large client who keeps fair terms is a good client.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.ledger import exact
from goodwill.judge.patterns.finding import Direction, Finding
from goodwill.judge.patterns.found import inferred
from goodwill.judge.patterns.words import SIDES, Weighed, by_days, conclude, said_evidence, sayings
from goodwill.judge.targets import count_periods, large_parts

__all__ = ["find"]

USES = ("win_lose", "big_brother", "terms_dictated")


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`; the direction is the larger side."""
    used = {use: inferred(case, case.catalogue.patterns[use]) for use in USES}
    return conclude(case, pattern, [_weighed(case, pattern, side, used) for side in SIDES])


def _weighed(case: Case, pattern: Pattern, side: Direction, used: Mapping[str, Finding]) -> Weighed:
    named = by_days(sayings(case, by=side, remarks=("size_named",)))
    leans = tuple(_leans(case, pattern)) if side == "theirs" else ()
    on_their_side = {use: one for use, one in used.items() if one.direction == side}
    proofs = tuple(_proofs(case, pattern, on_their_side))
    enough = len(on_their_side) >= case.number(pattern.id, "patterns")
    return Weighed(
        side=side,
        told=tuple(named),
        items=(
            *said_evidence(pattern, named[:1], case.number(pattern.id, "weight_size")),
            *leans,
            *proofs,
        ),
        sources=frozenset({"message", *(item["source"] for item in (*leans, *proofs))}),
        is_whole=enough and bool(named or leans),
        on_record=bool(leans) and enough,
        other_days=frozenset(
            date.fromisoformat(item["on"]) for item in proofs if item["quote"] and item["on"]
        ),
    )


def _leans(case: Case, pattern: Pattern) -> Iterator[Evidence]:
    """That one of our people's targets rests on them, period after period: the latest says it."""
    most = case.number(pattern.id, "share_of_target")
    parts = large_parts(case, exact(most))
    periods = count_periods(parts)
    if periods >= case.number(pattern.id, "periods"):
        last = max(parts, key=lambda one: one.until)
        yield evidence(
            pattern.id,
            source="quota",
            ref=last.ref,
            on=last.until,
            says=pattern.says["leans"].format(
                share=f"{last.share:.0%}",
                until=last.until,
                most=f"{most:.0%}",
                periods=periods,
            ),
            weight=case.number(pattern.id, "weight_size"),
        )


def _proofs(case: Case, pattern: Pattern, used: Mapping[str, Finding]) -> Iterator[Evidence]:
    """The heaviest evidence of each pattern that size is used for."""
    for use, finding in used.items():
        item = next(item for item in finding.evidence if item["weight"] > 0)
        yield evidence(
            pattern.id,
            source=item["source"],
            ref=item["ref"],
            on=None if item["on"] is None else date.fromisoformat(item["on"]),
            quote=item["quote"],
            says=pattern.says[use],
            weight=case.number(pattern.id, "weight_use") * finding.probability,
        )
