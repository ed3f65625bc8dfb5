"""Time spent well together: hours on their business that neither sell nor put out fires (H12).

Counted are meetings of both sides that are no hospitality and last long enough to think, and
threads in which they wrote of their plans and we answered, over the quarters of the 12 months in
which there was contact. What is bought and sold, and what
broke, is told by the title. Where the calendar holds no meeting with them at all, nobody can tell
whether they never met or whose calendar is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import MeetingRow
from goodwill.judge.case import Case
from goodwill.judge.practices.exchanges import exchanges
from goodwill.judge.practices.measure import Habit, Occasion, PracticeStatus, counted, told

__all__ = ["find"]

DAYS_A_QUARTER = 91.25
FULL_WEIGHT_HOURS = 4.0
"""A meeting of so many hours weighs as much as any."""

A_THREAD = 0.2
"""A thread on their plans, beside a morning together."""

SELLING_OR_TROUBLE = frozenset(
    [
        "pitch",
        "demo",
        "sales",
        "quote",
        "quotation",
        "tender",
        "negotiation",
        "negotiations",
        "offer",
        "price",
        "prices",
        "pricing",
        "discount",
        "signing",
        "renewal",
        "complaint",
        "incident",
        "outage",
        "urgent",
        "emergency",
        "escalation",
        "breakdown",
        "crisis",
        "fault",
        "angebot",
        "preisverhandlung",
        "verhandlung",
        "preise",
        "verkauf",
        "reklamation",
        "stoerung",
        "störung",
        "notfall",
        "panne",
        "devis",
        "négociation",
        "negociation",
        "offre",
        "prix",
        "vente",
        "réclamation",
        "incident",
        "urgence",
        "oferta",
        "negociación",
        "precio",
        "precios",
        "venta",
        "reclamación",
        "incidencia",
        "urgencia",
        "avería",
    ]
)


def find(case: Case, practice: Practice) -> Habit:
    """Hours a quarter; what was held in the last 12 months, and written of plans."""
    quarters = _quarters(case)
    if not quarters:
        return Habit(status="not_assessable")
    held = [row for row in case.met(case.year) if _is_well_spent(case, practice, row)]
    plans = list(_plans(case, practice))
    hours = sum(row.hours for row in held) + len(plans) * case.number(practice.id, "thread_hours")
    is_kept = hours >= quarters * case.number(practice.id, "hours")
    if not is_kept and not any(_is_of_both(case, row) for row in case.met(case.year)):
        return Habit(status="not_assessable")
    says = practice.says["hours"].format(hours=f"{hours:.1f}", quarters=f"{quarters:.1f}")
    count = counted(practice.id, "hours_together", says, on=case.as_of, is_done=is_kept)
    items = told(practice.id, [*_meetings(practice, held), *plans])
    status: PracticeStatus = "kept" if is_kept else "slipping" if items else "missing"
    return Habit(status=status, evidence=(*items, count))


def _meetings(practice: Practice, held: list[MeetingRow]) -> Iterator[Occasion]:
    for row in held:
        yield Occasion(
            source="meeting",
            ref=row.meeting_id,
            on=row.held_on,
            says=practice.says["meeting"].format(title=row.title, hours=f"{row.hours:g}"),
            is_done=True,
            weight=min(1.0, row.hours / FULL_WEIGHT_HOURS),
        )


def _plans(case: Case, practice: Practice) -> Iterator[Occasion]:
    """Threads in which they write of their plans, and we answer."""
    surely = case.number(practice.id, "surely")
    told_us = case.said("strategy", by="theirs", during=case.year, least=surely)
    days = case.number(practice.id, "days_to_answer")
    seen: set[str] = set()
    for one in exchanges(case, told_us, answered_by="ours", within_days=days):
        if one.asked.thread_id not in seen:
            seen.add(one.asked.thread_id)
            yield Occasion.of(one.asked, practice.says["plans"], is_done=True, weight=A_THREAD)


def _is_well_spent(case: Case, practice: Practice, row: MeetingRow) -> bool:
    if row.is_social or not _is_of_both(case, row):
        return False
    words = {word.strip(",.:;!?()'\"").casefold() for word in row.title.split()}
    if words & SELLING_OR_TROUBLE:
        return False
    return row.is_review or row.is_strategy or row.hours >= case.number(practice.id, "long_enough")


def _is_of_both(case: Case, row: MeetingRow) -> bool:
    sides = {person.side for person in case.at_meeting.get(row.meeting_id, ())}
    return sides == {"ours", "theirs"}


def _quarters(case: Case) -> float:
    """Quarters from the first contact in the 12 months on; nought before one is over."""
    days = [row.sent_on for row in case.mail(during=case.year)][:1]
    days += [row.held_on for row in case.met(case.year)][:1]
    if not days:
        return 0.0
    past = (case.as_of - min(days)).days + 1
    return past / DAYS_A_QUARTER if past >= DAYS_A_QUARTER else 0.0
