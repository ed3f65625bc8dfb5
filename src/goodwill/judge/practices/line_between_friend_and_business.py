"""Friendship and business kept apart: both may be there, and neither bends the other (T7).

There is an occasion only where there is friendship: personal talk, or hospitality and gifts; or
where the line itself is drawn, in words, or by one mail of ours that is warm and yet leaves the
price what it is. It is bent where a price, a check or a bill was spared for a friend, or a favour
called in, in words or by discounts beyond what was agreed beside such friendship; a favour that
they asked for and we declined bends nothing. It is kept where it is not bent, and business is
talked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.catalogue.schema import Practice
from goodwill.facts.tables import RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.discount import beyond_policy
from goodwill.judge.practices.crossed import crossed
from goodwill.judge.practices.exchanges import first_of_each_mail
from goodwill.judge.practices.measure import Habit, Occasion, Word, counted, told

__all__ = ["find"]

PLAIN = 2.0
"""Words that draw the line, or cross it, say most."""
BENT = ("bent_by_friendship", "friends_first", "favour_called_in")
CROSSED = ("friendship_over_profit", "professional_visitor")
"""Where one of these is present, the line was not kept (concepts, T7)."""
TALK = ("personal", "social_invitation")
TREATS = frozenset({"entertainment", "gift"})
BUSINESS = (
    "request",
    "question",
    "commitment",
    "problem",
    "decision",
    "delivery",
    "idea",
    "strategy",
    "complaint",
    "review",
    "expectation",
    "money_talk",
)


def find(case: Case, practice: Practice) -> Habit:
    """How the line was kept in the 12 months."""
    return crossed(case, practice, _between(case, practice), *CROSSED)


def _between(case: Case, practice: Practice) -> Habit:
    warm = _warmth(case, practice)
    hats = list(_drawn(case, practice))
    if warm is None and not hats:
        return Habit(status="not_assessable")
    bent = list(_bent(case, practice))
    given = beyond_policy(case.ledger).amount
    density = _business_share(case)
    is_business = density >= case.number(practice.id, "business")
    items = [*told(practice.id, [*(warm or ()), *hats, *bent])]
    if given:
        says = practice.says["discount"].format(amount=f"{given:.2f}")
        items.append(
            counted(practice.id, "discount_beyond_agreed", says, on=case.as_of, is_done=False)
        )
    says = practice.says["business"].format(share=f"{density:.0%}")
    items.append(counted(practice.id, "business_talk", says, on=case.as_of, is_done=is_business))
    if not bent and not given and is_business:
        return Habit(status="kept", evidence=tuple(items))
    return Habit(status="slipping" if hats or is_business else "missing", evidence=tuple(items))


def _warmth(case: Case, practice: Practice) -> list[Occasion] | None:
    """Personal talk; None where neither that nor hospitality is enough to speak of friendship."""
    surely = case.number(practice.id, "surely")
    talk = first_of_each_mail(case.said(*TALK, during=case.year, least=surely))
    mail = len(case.mail(during=case.year))
    treats = [
        row
        for row in case.tables.expense
        if row.category in TREATS and case.year.holds(row.spent_on)
    ]
    visits = [row for row in case.met(case.year) if row.is_social]
    enough = case.number(practice.id, "occasions")
    is_talk = len(talk) >= enough and len(talk) >= case.number(practice.id, "personal") * mail
    if not is_talk and len(treats) + len(visits) < enough:
        return None
    return [
        Occasion.of(Word.of(row), practice.says["personal"], is_done=True, weight=0.1)
        for row in talk
    ]


def _drawn(case: Case, practice: Practice) -> Iterator[Occasion]:
    named = first_of_each_mail(case.remarked("two_hats", during=case.year))
    for row in named:
        yield Occasion.of(Word.of(row), practice.says["hats"], is_done=True, weight=PLAIN)
    told = {row.message_id for row in named}
    for row in first_of_each_mail(case.remarked("price_upheld", by="ours", during=case.year)):
        if row.message_id in _warm_mails(case, practice) - told:
            yield Occasion.of(Word.of(row), practice.says["upheld"], is_done=True, weight=PLAIN)


def _warm_mails(case: Case, practice: Practice) -> frozenset[str]:
    """Mails that surely talk of what is outside business."""
    surely = case.number(practice.id, "surely")
    talk = case.said(*TALK, during=case.year, least=surely)
    return frozenset(row.message_id for row in talk)


def _bent(case: Case, practice: Practice) -> Iterator[Occasion]:
    """What was spared for a friend, in our words or theirs."""
    spared = case.remarked("price_spared", "payment_spared", by="ours", during=case.year)
    drawn = case.remarked("two_hats", "holds_ground", by="ours", during=case.year)
    asked = [
        row
        for row in case.remarked(*BENT, during=case.year)
        if row.side == "ours" or not _is_declined(row, drawn)
    ]
    for row in first_of_each_mail([*asked, *spared]):
        yield Occasion.of(Word.of(row), practice.says["bent"], is_done=False, weight=PLAIN)


def _is_declined(asked: RemarkRow, drawn: Sequence[RemarkRow]) -> bool:
    """Whether we drew the line afterwards, where they had asked for a favour."""
    return any(one.thread_id == asked.thread_id and one.sent_at > asked.sent_at for one in drawn)


def _business_share(case: Case) -> float:
    """Messages that do business over all that people wrote."""
    mail = case.mail(during=case.year)
    does = {row.message_id for row in case.said(*BUSINESS, during=case.year)}
    return len(does) / len(mail) if mail else 0.0
