"""Leaves us: what fades, who is held, an agreement that ends (concepts X4, K9; U11 if imposed).

What people say of leaving are the signs in the catalogue's file. A loss often comes all of a
sudden, so nothing here waits for a trend in money.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.base import content_id
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, AgreementRow, OpportunityRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import count_evidence, evidence, sentence
from goodwill.judge.patterns.found import found
from goodwill.judge.risks.adding_up import added_up
from goodwill.judge.risks.fading import fading_evidence

__all__ = ["look"]

HELD = "hostage"
DRIVES_AWAY = (HELD, "broken_promises", "exploitative", "under_pressure", "win_lose", "abusive")
BID_FOR = frozenset({"rfp", "quote_request"})
"""Origins of deals that somebody else winning is part of."""
LEADS_HERE = ("competitor_at_the_door", "price_pressure")
RESENTS, BEGRUDGES, LOOKS_FORWARD = "resentment", "begrudges", "free_to_choose"
GONE = "bought_elsewhere"


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Contact and orders that fade; who stays because they must; the agreement that comes last."""
    yield from fading_evidence(case, risk.id)
    yield from _held(case, risk)
    yield from _wronged(case, risk)
    yield from _asked_elsewhere(case, risk)
    yield from _gave_away(case, risk)
    yield from _beside(case, risk)
    last = max(case.ledger.agreements, key=_end, default=None)
    if last is not None and last.ends_on is not None:
        yield from _of_agreement(case, risk, last)


def _held(case: Case, risk: Risk) -> Iterator[Evidence]:
    """That they resent what binds them to us: as sure as the one and the other.

    What only reads like resentment counts where it does on several days, or where they look
    forward to being free: one sentence may be a joke, or say the opposite.
    """
    bound = [row.probability for row in case.said("mandate", by="theirs", during=case.year)]
    plainly = case.remarked(BEGRUDGES, by="theirs", during=case.year)
    read = case.said(RESENTS, by="theirs", during=case.year)
    borne_out = plainly or case.remarked(LOOKS_FORWARD, by="theirs", during=case.year)
    days = {row.sent_on for row in read}
    is_said = borne_out or len(days) >= case.number(risk.id, "resents")
    if not bound or not is_said or not (plainly or read):
        return
    resents: list[tuple[float, ActRow | RemarkRow]] = [
        *((row.probability, row) for row in read),
        *((1.0, row) for row in plainly),
    ]
    sure, surest = max(resents, key=lambda one: (one[0], one[1].sent_at, one[1].message_id))
    yield sentence(
        risk.id,
        surest,
        says="They have to use us, and would rather not.",
        weight=case.number(risk.id, "against_their_will") * min(max(bound), sure),
    )


def _wronged(case: Case, risk: Risk) -> Iterator[Evidence]:
    """What we do to them, and what holds them, where it is present: by the row that says most."""
    findings = [(name, found(case, case.catalogue.patterns[name])) for name in DRIVES_AWAY]
    present = [
        finding
        for name, finding in findings
        if finding.status == "present" and (name == HELD or finding.direction == "ours")
    ]
    for place, finding in enumerate(present):
        rows = (item for item in finding.evidence if item["source"] != "dispute")
        worst = next(rows, finding.evidence[0])
        weight = case.number(risk.id, "wronged") * case.each_further**place
        yield {**worst, "id": content_id(risk.id, worst["id"], digits=16), "weight": weight}


def _asked_elsewhere(case: Case, risk: Risk) -> Iterator[Evidence]:
    """What we hold that they ask others for, or gave to another: by the deals of the year."""
    for name, says, deals in (
        ("renewal_contested", "They ask others for what they have from us.", _contested(case)),
        ("went_elsewhere", "It was lost, and others were in it.", _went_elsewhere(case)),
    ):
        for place, deal in enumerate(deals):
            yield evidence(
                risk.id,
                source="deal",
                ref=deal.deal_id,
                on=deal.closed_on or deal.opened_on,
                says=says,
                weight=case.number(risk.id, name) * case.each_further**place,
            )


def _contested(case: Case) -> list[OpportunityRow]:
    """Renewals that are open, and for which others were asked."""
    return [
        deal
        for deal in case.tables.opportunity
        if deal.status == "open" and deal.origin == "renewal" and deal.competitor_count
    ]


def _went_elsewhere(case: Case) -> list[OpportunityRow]:
    """Deals of the year that went to a named rival without a tender, the latest first."""
    lost = (
        deal
        for deal in case.tables.opportunity
        if deal.status == "lost" and deal.origin not in BID_FOR and deal.competitor_count
    )
    recent = [deal for deal in lost if deal.closed_on and case.year.holds(deal.closed_on)]
    return sorted(recent, key=lambda deal: (deal.closed_on, deal.deal_id), reverse=True)


def _gave_away(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Work that they say somebody else has, newest first; how a contest ended is no leaving."""
    days = timedelta(days=int(case.number(risk.id, "contest_days")))
    ended = [
        Window(start=deal.closed_on - days, end=deal.closed_on + days + timedelta(days=1))
        for deal in case.tables.opportunity
        if deal.origin in BID_FOR and deal.status == "lost" and deal.closed_on is not None
    ]
    bids = {row.thread_id for row in case.said("tender", by="theirs")}
    gone = {
        row.message_id: row
        for row in case.remarked(GONE, by="theirs", during=case.year)[::-1]
        if row.thread_id not in bids and not any(one.holds(row.sent_on) for one in ended)
    }
    for place, row in enumerate(gone.values()):
        yield sentence(
            risk.id,
            row,
            says="They gave work to somebody else.",
            weight=case.number(risk.id, "gave_away") * case.each_further**place,
        )


def _beside(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Other risks that lead here: as far as each is more than a guess."""
    for name in LEADS_HERE:
        found = case.once(added_up, name)
        if found.probability > LIKELY:
            yield count_evidence(
                risk.id,
                of=name,
                says=case.catalogue.risks[name].title + ".",
                weight=case.number(risk.id, "beside") * (found.probability - LIKELY) / LIKELY,
                on=found.since or case.as_of,
            )


def _end(agreement: AgreementRow) -> tuple[bool, object, object]:
    """One without an end comes last of all."""
    return agreement.ends_on is None, agreement.ends_on or agreement.signed_on, agreement.signed_on


def _of_agreement(case: Case, risk: Risk, last: AgreementRow) -> Iterator[Evidence]:
    if last.ends_on is None or last.ends_on < case.as_of:
        return
    soon = case.as_of + timedelta(days=int(case.number(risk.id, "agreement_days")))
    if last.ends_on <= soon:
        name = "mandate_ends" if last.imposed_by_parent else "agreement_ends"
        says = f"The agreement ends on {last.ends_on}, and no later one is signed."
    elif case.year.holds(last.signed_on) and not last.imposed_by_parent:
        name, says = "renewed", f"They signed an agreement until {last.ends_on}."
    else:
        return
    yield evidence(
        risk.id,
        source="agreement",
        ref=last.agreement_id,
        on=last.signed_on,
        says=says,
        weight=case.number(risk.id, name),
    )
