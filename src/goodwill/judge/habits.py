"""How an account pays, buys and bids, as figures with their formula, inputs and rows.

What each is and how it is worked out is said in its own module (`terms_curve`, `price_index`,
`discount_habits`, `bidding`, `buying_rhythm`); here they are only written down. None is part of
a sum, and none changes another line of the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from goodwill.judge.bidding import OriginBids, is_decided_in, wilson
from goodwill.judge.buying_rhythm import LEAST_PURCHASES, Buying, shipped_priors
from goodwill.judge.costing import CostPart
from goodwill.judge.discount import Priced
from goodwill.judge.discount_habits import LEAST_ROWS, DiscountHabits
from goodwill.judge.economics import Sums
from goodwill.judge.figure import Figure, number
from goodwill.judge.ledger import Ledger
from goodwill.judge.price_index import PriceIndex
from goodwill.judge.terms_curve import LEAST_INVOICES, TermsTaken

__all__ = [
    "bid_figure",
    "buying_figures",
    "discount_figure",
    "price_figure",
    "serve_ratio",
    "terms_figure",
]


def terms_figure(taken: TermsTaken | None) -> Figure:
    """`days_beyond_terms`: amount-weighted mean, with the median that counts open money in."""
    formula = "(paid_days + overdue_days) / (paid + overdue)"
    if taken is None:
        need = f"Needs payments, and {LEAST_INVOICES} invoices of the 12 months paid or past due."
        return _unknown("days_beyond_terms", "days", formula, need)
    median = taken.median_days
    return Figure(
        id="days_beyond_terms",
        amount=taken.mean_days,
        unit="days",
        formula=formula,
        inputs=(
            ("paid_days", taken.paid_days),
            ("overdue_days", taken.overdue_days),
            ("paid", taken.paid),
            ("overdue", taken.overdue),
            ("invoices", Decimal(len(taken.invoices))),
            *((("median_days", Decimal(median)),) if median is not None else ()),
        ),
        parts=_by_size(
            CostPart(
                source="invoice",
                ref=one.invoice.invoice_id,
                on=one.invoice.issued_on,
                amount=one.days_beyond,
                says=f"Due on {one.due_on}, "
                + ("not paid in full yet." if one.settled_on is None else f"{one.settled_on}."),
            )
            for one in taken.invoices
        ),
    )


def _unknown(name: str, unit: str, formula: str, need: str) -> Figure:
    return Figure(id=name, amount=None, unit=unit, formula=formula, needs=(need,))


def _by_size(parts: Iterator[CostPart]) -> tuple[CostPart, ...]:
    """By size, whatever the sign, then newest, then ref."""
    return tuple(sorted(parts, key=lambda one: (-abs(one.amount), -one.on.toordinal(), one.ref)))


def price_figure(index: PriceIndex | None) -> Figure:
    """`price_index`: billed / base price over 12 months, with its slope over three years."""
    if index is None or index.index is None:
        need = "Needs invoices of the 12 months with list prices, or lines with unit prices."
        return _unknown("price_index", "share", "billed / at_list_price", need)
    base, slope = f"at_{index.base.replace(' ', '_')}", index.slope
    trend = (
        (
            ("slope_a_year", number(slope.a_year)),
            ("slope_low", number(slope.low)),
            ("slope_high", number(slope.high)),
        )
        if slope
        else ()
    )
    return Figure(
        id="price_index",
        amount=index.index,
        unit="share",
        formula=f"billed / {base}",
        inputs=(("billed", index.billed), (base, index.listed), *trend),
        parts=_by_size(
            _part(row, row.amount, f"{row.list_amount:.2f} at {index.base}") for row in index.rows
        ),
    )


def _part(row: Priced, amount: Decimal, base: str) -> CostPart:
    """What was billed, as its share of the base price or as what was given below it."""
    return CostPart(
        source=row.source,
        ref=row.ref,
        on=row.on,
        amount=amount / row.list_amount,
        says=f"Billed {row.amount:.2f}, {base}.",
    )


def discount_figure(habits: DiscountHabits | None) -> Figure:
    """`discount_depth`: how far below list it goes out, how often, and at a quarter's end."""
    formula = "given / list_amount"
    if habits is None:
        need = f"Needs {LEAST_ROWS} invoices or lines of the 12 months with a list price."
        return _unknown("discount_depth", "share", formula, need)
    ends = (("depth_at_quarter_end", habits.at_end), ("depth_on_other_days", habits.else_depth))
    return Figure(
        id="discount_depth",
        amount=habits.depth,
        unit="share",
        formula=formula,
        inputs=(
            ("given", habits.given),
            ("list_amount", habits.listed),
            ("rows", Decimal(len(habits.rows))),
            ("rows_below_list", Decimal(habits.below)),
            *((name, value) for name, value in ends if value is not None),
        ),
        parts=_by_size(
            _part(row, row.given, f"list {row.list_amount:.2f}") for row in habits.rows if row.given
        ),
    )


