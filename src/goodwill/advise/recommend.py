"""Which plays to propose, by what they are worth (concepts, B.8).

A play is worth the cost it may save, times the chance that plays like it work, less the hours
it takes. Where no money is known, its worth is null rather than a guess, and the play stands
behind those that have one. What came of a play is no matter of this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from goodwill.catalogue.loader import Catalogue
from goodwill.catalogue.schema import Play
from goodwill.facts.statement import Plan, PlayLine, Statement

__all__ = ["AT_MOST", "advise"]

AT_MOST = 5
URGENT = 0.5
"""A risk from here on must be answered by a play (contract, "Plan")."""
URGENCY = {"present": 0, "watch": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line that calls for a play: its name, how urgent it is, and what may be saved by it."""

    line: str
    rank: int
    probability: float
    saves: Decimal | None
    plays: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Proposal:
    """A play, and all the lines that call for it."""

    play: Play
    reasons: list[Reason]


def advise(
    statement: Statement, catalogue: Catalogue, *, hourly_cost: Decimal | None = None
) -> Plan:
    """At most five plays, those that are worth most first.

    `hourly_cost` is the company's, in its currency; without it no play's hours have a price, so
    no play has a worth.
    """
    proposals: dict[str, Proposal] = {}
    for reason in _reasons(statement, catalogue):
        for name in reason.plays:
            play = catalogue.plays[name]
            proposals.setdefault(name, Proposal(play=play, reasons=[])).reasons.append(reason)
    ranked = sorted(proposals.values(), key=lambda one: _place(one, hourly_cost))
    owner = statement["account"]["owner"]
    kind = statement["kind"]
    return Plan(
        {
            "from": kind["now"],
            "to": kind["desired"],
            "plays": [_line(one, owner, hourly_cost) for one in _chosen(ranked, hourly_cost)],
        }
    )


def _reasons(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    """Lines that call for something: patterns there or watched, likely risks, a wanted shift."""
    for pattern in statement["patterns"]:
        if pattern["status"] in URGENCY:
            cost = pattern["cost"]
            yield Reason(
                line=f"patterns[{pattern['id']}]",
                rank=URGENCY[pattern["status"]],
                probability=pattern["probability"],
                saves=None if cost is None else _exact(cost["amount"]),
                plays=catalogue.patterns[pattern["id"]].plays,
            )
    for risk in statement["risks"]:
        if risk["probability"] >= URGENT:
            yield Reason(
                line=f"risks[{risk['id']}]",
                rank=1,
                probability=risk["probability"],
                saves=_at_risk(risk["amount_at_risk"], risk["probability"]),
                plays=catalogue.risks[risk["id"]].plays,
            )
    yield from _shift(statement, catalogue)


def _at_risk(amount: float | None, probability: float) -> Decimal | None:
    """What is likely lost; an account that earns nothing has nothing to lose."""
    return None if amount is None else max(Decimal(0), _exact(amount)) * _exact(probability)


def _shift(statement: Statement, catalogue: Catalogue) -> Iterator[Reason]:
    """From the kind there is to the kind that is wanted; no cost names what that is worth."""
    now, desired = statement["kind"]["now"], statement["kind"]["desired"]
    if now is None or desired is None or now == desired:
        return
    shift = catalogue.kinds[now].shift_to(desired)
    if shift is not None:
        yield Reason(line="kind", rank=3, probability=1.0, saves=None, plays=shift.plays)


def _exact(number: float) -> Decimal:
    return Decimal(repr(number))


def _worth(proposal: Proposal, hourly_cost: Decimal | None) -> Decimal | None:
    """Saving times chance, less hours; costs overlap, so the largest counts and no sum."""
    known = [reason.saves for reason in proposal.reasons if reason.saves is not None]
    if not known or hourly_cost is None:
        return None
    play = proposal.play
    return max(known) * _exact(play.chance.mean) - _exact(float(play.hours)) * hourly_cost


def _place(
    proposal: Proposal, hourly_cost: Decimal | None
) -> tuple[bool, Decimal, int, float, str]:
    """Known worth first, highest first; then the more urgent reason, then the likelier."""
    worth = _worth(proposal, hourly_cost)
    first = min(proposal.reasons, key=lambda reason: (reason.rank, -reason.probability))
    return (
        worth is None,
        Decimal(0) if worth is None else -worth,
        first.rank,
        -first.probability,
        proposal.play.id,
    )


def _chosen(ranked: list[Proposal], hourly_cost: Decimal | None) -> list[Proposal]:
    """The best five that don't cost more than they may save; the best one in any case."""
    worthy = [one for one in ranked if (_worth(one, hourly_cost) or 0) >= 0]
    return worthy[:AT_MOST] or ranked[:1]


def _line(proposal: Proposal, owner: str | None, hourly_cost: Decimal | None) -> PlayLine:
    play, worth = proposal.play, _worth(proposal, hourly_cost)
    cent = Decimal("0.01")
    return PlayLine(
        id=play.id,
        title=play.title,
        because=[reason.line for reason in proposal.reasons],
        steps=list(play.steps),
        source=play.source,
        owner=owner,
        expected_value=None
        if worth is None
        else float(worth.quantize(cent, rounding=ROUND_HALF_EVEN)) + 0.0,
        measure=play.measure,
    )
