"""Whether our calendar, not their need, sets the day on which they buy.

Concepts, U13. Records show deals won in the last days of a quota period at more than the account's
usual discount; words show the push: a price that ends with our quarter, our own figures named
as a reason, and their saying that they were pushed. Their own year's end speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.judge.case import Case
from goodwill.judge.ledger import exact
from goodwill.judge.patterns.finding import Finding, not_assessable
from goodwill.judge.patterns.weighing import Row, judged, together
from goodwill.judge.pressure import PricedDeal, priced_deals
from goodwill.judge.signs import signs_of

__all__ = ["find"]

PUSH = "deadline_push"
OWN_NEED = "own_year_end"
TELLING = ("own_figures", "felt_pushed")


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    if not case.keeps("opportunity"):
        return not_assessable(pattern)
    won = [
        deal
        for deal in case.tables.opportunity
        if deal.status == "won" and deal.closed_on and case.year.holds(deal.closed_on)
    ]
    deals, usual = _pushed(case, pattern)
    says = pattern.says["deal"]
    rows = [
        Row(
            source="deal",
            ref=one.deal.deal_id,
            on=one.closed_on,
            says=says.format(discount=f"{one.discount:.1%}", usual=f"{usual:.1%}"),
        )
        for one in deals
    ]
    is_pushed = bool(rows) or bool(case.remarked(*TELLING, during=case.year))
    said = [
        item for item in signs_of(case, pattern.id, pattern.sign) if _counts(case, pattern, item)
    ]
    items = [*together(case, pattern, "deals", rows), *said] if is_pushed else []
    return judged(case, pattern, items, seen=len(won), direction="ours", signs=False)


def _pushed(case: Case, pattern: Pattern) -> tuple[list[PricedDeal], float]:
    """Deals won in the last days of a quota period beyond the usual discount, and that discount."""
    deals = priced_deals(case.ledger)
    others = [one.discount for one in deals if not one.at_quota_end]
    if not others:
        return [], 0.0
    usual = median(others)
    points = exact(case.number(pattern.id, "beyond_points"))
    found = [one for one in deals if one.at_quota_end and one.discount > usual + points]
    return found, float(usual)


def _counts(case: Case, pattern: Pattern, item: Evidence) -> bool:
    """Whether a sentence was said when it matters.

    A plain push only shortly before the end of a period of ours, where periods are known; their
    own year's end only shortly before a deal is won.
    """
    if item["says"] == _said_by(pattern, PUSH):
        ends = [quota.period_end for quota in case.tables.quota]
        return not ends or _is_shortly_before(case, pattern, item, ends)
    if item["says"] == _said_by(pattern, OWN_NEED):
        closed = [one.closed_on for one in case.tables.opportunity if one.closed_on]
        return _is_shortly_before(case, pattern, item, closed)
    return True


def _said_by(pattern: Pattern, sign: str) -> str:
    return next(one.says for one in pattern.sign if one.id == sign)


def _is_shortly_before(case: Case, pattern: Pattern, item: Evidence, days: Iterable[date]) -> bool:
    """Whether it was said in the last weeks before one of these days, or on it."""
    ahead = timedelta(days=case.number(pattern.id, "days_before_the_end"))
    on = date.fromisoformat(item["on"] or "")
    return any(day - ahead <= on <= day for day in days)
