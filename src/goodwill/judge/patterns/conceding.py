"""Where one side gave way to what the other pressed for, and asked nothing in return.

`big_brother` and `win_lose` read it. Something given for something is a trade, however hard the
talk was, and what was freely asked for, or ordered, and done is service: neither stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from goodwill.facts.tables import MessageRow
from goodwill.judge.case import Case
from goodwill.judge.patterns.finding import Direction
from goodwill.judge.patterns.words import OTHER, Saying, sayings

__all__ = ["conceded", "gave_way"]

PRESSES = ("threat", "price_pressure")
PRESSES_PLAINLY = ("ultimatum", "one_sided")
SOON = timedelta(days=14)  # from pressure to giving way (concepts, U4)


def gave_way(
    case: Case, side: Direction, within: timedelta = SOON
) -> Iterator[tuple[Sequence[MessageRow], Saying]]:
    """Each answer in which the other side gave way, behind the mails of `side` just before it."""
    traded = {row.message_id for row in case.remarked("trades", during=case.year)}
    for one in sayings(case, by=OTHER[side], remarks=("gives_way",)):
        before = [
            mail
            for mail in case.threads.get(one.row.thread_id, ())
            if mail.side == side and one.row.sent_at - within <= mail.sent_at < one.row.sent_at
        ]
        if before and one.row.message_id not in traded:
            yield before, one


def conceded(case: Case, side: Direction) -> Iterator[tuple[Sequence[MessageRow], Saying]]:
    """Those of them that answer pressure."""
    plainly = case.remarked(*PRESSES_PLAINLY, by=side, during=case.year)
    pressed = {row.message_id for row in case.said(*PRESSES, by=side, during=case.year)}
    pressed |= {row.message_id for row in plainly}
    for before, one in gave_way(case, side):
        if any(mail.message_id in pressed for mail in before):
            yield before, one
