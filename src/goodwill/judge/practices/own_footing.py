"""Own footing: whether neither side's year hangs on the other (H1).

Three things tell: how much of one of our people's target this account brought, period after
period, what either side says of leaning on the other or of standing alone, and that our calendar
set the day on which they bought: whoever presses so leans. The share of all our revenue would
tell too, but an account's statement does not look at other accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import QuotaRow
from goodwill.judge.case import Case
from goodwill.judge.ledger import deal_day, exact
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told

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
    """Periods of a target of which this account brought more than a part; by its owner's deals."""
    most = exact(case.number(practice.id, "share_of_target"))
    for quota in case.tables.quota:
        if quota.target_amount <= 0 or not case.year.holds(quota.period_end):
            continue
        won = _won(case, quota)
        if won > most * quota.target_amount:
            share = f"{won / quota.target_amount:.0%}"
            yield Occasion(
                source="quota",
                ref=f"{quota.person}/{quota.period_end.isoformat()}",
                on=quota.period_end,
                says=practice.says["target"].format(share=share, until=quota.period_end),
                is_done=False,
            )


def _won(case: Case, quota: QuotaRow) -> Decimal:
    """What deals of that person won in the period, in the company's currency."""
    total = Decimal(0)
    for deal in case.tables.opportunity:
        day = deal_day(deal)
        if deal.status != "won" or deal.owner != quota.person or deal.amount is None:
            continue
        if quota.period_start <= day <= quota.period_end:
            total += deal.amount * (case.ledger.rate(deal.currency, day) or 0)
    return total
