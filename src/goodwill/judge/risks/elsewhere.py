"""Work of theirs that goes to others, or is put before others: by deals, and in their words.

What `defection` makes of it; that others are asked at all stands next door, in `deals`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import OpportunityRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.risks.newest import deals_in_turn, mails_newest_first

__all__ = ["lost_to_others", "went_elsewhere"]

BID_FOR = frozenset({"rfp", "quote_request"})
"""Origins of deals that somebody else winning is part of."""
GONE = "bought_elsewhere"


def went_elsewhere(case: Case, line: str) -> Iterator[Evidence]:
    """Deals for which others are asked, or that others got; work that they say others have."""
    for name, says, deals in (
        ("renewal_contested", "They ask others for what they have from us.", _contested(case)),
        (
            "put_back",
            "They ask others too; before, they asked us alone.",
            _put_back(case, line),
        ),
        ("went_elsewhere", "It was lost, and others were in it.", lost_to_others(case)),
    ):
        yield from deals_in_turn(case, line, deals, says=says, weighed_by=name)
    yield from _gave_away(case, line)


def _contested(case: Case) -> list[OpportunityRow]:
    """Renewals that are open, and for which others were asked."""
    return [
        deal
        for deal in case.tables.opportunity
        if deal.status == "open" and deal.origin == "renewal" and deal.competitor_count
    ]


def _put_back(case: Case, line: str) -> list[OpportunityRow]:
    """Contests of the year, not won, of somebody who gave us their work without one, latest first.

    Who had asked others within those years is used to do so: that is no change.
    """
    years = timedelta(days=int(case.number(line, "alone_days")))
    least = case.number(line, "alone_deals")
    others = [deal for deal in case.tables.opportunity if _is_contest(deal)]
    first = min((deal.opened_on for deal in others), default=case.as_of)
    before = Window(start=first - years, end=first)
    alone = [
        deal
        for deal in case.tables.opportunity
        if deal.status == "won" and not _is_contest(deal) and before.holds(deal.opened_on)
    ]
    if len(alone) < least or not case.year.holds(first):
        return []
    found = [deal for deal in others if deal.status != "won" and deal.origin != "renewal"]
    return sorted(found, key=lambda deal: (deal.opened_on, deal.deal_id), reverse=True)


def _is_contest(deal: OpportunityRow) -> bool:
    """Whether others were asked, as far as anybody wrote it down."""
    return deal.origin == "rfp" or bool(deal.competitor_count)


def lost_to_others(case: Case) -> list[OpportunityRow]:
    """Deals of the year that went to a named rival without a tender, the latest first."""
    lost = (
        deal
        for deal in case.tables.opportunity
        if deal.status == "lost" and deal.origin not in BID_FOR and deal.competitor_count
    )
    recent = [deal for deal in lost if deal.closed_on and case.year.holds(deal.closed_on)]
    return sorted(recent, key=lambda deal: (deal.closed_on, deal.deal_id), reverse=True)


def _gave_away(case: Case, line: str) -> Iterator[Evidence]:
    """Work that they say somebody else has, newest first; how a contest ended is no leaving."""
    days = timedelta(days=int(case.number(line, "contest_days")))
    ended = [
        Window(start=deal.closed_on - days, end=deal.closed_on + days + timedelta(days=1))
        for deal in case.tables.opportunity
        if deal.origin in BID_FOR and deal.status == "lost" and deal.closed_on is not None
    ]
    bids = {row.thread_id for row in case.said("tender", by="theirs")}
    heard = [
        (row, 1.0)
        for row in case.remarked(GONE, by="theirs", during=case.year)
        if row.thread_id not in bids and not any(one.holds(row.sent_on) for one in ended)
    ]
    says = "They gave work to somebody else."
    return mails_newest_first(case, line, heard, says=says, weighed_by="gave_away")
