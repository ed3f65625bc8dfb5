"""Resting on the past: years of revenue, and nothing seen that would protect it (concepts K8, P7).

Percentiles over the portfolio would move with unrelated accounts, so an account's revenue is held
against its own year before. That we rest on it ("as always") are the signs of the catalogue's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence
from goodwill.judge.ledger import money
from goodwill.judge.risks.joint_work import joint_work

__all__ = ["look"]

DAYS_IN_YEAR = 365.25


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Years and revenue, then what else there is; nothing where there is no such past."""
    since = _customer_since(case)
    if since is None or not _is_kept(case, risk):
        return
    years = (case.as_of - since).days / DAYS_IN_YEAR
    if years < case.number(risk.id, "least_years"):
        return
    now, _ = _revenue(case)
    yield count_evidence(
        risk.id,
        of="years_as_customer",
        says=(
            f"A customer for {int(years)} years, "
            f"{money(now):,.0f} {case.ledger.currency} in the last 12 months."
        ),
        weight=case.number(risk.id, "years"),
        on=case.as_of,
    )
    nothing_else = case.number(risk.id, "nothing_else")
    yield from joint_work(case, risk.id, absent=nothing_else, reviews=False)


def _customer_since(case: Case) -> date | None:
    """The day on record, else that of the first invoice."""
    if case.tables.account.customer_since is not None:
        return case.tables.account.customer_since
    return min((row.issued_on for row in case.tables.invoice), default=None)


def _is_kept(case: Case, risk: Risk) -> bool:
    """Whether they buy about as much as in the year before, as far as the book shows that."""
    now, before = _revenue(case)
    return now > 0 and now >= before * Decimal(str(case.number(risk.id, "revenue_kept")))


def _revenue(case: Case) -> tuple[Decimal, Decimal]:
    """Invoiced in the 12 months, and in the 12 before them."""
    year = case.year
    before = Window(start=Window.twelve_months(year.start).start, end=year.start)
    sums = {year: Decimal(0), before: Decimal(0)}
    for row in case.tables.invoice:
        rate = case.ledger.invoice_rate(row)
        for window in (year, before):
            if rate is not None and window.holds(row.issued_on):
                sums[window] += row.amount * rate
    return sums[year], sums[before]
