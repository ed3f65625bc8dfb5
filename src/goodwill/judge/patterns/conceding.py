"""Where one side gave way to what the other pressed for, and asked nothing in return.

`big_brother`, `win_lose`, the practice `equal_standing` and the risk of price pressure read it. A
side gives way in words of doing so, and we do by a discount too. Something given for something is
a trade, however hard the talk was, and what was freely asked for, or ordered, and done is service:
neither stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from goodwill.facts.tables import ActRow, MessageRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.patterns.finding import Direction
from goodwill.judge.patterns.words import OTHER, Saying, sayings

__all__ = ["Concession", "conceded", "gave_way", "granted", "pressing"]

PRESSES = ("threat", "price_pressure")
PRESSES_PLAINLY = ("ultimatum", "one_sided")
GRANTS = "discount"
REFUSES_OR_TRADES = ("holds_ground", "trades")
SOON = timedelta(days=14)  # from pressure to giving way (concepts, U4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession:
    """A mail in which one side gave way, and the mails of the other just before it, by time."""

    before: Sequence[MessageRow]
    answer: Saying

    @property
    def pressed_in(self) -> frozenset[str]:
        """The ids of the mails that it may answer."""
        return frozenset(mail.message_id for mail in self.before)


def gave_way(case: Case, side: Direction, within: timedelta = SOON) -> Iterator[Concession]:
    """Each answer in which the other side gave way, behind the mails of `side` just before it."""
    traded = {row.message_id for row in case.remarked("trades", during=case.year)}
    answers = sayings(case, by=OTHER[side], remarks=("gives_way",))
    told = {one.row.message_id for one in answers} | traded
    given = (one for one in case.once(granted) if one.row.message_id not in told)
    for one in (*answers, *(given if side == "theirs" else ())):
        before = [
            mail
            for mail in case.threads.get(one.row.thread_id, ())
            if mail.side == side and one.row.sent_at - within <= mail.sent_at < one.row.sent_at
        ]
        if before and one.row.message_id not in traded:
            yield Concession(before=before, answer=one)


def granted(case: Case) -> tuple[Saying, ...]:
    """Discounts that a mail of ours gives, one for each mail, the likeliest sentence.

    None where the same sentence refuses, or where the mail holds its ground, trades, or minds
    what was given before.
    """
    stood = {row.message_id for row in case.remarked(*REFUSES_OR_TRADES, during=case.year)}
    stood |= {row.message_id for row in case.said("complaint", by="ours", during=case.year)}
    refused = {
        (row.message_id, row.quote) for row in case.said("refusal", by="ours", during=case.year)
    }
    best: dict[str, ActRow] = {}
    for row in case.said(GRANTS, by="ours", during=case.year):
        if row.message_id in stood or (row.message_id, row.quote) in refused:
            continue
        held = best.get(row.message_id)
        if held is None or row.probability > held.probability:
            best[row.message_id] = row
    return tuple(
        Saying(row=row, name="gives_way", sure=row.probability, is_meant=True)
        for row in best.values()
    )


def conceded(case: Case, side: Direction) -> Iterator[Concession]:
    """Those of them that answer pressure."""
    pressed = {row.message_id for row in pressing(case, side)}
    for one in gave_way(case, side):
        if one.pressed_in & pressed:
            yield one


def pressing(case: Case, side: Direction) -> tuple[ActRow | RemarkRow, ...]:
    """What `side` pressed for, sentence by sentence."""
    return (
        *case.said(*PRESSES, by=side, during=case.year),
        *case.remarked(*PRESSES_PLAINLY, by=side, during=case.year),
    )
