"""Clear agreements: whether terms are written, current and kept, by both sides (H2).

Three counts, of which the weakest speaks: the revenue of the 12 months that stands under a
current agreement (`covered`), our promises that were told of, and theirs. Words that something is
written nowhere count against the first, and so does what our bills ask for twice. What is signed
and not kept is no agreement either: where they pay on terms of their own, that pattern speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.judge.billed_twice import lines_billed_twice
from goodwill.judge.case import Case
from goodwill.judge.practices.covered import covered_share, is_current
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.measure import (
    Habit,
    Occasion,
    PracticeStatus,
    Word,
    by_share,
    counted,
    told,
    weaker,
)

__all__ = ["find"]


def find(case: Case, practice: Practice) -> Habit:
    """How clear agreements were in the 12 months."""
    habit = weaker(
        _written(case, practice).of("ours"),
        _kept(case, practice, "ours"),
        _kept(case, practice, "theirs"),
    )
    return crossed(case, practice, habit, "terms_dictated", direction="theirs")


def _written(case: Case, practice: Practice) -> Habit:
    """The share of revenue under a current agreement."""
    missing = told(practice.id, (*_unwritten(case, practice), *_against_terms(case, practice)))
    share = covered_share(case)
    if share is None:
        return Habit(status="slipping" if missing else "not_assessable", evidence=missing)
    is_kept = share >= case.number(practice.id, "covered") and not missing
    short: PracticeStatus = "slipping" if case.tables.agreement else "missing"
    says = practice.says["covered"].format(percent=f"{share:.0%}".replace("%", " %"))
    items = [counted(practice.id, "revenue", says, on=case.as_of, is_done=share > 0 and is_kept)]
    agreements = told(practice.id, _agreements(case, practice))
    return Habit(status="kept" if is_kept else short, evidence=(*items, *missing, *agreements))


def _agreements(case: Case, practice: Practice) -> Iterator[Occasion]:
    """The agreement in force on the day asked about."""
    agreement = case.ledger.agreement_on(case.as_of)
    if agreement is not None:
        still_holds = is_current(case, agreement, case.as_of)
        key = "current" if still_holds else "old"
        yield Occasion(
            source="agreement",
            ref=agreement.agreement_id,
            on=agreement.signed_on,
            says=practice.says[key].format(day=agreement.signed_on),
            is_done=still_holds,
        )


def _unwritten(case: Case, practice: Practice) -> Iterator[Occasion]:
    """What was said to be written nowhere, unless an agreement was signed or reviewed after."""
    for remark in case.remarked("unwritten", during=case.year):
        days = [day for row in case.tables.agreement for day in (row.signed_on, row.reviewed_on)]
        if not any(day is not None and day >= remark.sent_on for day in days):
            yield Occasion.of(Word.of(remark), practice.says["unwritten"], is_done=False)


def _against_terms(case: Case, practice: Practice) -> Iterator[Occasion]:
    """What our bills ask for twice, beside an agreement or in it: its price is not kept."""
    for one in lines_billed_twice(case.ledger):
        if case.year.holds(one.line.issued_on):
            yield Occasion(
                source="invoice_line",
                ref=one.ref,
                on=one.line.issued_on,
                says=practice.says["billed_twice"],
                is_done=False,
            )


def _kept(case: Case, practice: Practice, by: Side) -> Habit:
    """How that side kept its promises, where enough of them were told of."""
    occasions = [
        Occasion(
            source="message",
            ref=entry.promise.first.ref,
            on=entry.promise.first.on,
            says=practice.says[f"{entry.status}_{by}"],
            is_done=entry.status == "kept",
            quote=entry.promise.first.quote,
            weight=0.5,
        )
        for entry in case.promises
        if entry.promise.first.side == by
        and entry.binds
        and entry.settled_on is not None
        and case.year.holds(entry.settled_on)
    ]
    return by_share(
        practice.id,
        occasions,
        kept_at=case.number(practice.id, f"{by}_kept"),
        at_least=case.number(practice.id, "least_promises"),
    ).of(by)
