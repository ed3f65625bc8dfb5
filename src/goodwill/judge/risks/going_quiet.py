"""Going quiet: contact and orders that fade against the account's own habit (concepts X4, M30).

How a change is told from a habit stands in `fading`; what people say of it are the signs in the
catalogue's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.judge.buying_rhythm import buying
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence
from goodwill.judge.risks.fading import fading_evidence, late_answers
from goodwill.judge.signs import EACH_FURTHER

__all__ = ["look"]


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Contact, answers and orders of late beside those before."""
    yield from fading_evidence(case, risk.id)
    yield from _late(case, risk)
    yield from _on_time(case, risk)


def _late(case: Case, risk: Risk) -> Iterator[Evidence]:
    for place, one in enumerate(late_answers(case)):
        if one.answer is not None:
            yield evidence(
                risk.id,
                source="message",
                ref=one.answer.message_id,
                on=one.answer.sent_on,
                says=f"An answer that came after {one.days} days, far later than theirs used to.",
                weight=case.number(risk.id, "late_answers") * EACH_FURTHER**place,
            )


def _on_time(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Orders that come as they always came speak against it."""
    found = buying(case.ledger)
    if found is not None and found.gap_ratio <= 1:
        yield count_evidence(
            risk.id,
            of="days_since_last_purchase",
            says=(
                f"They last bought {found.days_since} days ago; "
                f"half of their gaps are longer than {found.median_gap:.0f} days."
            ),
            weight=case.number(risk.id, "on_time"),
            on=case.as_of,
        )
