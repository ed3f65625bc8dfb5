"""How often an account buys, whether it is overdue by its own rhythm, and if it still buys (M30).

A purchase is a day on which something was invoiced that is no standing charge: who pays rent
decides on nothing (`standing_charges`). Where the book has no invoices, it is a day on which a deal
was won. Looked at over three years. The chance that they still buy is that of the
BG/NBD model (Fader, Hardie and Lee 2005) with parameters that are shipped and dated
(`buying_priors.toml`): nothing is fitted over accounts at run time, so an unrelated account
changes no statement. Whether silence is a risk is judged in `risk`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import pairwise
from statistics import median

from goodwill.facts.tables import InvoiceRow
from goodwill.judge.ledger import Ledger, deal_day, once, over_three_years
from goodwill.judge.standing_charges import Bill, standing_charges

__all__ = [
    "LEAST_PURCHASES",
    "Buying",
    "Priors",
    "Purchase",
    "alive",
    "billing",
    "buying",
    "expected_purchases",
    "shipped_priors",
]

LEAST_PURCHASES = 3
"""Two gaps are the fewest that have a middle; with fewer purchases there is no rhythm."""
WEEK = 7
NEXT_WEEKS = 52
MOST_EXPONENT = 700.0  # beyond it the odds have no float
SMALLEST = 1e-14


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """BG/NBD over all buyers: purchases a week are gamma(r, alpha), dropping out is beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A day on which something was bought, and for how much, in the company's currency."""

    on: date
    amount: Decimal
    refs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """Recency, frequency, value, and what follows from them.

    `days_since` is recency, `len(purchases)` frequency, `mean_value` value. `gap_ratio` =
    days since the last / median gap: 1 is on time. `alive` is the chance that they still buy,
    `next_year` the purchases expected in 52 weeks.
    """

    purchases: tuple[Purchase, ...]
    days_since: int
    median_gap: float
    mean_value: Decimal
    alive: float
    next_year: float

    @property
    def gap_ratio(self) -> float:
        """How many of its own gaps ago the account last bought."""
        return self.days_since / self.median_gap


@once
def buying(ledger: Ledger) -> Buying | None:
    """The rhythm of purchases in the last three years; None under three of them."""
    return _rhythm(ledger, _purchases(ledger, standing=_standing(ledger)))


@once
def billing(ledger: Ledger) -> Buying | None:
    """The same of all that was billed: a standing charge that stays out was ended."""
    return _rhythm(ledger, _purchases(ledger)) if _standing(ledger) else buying(ledger)


def _rhythm(ledger: Ledger, bought: tuple[Purchase, ...]) -> Buying | None:
    if len(bought) < LEAST_PURCHASES:
        return None
    first, last = bought[0].on, bought[-1].on
    repeats = len(bought) - 1
    recency, age = (last - first).days / WEEK, (ledger.as_of - first).days / WEEK
    priors = shipped_priors()
    return Buying(
        purchases=bought,
        days_since=(ledger.as_of - last).days,
        median_gap=median((later.on - earlier.on).days for earlier, later in pairwise(bought)),
        mean_value=sum((one.amount for one in bought), Decimal(0)) / len(bought),
        alive=alive(priors, repeats, recency, age),
        next_year=expected_purchases(priors, repeats, recency, age, NEXT_WEEKS),
    )


def _purchases(ledger: Ledger, standing: Collection[str] = ()) -> tuple[Purchase, ...]:
    """By day, without those invoices; several rows of one day are one purchase."""
    days: dict[date, list[tuple[str, Decimal]]] = {}
    source = "invoice" if ledger.keeps("invoice") else "deal"
    rows = _invoiced(ledger) if source == "invoice" else _won(ledger)
    for on, ref, amount in rows:
        if ref not in standing:
            days.setdefault(on, []).append((ref, amount))
    return tuple(
        Purchase(
            on=on,
            amount=sum((amount for _, amount in days[on]), Decimal(0)),
            refs=tuple(sorted(ref for ref, _ in days[on])),
            source=source,
        )
        for on in sorted(days)
    )


