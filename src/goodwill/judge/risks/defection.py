"""Leaves us: what fades, who is held or wronged, an agreement that ends (concepts X4, K9, U11).

What people say of leaving are the signs in the catalogue's file; work that goes to others is
`elsewhere`'s. A loss often comes all of a sudden, so nothing here waits for a trend in money.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.base import content_id
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, AgreementRow, FeedbackRow, RemarkRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.evidence import count_evidence, evidence, sentence
from goodwill.judge.patterns.found import found
from goodwill.judge.practices.failures import Failure, failures, working_days
from goodwill.judge.risks.adding_up import added_up
from goodwill.judge.risks.elsewhere import went_elsewhere
from goodwill.judge.risks.fading import fading_evidence
from goodwill.judge.risks.newest import falling

__all__ = ["look"]

HELD = "hostage"
DRIVES_AWAY = (HELD, "broken_promises", "exploitative", "under_pressure", "win_lose", "abusive")
LEADS_HERE = ("competitor_at_the_door", "price_pressure")
RESENTS, BEGRUDGES, LOOKS_FORWARD = "resentment", "begrudges", "free_to_choose"


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Contact and orders that fade; who stays because they must; the agreement that comes last."""
    yield from fading_evidence(case, risk.id)
    yield from _held(case, risk)
    yield from _wronged(case, risk)
    yield from _unmended(case, risk)
    yield from _scores_fell(case, risk)
    yield from went_elsewhere(case, risk.id)
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
    for finding, weight in falling(case, risk.id, "wronged", present):
        rows = (item for item in finding.evidence if item["source"] != "dispute")
        worst = next(rows, finding.evidence[0])
        yield {**worst, "id": content_id(risk.id, worst["id"], digits=16), "weight": weight}


def _unmended(case: Case, risk: Risk) -> Iterator[Evidence]:
    """What of ours went wrong, that they came back to or waited on, and nobody took up."""
    days = case.number(risk.id, "unmended_days")
    left = [
        one
        for one in failures(case, "ours")[::-1]
        if one.taken_up is None
        and one.sorry is None
        and not one.is_owned_unasked
        and (len({word.on for word in one.told}) > 1 or _waits(case, one) > days)
    ]
    for one, weight in falling(case, risk.id, "unmended", left):
        last = one.told[-1]
        yield evidence(
            risk.id,
            source="message",
            ref=last.ref,
            on=last.on,
            quote=last.quote or None,
            says="It went wrong, and nobody of ours took it up.",
            weight=weight,
        )


def _waits(case: Case, one: Failure) -> int:
    return working_days(one.told[-1].on, case.as_of)


def _scores_fell(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Answers of the year to being asked how they are served, far below the same person's last."""
    low, drop = case.number(risk.id, "score_low"), case.number(risk.id, "score_drop")
    fell = [
        row
        for before, row in _last_two_scores(case)
        if row.score is not None and row.score <= low and before - row.score >= drop
    ]
    fell.sort(key=lambda row: (row.asked_on, row.contact_email or ""), reverse=True)
    half_life = case.number(risk.id, "score_half_life")
    for row, weight in falling(case, risk.id, "score_fell", fell):
        yield evidence(
            risk.id,
            source="feedback",
            ref=f"{row.account_id}/{row.asked_on}/{row.contact_email or ''}",
            on=row.asked_on,
            quote=row.comment,
            says=f"They gave us {row.score} of 10, far less than the time before.",
            weight=weight * 0.5 ** ((case.as_of - row.asked_on).days / half_life),
        )


def _last_two_scores(case: Case) -> Iterator[tuple[int, FeedbackRow]]:
    """Each person's last answer, where it is of the year, with the score before it."""
    answers: dict[str | None, list[FeedbackRow]] = {}
    for row in sorted(case.tables.feedback, key=lambda one: one.asked_on):
        if row.score is not None:
            answers.setdefault(row.contact_email, []).append(row)
    for rows in answers.values():
        *_, before, last = (None, *rows)
        if before is not None and before.score is not None and case.year.holds(last.asked_on):
            yield before.score, last


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
