"""Our supporter is leaving: whether it is the one who stood up for us that goes (A.2, "sponsor").

That somebody goes is said in words (the signs of the catalogue's file), marked on a contact, or
told by mail that nobody wrote: an automatic answer, a mailbox that is no more. It matters most
where that one spoke for us, planned with us, or wrote most of what they wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import PersonNoteRow, PersonRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.committee import presence_in
from goodwill.judge.committee.departed import told_gone
from goodwill.judge.evidence import count_evidence, evidence

__all__ = ["look"]

STOOD_FOR_US = ("sponsorship", "strategy")


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Who is marked or told as gone, and what whoever goes meant to us."""
    wrote = {row.sender for row in case.mail(by="theirs", during=case.year)}
    gone = _marked(case, risk, wrote)
    for row in gone.values():
        yield evidence(
            risk.id,
            source="contact",
            ref=row.email or row.person_id,
            on=row.left_on,
            says="A contact of theirs who has left.",
            weight=case.number(risk.id, "left"),
        )
    told = _told(case, risk, wrote)
    for note in told.values():
        yield evidence(
            risk.id,
            source="message",
            ref=note.message_id,
            on=note.told_on,
            quote=note.words or None,
            says="Mail that nobody wrote tells that one of theirs is there no more.",
            weight=case.number(risk.id, "left"),
        )
    for person in sorted(gone.keys() | told.keys() | _say_so(case)):
        yield from _meant(case, risk, person)


def _marked(case: Case, risk: Risk, wrote: Collection[str]) -> dict[str, PersonRow]:
    """Who of those who wrote to us is marked as having left of late, by person id."""
    window = _of_late(case, risk)
    return {
        row.person_id: row
        for row in sorted(case.people.values(), key=lambda one: one.person_id)
        if row.side == "theirs"
        and row.left_on is not None
        and window.holds(row.left_on)
        and row.person_id in wrote
    }


def _told(case: Case, risk: Risk, wrote: Collection[str]) -> dict[str, PersonNoteRow]:
    """Of whom of them, not marked, mail tells that they have left of late."""
    window = _of_late(case, risk)
    marked = {row.person_id for row in case.people.values() if row.left_on is not None}
    return {
        person: row
        for person, row in sorted(told_gone(case.tables, presence_in(case).seen).items())
        if person in wrote and person not in marked and window.holds(row.told_on)
    }


def _of_late(case: Case, risk: Risk) -> Window:
    return Window.days(case.as_of, int(case.number(risk.id, "left_days")))


def _say_so(case: Case) -> set[str]:
    """Who of theirs says that they go: in so many words, or beside words that nobody follows."""
    plain = case.remarked("leaving", by="theirs", during=case.year)
    alone = {
        row.message_id: row.quote
        for row in case.remarked("lone_voice", by="theirs", during=case.year)
    }
    going = case.said("departure", by="theirs", during=case.year)
    borne_out = [row for row in going if alone.get(row.message_id, row.quote) != row.quote]
    return {row.sender for row in plain} | {row.sender for row in borne_out}


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
            weight=case.number(risk.id, "wrote_most"),
            on=case.as_of,
        )
