"""Price comes first: the first such word after peace, and deals lost on price (K9, M10, K14).

What people say of the price are the signs in the catalogue's file: they fade within months, and
a word that they are content speaks against them, so a hard talk that ended well soon weighs little.
What they pressed for and got is worth pressing for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import sentence
from goodwill.judge.patterns.conceding import conceded, pressing
from goodwill.judge.risks.deals import asked_anew, contested
from goodwill.judge.risks.newest import deals_in_turn

__all__ = ["bears_out", "look"]

LESS = ("cheaper_wanted", "compared")
PRESSURE, RIVAL = "price_pressure", "rival"
PRICE = "price"
OF_MONEY = ("price_pressure", "money_talk", "discount")


def bears_out(case: Case, risk: Risk) -> tuple[Window, ...]:
    """The days around a deal in which who bought from us alone asks others."""
    return asked_anew(case, risk.id)


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The first word after peace; the deals lost on price, and those that others bid for."""
    yield from _after_peace(case, risk)
    yield from _got_by_pressing(case, risk)
    yield from contested(case, risk.id)
    yield from _lost_on_price(case, risk)


def _after_peace(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The surest new word on the price, if none as sure went before for long and mail shows it."""
    days = int(case.number(risk.id, "peace_days"))
    recent = Window.days(case.as_of, int(case.number(risk.id, "fresh_days")))
    said = _words_on_price(case)
    newest = [one for one in said if recent.holds(one[1].sent_on)]
    if not newest:
        return
    sure, first = max(newest, key=lambda one: one[0])
    before = Window(start=first.sent_on - timedelta(days=days), end=first.sent_on)
    was_peace = not any(likely >= sure and before.holds(row.sent_on) for likely, row in said)
    seen = len(case.mail(by="theirs", during=before))
    if was_peace and seen >= case.number(risk.id, "peace_mails"):
        yield sentence(
            risk.id,
            first,
            says=f"The first word of theirs on the price for {days} days.",
            weight=case.number(risk.id, "after_peace") * sure,
        )


def _got_by_pressing(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The plainest words with which they pressed about money and got it, newest first."""
    priced = {row.message_id for row in case.said(*OF_MONEY)}
    priced |= {row.message_id for row in case.remarked("cheaper_wanted", by="theirs")}
    got = {
        mail: one.answer.row.message_id
        for one in conceded(case, "theirs")
        for mail in one.pressed_in
    }
    best: dict[str, ActRow | RemarkRow] = {}
    for row in pressing(case, "theirs"):
        if row.message_id in got and {row.message_id, got[row.message_id]} & priced:
            held = best.get(row.message_id)
            if held is None or _sure(row) > _sure(held):
                best[row.message_id] = row
    newest = sorted(best.values(), key=lambda row: (row.sent_at, row.message_id), reverse=True)
    for place, row in enumerate(newest):
        age = (case.as_of - row.sent_on).days
        fresh = 0.5 ** (age / case.number(risk.id, "got_half_life_days"))
        weight = case.number(risk.id, "got_by_pressing") * case.each_further**place * fresh
        says = "They pressed for it, and got it."
        yield sentence(risk.id, row, says=says, weight=weight * _sure(row))


def _sure(row: ActRow | RemarkRow) -> float:
    return row.probability if isinstance(row, ActRow) else 1.0


def _words_on_price(case: Case) -> list[tuple[float, ActRow | RemarkRow]]:
    """What they say of the price with how sure that is, by time.

    Where only an act is read, others must be named in the same mail: one reading alone would
    count twice here.
    """
    others = {row.message_id: row.probability for row in case.said(RIVAL, by="theirs")}
    words: list[tuple[float, ActRow | RemarkRow]] = [
        *((1.0, row) for row in case.remarked(*LESS, by="theirs")),
        *(
            (min(row.probability, others[row.message_id]), row)
            for row in case.said(PRESSURE, by="theirs")
            if row.message_id in others
        ),
    ]
    return sorted(words, key=lambda one: (one[1].sent_at, one[1].message_id))


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
    says = "A deal lost on price."
    return deals_in_turn(case, risk.id, newest_first, says=says, weighed_by="lost_on_price")
