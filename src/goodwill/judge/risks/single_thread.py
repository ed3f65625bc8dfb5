"""Whether all goes through one person, or through nobody; only where mail or meetings would show.

The committee's own count of people carries it: every further person halves what is left of the
base rate. Who hardly counts beside another carries nothing: where one of several has nearly all
of the exchange, the account still hangs on that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.committee import TWO_WAY_DAYS, presence_in
from goodwill.judge.evidence import count_evidence, evidence, logit

__all__ = ["look"]

LATEST = 5
"""Messages shown of the one person an account hangs on."""


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The count of people, what share one of them has, and the latest messages of that one."""
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    if not case.mail(during=window) and not case.met(window):
        return
    active = presence_in(case).active
    base = case.number(risk.id, "base_rate")
    foremost = _foremost(case, window, active)
    chance, of, says = base / 2 ** (len(active) - 1), "active_people", _counted(len(active))
    if len(active) < case.number(risk.id, "active_people"):
        chance = case.number(risk.id, "chance_when_single")
    elif foremost is not None and foremost[1] >= case.number(risk.id, "most_share"):
        chance, of = case.number(risk.id, "chance_when_most"), "share_of_exchange"
        says = f"{says} One of them has {foremost[1]:.0%} of it."
    hangs = chance > base
    yield count_evidence(
        risk.id,
        of=of,
        says=says,
        weight=logit(chance) - logit(base),
        on=max(window.start, _first_contact(case)) if hangs else case.as_of,
    )
    if hangs and foremost is not None:
        yield from _latest(case, risk, foremost[0])


def _counted(active: int) -> str:
    people = "person" if active == 1 else "people"
    return f"{active} {people} of theirs in two-way exchange within {TWO_WAY_DAYS} days."


def _foremost(case: Case, window: Window, active: frozenset[str]) -> tuple[str, float] | None:
    """Who of the active has most of the exchange, and what share; None where nobody is."""
    exchanged: Counter[str] = Counter()
    for message in case.mail(during=window):
        if message.side == "theirs":
            exchanged[message.sender] += 1
        else:
            people = case.on_mail.get(message.message_id, ())
            exchanged.update(one.person_id for one in people if one.role == "to")
    for meeting in case.met(window):
        exchanged.update(one.person_id for one in case.at_meeting.get(meeting.meeting_id, ()))
    counted = {person: exchanged[person] for person in sorted(active)}
    total = sum(counted.values())
    if not total:
        return None
    most = max(counted, key=lambda person: counted[person])
    return most, counted[most] / total


def _first_contact(case: Case) -> date:
    """The first day with a message or a meeting; there is one."""
    days = [row.sent_on for row in case.tables.message]
    days += [row.held_on for row in case.tables.meeting]
    return min(days)


def _latest(case: Case, risk: Risk, person: str) -> Iterator[Evidence]:
    """The latest messages of the one person: they weigh nothing beside the count."""
    window = Window.days(case.as_of, TWO_WAY_DAYS)
    sent = [row for row in case.mail(by="theirs", during=window) if row.sender == person]
    for row in sorted(sent, key=lambda row: (row.sent_at, row.message_id))[-LATEST:]:
        yield evidence(
            risk.id,
            source="message",
            ref=row.message_id,
            on=row.sent_on,
            says="Written by the person of theirs through whom nearly all of it goes.",
            weight=0.0,
        )
