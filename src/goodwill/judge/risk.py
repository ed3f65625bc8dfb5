"""Every risk of the catalogue as a line: at its base rate, unless something speaks for it.

One is judged so far, `single_thread`, which the committee's own count carries. The amount at
risk is 12 months' gross margin, else revenue, not multiplied by anything (contract, "Always a
number").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from goodwill.facts.statement import Evidence, RiskLine
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.committee import TWO_WAY_DAYS, active_people
from goodwill.judge.economics import Sums
from goodwill.judge.evidence import count_evidence, evidence, in_order, logit, shown
from goodwill.judge.ledger import money

__all__ = ["RiskJudgement", "judge_risks"]

MOST_UNSEEN = 0.2  # the contract's limit without evidence
LATEST = 5  # messages shown of the one person an account hangs on


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskJudgement:
    """The line as shown, and all its evidence."""

    line: RiskLine
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What was seen of a risk."""

    probability: float
    since: date | None
    evidence: tuple[Evidence, ...]


def judge_risks(case: Case, sums: Sums) -> tuple[RiskJudgement, ...]:
    """All risks, in the catalogue's order."""
    at_risk = sums.revenue if sums.gross_margin is None else sums.gross_margin
    amount = None if at_risk is None else money(at_risk)
    return tuple(_judge(case, risk, amount) for risk in case.catalogue.risks)


def _judge(case: Case, risk: str, amount: float | None) -> RiskJudgement:
    look = SIGNS.get(risk)
    sign = None if look is None else look(case)
    base = min(case.number(risk, "base_rate"), MOST_UNSEEN)
    items = () if sign is None else sign.evidence
    line = RiskLine(
        id=risk,
        probability=base if sign is None else sign.probability,
        horizon_days=int(case.number(risk, "horizon_days")),
        since=None if sign is None or sign.since is None else sign.since.isoformat(),
        amount_at_risk=amount,
        evidence=shown(items),
    )
    return RiskJudgement(line=line, evidence=items)


def single_thread(case: Case) -> Sign | None:
    """All through one person, or through nobody; only where mail or meetings would show more."""
    active = active_people(case.tables, as_of=case.as_of)
    base = min(case.number("single_thread", "base_rate"), MOST_UNSEEN)
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    spoke = any(row.is_human and window.holds(row.sent_on) for row in case.tables.message)
    met = any(window.holds(row.held_on) for row in case.tables.meeting)
    if not (spoke or met):
        return None
    is_single = len(active) < case.number("single_thread", "active_people")
    # Every further person halves what is left of the base rate.
    chance = (
        case.number("single_thread", "chance_when_single")
        if is_single
        else base / 2 ** (len(active) - 1)
    )
    weight = logit(chance) - logit(base)
    items = [_counted(case, len(active), weight), *_latest(case, active, is_single=is_single)]
    return Sign(
        probability=round(chance, 4),
        since=max(window.start, _first_contact(case)) if is_single else None,
        evidence=in_order(items),
    )


def _first_contact(case: Case) -> date:
    """The first day with a message or a meeting; there is one."""
    days = [row.sent_on for row in case.tables.message]
    days += [row.held_on for row in case.tables.meeting]
    return min(days)


def _counted(case: Case, active: int, weight: float) -> Evidence:
    people = "person" if active == 1 else "people"
    says = f"{active} {people} of theirs in two-way exchange within {TWO_WAY_DAYS} days."
    return count_evidence(
        "single_thread", of="active_people", says=says, weight=weight, on=case.as_of
    )


def _latest(case: Case, active: frozenset[str], *, is_single: bool) -> list[Evidence]:
    """The latest messages of the one person: they weigh nothing beside the count."""
    if not is_single:
        return []
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    sent = [
        row
        for row in case.tables.message
        if row.is_human and row.sender in active and window.holds(row.sent_on)
    ]
    newest = sorted(sent, key=lambda row: (row.sent_at, row.message_id))[-LATEST:]
    return [
        evidence(
            "single_thread",
            source="message",
            ref=row.message_id,
            on=row.sent_on,
            says="Written by the only person of theirs in real exchange with us.",
            weight=0.0,
        )
        for row in newest
    ]


SIGNS: Mapping[str, Callable[[Case], Sign | None]] = MappingProxyType(
    {"single_thread": single_thread}
)
"""By risk: who looks for signs of it."""
