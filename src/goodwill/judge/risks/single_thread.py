"""Whether all goes through one person, or through nobody; only where mail or meetings would show.

The committee's own count carries it: every further person halves what is left of the base rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.committee import TWO_WAY_DAYS, active_people
from goodwill.judge.evidence import count_evidence, evidence, logit

__all__ = ["look"]

LATEST = 5
"""Messages shown of the one person an account hangs on."""


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The count of people, and the latest messages of the only one."""
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    if not _was_seen(case, window):
        return
    active = active_people(case.tables, as_of=case.as_of)
    is_single = len(active) < case.number(risk.id, "active_people")
    base = case.number(risk.id, "base_rate")
    chance = (
        case.number(risk.id, "chance_when_single") if is_single else base / 2 ** (len(active) - 1)
    )
    people = "person" if len(active) == 1 else "people"
    yield count_evidence(
        risk.id,
        of="active_people",
        says=f"{len(active)} {people} of theirs in two-way exchange within {TWO_WAY_DAYS} days.",
        weight=logit(chance) - logit(base),
        on=max(window.start, _first_contact(case)) if is_single else case.as_of,
    )
    if is_single:
        yield from _latest(case, risk, active)


def _was_seen(case: Case, window: Window) -> bool:
    """Whether anybody spoke or met at all."""
    spoke = any(row.is_human and window.holds(row.sent_on) for row in case.tables.message)
    return spoke or any(window.holds(row.held_on) for row in case.tables.meeting)


def _first_contact(case: Case) -> date:
    """The first day with a message or a meeting; there is one."""
    days = [row.sent_on for row in case.tables.message]
    days += [row.held_on for row in case.tables.meeting]
    return min(days)


def _latest(case: Case, risk: Risk, active: frozenset[str]) -> Iterator[Evidence]:
    """The latest messages of the one person: they weigh nothing beside the count."""
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    sent = [
        row
        for row in case.tables.message
        if row.is_human and row.sender in active and window.holds(row.sent_on)
    ]
    for row in sorted(sent, key=lambda row: (row.sent_at, row.message_id))[-LATEST:]:
        yield evidence(
            risk.id,
            source="message",
            ref=row.message_id,
            on=row.sent_on,
            says="Written by the only person of theirs in real exchange with us.",
            weight=0.0,
        )
