"""Which lines of a statement speak loudest: what a reader is shown first.

Pure functions over the statement's shapes, for all that tells of many statements in short.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.facts.statement import Evidence, PatternLine, RiskLine

__all__ = [
    "best_quote",
    "cost_of",
    "found_patterns",
    "notable_risks",
    "patterns_of",
    "thin_patterns",
    "with_cost",
]

NOTABLE = 0.5
"""From here a risk is more likely than not, and a plan must answer it (contract, section 4)."""
NO_MONEY = -1.0


def found_patterns(patterns: Sequence[PatternLine]) -> list[PatternLine]:
    """Present before watch; within each ours before theirs, then the dearest first."""
    found = [line for line in patterns if line["status"] in {"present", "watch"}]
    return sorted(found, key=_pattern_rank)


def _pattern_rank(line: PatternLine) -> tuple[bool, bool, float, float]:
    return (
        line["status"] != "present",
        line["direction"] != "ours",
        -cost_of(line),
        -line["probability"],
    )


def cost_of(line: PatternLine) -> float:
    """What a pattern costs in 12 months; less than nothing where no figure is known."""
    return line["cost"]["amount"] if line["cost"] else NO_MONEY


def with_cost(patterns: Sequence[PatternLine]) -> list[PatternLine]:
    """Those found that cost something: from two on, an hour or an invoice may stand in several."""
    return [line for line in found_patterns(patterns) if cost_of(line) > 0]


def patterns_of(patterns: Sequence[PatternLine], status: str) -> list[PatternLine]:
    """Those of one status, in the statement's order."""
    return [line for line in patterns if line["status"] == status]


def thin_patterns(patterns: Sequence[PatternLine]) -> list[PatternLine]:
    """Those of which something was found, and too little to say so, in the statement's order."""
    return [line for line in patterns_of(patterns, "absent") if _speaks_for(line)]


def _speaks_for(line: PatternLine) -> bool:
    return any(item["weight"] > 0 for item in line["evidence"])


def notable_risks(risks: Sequence[RiskLine]) -> list[RiskLine]:
    """The more likely ones, likeliest first."""
    found = [risk for risk in risks if risk["probability"] >= NOTABLE]
    return sorted(found, key=lambda risk: (-risk["probability"], risk["id"]))


def best_quote(evidence: Sequence[Evidence]) -> Evidence | None:
    """The strongest words for a line, if there are any."""
    spoken = [item for item in evidence if item["quote"] and item["weight"] > 0]
    return max(spoken, key=lambda item: (item["weight"], item["on"] or ""), default=None)
