"""What an account earns and costs over 12 months (contract, "Money: one formula each").

Each figure is null where the book cannot say, and `economics` tells why. Sums are made here
and rounded once, at the end; the formulas that patterns share are next door in `late`,
`discount` and `service`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from goodwill.facts.statement import Economics
from goodwill.facts.tables import InvoiceRow
from goodwill.judge.bidding import bids_by_origin
from goodwill.judge.discount import discount_given
from goodwill.judge.late import late_payment
from goodwill.judge.ledger import Ledger, exact, money
from goodwill.judge.service import NO_HOURLY, entertainment

__all__ = ["Sums", "as_economics", "cost_of_invoice", "draw_up_sums"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The economics before rounding; None where the book cannot say, and `gaps` say why."""

    revenue: Decimal | None
    gross_margin: Decimal | None
    cost_to_serve: Decimal | None
    proposal_cost: Decimal | None
    entertainment_cost: Decimal | None
    discount_given: Decimal | None
    late_payment_cost: Decimal | None
    contribution: Decimal | None
    return_per_hour: Decimal | None
    gaps: tuple[str, ...]


def draw_up_sums(ledger: Ledger) -> Sums:
    """All figures of the economics, each by its own formula."""
    margin, served = gross_margin(ledger), cost_to_serve(ledger)
    late = late_payment(ledger).amount
    contribution = None
    if margin is not None and served is not None and late is not None:
        contribution = margin - served - late
    return Sums(
        revenue=revenue(ledger),
        gross_margin=margin,
        cost_to_serve=served,
        proposal_cost=proposal_cost(ledger),
        entertainment_cost=entertainment(ledger).amount,
        discount_given=discount_given(ledger),
        late_payment_cost=late,
        contribution=contribution,
        return_per_hour=_per_hour(ledger, contribution),
        gaps=_gaps(ledger, margin),
    )


def revenue(ledger: Ledger) -> Decimal | None:
    """Invoiced amount, credit notes taken off."""
    if not ledger.keeps("invoice"):
        return None
    return sum((invoice.amount * rate for invoice, rate in ledger.invoices()), Decimal(0))


def gross_margin(ledger: Ledger) -> Decimal | None:
    """Invoiced amount less cost; None unless each invoice has a cost, its own or its lines'."""
    if not ledger.keeps("invoice"):
        return None
    total = Decimal(0)
    for invoice, rate in ledger.invoices():
        cost = cost_of_invoice(ledger, invoice)
        if cost is None:
            return None
        total += (invoice.amount - cost) * rate
    return total


def cost_of_invoice(ledger: Ledger, invoice: InvoiceRow) -> Decimal | None:
    """What an invoice cost us, its own or its lines'; None where one has none."""
    if invoice.cost is not None:
        return invoice.cost
    lines = ledger.lines.get(invoice.invoice_id, ())
    if not lines:
        return None
    total = Decimal(0)
    for line in lines:
        if line.unit_cost is None:
            return None
        total += line.unit_cost * (Decimal(1) if line.quantity is None else line.quantity)
    return total


def cost_to_serve(ledger: Ledger) -> Decimal | None:
    """All unbilled hours at their cost, and all expenses."""
    if not ledger.keeps("time_entry", "expense"):
        return None
    hours = ledger.hours_cost(entry for entry in ledger.entries() if not entry.is_billable)
    if hours is None:
        return None
    return hours + sum((amount for _, amount in ledger.expenses()), Decimal(0))


def proposal_cost(ledger: Ledger) -> Decimal | None:
    """Proposal hours of deals opened or closed in the 12 months, at the company's rate."""
    if not ledger.keeps("opportunity"):
        return None
    hours = _proposal_hours(ledger)
    if ledger.hourly_cost is None:
        return None if hours else Decimal(0)
    return hours * ledger.hourly_cost


def _proposal_hours(ledger: Ledger) -> Decimal:
    return sum((one.hours for one in bids_by_origin(ledger)), Decimal(0))


def _per_hour(ledger: Ledger, contribution: Decimal | None) -> Decimal | None:
    """Contribution for each hour worked, billed or not; nobody can divide by no hours."""
    hours = sum((exact(entry.hours) for entry in ledger.entries()), Decimal(0))
    return contribution / hours if contribution is not None and hours > 0 else None


def _gaps(ledger: Ledger, margin: Decimal | None) -> tuple[str, ...]:
    """Why a figure is null or narrower than its name."""
    gaps = []
    if not ledger.keeps("invoice"):
        gaps.append("No invoices in this book: revenue and margin are unknown.")
    elif margin is None:
        gaps.append("An invoice has no cost: the gross margin is unknown.")
    if not ledger.keeps("time_entry"):
        gaps.append("No hours in this book: what they cost is unknown.")
    if ledger.keeps("invoice") and not ledger.keeps("payment"):
        gaps.append("No payments in this book: what late payment costs is unknown.")
    if ledger.hours_cost(ledger.entries()) is None or _lacks_proposal_rate(ledger):
        gaps.append(NO_HOURLY)
    return tuple(gaps)


def _lacks_proposal_rate(ledger: Ledger) -> bool:
    return ledger.hourly_cost is None and bool(_proposal_hours(ledger))


def as_economics(sums: Sums, currency: str) -> Economics:
    """The contract's form, rounded."""

    def shown(amount: Decimal | None) -> float | None:
        return None if amount is None else money(amount)

    return Economics(
        currency=currency,
        months=12,
        revenue=shown(sums.revenue),
        gross_margin=shown(sums.gross_margin),
        cost_to_serve=shown(sums.cost_to_serve),
        proposal_cost=shown(sums.proposal_cost),
        entertainment_cost=shown(sums.entertainment_cost),
        discount_given=shown(sums.discount_given),
        late_payment_cost=shown(sums.late_payment_cost),
        contribution=shown(sums.contribution),
        return_per_hour=shown(sums.return_per_hour),
    )
