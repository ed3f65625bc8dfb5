"""Requests we never saw: what they say of it, and how deals begin (concepts K13).

Words of an award that we knew nothing of are the signs in the catalogue's file. How many such
requests there were nobody can tell from our books, so none are counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.risks.deals import asked_first, tenders

__all__ = ["look"]


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """How deals of the year began."""
    yield from tenders(case, risk.id)
    yield from asked_first(case, risk.id)
