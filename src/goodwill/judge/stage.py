"""Which stage of trust has been earned: gates passed, one after the other.

Contract, "Stage". What each gate wants is found in `gates`; the other conditions of
concepts A.8 weigh on `confidence` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from goodwill.facts.statement import Evidence, GateLine, Stage, StageLine
from goodwill.facts.tables import OpportunityRow
from goodwill.judge.answers.trust import answered_gate, said_stage, stage_evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import in_order, shown
from goodwill.judge.gates import GATES, GateFinding, orders

__all__ = ["StageJudgement", "judge_stage"]

REACTIVE = frozenset({"rfp", "quote_request"})
MOST = 0.95  # no line of a statement is surer than this
LEAST = 0.05
UNSEEN_ORDERS = 0.6  # a book without deals and invoices would not show an order


@dataclass(frozen=True, slots=True, kw_only=True)
class StageJudgement:
    """The line as shown, all evidence of each gate, and what people said of the whole."""

    line: StageLine
    evidence: Mapping[str, tuple[Evidence, ...]]
    words: tuple[Evidence, ...] = ()


def judge_stage(case: Case) -> StageJudgement:
    """The stage on `case.as_of`."""
    known = [gate for gate in case.catalogue.gates if gate in GATES]
    findings = {gate: answered_gate(case, GATES[gate](case)) for gate in known}
    said = said_stage(case)
    now = said or _stage(case, findings)
    items = {gate: in_order(one.evidence) for gate, one in findings.items()}
    gates = [
        GateLine(
            id=gate,
            met=one.met,
            on=None if one.on is None else one.on.isoformat(),
            evidence=shown(items[gate]),
        )
        for gate, one in findings.items()
    ]
    confidence = MOST if said else _confidence(case, now, findings)
    line = StageLine(now=now, confidence=confidence, gates=gates)
    words = in_order(stage_evidence(case, now))
    if words:
        line["evidence"] = shown(words)
    return StageJudgement(line=line, evidence=items, words=words)


def _stage(case: Case, findings: Mapping[str, GateFinding]) -> Stage:
    """The furthest stage whose gates are all met."""
    if _passed(case, "only_me", findings):
        return "only_me"
    if _passed(case, "me_first", findings):
        return "me_first"
    bid = any(_is_bid(deal) for deal in case.tables.opportunity)
    return "me_too" if bid or orders(case) else "prospect"


def _passed(case: Case, stage: str, findings: Mapping[str, GateFinding]) -> bool:
    return all(findings[gate].met for gate in case.catalogue.stages[stage].gates)


def _is_bid(deal: OpportunityRow) -> bool:
    """Whether we put an offer in: an answer came, a price was named, or they asked for one."""
    if deal.status == "no_bid":
        return False
    named = deal.amount is not None or bool(deal.proposal_hours)
    return named or deal.status in {"won", "lost"} or deal.origin in REACTIVE


def _confidence(case: Case, now: Stage, findings: Mapping[str, GateFinding]) -> float:
    """The chance that all gates of `now` are truly met, and those of the next are not."""
    stages = ("prospect", "me_too", "me_first", "only_me")
    place = stages.index(now)
    own = case.catalogue.stages[now].gates
    chance = prod(findings[gate].chance for gate in own)
    if now == "prospect":
        chance = MOST if case.keeps("opportunity", "invoice") else UNSEEN_ORDERS
    elif place + 1 < len(stages):
        further = [
            gate for gate in case.catalogue.stages[stages[place + 1]].gates if gate not in own
        ]
        chance *= 1 - prod(findings[gate].chance for gate in further)
    return round(min(max(chance, LEAST), MOST), 4)
