"""All of an account's money on one day: figures with their rows, bars, and what pictures show.

`draw_up_money` puts together what its neighbours find (`figures`, `habits`, `waterfall`) and
`as_money` writes it down in the form of `goodwill.facts.money`. Nothing here looks at
another account: shares of our revenue and the like are for the page of all accounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from math import fsum

from goodwill.facts.money import (
    Bids,
    CurveStep,
    InvoicePaid,
    Money,
    MoneyFigure,
    MoneyRow,
    MoneyStep,
    MonthOfWork,
    PriceMonth,
)
from goodwill.judge.bidding import OriginBids
from goodwill.judge.buying_rhythm import buying
from goodwill.judge.costing import CostPart
from goodwill.judge.discount_habits import discount_habits
from goodwill.judge.economics import Sums
from goodwill.judge.figure import Figure
from goodwill.judge.figures import figures, open_rows
from goodwill.judge.habits import (
    bid_figure,
    buying_figures,
    discount_figure,
    price_figure,
    serve_ratio,
    terms_figure,
)
from goodwill.judge.late import InvoiceTerms
from goodwill.judge.ledger import Ledger, money, month_of
from goodwill.judge.price_index import PriceIndex, price_index
from goodwill.judge.terms_curve import TermsTaken, terms_taken
from goodwill.judge.waterfall import Step, split_to_cent, to_cent, waterfall

__all__ = ["AccountMoney", "as_figure", "as_money", "draw_up_money"]

SHOWN = 12
"""Rows of a figure or bar that travel with the statement; `why` gives all of them."""
PAID_SHOWN = 200
"""Invoices that the timeline of payments has room for: the newest."""
SMALL = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMoney:
    """Everything before it is rounded and cut to what a statement shows."""

    ledger: Ledger
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    terms: TermsTaken | None
    prices: PriceIndex | None
    bids: tuple[OriginBids, ...]


def draw_up_money(ledger: Ledger, sums: Sums) -> AccountMoney:
    """The money of one account, from its ledger and the economics drawn up from it."""
    opened = open_rows(ledger, sums)
    taken, index = terms_taken(ledger, opened.terms), price_index(ledger, opened.long_priced)
    return AccountMoney(
        ledger=ledger,
        figures=(
            *figures(ledger, sums, opened),
            terms_figure(taken),
            price_figure(index),
            discount_figure(discount_habits(opened.priced)),
            serve_ratio(sums),
            bid_figure(ledger, opened.bids),
            *buying_figures(buying(ledger)),
        ),
        steps=waterfall(sums, opened),
        terms=taken,
        prices=index,
        bids=opened.bids,
    )


def as_money(found: AccountMoney) -> Money:
    """As it is stored and shown."""
    invoices, curve = (found.terms.invoices, found.terms.curve) if found.terms else ((), ())
    return Money(
        currency=found.ledger.currency,
        figures=[as_figure(one) for one in found.figures],
        steps=[_as_step(step) for step in found.steps],
        payments=[_as_paid(one) for one in invoices[-PAID_SHOWN:]],
        curve=[CurveStep(days=one.days, unpaid=round(one.unpaid, 4)) for one in curve],
        prices=_price_months(found.prices),
        months=_months_of_work(found.ledger),
        bids=[_as_bids(one) for one in found.bids],
    )


def as_figure(figure: Figure, *, at_most: int | None = SHOWN) -> MoneyFigure:
    """A figure with its dearest rows; `at_most` None: with all of them.

    Rows of a sum of money add up to it to the cent.
    """
    is_money = figure.unit.startswith("money")
    values = [part.amount for part in figure.parts]
    if is_money and figure.amount is not None:
        values = split_to_cent(values, to_cent(figure.amount))
    rows = list(zip(figure.parts, values, strict=True))
    shown, rest = rows[:at_most], rows[len(rows[:at_most]) :]
    return MoneyFigure(
        id=figure.id,
        amount=None if figure.amount is None else _rounded(figure.amount, is_money=is_money),
        unit=figure.unit,
        formula=figure.formula,
        inputs={name: float(round(value, 6)) for name, value in figure.inputs},
        needs=list(figure.needs),
        rows=[_as_row(part, _rounded(value, is_money=is_money)) for part, value in shown],
        rest_rows=len(rest),
        rest=money(sum((value for _, value in rest), Decimal(0))) if is_money else 0.0,
    )


def _rounded(value: Decimal, *, is_money: bool) -> float:
    if is_money:
        return money(value)
    return float(value.quantize(SMALL, rounding=ROUND_HALF_EVEN)) + 0.0


def _as_row(part: CostPart, amount: float) -> MoneyRow:
    return MoneyRow(
        source=part.source, ref=part.ref, on=part.on.isoformat(), amount=amount, says=part.says
    )


def _as_step(step: Step) -> MoneyStep:
    rest = step.rows[SHOWN:]
    return MoneyStep(
        id=step.id,
        part=step.part,
        amount=money(step.amount),
        is_total=step.is_total,
        rows=[_as_row(part, money(cents)) for part, cents in step.rows[:SHOWN]],
        rest_rows=len(rest),
        rest=money(sum((cents for _, cents in rest), Decimal(0))),
    )


def _as_paid(one: InvoiceTerms) -> InvoicePaid:
    return InvoicePaid(
        ref=one.invoice.invoice_id,
        issued_on=one.invoice.issued_on.isoformat(),
        due_on=one.due_on.isoformat(),
        settled_on=None if one.settled_on is None else one.settled_on.isoformat(),
        amount=money(one.amount),
        days_beyond=float(round(one.days_beyond, 1)) + 0.0,
    )


def _price_months(index: PriceIndex | None) -> list[PriceMonth]:
    if index is None:
        return []
    return [
        PriceMonth(
            month=point.month,
            index=round(point.index, 4),
            billed=money(point.billed),
            base=money(point.base),
        )
        for point in index.months
    ]


def _months_of_work(ledger: Ledger) -> list[MonthOfWork]:
    """Every calendar month that the 12 months touch, also those with nothing in them."""
    revenue: dict[str, Decimal] = {}
    for invoice, rate in ledger.invoices():
        month = month_of(invoice.issued_on)
        revenue[month] = revenue.get(month, Decimal(0)) + invoice.amount * rate
    hours: dict[tuple[str, bool], list[float]] = {}
    for entry in ledger.entries():
        hours.setdefault((month_of(entry.worked_on), entry.is_billable), []).append(entry.hours)
    if not revenue and not hours:
        return []
    return [
        MonthOfWork(
            month=month,
            revenue=money(revenue.get(month, Decimal(0))),
            billed_hours=round(fsum(hours.get((month, True), ())), 6),
            unbilled_hours=round(fsum(hours.get((month, False), ())), 6),
        )
        for month in _months(month_of(ledger.window.start), month_of(ledger.as_of))
    ]


def _months(first: str, last: str) -> Iterable[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return (f"{place // 12:04d}-{place % 12 + 1:02d}" for place in range(start, end + 1))


def _as_bids(one: OriginBids) -> Bids:
    low, high = one.interval or (None, None)
    return Bids(
        origin=one.origin,
        deals=one.deals,
        hours=float(one.hours),
        cost=None if one.cost is None else money(one.cost),
        decided=one.decided,
        won=one.won,
        win_rate=_share(one.win_rate),
        low=_share(low),
        high=_share(high),
    )


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
