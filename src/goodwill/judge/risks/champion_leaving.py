"""Our supporter is leaving: whether it is the one who stood up for us that goes (A.2, "sponsor").

That somebody goes is said in words (the signs of the catalogue's file) or marked on a contact. It
matters most where that one spoke for us, planned with us, or wrote most of what they wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence

__all__ = ["look"]

STOOD_FOR_US = ("sponsorship", "strategy")


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Contacts marked as gone, and what whoever goes meant to us."""
    gone = _gone(case, risk)
    for person in sorted(gone):
        row = case.people[person]
        yield evidence(
            risk.id,
            source="contact",
            ref=row.email or row.person_id,
            on=row.left_on,
            says="A contact of theirs who has left.",
            weight=case.number(risk.id, "left"),
        )
    going = gone | _say_so(case)
    for person in sorted(going):
        yield from _meant(case, risk, person)


def _gone(case: Case, risk: Risk) -> set[str]:
    """Who of theirs left of late, having written to us in the 12 months."""
    window = Window.days(case.as_of, int(case.number(risk.id, "left_days")))
    wrote = {row.sender for row in case.mail(by="theirs", during=case.year)}
    return {
        row.person_id
        for row in case.people.values()
        if row.side == "theirs"
        and row.left_on is not None
        and window.holds(row.left_on)
        and row.person_id in wrote
    }


def _say_so(case: Case) -> set[str]:
    """Who of theirs says that they go."""
    return {row.sender for row in case.remarked("leaving", by="theirs", during=case.year)}


def _meant(case: Case, risk: Risk, person: str) -> Iterator[Evidence]:
    """That this one stood up for us, or is most of what we hear of them."""
    stood = [
        row
        for row in case.said(*STOOD_FOR_US, by="theirs", during=case.year)
        if row.sender == person
    ]
    if stood:
        yield evidence(
            risk.id,
            source="message",
            ref=stood[-1].message_id,
            on=stood[-1].sent_on,
            quote=stood[-1].quote,
            says="Whoever goes is one who stood up for us or planned with us.",
            weight=case.number(risk.id, "stood_for_us"),
        )
        return
    wrote = Counter(row.sender for row in case.mail(by="theirs", during=case.year))
    share = wrote[person] / max(wrote.total(), 1)
    if share >= case.number(risk.id, "share"):
        yield count_evidence(
            risk.id,
            of="share_of_messages",
            says=f"Whoever goes wrote {share:.0%} of their messages in 12 months.",
            weight=case.number(risk.id, "stood_for_us"),
            on=case.as_of,
        )
