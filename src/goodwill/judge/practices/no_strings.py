"""No strings to a favour: whether help and gifts are free (H6).

Favours are gifts and entertainment that we paid for, and help that the giver says asks for
nothing; what we owe for a failure of ours is none, nor is what we gave up under a threat. One is
tied where it is called in, by whoever gave it, or where we entertained while a tender of theirs was
open. Gifts of which nobody says anything tell nothing alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.practices.failures import failures
from goodwill.judge.practices.measure import Habit, Occasion, by_share, in_mails, told

__all__ = ["find"]

CONCEPT = "no_strings"
THREATS = ("threat",)
THREATENING = ("ultimatum", "menaces")
HOSPITALITY = frozenset({"entertainment", "gift"})
TENDERED = "rfp"
CALLED_IN = 2.0
"""What is said of a favour says more than that one was given."""
GIVEN = 0.5


def find(case: Case, practice: Practice) -> Habit:
    """How favours were given in the 12 months."""
    called_in = [
        favour
        for side in ("ours", "theirs")
        for favour in in_mails(
            case.remarked("favour_called_in", by=side, during=case.year),
            practice.says[f"called_in_{side}"],
            is_done=False,
            weight=CALLED_IN,
        )
    ]
    mended = {word.thread_id for one in failures(case, "ours") for word in one.told}
    helped = case.remarked("favour_free", by="ours", during=case.year)
    free = in_mails(
        (
            remark
            for remark in helped
            if remark.thread_id not in mended and not _is_wrung_out(case, remark)
        ),
        practice.says["free"],
        is_done=True,
        weight=CALLED_IN,
    )
    occasions = [*called_in, *free, *_hospitality(case, practice)]
    # That a gift was paid for does not say what was asked for it.
    if not any(one.weight > GIVEN for one in occasions):
        return Habit(status="not_assessable", evidence=told(practice.id, occasions))
    return by_share(practice.id, occasions, kept_at=case.number(practice.id, "free"))


def _hospitality(case: Case, practice: Practice) -> Iterator[Occasion]:
    for row in case.tables.expense:
        if row.category in HOSPITALITY and case.year.holds(row.spent_on):
            is_tied = _is_tender_open(case, row.spent_on)
            yield Occasion(
                source="expense",
                ref=row.expense_id,
                on=row.spent_on,
                says=practice.says["in_tender" if is_tied else "given"],
                is_done=not is_tied,
                weight=1.0 if is_tied else GIVEN,
            )


def _is_wrung_out(case: Case, favour: RemarkRow) -> bool:
    """Whether they threatened us shortly before: what is given then is a price, and no favour."""
    before = timedelta(days=case.number(CONCEPT, "wrung_out_days"))
    days = Window(start=favour.sent_on - before, end=favour.sent_on + timedelta(days=1))
    said = [one.sent_at for one in case.said(*THREATS, by="theirs", during=days)]
    said += [one.sent_at for one in case.remarked(*THREATENING, by="theirs", during=days)]
    return any(at <= favour.sent_at for at in said)


def _is_tender_open(case: Case, day: date) -> bool:
    return any(
        deal.origin == TENDERED
        and deal.opened_on <= day
        and (deal.closed_on is None or day <= deal.closed_on)
        for deal in case.tables.opportunity
    )
