"""Every expectation of the catalogue as a line, at its base strength: none is read yet.

A number must stand there (contract, "Always a number"); without evidence it is low, and
`last_reviewed_on` says when an agreement was last gone through with them.
"""

from __future__ import annotations

from goodwill.facts.statement import ExpectationLine
from goodwill.judge.case import Case

__all__ = ["judge_expectations"]

MOST_UNSEEN = 0.1  # the contract's limit without evidence


def judge_expectations(case: Case) -> tuple[ExpectationLine, ...]:
    """All expectations, in the catalogue's order."""
    return tuple(
        ExpectationLine(
            id=expectation,
            strength=min(case.number(expectation, "base_strength"), MOST_UNSEEN),
            last_reviewed_on=None,
            evidence=[],
        )
        for expectation in case.catalogue.expectations
    )
