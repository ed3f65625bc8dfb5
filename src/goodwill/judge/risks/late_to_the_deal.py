"""Late to the deal: needs that reach us as requests, decided already (concepts K14, M07).

What they say of it (settled before, price alone) are the signs in the catalogue's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.risks.deals import asked_first, enough, tenders

__all__ = ["look"]

LEAD = "lead_time_of_involvement"


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """How deals of the year began, and how long before their opening we knew."""
    yield from tenders(case, risk.id)
    yield from _short_lead(case, risk)
    yield from asked_first(case, risk.id)


def _short_lead(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The deals that we first heard of with the request, where that is the middle of them."""
    value = enough(case, risk.id, LEAD)
    if value is None:
        return
    limit = case.number(risk.id, "lead_days")
    late = [row for row in value.rows if row.value <= limit][::-1]
    if len(late) * 2 <= len(value.rows):
        return
    for place, row in enumerate(late):
        yield evidence(
            risk.id,
            source=row.source,
            ref=row.ref,
            on=row.on,
            says=f"First heard of {max(row.value, 0):.0f} days before the deal was opened.",
            weight=case.number(risk.id, "short_lead") * case.each_further ** (place + 1),
        )
