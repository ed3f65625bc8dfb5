"""Our knowledge is doubted: how we took it (concepts P6), and what they did about it.

What they say of our knowledge are the signs in the catalogue's file. Whoever is told to learn and
takes offence has not learnt: our own sore answer to such advice is a sign as well. So is work that
they give to somebody else soon after a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import sentence

__all__ = ["bears_out", "look"]

ADVICE = ("urged_to_learn", "know_how_doubted")
DOUBT, SORE, GONE = "competence_doubt", "thin_skinned", "bought_elsewhere"


def bears_out(case: Case, risk: Risk) -> tuple[Window, ...]:
    """The days before work went to somebody else: what they hinted at then, they meant."""
    days = timedelta(days=int(case.number(risk.id, "taken_away_days")))
    gone = case.remarked(GONE, by="theirs", during=case.year)
    return tuple(Window(start=row.sent_on - days, end=row.sent_on) for row in gone)


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Our answers that take offence soon after such advice, and work that they took away."""
    yield from _taken_ill(case, risk)
    yield from _taken_away(case, risk)


def _taken_ill(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The mails of ours that take offence soon after such advice, newest first."""
    days = timedelta(days=int(case.number(risk.id, "answer_days")) + 1)
    soon = [Window(start=day, end=day + days) for day in _advised_on(case)]
    sore = {
        row.message_id: row
        for row in case.remarked(SORE, by="ours", during=case.year)[::-1]
        if any(window.holds(row.sent_on) for window in soon)
    }
    for place, row in enumerate(sore.values()):
        yield sentence(
            risk.id,
            row,
            says="Our answer takes offence at their advice.",
            weight=case.number(risk.id, "taken_ill") * case.each_further**place,
        )


def _taken_away(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Their mails that gave work to somebody else soon after a doubt, newest first."""
    days = timedelta(days=int(case.number(risk.id, "taken_away_days")) + 1)
    soon = [Window(start=day, end=day + days) for day in _advised_on(case)]
    gone = {
        row.message_id: row
        for row in case.remarked(GONE, by="theirs", during=case.year)[::-1]
        if any(window.holds(row.sent_on) for window in soon)
    }
    for place, row in enumerate(gone.values()):
        yield sentence(
            risk.id,
            row,
            says="After a doubt, they gave work to somebody else.",
            weight=case.number(risk.id, "taken_away") * case.each_further**place,
        )


def _advised_on(case: Case) -> set[date]:
    """The days on which they advise us, or doubt our work."""
    advised = {row.sent_on for row in case.remarked(*ADVICE, by="theirs", during=case.year)}
    doubted = {row.sent_on for row in case.said(DOUBT, by="theirs", during=case.year)}
    return advised | doubted