def serve_ratio(sums: Sums) -> Figure:
    """`serve_ratio`: cost to serve / gross margin (M12); over a margin of nothing it says nothing.

    Its rows are those of the two figures it divides.
    """
    served, margin = sums.cost_to_serve, sums.gross_margin
    formula = "cost_to_serve / gross_margin"
    if served is None or margin is None or margin <= 0:
        need = "Needs the cost to serve, and a gross margin over nothing."
        return _unknown("serve_ratio", "share", formula, need)
    return Figure(
        id="serve_ratio",
        amount=served / margin,
        unit="share",
        formula=formula,
        inputs=(("cost_to_serve", served), ("gross_margin", margin)),
    )


def bid_figure(ledger: Ledger, bids: tuple[OriginBids, ...]) -> Figure:
    """`win_rate`: won / decided in the 12 months, with the 95 % Wilson interval."""
    won, decided = sum(one.won for one in bids), sum(one.decided for one in bids)
    interval = wilson(won, decided)
    if interval is None:
        need = "Needs a deal that was won or lost in the 12 months."
        return _unknown("win_rate", "share", "won / decided", need)
    cost = sum((one.cost for one in bids if one.cost is not None), Decimal(0))
    return Figure(
        id="win_rate",
        amount=Decimal(won) / decided,
        unit="share",
        formula="won / decided",
        inputs=(
            ("won", Decimal(won)),
            ("decided", Decimal(decided)),
            ("low", number(interval[0])),
            ("high", number(interval[1])),
            *((("proposal_cost_per_win", cost / won),) if won and cost else ()),
        ),
        parts=_by_size(
            CostPart(
                source="deal",
                ref=deal.deal_id,
                on=deal.closed_on or deal.opened_on,
                amount=Decimal(deal.status == "won"),
                says=f"{deal.status.capitalize()}; origin {one.origin.replace('_', ' ')}.",
            )
            for one in bids
            for deal in one.rows
            if is_decided_in(ledger, deal)
        ),
    )


def buying_figures(found: Buying | None) -> tuple[Figure, Figure]:
    """`order_gap` against the account's own rhythm, and `still_buying` by BG/NBD."""
    gap = "days_since / median_gap"
    chance = (
        "1 / (1 + a / (b + repeats - 1) * "
        "((alpha + age_weeks) / (alpha + recency_weeks)) ^ (r + repeats))"
    )
    if found is None:
        least = LEAST_PURCHASES
        need = f"Needs {least} days with a purchase in three years; a standing charge is none."
        return (
            _unknown("order_gap", "ratio", gap, need),
            _unknown("still_buying", "chance", chance, need),
        )
    first, last = found.purchases[0].on, found.purchases[-1].on
    priors = shipped_priors()
    return (
        Figure(
            id="order_gap",
            amount=number(found.gap_ratio),
            unit="ratio",
            formula=gap,
            inputs=(
                ("days_since", Decimal(found.days_since)),
                ("median_gap", number(found.median_gap)),
                ("purchases", Decimal(len(found.purchases))),
            ),
            parts=_by_size(_gaps(found)),
        ),
        Figure(
            id="still_buying",
            amount=number(found.alive),
            unit="chance",
            formula=chance,
            inputs=(
                ("repeats", Decimal(len(found.purchases) - 1)),
                ("recency_weeks", Decimal((last - first).days) / 7),
                ("age_weeks", Decimal((last - first).days + found.days_since) / 7),
                *((name, number(getattr(priors, name))) for name in ("r", "alpha", "a", "b")),
                ("purchases_expected_in_52_weeks", number(found.next_year)),
                ("mean_value", found.mean_value),
            ),
            parts=tuple(
                CostPart(
                    source=one.source,
                    ref=one.refs[0],
                    on=one.on,
                    amount=Decimal(1),
                    says=f"Bought for {one.amount:.2f}.",
                )
                for one in reversed(found.purchases)
            ),
        ),
    )


def _gaps(found: Buying) -> Iterator[CostPart]:
    for earlier, later in pairwise(found.purchases):
        days = (later.on - earlier.on).days
        yield CostPart(
            source=later.source,
            ref=later.refs[0],
            on=later.on,
            amount=Decimal(days),
            says=f"Bought again after {days} days.",
        )