@once
def _standing(ledger: Ledger) -> frozenset[str]:
    """The invoices of standing charges; none where the book has deals alone."""
    if not ledger.keeps("invoice"):
        return frozenset()
    bills = (Bill(one.issued_on, one.invoice_id, left) for one, left, _ in _bought(ledger))
    return standing_charges(bills, [on for on, _, _ in _won(ledger)])


def _bought(ledger: Ledger) -> Iterator[tuple[InvoiceRow, Decimal, Decimal]]:
    """Invoices, what is left of each, and its rate; credited in full, one bought nothing."""
    credited: dict[str, Decimal] = {}
    for row in ledger.tables.invoice:
        if row.amount < 0 and row.credits_invoice_id is not None:
            so_far = credited.get(row.credits_invoice_id, Decimal(0))
            credited[row.credits_invoice_id] = so_far - row.amount
    for invoice, rate in over_three_years(ledger).invoices():
        left = invoice.amount - credited.get(invoice.invoice_id, Decimal(0))
        if invoice.amount > 0 and left > 0:
            yield invoice, left, rate


def _invoiced(ledger: Ledger) -> Iterable[tuple[date, str, Decimal]]:
    return ((one.issued_on, one.invoice_id, left * rate) for one, left, rate in _bought(ledger))


def _won(ledger: Ledger) -> Iterable[tuple[date, str, Decimal]]:
    years = over_three_years(ledger).window
    for deal in ledger.tables.opportunity:
        rate = ledger.rate(deal.currency, deal_day(deal))
        if deal.status == "won" and deal.closed_on is not None and years.holds(deal.closed_on):
            yield deal.closed_on, deal.deal_id, (deal.amount or Decimal(0)) * (rate or Decimal(0))


@cache
def shipped_priors() -> Priors:
    """The parameters that ship with this version."""
    text = resources.files("goodwill.judge").joinpath("buying_priors.toml").read_text("utf-8")
    given = tomllib.loads(text)["bg_nbd"]
    return Priors(**{name: given[name] for name in ("r", "alpha", "a", "b")})


def _dropped_odds(priors: Priors, repeats: int, recency: float, age: float) -> float:
    """Odds that they stopped after the last purchase: a/(b+x-1) ((alpha+T)/(alpha+t))^(r+x)."""
    growth = (priors.alpha + age) / (priors.alpha + recency)
    exponent = min(MOST_EXPONENT, (priors.r + repeats) * math.log(growth))
    return priors.a / (priors.b + repeats - 1) * math.exp(exponent)


def alive(priors: Priors, repeats: int, recency: float, age: float) -> float:
    """The chance that an account with `repeats` (one or more) later purchases still buys.

    1 / (1 + a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x)); `recency` t_x and `age` T are the weeks from
    the first purchase to the last and to the day asked about.
    """
    return 1 / (1 + _dropped_odds(priors, repeats, recency, age))


def expected_purchases(
    priors: Priors, repeats: int, recency: float, age: float, weeks: float
) -> float:
    """Purchases expected in the next `weeks` (Fader, Hardie and Lee 2005, equation 10).

    (a+b+x-1)/(a-1) (1 - (1-z)^(a-1) 2F1(a+b-1-r, a-1; a+b+x-1; z)) x the chance that they still
    buy, z = weeks/(alpha+T+weeks): their equation after Euler's transformation, which keeps the
    series short however often somebody bought.
    """
    r, alpha, a, b = priors.r, priors.alpha, priors.a, priors.b
    z = weeks / (alpha + age + weeks)
    series = _gauss(a + b - 1 - r, a - 1, a + b + repeats - 1, z)
    ever = (a + b + repeats - 1) / (a - 1) * (1 - math.pow(1 - z, a - 1) * series)
    return ever * alive(priors, repeats, recency, age)


def _gauss(p: float, q: float, c: float, z: float) -> float:
    """The hypergeometric series 2F1(p, q; c; z) for 0 <= z < 1, summed until it moves no more."""
    term = total = 1.0
    step = 0
    while abs(term) > SMALLEST * abs(total):
        term *= (p + step) * (q + step) / ((c + step) * (step + 1)) * z
        total += term
        step += 1
    return total
