"""What all accounts earn together: the whale curve, shares of our revenue, how concentrated.

These look over accounts, so they stand on the page of all accounts and in no statement: an
unrelated account changes no statement. Accounts in another currency than most, and accounts
whose figure is not known, are left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goodwill.facts.glance import PortfolioRow
from goodwill.serve.languages import say, say_count
from goodwill.serve.words import amount, count, numeral, share

__all__ = [
    "Concentration",
    "Whale",
    "WhalePoint",
    "concentration",
    "concentration_words",
    "whale",
    "whale_words",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhalePoint:
    """One account: its place from 1 on, its contribution, and all up to it."""

    place: int
    account: str
    contribution: float
    together: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Whale:
    """Accounts by contribution, the largest first, adding up; `left_out` have no figure to add."""

    currency: str
    points: tuple[WhalePoint, ...]
    left_out: int

    @property
    def peak(self) -> WhalePoint:
        """Where the sum is largest: the accounts after it cost money."""
        return max(self.points, key=lambda point: (point.together, -point.place))

    @property
    def total(self) -> float:
        """What all make together."""
        return self.points[-1].together


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Shares of our revenue by account id; `index` is the sum of their squares (Herfindahl).

    1 / `index` is how many accounts of one size would be as concentrated.
    """

    shares: dict[str, float]
    index: float


def _currency(rows: Sequence[PortfolioRow]) -> str:
    """The commonest, of several the first by name."""
    counts = Counter(row["currency"] for row in rows)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def whale(rows: Sequence[PortfolioRow]) -> Whale | None:
    """The curve, or None under two accounts with a contribution."""
    currency = _currency(rows)
    known = [
        (row["contribution"], row["id"], row["name"])
        for row in rows
        if row["contribution"] is not None and row["currency"] == currency
    ]
    if len(known) < 2:  # noqa: PLR2004 - a curve needs two points
        return None
    points, together = [], 0.0
    for place, (contribution, _, name) in enumerate(
        sorted(known, key=lambda one: (-one[0], one[1])), start=1
    ):
        together = round(together + contribution, 2)
        points.append(
            WhalePoint(place=place, account=name, contribution=contribution, together=together)
        )
    return Whale(currency=currency, points=tuple(points), left_out=len(rows) - len(points))


def whale_words(curve: Whale) -> str:
    """What a reader would say of the curve."""
    peak, currency = curve.peak, curve.currency
    earn = sum(point.contribution > 0 for point in curve.points)
    rest = sum(point.contribution < 0 for point in curve.points)
    if peak.together <= 0:
        return say("No account of {points} earns anything.", points=len(curve.points))
    if not rest:
        accounts = count(len(curve.points), "account")
        return say(
            "All {accounts} together contribute {amount}; none costs us.",
            accounts=accounts,
            amount=amount(curve.total, currency),
        )
    figures = (peak.together, round(peak.together - curve.total, 2), curve.total)
    whole = [round(one) for one in figures]
    pence = whole[0] - whole[1] != whole[2]  # in whole pounds it would not add up
    earned, lost, left = (amount(one, currency, pence=pence) for one in figures)
    first = (
        say("One account contributes")
        if earn == 1
        else say("{earn} accounts contribute", earn=numeral(earn, ","))
    )
    even = _those_that_do_neither(len(curve.points) - earn - rest)
    return say(
        "{first} {amount}; {even} {lost} of it{even2}, which leaves {amount2}.",
        first=first,
        amount=earned,
        even=_those_that_cost(rest, is_rest=not even),
        lost=lost,
        even2=even,
        amount2=left,
    )


def _those_that_cost(number: int, *, is_rest: bool) -> str:
    if number == 1:
        return say("the other costs") if is_rest else say("one costs")
    return (
        say("the other {number} cost", number=numeral(number, ","))
        if is_rest
        else say("{number} cost", number=numeral(number, ","))
    )


def _those_that_do_neither(number: int) -> str:
    if not number:
        return ""
    return say_count(
        number, ", and one neither earns nor costs", ", and the rest neither earn nor cost"
    )


def concentration(rows: Sequence[PortfolioRow]) -> Concentration | None:
    """Shares of the revenue of 12 months; None where there is none."""
    currency = _currency(rows)
    revenue = {
        row["id"]: row["revenue"] or 0.0
        for row in rows
        if row["currency"] == currency and (row["revenue"] or 0.0) > 0
    }
    total = sum(revenue.values())
    if not total:
        return None
    shares = {name: value / total for name, value in revenue.items()}
    return Concentration(shares=shares, index=sum(part * part for part in shares.values()))


def concentration_words(found: Concentration) -> str:
    """`The largest account is 43 % of our revenue; ...` in one sentence."""
    largest = share(max(found.shares.values()))
    return say(
        "The largest is {largest} of our revenue; it is as concentrated as "
        "{index} accounts of one size (Herfindahl index {index2}).",
        largest=largest,
        index=numeral(1 / found.index, ".1f"),
        index2=numeral(found.index, ".2f"),
    )
