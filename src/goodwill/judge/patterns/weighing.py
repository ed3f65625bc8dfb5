"""A pattern that several things speak for: what they weigh together, and whether that is enough.

For patterns that no single sum proves. Sentences are the signs of the catalogue file
(`goodwill.judge.signs`), days and figures are rows that the pattern's module brings; all become
evidence of one sort, and the probability is what they add up to. `present` needs the gate of
concepts, A.0 as well: enough cases, and two independent sources or enough dated quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import evidence
from goodwill.judge.patterns.finding import Direction, Finding, not_assessable, too_few
from goodwill.judge.signs import signs_of, weigh

__all__ = ["Row", "judged", "together"]

SYSTEM_OF = {
    "message": "mail",
    "meeting": "calendar",
    "effort": "hours",
    "expense": "expenses",
    "deal": "deals",
    "ticket": "tickets",
}
"""Which system a row comes from; what is not named here comes from the accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that speaks for a pattern or against it, and what it says to a reader."""

    source: str
    ref: str
    on: date
    says: str
    quote: str | None = None


def together(
    case: Case, pattern: Pattern, name: str, rows: Sequence[Row], *, part: float = 1.0
) -> list[Evidence]:
    """Rows that count together, as evidence.

    As many as the threshold `NAME_wanted` weigh what the threshold NAME says, fewer their part
    of it, more no more; `part` of that where something else takes from them all.
    """
    if not rows:
        return []
    reached = min(1.0, len(rows) / case.number(pattern.id, f"{name}_wanted"))
    share = case.number(pattern.id, name) * part * reached / len(rows)
    return [
        evidence(
            pattern.id,
            source=row.source,
            ref=row.ref,
            on=row.on,
            quote=row.quote,
            says=row.says,
            weight=share,
        )
        for row in rows
    ]


def judged(
    case: Case,
    pattern: Pattern,
    items: Iterable[Evidence],
    *,
    seen: float,
    direction: Direction,
    signs: bool = True,
    sources: Iterable[str] = (),
) -> Finding:
    """The finding that `items` and, where `signs`, the sentences of the catalogue add up to.

    `seen` is how many cases there were, in the unit of the pattern's `exposure`; `sources` are
    systems that were looked at and bear the finding out without a row of theirs.
    """
    said = signs_of(case, pattern.id, pattern.sign) if signs else ()
    weighed = weigh(case, case.number(pattern.id, "base"), (*items, *said))
    fires = pattern.fires_when
    if weighed.probability < LIKELY:
        if seen >= fires.min_exposure:
            found = weighed.evidence
            return Finding(status="absent", probability=weighed.probability, evidence=found)
        few = too_few(pattern, seen)
        return not_assessable(pattern, few)
    speaking = [item for item in weighed.evidence if item["weight"] > 0]
    systems = {SYSTEM_OF.get(item["source"], "accounts") for item in speaking} | set(sources)
    quoted = {item["on"] for item in speaking if item["quote"]}
    is_present = fires.lets_pass(weighed.probability, seen, len(systems), len(quoted))
    return Finding(
        status="present" if is_present else "watch",
        probability=weighed.probability,
        since=weighed.since,
        direction=direction,
        evidence=weighed.evidence,
    )
