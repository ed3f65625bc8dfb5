"""How long past the agreed day money takes to come (M15), open invoices among the rest.

Two answers from the same invoices, those issued in the 12 months: the amount-weighted mean
of days beyond terms, and the Kaplan-Meier curve of what is still unpaid, with its median. What
late payment costs is `late`; whether somebody dictates terms is judged in `terms_dictated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goodwill.judge.late import InvoiceTerms
from goodwill.judge.ledger import Ledger

__all__ = ["LEAST_INVOICES", "CurvePoint", "Portion", "TermsTaken", "survival", "terms_taken"]

LEAST_INVOICES = 3
"""Fewer invoices that are paid or past their day tell no habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Part of an invoice: `days` past the agreed day it was paid, or, open, has been watched."""

    days: int
    amount: Decimal
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """From `days` past the agreed day on, the share `unpaid` of the money is not paid yet."""

    days: int
    unpaid: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsTaken:
    """How an account keeps the agreed days.

    `mean_days` = (sum of paid x days + sum of overdue x days to `as_of`) / (paid + overdue), in
    days, early negative; not yet due counts nothing. `median_days` is the first day on which at
    most half of the money is unpaid by `curve`; None while more than half is.
    """

    invoices: tuple[InvoiceTerms, ...]
    paid: Decimal
    paid_days: Decimal
    overdue: Decimal
    overdue_days: Decimal
    mean_days: Decimal
    median_days: int | None
    curve: tuple[CurvePoint, ...]


def terms_taken(ledger: Ledger, terms: Sequence[InvoiceTerms]) -> TermsTaken | None:
    """The habit over those of `terms` issued in the 12 months; None: not enough to tell."""
    if not ledger.keeps("payment"):
        return None
    issued = [one for one in terms if ledger.window.holds(one.invoice.issued_on)]
    told = tuple(one for one in issued if one.settled or one.due_on < ledger.as_of)
    portions = [part for one in issued for part in _portions(ledger, one)]
    paid = [part for part in portions if not part.is_open]
    overdue = [part for part in portions if part.is_open and part.days > 0]
    weight = _amount(paid) + _amount(overdue)
    if len(told) < LEAST_INVOICES or not weight:
        return None
    curve = survival(portions)
    return TermsTaken(
        invoices=told,
        paid=_amount(paid),
        paid_days=_amount_days(paid),
        overdue=_amount(overdue),
        overdue_days=_amount_days(overdue),
        mean_days=(_amount_days(paid) + _amount_days(overdue)) / weight,
        median_days=next((one.days for one in curve if one.unpaid <= 0.5), None),  # noqa: PLR2004
        curve=curve,
    )


def _portions(ledger: Ledger, one: InvoiceTerms) -> Iterable[Portion]:
    for part in one.settled:
        yield Portion(days=(part.on - one.due_on).days, amount=part.amount, is_open=False)
    if one.still_owed > 0:
        days = (ledger.as_of - one.due_on).days
        yield Portion(days=days, amount=one.still_owed, is_open=True)


def _amount(portions: Iterable[Portion]) -> Decimal:
    return sum((part.amount for part in portions), Decimal(0))


def _amount_days(portions: Iterable[Portion]) -> Decimal:
    return sum((part.amount * part.days for part in portions), Decimal(0))


def survival(portions: Iterable[Portion]) -> tuple[CurvePoint, ...]:
    """Kaplan-Meier by amount: S(t) = product over t_i <= t of (1 - paid at t_i / watched at t_i).

    Open money is watched up to its own age and then leaves without having been paid. One point
    for each day on which something was paid, by day. (Kaplan and Meier, 1958.)
    """
    ordered = sorted(portions, key=lambda part: part.days)
    watched, unpaid = _amount(ordered), Decimal(1)
    points: list[CurvePoint] = []
    place = 0
    while place < len(ordered):
        day, paid, gone = ordered[place].days, Decimal(0), Decimal(0)
        while place < len(ordered) and ordered[place].days == day:
            gone += ordered[place].amount
            paid += 0 if ordered[place].is_open else ordered[place].amount
            place += 1
        if paid:
            unpaid *= 1 - paid / watched
            points.append(CurvePoint(days=day, unpaid=float(unpaid)))
        watched -= gone
    return tuple(points)
