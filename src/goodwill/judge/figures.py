"""The contract's figures of money with their formula, their inputs and the rows behind them.

The amounts are those of `economics`, not worked out again; here stands what opens them. The
bars that lead from revenue to contribution are in `waterfall`, habits in `habits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from goodwill.judge.bidding import OriginBids, bids_by_origin
from goodwill.judge.costing import Costing, CostPart, dearest_first
from goodwill.judge.discount import Priced, long_priced_rows, priced_rows
from goodwill.judge.economics import Sums, cost_of_invoice
from goodwill.judge.figure import Figure
from goodwill.judge.late import InvoiceTerms, invoice_terms, late_payment
from goodwill.judge.ledger import Ledger, exact
from goodwill.judge.service import entertainment, entry_parts, expense_parts

__all__ = ["Opened", "figures", "open_rows"]

MONEY = "money"
Group = tuple[str, str]
"""`("hours", activity)` or `("expense", category)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An account's rows of money, read once for all that shows them; parts are dearest first.

    `serving` are unbilled hours and expenses by group, empty where an hour has no cost;
    `long_priced` are the `priced` rows of three years, not of 12 months.
    """

    revenue: tuple[CostPart, ...]
    costs: tuple[CostPart, ...]
    serving: dict[Group, tuple[CostPart, ...]]
    terms: tuple[InvoiceTerms, ...]
    late: Costing
    priced: tuple[Priced, ...]
    long_priced: tuple[Priced, ...]
    bids: tuple[OriginBids, ...]


def open_rows(ledger: Ledger, sums: Sums) -> Opened:
    """All rows behind the figures."""
    return Opened(
        revenue=_revenue_parts(ledger),
        costs=_cost_parts(ledger),
        serving={} if sums.cost_to_serve is None else _serving_parts(ledger),
        terms=invoice_terms(ledger),
        late=late_payment(ledger),
        priced=priced_rows(ledger),
        long_priced=long_priced_rows(ledger),
        bids=bids_by_origin(ledger),
    )


def figures(ledger: Ledger, sums: Sums, opened: Opened) -> tuple[Figure, ...]:
    """All figures of the contract, in its order."""
    return (
        _revenue(sums, opened.revenue),
        _gross_margin(sums),
        _cost_to_serve(ledger, sums, opened.serving),
        _proposals(ledger, sums, opened.bids),
        _of_costing("entertainment_cost", entertainment(ledger)),
        _discount(sums, opened.priced),
        _of_costing("late_payment_cost", opened.late),
        _contribution(sums),
        _per_hour(ledger, sums),
    )


def _total(parts: Iterable[CostPart]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))


def _missing(amount: Decimal | None, *needs: str) -> tuple[str, ...]:
    return needs if amount is None else ()


def _of_costing(name: str, costing: Costing) -> Figure:
    return Figure(
        id=name,
        amount=costing.amount,
        unit=MONEY,
        formula=costing.formula,
        inputs=costing.inputs,
        parts=costing.parts,
        needs=costing.lacks,
    )


def _revenue_parts(ledger: Ledger) -> tuple[CostPart, ...]:
    """Each invoice and credit note of the 12 months, in the company's currency."""
    return dearest_first(
        CostPart(
            source="invoice",
            ref=invoice.invoice_id,
            on=invoice.issued_on,
            amount=invoice.amount * rate,
            says="Credit note." if invoice.amount < 0 else "Invoiced.",
        )
        for invoice, rate in ledger.invoices()
    )


def _revenue(sums: Sums, parts: tuple[CostPart, ...]) -> Figure:
    credited = -_total(part for part in parts if part.amount < 0)
    return Figure(
        id="revenue",
        amount=sums.revenue,
        unit=MONEY,
        formula="invoiced - credited",
        inputs=(("invoiced", _total(parts) + credited), ("credited", credited)),
        parts=parts,
        needs=_missing(sums.revenue, "No invoices in this book."),
    )


def _cost_parts(ledger: Ledger) -> tuple[CostPart, ...]:
    """What each invoice of the 12 months cost us; those without a cost are left out."""
    return dearest_first(
        CostPart(
            source="invoice",
            ref=invoice.invoice_id,
            on=invoice.issued_on,
            amount=cost * rate,
            says="What was billed on it cost us this.",
        )
        for invoice, rate in ledger.invoices()
        if (cost := cost_of_invoice(ledger, invoice))
    )


def _gross_margin(sums: Sums) -> Figure:
    revenue, margin = sums.revenue, sums.gross_margin
    inputs: tuple[tuple[str, Decimal], ...] = ()
    if revenue is not None and margin is not None:
        inputs = (("revenue", revenue), ("cost_of_goods", revenue - margin))
    return Figure(
        id="gross_margin",
        amount=margin,
        unit=MONEY,
        formula="revenue - cost_of_goods",
        inputs=inputs,
        needs=_missing(margin, "Every invoice needs a cost, its own or its lines'."),
    )


def _serving_parts(ledger: Ledger) -> dict[Group, tuple[CostPart, ...]]:
    """Unbilled hours and expenses by group."""
    groups: dict[Group, list[CostPart]] = {}
    entries = [entry for entry in ledger.entries() if not entry.is_billable]
    for entry, part in zip(entries, entry_parts(ledger, entries), strict=True):
        groups.setdefault(("hours", entry.activity or "other"), []).append(part)
    expenses = ledger.expenses()
    for (expense, _), part in zip(expenses, expense_parts(expenses), strict=True):
        groups.setdefault(("expense", expense.category or "other"), []).append(part)
    return {name: dearest_first(parts) for name, parts in groups.items()}


def _cost_to_serve(ledger: Ledger, sums: Sums, groups: dict[Group, tuple[CostPart, ...]]) -> Figure:
    amount = sums.cost_to_serve
    inputs: tuple[tuple[str, Decimal], ...] = ()
    parts: tuple[CostPart, ...] = ()
    if amount is not None:
        parts = dearest_first(part for rows in groups.values() for part in rows)
        spent = _total(
            part for (kind, _), rows in groups.items() if kind == "expense" for part in rows
        )
        hours = _hours(ledger, only_unbilled=True)
        rate = (amount - spent) / hours if hours else Decimal(0)
        inputs = (("unbilled_hours", hours), ("hourly_cost", rate), ("expenses", spent))
    return Figure(
        id="cost_to_serve",
        amount=amount,
        unit=MONEY,
        formula="unbilled_hours * hourly_cost + expenses",
        inputs=inputs,
        parts=parts,
        needs=_missing(amount, "Needs hours or expenses, and an hourly cost."),
    )


def _hours(ledger: Ledger, *, only_unbilled: bool = False) -> Decimal:
    entries = (one for one in ledger.entries() if not (only_unbilled and one.is_billable))
    return sum((exact(entry.hours) for entry in entries), Decimal(0))


def _proposals(ledger: Ledger, sums: Sums, bids: tuple[OriginBids, ...]) -> Figure:
    hours = sum((one.hours for one in bids), Decimal(0))
    rate = ledger.hourly_cost or Decimal(0)
    return Figure(
        id="proposal_cost",
        amount=sums.proposal_cost,
        unit=MONEY,
        formula="proposal_hours * hourly_cost",
        inputs=(("proposal_hours", hours), ("hourly_cost", rate)),
        parts=dearest_first(_proposal_parts(bids, rate)),
        needs=_missing(sums.proposal_cost, "Needs deals, and an hourly cost for their hours."),
    )


def _proposal_parts(bids: tuple[OriginBids, ...], rate: Decimal) -> Iterator[CostPart]:
    for one in bids:
        for deal in one.rows:
            if deal.proposal_hours:
                status = deal.status.replace("_", " ")
                yield CostPart(
                    source="deal",
                    ref=deal.deal_id,
                    on=deal.closed_on or deal.opened_on,
                    amount=exact(deal.proposal_hours) * rate,
                    says=f"{deal.proposal_hours:g} h on the proposal; {status}.",
                )


def _discount(sums: Sums, priced: tuple[Priced, ...]) -> Figure:
    rows = [row for row in priced if row.given]
    listed = sum((row.list_amount for row in rows), Decimal(0))
    billed = sum((row.amount for row in rows), Decimal(0))
    return Figure(
        id="discount_given",
        amount=sums.discount_given,
        unit=MONEY,
        formula="list_amount - amount",
        inputs=(("list_amount", listed), ("amount", billed)),
        parts=dearest_first(
            CostPart(
                source=row.source,
                ref=row.ref,
                on=row.on,
                amount=row.given,
                says=f"{row.given / row.list_amount:.1%} off list price.",
            )
            for row in rows
        ),
        needs=_missing(sums.discount_given, "No invoices in this book."),
    )


def _contribution(sums: Sums) -> Figure:
    given = (
        ("gross_margin", sums.gross_margin),
        ("cost_to_serve", sums.cost_to_serve),
        ("late_payment_cost", sums.late_payment_cost),
    )
    lacking = tuple(f"Needs the {name.replace('_', ' ')}." for name, one in given if one is None)
    return Figure(
        id="contribution",
        amount=sums.contribution,
        unit=MONEY,
        formula="gross_margin - cost_to_serve - late_payment_cost",
        inputs=tuple((name, one) for name, one in given if one is not None),
        needs=lacking,
    )


def _per_hour(ledger: Ledger, sums: Sums) -> Figure:
    inputs: tuple[tuple[str, Decimal], ...] = (("hours", _hours(ledger)),)
    if sums.contribution is not None:
        inputs = (("contribution", sums.contribution), *inputs)
    return Figure(
        id="return_per_hour",
        amount=sums.return_per_hour,
        unit="money an hour",
        formula="contribution / hours",
        inputs=inputs,
        needs=_missing(sums.return_per_hour, "Needs the contribution, and hours worked."),
    )
