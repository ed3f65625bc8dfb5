"""What it costs, over all accounts: what patterns cost, and each account's way to its contribution.

Each amount of a pattern stands under one pattern only, so that they may be added (`pattern_money`).
What is asked stands in the address; nothing sorts by a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodwill.facts.glance import hours_worked
from goodwill.facts.overview import Overview
from goodwill.facts.statement import Economics
from goodwill.serve.languages import mark
from goodwill.serve.portfolio import HOURS_FOR_A_RATE
from goodwill.serve.titles import Titles
from goodwill.serve.web.in_address import SortedInAddress, page_in, part_of

__all__ = [
    "COLUMNS",
    "SUMMED",
    "CostRow",
    "CostTable",
    "PatternRow",
    "asked_in",
    "cost_rows",
    "cost_table",
    "pattern_rows",
    "totals",
]

PAGE = 100
"""Rows of one page."""

COLUMNS: Sequence[tuple[str, str]] = (
    ("name", mark("Account")),
    ("revenue", mark("Revenue")),
    ("gross_margin", mark("Gross margin")),
    ("cost_to_serve", mark("Cost to serve")),
    ("late_payment_cost", mark("Late payment")),
    ("contribution", mark("Contribution")),
    ("return_per_hour", mark("Per hour")),
    ("proposal_cost", mark("Proposals")),
    ("entertainment_cost", mark("Entertainment")),
    ("discount_given", mark("Below list")),
    ("patterns_cost", mark("Patterns")),
)
"""Columns by name, each with its head; all but the first are figures."""

SUMMED = ("revenue", "gross_margin", "cost_to_serve", "late_payment_cost", "contribution")
"""Columns that add up over accounts where every account has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One account: amounts of 12 months by column, None where the book cannot say."""

    account_id: str
    name: str
    currency: str
    amounts: Mapping[str, float | None]
    hours: float | None

    @property
    def has_few_hours(self) -> bool:
        """Whether a return per hour would say nothing."""
        return self.hours is not None and self.hours < HOURS_FOR_A_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTable:
    """One page of what was asked for, of `pages`."""

    asked: SortedInAddress
    rows: tuple[CostRow, ...]
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRow:
    """What one pattern costs in 12 months: id, title, sum, and the accounts, the dearest first."""

    name: str
    title: str
    amount: float
    accounts: tuple[tuple[str, str, float], ...]


def asked_in(query: Mapping[str, str]) -> SortedInAddress:
    """What an address asks for; what it says that is not known is as if it were not said."""
    sort = query.get("sort", "")
    return SortedInAddress(
        sort=sort if sort in dict(COLUMNS) else SortedInAddress().sort,
        reverse=query.get("reverse") == "1",
        page=page_in(query),
    )


def cost_rows(overviews: Iterable[Overview]) -> list[CostRow]:
    """One row for each account."""
    return [
        CostRow(
            account_id=each["account"]["id"],
            name=each["account"]["name"],
            currency=each["currency"],
            amounts=_amounts(each["economics"], each),
            hours=hours_worked(each["economics"]),
        )
        for each in overviews
    ]


def _amounts(economics: Economics, overview: Overview) -> dict[str, float | None]:
    found = {
        name: float(value) if isinstance(value, int | float) else None
        for name, value in economics.items()
    }
    cost = next((figure["amount"] for figure in overview["figures"]), None)
    return {**found, "patterns_cost": cost}


def cost_table(rows: Iterable[CostRow], asked: SortedInAddress, *, size: int = PAGE) -> CostTable:
    """The rows in order, of one page; `size` 0 gives all of them. What is not known comes last."""
    found = sorted(rows, key=lambda row: (row.name.casefold(), row.account_id))
    if asked.sort == "name":
        found.sort(key=lambda row: row.name.casefold(), reverse=asked.reverse)
    else:
        way = 1 if asked.reverse else -1
        found.sort(key=lambda row: _key(row, asked.sort, way))
    part = part_of(found, asked.page, size)
    return CostTable(asked=replace(asked, page=part.page), rows=part.rows, pages=part.pages)


def _key(row: CostRow, column: str, way: int) -> tuple[bool, float]:
    value = row.amounts[column]
    if value is None or (column == "return_per_hour" and row.has_few_hours):
        return (True, 0.0)
    return (False, way * value)


def totals(rows: Sequence[CostRow]) -> tuple[str, dict[str, float], int]:
    """The commonest currency, sums of columns over its accounts, and how many have another.

    A column has a sum where every account that has any figure has this one.
    """
    counts = Counter(row.currency for row in rows)
    currency = min(counts, key=lambda name: (-counts[name], name), default="")
    told = [row for row in rows if row.currency == currency and row.amounts["revenue"] is not None]
    sums = {
        column: round(sum(row.amounts[column] or 0.0 for row in told), 2)
        for column in SUMMED
        if told and all(row.amounts[column] is not None for row in told)
    }
    return currency, sums, len(rows) - counts[currency]


def pattern_rows(
    overviews: Iterable[Overview], titles: Titles, currency: str
) -> tuple[PatternRow, ...]:
    """What each pattern costs over the accounts of a currency, the dearest first."""
    found = dict[str, list[tuple[str, str, float]]]()
    for each in overviews:
        account = each["account"]
        for figure in each["figures"] if each["currency"] == currency else ():
            for name, amount in figure["inputs"].items():
                found.setdefault(name, []).append((account["id"], account["name"], amount))
    rows = (
        PatternRow(
            name=name,
            title=titles.patterns.get(name, titles.line(name)),
            amount=round(sum(amount for _, _, amount in some), 2),
            accounts=tuple(sorted(some, key=lambda one: (-one[2], one[0]))),
        )
        for name, some in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))
