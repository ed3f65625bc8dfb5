"""Whether we keep serving beyond what is included, mostly without being told to.

Concepts, U14. The hours and who wants them are told in `beyond`: where they are asked for as of
right in most of these months, that is another pattern, and this one is at most watched. Where that
other one is present the hours stand under it, and no hour is counted or priced twice.
"""

from __future__ import annotations

from goodwill.catalogue.schema import Pattern
from goodwill.facts.tables import RemarkRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.ledger import month_of
from goodwill.judge.patterns.beyond import (
    as_of_right,
    beyond_months,
    is_habit,
    last_run,
    share_asked,
)
from goodwill.judge.patterns.finding import (
    Finding,
    absent,
    fallen_short,
    ground,
    not_assessable,
    ramp,
)
from goodwill.judge.patterns.found import found
from goodwill.judge.service import over_entitlement

__all__ = ["find"]

SERVANT = "master_servant"


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    chance = case.number(pattern.id, "chance_when_met")
    if not case.keeps("time_entry"):
        return not_assessable(pattern)
    beyond = beyond_months(case)
    if len(beyond) < case.number(pattern.id, "months_to_watch"):
        worked = {month_of(entry.worked_on) for entry in case.ledger.entries()}
        enough = len(worked) >= pattern.fires_when.min_exposure
        return absent(chance) if enough else not_assessable(pattern)
    if found(case, case.catalogue.patterns[SERVANT]).status == "present":
        return fallen_short(pattern, chance, (), says=pattern.says["theirs"], on=case.as_of)
    wanted = case.number(pattern.id, "months_beyond")
    is_theirs = (
        share_asked(case, beyond) >= case.number(pattern.id, "asked_share")
        or len(as_of_right(case)) >= case.number(pattern.id, "asked_times")
        or is_habit(case)
    )
    probability = LIKELY if is_theirs else ramp(len(beyond), wanted, chance)
    is_present = len(beyond) >= wanted and probability >= pattern.fires_when.probability
    cost = over_entitlement(case.ledger)
    words = () if is_theirs else _words(case)
    return Finding(
        status="present" if is_present else "watch",
        probability=probability,
        since=last_run(beyond),
        direction="ours",
        evidence=ground(pattern, probability, cost.parts, words),
        needs=cost.lacks,
    )


def _words(case: Case) -> tuple[RemarkRow, ...]:
    """That nobody had asked, in anybody's words, and that nothing is charged, in ours."""
    unasked = case.remarked("unasked", during=case.year)
    return (*unasked, *case.remarked("done_for_nothing", by="ours", during=case.year))
