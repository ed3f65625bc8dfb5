"""How much of one of our people's targets an account brought, period by period.

What leans on one account is told by its own books: a target is one person's, and what the account
was billed, or decided to buy, in the period stands beside it. The share of all our revenue would
tell too, but an account's statement does not look at other accounts (contract, "Frozen priors").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goodwill.facts.tables import QuotaRow
from goodwill.judge.case import Case
from goodwill.judge.ledger import deal_day

__all__ = ["Part", "count_periods", "large_parts", "parts_of_targets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A period of a target, and what one account brought of it; `share` of the whole is 1."""

    quota: QuotaRow
    share: Decimal

    @property
    def ref(self) -> str:
        """What evidence cites: whose target, and until when."""
        return f"{self.quota.person}/{self.until.isoformat()}"

    @property
    def until(self) -> date:
        """The last day of the period."""
        return self.quota.period_end


def large_parts(case: Case, most: Decimal) -> tuple[Part, ...]:
    """Periods that ended in the 12 months with more than `most` of a target from this account."""
    return tuple(one for one in parts_of_targets(case) if one.share > most)


def parts_of_targets(case: Case) -> tuple[Part, ...]:
    """What this account brought of each target whose period ended in the 12 months."""
    return case.once(_parts)


def count_periods(parts: Iterable[Part]) -> int:
    """How many periods lie apart: one order in a quarter is in its year and its month, too."""
    count, last = 0, date.min
    for one in sorted(parts, key=lambda part: part.until):
        if one.quota.period_start > last:
            count, last = count + 1, one.until
    return count


def _parts(case: Case) -> tuple[Part, ...]:
    return tuple(_each_part(case))


def _each_part(case: Case) -> Iterator[Part]:
    """Every period that ended in the 12 months; a sale counts as decided or as billed, once."""
    for quota in case.tables.quota:
        if quota.target_amount > 0 and case.year.holds(quota.period_end):
            brought = max(_won(case, quota), _billed(case, quota))
            yield Part(quota=quota, share=brought / quota.target_amount)


def _won(case: Case, quota: QuotaRow) -> Decimal:
    """What deals of that person won in the period, in the company's currency."""
    total = Decimal(0)
    for deal in case.tables.opportunity:
        day = deal_day(deal)
        if deal.status != "won" or deal.owner != quota.person or deal.amount is None:
            continue
        if quota.period_start <= day <= quota.period_end:
            total += deal.amount * (case.ledger.rate(deal.currency, day) or 0)
    return total


def _billed(case: Case, quota: QuotaRow) -> Decimal:
    """What the account was billed in the period where it is that person's account."""
    if case.tables.account.owner != quota.person:
        return Decimal(0)
    return sum(
        (
            row.amount * (case.ledger.invoice_rate(row) or 0)
            for row in case.tables.invoice
            if quota.period_start <= row.issued_on <= quota.period_end
        ),
        Decimal(0),
    )
