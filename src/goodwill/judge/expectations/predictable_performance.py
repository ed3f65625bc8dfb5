"""Whether they mind days that we missed, and whether a report of how steady it runs goes to them.

Whoever asks after a thing, or complains, because its day has passed wants what was promised when
it was promised (concepts, E1: complaints of surprises). And nobody sends reports unasked for long:
counted are the months of the last year in which we wrote of it (readings, availability, dates
kept) under one sort of thread that they answer. What else they say of it is read from words.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Expectation
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence

__all__ = ["look"]

REPORTS = ("minds_steadiness", "minds_outcomes")


MINDED = frozenset({"missing", "complained"})


def look(case: Case, wish: Expectation) -> Iterator[Evidence]:
    """Missed days that they minded, and the months with a report, where there are enough."""
    yield from _minded(case, wish)
    yield from _reports(case, wish)


def _minded(case: Case, wish: Expectation) -> Iterator[Evidence]:
    """What they said when a day of ours had passed, newest first."""
    said = {
        sign.ref: sign
        for entry in case.promises
        if entry.promise.first.side == "ours" and entry.promise.due_on is not None
        for sign in entry.signs
        if sign.kind in MINDED and sign.weight < 0 and case.year.holds(sign.said_on)
    }
    newest = sorted(said.values(), key=lambda one: (one.said_on, one.ref), reverse=True)
    for place, sign in enumerate(newest):
        yield evidence(
            wish.id,
            source=sign.source,
            ref=sign.ref,
            on=sign.said_on,
            quote=sign.quote,
            says=wish.says["minded"],
            weight=case.number(wish.id, "day_missed") * case.each_further**place,
        )


def _reports(case: Case, wish: Expectation) -> Iterator[Evidence]:
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
