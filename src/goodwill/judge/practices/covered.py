"""How much of the revenue stands under a current agreement: one notion for all that asks.

An agreement is current that names its end, or was signed or reviewed not long ago; one of old
that nobody has looked at since tells nobody what holds today. Terms (`clear_agreements`) and
service and price (`defined_service_and_price`) ask this, so that they never disagree.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from goodwill.facts.tables import AgreementRow
from goodwill.judge.case import Case

__all__ = ["covered_share", "is_current"]

CONCEPT = "clear_agreements"
A_YEAR = timedelta(days=365)


def covered_share(case: Case) -> float | None:
    """The share, from 0 to 1, of the 12 months' revenue; None where none could show."""
    amounts = [(bill.issued_on, bill.amount * rate) for bill, rate in case.ledger.invoices()]
    total = sum((amount for _, amount in amounts), Decimal(0))
    if total <= 0 or not case.keeps("agreement"):
        return None
    covered = sum((amount for day, amount in amounts if _is_covered(case, day)), Decimal(0))
    return float(covered / total)


def is_current(case: Case, agreement: AgreementRow, day: date) -> bool:
    """Whether it still speaks of that day: it names its end, or was looked at not long ago."""
    if agreement.ends_on is not None:
        return True
    reviewed = agreement.reviewed_on
    last = max(agreement.signed_on, reviewed) if reviewed else agreement.signed_on
    return day <= last + A_YEAR * case.number(CONCEPT, "current_years")


def _is_covered(case: Case, day: date) -> bool:
    agreement = case.ledger.agreement_on(day)
    return agreement is not None and is_current(case, agreement, day)
