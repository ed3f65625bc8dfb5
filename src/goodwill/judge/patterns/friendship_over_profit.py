"""Whether what the business needs is left undone so as not to spoil a friendship.

Concepts, U7. Two things have to come together: a friendship (personal mail both ways, social
meetings, treats), and money spared for it (a rise or a reminder that was left out in so many
words, discount nobody had allowed, overdue invoices that nobody asked after). A discount that
they bargained for, and a review or a plan made together, speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from goodwill.catalogue.schema import Pattern
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.discount import beyond_policy, priced_rows
from goodwill.judge.late import invoice_terms
from goodwill.judge.ledger import exact
from goodwill.judge.patterns.finding import Finding
from goodwill.judge.patterns.weighing import Row, judged, together
from goodwill.judge.service import TREAT

__all__ = ["find"]

FRIENDLY = ("personal", "social_invitation")
SPARED = ("price_spared", "payment_spared", "bent_by_friendship")
DAY = timedelta(days=1)


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    seen = len(case.mail(during=case.year))
    friends = [
        *together(case, pattern, "friendly_mail", _friendly_mail(case, pattern)),
        *together(case, pattern, "time_and_treats", list(_time_and_treats(case, pattern))),
    ]
    spared = [
        *together(case, pattern, "discount", _discounts(case, pattern)),
        *together(case, pattern, "unchased", list(_unchased(case, pattern))),
    ]
    are_friends = sum(item["weight"] for item in friends) >= case.number(pattern.id, "friends")
    is_spared = spared or case.remarked(*SPARED, by="ours", during=case.year)
    if not (are_friends and is_spared):
        return judged(case, pattern, (), seen=seen, direction="ours", signs=False)
    against = list(_against(case, pattern))
    return judged(case, pattern, [*friends, *spared, *against], seen=seen, direction="ours")


def _friendly_mail(case: Case, pattern: Pattern) -> list[Row]:
    """The mails of the year that talk of things outside business; of one side alone, none."""
    least = case.number(pattern.id, "friendly_probability")
    said = case.said(*FRIENDLY, during=case.year, least=least)
    surest = {one.message_id: one for one in sorted(said, key=lambda one: one.probability)}
    if {one.side for one in surest.values()} != {"ours", "theirs"}:
        return []
    return [
        Row(
            source="message",
            ref=one.message_id,
            on=one.sent_on,
            says=pattern.says["friendly"],
            quote=one.quote,
        )
        for one in surest.values()
    ]


def _time_and_treats(case: Case, pattern: Pattern) -> Iterator[Row]:
    """Social meetings, hours of entertainment on other days, treats and gifts."""
    days = set()
    for one in case.met(case.year):
        sides = {each.side for each in case.at_meeting.get(one.meeting_id, ())}
        if one.is_social and len(sides) > 1:
            days.add(one.held_on)
            says = pattern.says["meeting"].format(hours=f"{one.hours:g}")
            yield Row(source="meeting", ref=one.meeting_id, on=one.held_on, says=says)
    for entry in case.ledger.entries({"entertainment"}):
        if entry.worked_on not in days:
            says = pattern.says["hours"].format(hours=f"{entry.hours:g}")
            yield Row(source="effort", ref=entry.entry_id, on=entry.worked_on, says=says)
    for expense, _ in case.ledger.expenses(TREAT):
        says = pattern.says["treat"].format(category=expense.category)
        yield Row(source="expense", ref=expense.expense_id, on=expense.spent_on, says=says)


def _discounts(case: Case, pattern: Pattern) -> list[Row]:
    """Discounts beyond what the agreement allows."""
    points = exact(case.number(pattern.id, "beyond_points"))
    over = {row.ref for row in priced_rows(case.ledger) if row.beyond > points * row.list_amount}
    return [
        Row(source=part.source, ref=part.ref, on=part.on, says=part.says)
        for part in beyond_policy(case.ledger).parts
        if part.ref in over
    ]


def _unchased(case: Case, pattern: Pattern) -> Iterator[Row]:
    """Invoices overdue for weeks about which we wrote nothing of money."""
    patience = timedelta(days=case.number(pattern.id, "days_unchased"))
    for one in invoice_terms(case.ledger):
        until = one.settled_on or case.as_of
        if until < one.due_on + patience or not case.year.holds(until):
            continue
        asked = case.said(
            "money_talk",
            "request",
            by="ours",
            during=Window(start=one.due_on + DAY, end=until + DAY),
        )
        if not asked:
            days = (until - one.due_on).days
            yield Row(
                source="invoice",
                ref=one.invoice.invoice_id,
                on=one.due_on,
                says=pattern.says["unchased"].format(days=days),
            )


def _against(case: Case, pattern: Pattern) -> Iterator[Evidence]:
    """Work on plans and reviews: then it is a warm partnership, whatever is spared."""
    worked = [
        Row(
            source="meeting",
            ref=one.meeting_id,
            on=one.held_on,
            says=pattern.says["review"],
            quote=one.title or None,
        )
        for one in case.met(case.year)
        if one.is_review or one.is_strategy
    ]
    yield from together(case, pattern, "reviews", worked)
