"""Going quiet: contact and orders that fade against the account's own habit (concepts X4, M30).

How a change is told from a habit stands in `fading`, of orders in `overdue`; what people say of it
are the signs in the catalogue's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.risks.fading import fading_evidence, late_answers
from goodwill.judge.risks.newest import falling
from goodwill.judge.risks.overdue import on_time_evidence

__all__ = ["look"]


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Contact, answers and orders of late beside those before."""
    yield from fading_evidence(case, risk.id)
    yield from _late(case, risk)
    yield from on_time_evidence(case, risk.id)


def _late(case: Case, risk: Risk) -> Iterator[Evidence]:
    for one, weight in falling(case, risk.id, "late_answers", late_answers(case)):
        if one.answer is not None:
            yield evidence(
                risk.id,
                source="message",
                ref=one.answer.message_id,
                on=one.answer.sent_on,
                says=f"An answer that came after {one.days} days, far later than theirs used to.",
                weight=weight,
            )
