"""Easier work, as what they hand over to us shows it (concepts, E4).

Whoever has us do work of their own, again and again and as of right, is found by the pattern
`master_servant`: what costs us is what they want. What they say of it is read from words, and
whether we serve it well or too well is judged there and not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodwill.catalogue.schema import Expectation
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.patterns.found import found

__all__ = ["look"]

PATTERN = "master_servant"
SHOWN = 3
"""So many rows show it; the pattern shows them all."""


def look(case: Case, wish: Expectation) -> Iterator[Evidence]:
    """The work of their own that we did, where it is a pattern of theirs; together one sign."""
    finding = found(case, case.catalogue.patterns[PATTERN])
    if finding.status != "present" or finding.direction != "theirs":
        return
    speaking = sorted(
        (item for item in finding.evidence if item["weight"] > 0 and item["on"]),
        key=lambda item: (item["quote"] is None, -item["weight"], item["ref"]),
    )[:SHOWN]
    for item in speaking:
        yield evidence(
            wish.id,
            source=item["source"],
            ref=item["ref"],
            on=date.fromisoformat(item["on"] or ""),
            quote=item["quote"],
            says=wish.says["handed_over"],
            weight=case.number(wish.id, "handed_over") / len(speaking),
        )
