"""Whether a regular report of how steady it runs goes to them: nobody sends that unasked for long.

Counted are the months of the last year in which we wrote of it (readings, availability, dates
kept) under one sort of thread that they answer; what they say of it is read from words.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Expectation
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence

__all__ = ["look"]

REPORTS = ("minds_steadiness", "minds_outcomes")


def look(case: Case, wish: Expectation) -> Iterator[Evidence]:
    """The count of months with such a report, where there are enough."""
    answered = {row.thread_id for row in case.mail(by="theirs", during=case.year)}
    if not answered:
        return
    reports = case.remarked(*REPORTS, by="ours", during=case.year)
    months = {(row.sent_on.year, row.sent_on.month) for row in reports}
    if len(months) < case.number(wish.id, "reports") or not any(
        row.thread_id in answered for row in reports
    ):
        return
    yield count_evidence(
        wish.id,
        of="regular_reports",
        says=wish.says["reports"].format(months=len(months)),
        weight=case.number(wish.id, "regular_reports"),
        on=max(row.sent_on for row in reports),
    )
