"""Whether a complaint is more than one sentence that reads like one.

A reading is mistaken now and then, and a failure asks for an apology: so a lone sentence that only
reads like a complaint is held for none. It is borne out by words of a plain form, by another such
sentence, by being read as something that is wrong as well, or, where the failure would be ours, by
a row of the weeks around: a delivery or a ticket past its day, money given back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goodwill.facts.people import Side
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.delivered import delivered
from goodwill.judge.practices.measure import Word

__all__ = ["is_borne_out"]

CONCEPT = "apology"
SAYS_SO = ("problem", "competence_doubt", "escalation", "hostile")
"""What a complaint says too: that something is wrong, who doubts, takes it higher or is rude."""
DUE = frozenset({"delivery", "ticket"})


def is_borne_out(case: Case, by: Side, told: Sequence[Word]) -> bool:
    """Whether what told of a matter of one side is more than one reading of one sentence."""
    if any(not word.is_read for word in told) or len({word.quote for word in told}) > 1:
        return True
    return _is_said_too(case, told) or (by == "ours" and _is_on_record(case, told[0].on))


def _is_said_too(case: Case, told: Sequence[Word]) -> bool:
    """Whether its mail says otherwise, too, that something is wrong."""
    least = case.number(CONCEPT, "says_so")
    mails = {word.ref for word in told}
    acts = (act for mail in mails for act in case.in_mail.get(mail, ()))
    return any(act.act in SAYS_SO and act.probability >= least for act in acts)


def _is_on_record(case: Case, on: date) -> bool:
    """Whether a row of the weeks around shows that something of ours went wrong."""
    days = timedelta(days=int(case.number(CONCEPT, "record_days")))
    around = Window(start=on - days, end=on + days)
    return any(around.holds(day) for day in _went_wrong(case))


def _went_wrong(case: Case) -> Iterator[date]:
    """The days of what came late or not at all, and of credit notes."""
    for one in delivered(case):
        if one.source in DUE and one.is_good is False:
            yield one.on
    for row in case.tables.invoice:
        if row.amount < 0:
            yield row.issued_on
