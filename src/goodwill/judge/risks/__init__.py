"""Every risk of the catalogue as a line: at its base rate, and what speaks for it and against.

What speaks for a risk and against it is added up next door (`adding_up`). The amount at
risk is 12 months' gross margin, else revenue, not multiplied by anything (contract, "Always a
number").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence, RiskLine
from goodwill.judge.answers.chances import answered_chance
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.economics import Sums
from goodwill.judge.evidence import shown
from goodwill.judge.ledger import money
from goodwill.judge.risks.adding_up import MOST_UNSEEN, added_up
from goodwill.judge.signs import shown_chance
from goodwill.judge.surroundings import with_surroundings

__all__ = ["MOST_UNSEEN", "RiskJudgement", "judge_risks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskJudgement:
    """The line as shown, and all its evidence."""

    line: RiskLine
    evidence: tuple[Evidence, ...]


def judge_risks(case: Case, sums: Sums) -> tuple[RiskJudgement, ...]:
    """All risks, in the catalogue's order."""
    at_risk = sums.revenue if sums.gross_margin is None else sums.gross_margin
    amount = None if at_risk is None else money(at_risk)
    risks = case.catalogue.risks.values()
    return tuple(_judge(case, risk, amount) for risk in risks)


def _judge(case: Case, risk: Risk, amount: float | None) -> RiskJudgement:
    weighed = case.once(added_up, risk.id)
    chance = shown_chance(weighed, case.calibration, "risks", MOST_UNSEEN)
    found = answered_chance(
        case, f"risks[{risk.id}]", replace(weighed, probability=chance), "likely"
    )
    around = found.evidence
    if found.probability >= LIKELY:
        around = with_surroundings(case, risk.id, around, risk.acts, is_amiss=True)
    line = RiskLine(
        id=risk.id,
        probability=found.probability,
        horizon_days=int(case.number(risk.id, "horizon_days")),
        since=None if found.since is None else found.since.isoformat(),
        amount_at_risk=amount,
        evidence=shown(around, risk.evidence.at_most),
    )
    return RiskJudgement(line=line, evidence=around)
