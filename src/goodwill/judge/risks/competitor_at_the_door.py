"""A rival at the door: an insider's word in confidence, and deals others bid for or got (P5, P8).

One coach's warning is enough to act on (concepts, B.4): whoever tells us in confidence, or cannot
keep others away any longer, and speaks of a rival, of what we lack or of who decides now, means us.
Whoever bid against us in one of their deals is known by name in what they write.
The sentences that do the one or the other alone are the signs in the catalogue's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import sentence
from goodwill.judge.risks.deals import asked_anew, contested
from goodwill.judge.risks.elsewhere import lost_to_others
from goodwill.judge.risks.newest import deals_in_turn, falling

__all__ = ["bears_out", "look"]

TOLD_AS_A_FRIEND = ("confided", "cannot_hold")
WARNING = "warning"
SPOKEN_OF = ("rival_calls", "compared", "staying", "cannot_hold")
SHORTEST = 4
"""Letters of a name that is looked for in what they write."""
NO_NAME = frozenset(
    {"existing", "incumbent", "in-house", "internal", "local", "multiple", "nothing", "other"}
    | {"others", "price", "several", "someone", "supplier", "suppliers", "unknown", "various"}
    | {"andere", "anderer", "intern", "mehrere", "unbekannt"}
    | {"autre", "autres", "inconnu", "interne", "plusieurs"}
    | {"desconocido", "interno", "otro", "otros", "varios"}
    | {"onbekend"}
)
"""What people write where they do not know a rival's name, and begin sentences with."""
WHAT_THREATENS = ("rival_calls", "compared", "know_how_doubted", "urged_to_learn")


def bears_out(case: Case, risk: Risk) -> tuple[Window, ...]:
    """The days around a deal in which who bought from us alone asks others."""
    return asked_anew(case, risk.id)


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Warnings in confidence, newest first; rivals by name; deals in which others bid, or won."""
    yield from _warnings(case, risk)
    yield from _named(case, risk)
    yield from contested(case, risk.id)
    yield from _let_in(case, risk)


def _warnings(case: Case, risk: Risk) -> Iterator[Evidence]:
    threats = case.remarked(*WHAT_THREATENS, by="theirs", during=case.year)
    threatening = {row.message_id for row in threats}
    threatening |= {row.message_id for row in case.said("rival", by="theirs", during=case.year)}
    told = {
        row.message_id: (row, sure) for row, sure in _told(case) if row.message_id in threatening
    }
    for (row, sure), weight in falling(case, risk.id, "confided", told.values()):
        yield sentence(
            risk.id,
            row,
            says="One of theirs says so in confidence: one sentence, read it yourself.",
            weight=weight * sure,
        )


def _named(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Sentences of theirs with the name of somebody who bid against us, the newest first.

    Not where a sentence is read as speaking of others, or of staying, already.
    """
    names = frozenset(_rivals(case))
    if not names:
        return
    read: tuple[ActRow | RemarkRow, ...] = (
        *case.said("rival", "tender", by="theirs", during=case.year),
        *case.remarked(*SPOKEN_OF, by="theirs", during=case.year),
    )
    counted = {row.message_id for row in read}
    found: dict[str, ActRow | RemarkRow] = {}
    for mail in reversed(case.mail(by="theirs", during=case.year)):
        of = mail.message_id
        rows: tuple[ActRow | RemarkRow, ...] = (
            *case.in_mail.get(of, ()),
            *case.told_in_mail.get(of, ()),
        )
        for row in rows:
            if mail.message_id not in counted and any(_has(row.quote, name) for name in names):
                found.setdefault(mail.message_id, row)
    for row, weight in falling(case, risk.id, "named", found.values()):
        says = "They name somebody who bid against us."
        yield sentence(risk.id, row, says=says, weight=weight)


def _let_in(case: Case, risk: Risk) -> Iterator[Evidence]:
    """Deals that others got though they were not put to tender: who does the work is inside."""
    deals = lost_to_others(case)
    return deals_in_turn(case, risk.id, deals, says="Another supplier got it.", weighed_by="let_in")


def _rivals(case: Case) -> Iterator[str]:
    """Who else was asked, by name: "two others" is nobody's, nor is one that the account has."""
    known = {case.tables.account.name, *(person.name for person in case.tables.person)}
    taken = NO_NAME.union(*(name.casefold().split() for name in known))
    for deal in case.tables.opportunity:
        for name in (deal.competitors or "").split("\n"):
            is_name = len(name) >= SHORTEST and name[0].isupper()
            if is_name and not taken.issuperset(name.casefold().split()):
                yield name


def _has(text: str, name: str) -> bool:
    """Whether a name stands in a text as it is written, and not within a longer word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _told(case: Case) -> Iterator[tuple[ActRow | RemarkRow, float]]:
    """Warnings and how sure they are, newest first; what is said in so many words comes last."""
    for act in case.said(WARNING, by="theirs", during=case.year)[::-1]:
        yield act, act.probability
    for remark in case.remarked(*TOLD_AS_A_FRIEND, by="theirs", during=case.year)[::-1]:
        yield remark, 1.0
