"""Patterns that were seen, and too little: apart from those of which nothing was found."""

from __future__ import annotations

from goodwill.facts.evidence import written
from goodwill.facts.statement import PatternLine, PatternStatus
from goodwill.facts.strongest import found_patterns, patterns_of, thin_patterns


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
