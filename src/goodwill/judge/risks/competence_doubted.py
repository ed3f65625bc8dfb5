"""Our knowledge is doubted: how we took it (concepts P6), and what they did about it.

What they say of our knowledge are the signs in the catalogue's file. Whoever is told to learn and
takes offence has not learnt: our own sore answer to such advice is a sign as well. So is work that
they give to somebody else soon after a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.risks.newest import mails_newest_first

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
    yield from _soon_after(
        case,
        risk,
        case.remarked(SORE, by="ours", during=case.year),
        says="Our answer takes offence at their advice.",
        weighed_by="taken_ill",
        within="answer_days",
    )
    yield from _soon_after(
        case,
        risk,
        case.remarked(GONE, by="theirs", during=case.year),
        says="After a doubt, they gave work to somebody else.",
        weighed_by="taken_away",
        within="taken_away_days",
    )


def _soon_after(
    case: Case, risk: Risk, remarks: Sequence[RemarkRow], *, says: str, weighed_by: str, within: str
) -> Iterator[Evidence]:
    """The mails with such a remark within some days of advice or doubt, newest first."""
    days = timedelta(days=int(case.number(risk.id, within)) + 1)
    soon = [Window(start=day, end=day + days) for day in _advised_on(case)]
    heard = [(row, 1.0) for row in remarks if any(window.holds(row.sent_on) for window in soon)]
    return mails_newest_first(case, risk.id, heard, says=says, weighed_by=weighed_by)


def _advised_on(case: Case) -> set[date]:
    """The days on which they advise us, or doubt our work."""
    advised = {row.sent_on for row in case.remarked(*ADVICE, by="theirs", during=case.year)}
    doubted = {row.sent_on for row in case.said(DOUBT, by="theirs", during=case.year)}
    return advised | doubted
