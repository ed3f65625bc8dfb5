"""An account over one year: how it stood on the day before, and what came in the 12 months since.

How it stood is taken from the statement of the first day alone, what came from that of the last: so
nothing that happened in the year tells which group an account is in. An account that stopped
buying is in it with what it still brought; leaving it out would make every group look better.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement

__all__ = ["AccountYear", "year_of"]

STAGES = {"prospect": 0, "me_too": 1, "me_first": 2, "only_me": 3}
CONFUSED = "friendship_mistaken_for_business"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountYear:
    """One account; amounts are in the company's currency, None where the book cannot say.

    The first group of fields is as of the day before the year, the second of the year itself.
    `likeness` are figures of that day by which accounts are alike or not: what was earned and
    worked in the 12 months before, how long it is known, its stage.
    """

    account_id: str
    kind: str | None
    stage: str
    confused: float
    revenue_before: float | None
    contribution_before: float | None
    likeness: tuple[float, ...] | None

    revenue: float | None
    gross_margin: float | None
    contribution: float | None
    proposal_cost: float | None
    hours: float | None

    @property
    def was_buying(self) -> bool:
        """Whether anything was invoiced in the 12 months before."""
        return bool(self.revenue_before and self.revenue_before > 0)

    @property
    def stopped(self) -> bool:
        """Whether nothing was invoiced in the year any more."""
        return self.was_buying and self.revenue is not None and self.revenue <= 0


def year_of(before: tuple[Statement, Money], after: tuple[Statement, Money]) -> AccountYear:
    """What two statements of an account, a year apart, say of it."""
    was, came = before[0], after[0]
    earned, now = was["economics"], came["economics"]
    return AccountYear(
        account_id=was["account"]["id"],
        kind=was["kind"]["now"],
        stage=was["stage"]["now"],
        confused=next((r["probability"] for r in was["risks"] if r["id"] == CONFUSED), 0.0),
        revenue_before=earned["revenue"],
        contribution_before=earned["contribution"],
        likeness=_likeness(*before),
        revenue=now["revenue"],
        gross_margin=now["gross_margin"],
        contribution=now["contribution"],
        proposal_cost=now["proposal_cost"],
        hours=_hours(after[1]),
    )


def _hours(money: Money) -> float | None:
    """All hours worked, as the figure of the return per hour names them."""
    for figure in money["figures"]:
        if figure["id"] == "return_per_hour":
            return figure["inputs"].get("hours")
    return None


def _likeness(statement: Statement, money: Money) -> tuple[float, ...] | None:
    economics, hours = statement["economics"], _hours(money)
    if economics["revenue"] is None or economics["contribution"] is None or hours is None:
        return None
    return (
        log1p(max(0.0, economics["revenue"])),
        economics["contribution"],
        log1p(hours),
        log1p(statement["coverage"]["messages"]),
        float(STAGES.get(statement["stage"]["now"], 0)),
    )
