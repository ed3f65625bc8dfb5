"""Not taken personally: whether criticism is thanked for and acted on (T6).

An occasion is criticism of theirs (a complaint, a doubt in our competence, an insider's warning,
a word that we let them down or pressed them) that we answered. Attacks on a person are none. An
answer that defends, takes offence, points at others or at what we have earned counts against it;
one that thanks, agrees, owns up or sets to work for it, and most of all in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.practices.exchanges import Exchange, exchanges
from goodwill.judge.practices.measure import Habit, Occasion, Word, by_share, told

__all__ = ["find"]

Said = ActRow | RemarkRow

CRITICAL = ("know_how_doubted", "urged_to_learn", "let_down", "told_untrue", "felt_pushed")
DEFENSIVE = ("thin_skinned", "taken_for_granted", "blame_passed")
PLAIN = 2.0
"""Criticism taken well, or badly, in so many words."""
QUIET = 0.3
"""An answer that only does not defend."""


def find(case: Case, practice: Practice) -> Habit:
    """How criticism was answered in the 12 months."""
    most = case.number(practice.id, "defended")
    answered = list(_criticism(case, practice))
    occasions = [_answered(case, practice, one) for one in answered]
    habit = by_share(practice.id, occasions, kept_at=1 - most)
    shown = {one.quote for one in occasions}
    further = (
        Occasion.of(Word.of(row), practice.says["taken"], is_done=True)
        for row in case.remarked("taken_well", by="ours", during=case.year)
        if row.quote not in shown and row.message_id in {one.answer.message_id for one in answered}
    )
    return Habit(status=habit.status, evidence=(*habit.evidence, *told(practice.id, further)))


def _criticism(case: Case, practice: Practice) -> Iterator[Exchange]:
    """What they criticised, and the mail of ours that answered."""
    surely = case.number(practice.id, "attack")
    attacks = case.said("hostile", by="theirs", during=case.year, least=surely)
    attacked = {row.message_id for row in attacks}
    critical: tuple[Said, ...] = (
        *case.said("complaint", "competence_doubt", "warning", by="theirs", during=case.year),
        *case.remarked(*CRITICAL, by="theirs", during=case.year),
    )
    days = case.number(practice.id, "days_to_act")
    received = [row for row in critical if row.message_id not in attacked]
    return exchanges(case, received, answered_by="ours", within_days=days)


def _answered(case: Case, practice: Practice, one: Exchange) -> Occasion:
    defended = one.said_in_answer(case.remarked(*DEFENSIVE, by="ours", during=case.year))
    taken = one.said_in_answer(case.remarked("taken_well", by="ours", during=case.year))
    if taken is not None:
        return Occasion.of(taken, practice.says["taken"], is_done=True, weight=PLAIN)
    if defended is not None:
        return Occasion.of(defended, practice.says["defended"], is_done=False, weight=PLAIN)
    acted = one.said_in_answer(
        case.said("thanks", "apology", "admission", "commitment", by="ours", during=case.year)
    )
    if acted is not None:
        return Occasion.of(acted, practice.says["acted"], is_done=True)
    return Occasion.of(one.asked, practice.says["answered"], is_done=True, weight=QUIET)
