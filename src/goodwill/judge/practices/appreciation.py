"""Thanks given: whether each side thanks the other for what it did, and prices hold (H10).

Thanks count where they name the deed, or praise it. They have their turn where both wrote enough
in the 12 months for our work, and their thanks, to be seen; we have ours where they vouched for
us, warned us or sent others to us more than once; a plain thank-you in answer to that names its
deed by where it stands. The weaker side speaks. Prices count where lists and an agreed discount
are known: whoever gives more away does not value their own work.
"""

from __future__ import annotations

from goodwill.catalogue.schema import Practice
from goodwill.facts.people import Side
from goodwill.facts.tables import ActRow
from goodwill.judge.case import Case
from goodwill.judge.discount import beyond_policy
from goodwill.judge.practices.exchanges import exchanges, first_of_each_mail
from goodwill.judge.practices.failures import OTHER
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told, weaker

__all__ = ["find"]

SIDES: tuple[Side, Side] = ("ours", "theirs")
FAVOURS = ("sponsorship", "warning", "referral", "introduction")
"""What they may do for us that deserves thanks."""
FORMAL = 0.3
"""What thanks as a form of words weigh beside thanks for a deed."""


def find(case: Case, practice: Practice) -> Habit:
    """How each side gave thanks in the 12 months."""
    sides = (_of_side(case, practice, by) for by in SIDES)
    return weaker(*sides, _prices(case, practice))


def _of_side(case: Case, practice: Practice, by: Side) -> Habit:
    """Thanks of one side, for what the other did."""
    deeds = first_of_each_mail(
        [
            *case.remarked("deed_thanked", by=by, during=case.year),
            *_praise(case, practice, by),
            *_in_answer(case, practice, by),
        ]
    )
    named = {row.message_id for row in deeds}
    formal = [
        row
        for row in first_of_each_mail(case.said("thanks", by=by, during=case.year))
        if row.message_id not in named
    ]
    items = told(
        practice.id,
        [
            *(
                Occasion.of(Word.of(row), practice.says[f"deed_{by}"], is_done=True)
                for row in deeds
            ),
            *(
                Occasion.of(Word.of(row), practice.says["formal"], is_done=True, weight=FORMAL)
                for row in formal
            ),
        ],
    )
    if len(deeds) >= case.number(practice.id, "times"):
        return Habit(status="kept", evidence=items).of(by)
    wrote = len(case.mail(by=by, during=case.year))
    if not _has_turn(case, practice, by):
        return Habit(status="not_assessable", evidence=items)
    none = counted(
        practice.id,
        f"thanks_{by}",
        practice.says[f"none_{by}"].format(messages=wrote),
        on=case.as_of,
        is_done=False,
    )
    return Habit(status="slipping" if formal else "missing", evidence=(*items, none)).of(by)


def _in_answer(case: Case, practice: Practice, by: Side) -> list[ActRow]:
    """Thanks of that side in the mail that answers a favour: what for, stands above them."""
    days = case.number(practice.id, "days_to_thank")
    asked = _favours(case, practice, OTHER[by])
    answers = {
        one.answer.message_id for one in exchanges(case, asked, answered_by=by, within_days=days)
    }
    return [
        row for row in case.said("thanks", by=by, during=case.year) if row.message_id in answers
    ]


def _favours(case: Case, practice: Practice, by: Side) -> tuple[ActRow, ...]:
    """What one side surely did for the other that deserves thanks."""
    surely = case.number(practice.id, "surely")
    return case.said(*FAVOURS, by=by, during=case.year, least=surely)


def _praise(case: Case, practice: Practice, by: Side) -> list[ActRow]:
    """Praise; beside thanks only where it is sure: what stands behind a thank-you reads warm."""
    surely = case.number(practice.id, "surely")
    thanked = {row.message_id for row in case.said("thanks", by=by, during=case.year)}
    return [
        row
        for row in case.said("praise", by=by, during=case.year)
        if row.probability >= surely or row.message_id not in thanked
    ]


def _has_turn(case: Case, practice: Practice, by: Side) -> bool:
    """Whether the other side did something that thanks would be seen for."""
    if by == "ours":
        favours = _favours(case, practice, "theirs")
        return len({row.message_id for row in favours}) >= case.number(practice.id, "favours")
    least = case.number(practice.id, "messages")
    return all(len(case.mail(by=side, during=case.year)) >= least for side in SIDES)


def _prices(case: Case, practice: Practice) -> Habit:
    """More given away than was agreed: we do not value our own work."""
    given = beyond_policy(case.ledger)
    if not given.amount:
        return Habit(status="not_assessable")
    says = practice.says["below_floor"].format(amount=f"{given.amount:.2f}")
    item = counted(practice.id, "discount_beyond_agreed", says, on=case.as_of, is_done=False)
    return Habit(status="slipping", evidence=(item,)).of("ours")
