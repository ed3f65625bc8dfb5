"""Which lines of a statement call for a play, and how loudly.

Patterns that are there come first, then likely risks, patterns that are watched, a shift of kinds
that is wanted, practices not kept, the next gate, and last what these people want and nobody has
talked about for long. What is made of the reasons is `recommend`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodwill.catalogue.loader import Catalogue
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Statement

__all__ = ["LOUD", "Reason", "exact", "reasons_of"]

URGENT = 0.5
"""A risk from here on must be answered by a play (contract, "Plan")."""
PRESENT, RISKY, WATCHED, SHIFT, PRACTICE, GATE, WANTED = range(7)
LOUD = frozenset({PRESENT, RISKY})
"""Ranks of lines that have to be answered."""
FAILED = frozenset({PRESENT, RISKY, PRACTICE})
"""Ranks of lines for which something may be owed: what is there, and what was not done."""
NOTHING: Mapping[str, Shortfall] = {}
PATTERNS = {"present": PRESENT, "watch": WATCHED}
NOT_KEPT = ("missing", "slipping")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line that calls for plays: how urgent it is (0: most), and what may be saved by it.

    `is_settled`: whatever was owed for it has been given.
    """

    line: str
    rank: int
    probability: float
    saves: Decimal | None = None
    plays: tuple[str, ...]
    is_settled: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether something may still be owed for it."""
        return self.rank in FAILED and not self.is_settled


def reasons_of(
    statement: Statement, catalogue: Catalogue, shortfalls: Mapping[str, Shortfall] = NOTHING
) -> Iterator[Reason]:
    """Every line that calls for something."""
    yield from _patterns(statement, catalogue)
    yield from _risks(statement, catalogue)
    yield from _shift(statement, catalogue)
    yield from _practices(statement, catalogue, shortfalls)
    yield from _gate(statement, catalogue)
    yield from _wanted(statement, catalogue)


def exact(number: float) -> Decimal:
    """A JSON number as it is written."""
    return Decimal(repr(number))


def _patterns(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    for pattern in statement["patterns"]:
        if pattern["status"] in PATTERNS:
            cost = pattern["cost"]
            yield Reason(
                line=f"patterns[{pattern['id']}]",
                rank=PATTERNS[pattern["status"]],
                probability=pattern["probability"],
                saves=None if cost is None else exact(cost["amount"]),
                plays=catalogue.patterns[pattern["id"]].plays,
            )


def _risks(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    for risk in statement["risks"]:
        if risk["probability"] >= URGENT:
            yield Reason(
                line=f"risks[{risk['id']}]",
                rank=RISKY,
                probability=risk["probability"],
                saves=_at_risk(risk["amount_at_risk"], risk["probability"]),
                plays=catalogue.risks[risk["id"]].plays,
            )


def _at_risk(amount: float | None, probability: float) -> Decimal | None:
    """What is likely lost; an account that earns nothing has nothing to lose."""
    return None if amount is None else max(Decimal(0), exact(amount)) * exact(probability)


def _shift(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    """From the kind there is to the one that is wanted; no cost names what that is worth."""
    now, desired = statement["kind"]["now"], statement["kind"]["desired"]
    if now is None or desired is None:
        return
    shift = catalogue.kinds[now].shift_to(desired)
    if shift is not None:
        yield Reason(line="kind", rank=SHIFT, probability=1.0, plays=shift.plays)


def _practices(
    statement: Statement, catalogue: Catalogue, shortfalls: Mapping[str, Shortfall]
) -> Iterator[Reason]:
    """Practices and tips that had their occasion and were not kept."""
    for practice in statement["practices"]:
        short = shortfalls.get(practice["id"])
        if practice["status"] in NOT_KEPT:
            yield Reason(
                line=f"practices[{practice['id']}]",
                rank=PRACTICE,
                probability=0.5 if practice["status"] == "slipping" else 1.0,
                plays=catalogue.practices[practice["id"]].plays,
                is_settled=short is not None and not short.is_owed,
            )


def _gate(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    """What is missing for the next stage; nothing where it is not known with whom we deal."""
    if statement["kind"]["now"] is None:
        return
    missing = [gate["id"] for gate in statement["stage"]["gates"] if not gate["met"]]
    for gate in missing[:1]:
        yield Reason(
            line=f"gates[{gate}]", rank=GATE, probability=1.0, plays=catalogue.gates[gate].plays
        )


def _wanted(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    """What these people want, and nobody has talked about with them for long."""
    as_of = date.fromisoformat(statement["as_of"])
    least = catalogue.threshold("plan.wanted_from", as_of)
    since = as_of - timedelta(days=catalogue.threshold("plan.reviewed_days", as_of))
    for one in statement["expectations"]:
        reviewed = one["last_reviewed_on"]
        if one["strength"] >= least and (reviewed is None or reviewed < since.isoformat()):
            yield Reason(
                line=f"expectations[{one['id']}]",
                rank=WANTED,
                probability=one["strength"],
                plays=catalogue.expectations[one["id"]].plays,
            )
