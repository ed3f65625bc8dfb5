"""Own footing: whether neither side's year hangs on the other (H1).

Three things tell: how much of one of our people's target this account brought, period after
period (`goodwill.judge.targets`), what either side says of leaning on the other or of standing
alone, and that our calendar set the day on which they bought: whoever presses so leans.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Practice
from goodwill.judge.case import Case
from goodwill.judge.ledger import exact
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told
from goodwill.judge.targets import large_parts

__all__ = ["find"]

PLAIN = 2.0
"""Somebody's own words say more than a count."""


def find(case: Case, practice: Practice) -> Habit:
    """How far each side stood by itself in the 12 months."""
    habit = _said_and_won(case, practice)
    return crossed(case, practice, habit, "under_pressure")


def _said_and_won(case: Case, practice: Practice) -> Habit:
    words = list(_words(case, practice))
    periods = list(_periods(case, practice))
    items = told(practice.id, (*words, *periods))
    leaned = any(not one.is_done for one in words)
    if leaned or len(periods) >= case.number(practice.id, "periods"):
        is_missing = leaned and not any(one.is_done for one in words)
        return Habit(status="missing" if is_missing else "slipping", evidence=items)
    if not words and not _is_seen(case, practice):
        return Habit(status="not_assessable", evidence=items)
    none = counted(
        practice.id, "leaning", practice.says["never_leaned"], on=case.as_of, is_done=True
    )
    return Habit(status="kept", evidence=(*items, none))


def _is_seen(case: Case, practice: Practice) -> bool:
    """Revenue in the 12 months, and enough mail of both sides for words to be heard."""
    least = case.number(practice.id, "messages")
    heard = all(len(case.mail(by=by, during=case.year)) >= least for by in ("ours", "theirs"))
    return heard and any(case.year.holds(row.issued_on) for row in case.tables.invoice)


def _words(case: Case, practice: Practice) -> Iterator[Occasion]:
    leaned = first_of_each_mail(case.remarked("leans_on_other", during=case.year))
    for row in leaned:
        says = practice.says[f"leans_{row.side}"]
        yield Occasion.of(Word.of(row), says, is_done=False, weight=PLAIN)
    for row in first_of_each_mail(case.remarked("stands_alone", during=case.year)):
        says = practice.says[f"stands_{row.side}"]
        yield Occasion.of(Word.of(row), says, is_done=True, weight=PLAIN)


def _periods(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Periods of a target of which this account brought more than a part."""
    most = exact(case.number(practice.id, "share_of_target"))
    for one in large_parts(case, most):
        yield Occasion(
            source="quota",
            ref=one.ref,
            on=one.until,
            says=practice.says["target"].format(share=f"{one.share:.0%}", until=one.until),
            is_done=False,
        )
