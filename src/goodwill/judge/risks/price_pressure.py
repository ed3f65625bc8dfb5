"""Price comes first: the first such word after peace, and deals lost on price (K9, M10, K14).

What people say of the price are the signs in the catalogue's file: they fade within months, and
a word that they are content speaks against them, so a hard talk that ended well soon weighs little.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import evidence
from goodwill.judge.signs import EACH_FURTHER

__all__ = ["look"]

LESS = ("cheaper_wanted", "compared")
PRICE = "price"


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The first word after peace; the deals that were lost on price."""
    yield from _after_peace(case, risk)
    yield from _lost_on_price(case, risk)


def _after_peace(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The newest word on the price that none went before for long, though mail would show it."""
    days = int(case.number(risk.id, "peace_days"))
    recent = Window.days(case.as_of, int(case.number(risk.id, "fresh_days")))
    said = case.remarked(*LESS, by="theirs")
    first = next((row for row in said if recent.holds(row.sent_on)), None)
    if first is None:
        return
    before = Window(start=first.sent_on - timedelta(days=days), end=first.sent_on)
    was_peace = not any(before.holds(row.sent_on) for row in said)
    seen = len(case.mail(by="theirs", during=before))
    if was_peace and seen >= case.number(risk.id, "peace_mails"):
        yield evidence(
            risk.id,
            source="message",
            ref=first.message_id,
            on=first.sent_on,
            quote=first.quote,
            says=f"The first word of theirs on the price for {days} days.",
            weight=case.number(risk.id, "after_peace"),
        )


def _lost_on_price(case: Case, risk: Risk) -> Iterator[Evidence]:
    lost = [
        deal
        for deal in case.tables.opportunity
        if deal.status == "lost"
        and PRICE in (deal.loss_reason or "").casefold()
        and deal.closed_on is not None
        and case.year.holds(deal.closed_on)
    ]
    newest_first = sorted(lost, key=lambda deal: (deal.closed_on, deal.deal_id), reverse=True)
    for place, deal in enumerate(newest_first):
        yield evidence(
            risk.id,
            source="deal",
            ref=deal.deal_id,
            on=deal.closed_on,
            says="A deal lost on price.",
            weight=case.number(risk.id, "lost_on_price") * EACH_FURTHER**place,
        )
