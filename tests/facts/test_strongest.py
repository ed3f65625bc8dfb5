"""Patterns that were seen, and too little: apart from those of which nothing was found."""

from __future__ import annotations

from goodwill.facts.evidence import written
from goodwill.facts.statement import Cost, PatternLine, PatternStatus
from goodwill.facts.strongest import found_patterns, patterns_of, thin_patterns, with_cost


def line(name: str, status: PatternStatus, *weights: float) -> PatternLine:
    """A pattern with evidence of these weights."""
    return PatternLine(
        id=name,
        title=name,
        status=status,
        probability=0.2,
        since=None,
        direction=None,
        cost=None,
        evidence=[
            written(name, source="deal", ref=str(at), on=None, says="x", weight=one, quote=None)
            for at, one in enumerate(weights)
        ],
        needs=[],
    )


def test_thin_is_what_speaks_for_a_pattern_that_is_not_there() -> None:
    thin = line("hostage", "absent", 1.0, -1.5)
    lines = [
        thin,
        line("win_lose", "absent"),
        line("abusive", "absent", -2.0),
        line("big_brother", "present", 3.0),
        line("exploitative", "not_assessable"),
    ]

    assert thin_patterns(lines) == [thin]
    assert len(patterns_of(lines, "absent")) == 3
    assert [one["id"] for one in found_patterns(lines)] == ["big_brother"]


def test_what_costs_is_what_was_found_with_an_amount() -> None:
    def costing(name: str, status: PatternStatus, amount: float) -> PatternLine:
        cost = Cost(amount=amount, currency="GBP", months=12, formula="a", inputs={})
        return {**line(name, status), "cost": cost}

    dear, watched = costing("hostage", "present", 12.0), costing("win_lose", "watch", 0.01)
    lines = [
        watched,
        costing("abusive", "present", 0.0),
        costing("big_brother", "absent", 5.0),
        line("exploitative", "present"),
        dear,
    ]

    assert with_cost(lines) == [dear, watched]
