"""Business held out for a concession: the concession was given, and the business went elsewhere.

Concepts, U10: "next time", "once this lands", "volume will come". Such a promise seldom names a
day, so the ledger of promises leaves it open; here it is told broken by the promiser's own words.
A promise whose condition nobody met is none, and what the ledger has told already counts there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.patterns.finding import Direction
from goodwill.judge.patterns.words import OTHER
from goodwill.judge.promises.words import telling_words

__all__ = ["HeldOut", "fell_through", "held_out"]

GIVEN_REMARKS = ("gives_way", "agreed", "handed_over")
GIVEN_ACTS = ("discount", "commitment", "decision", "delivery")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """A sentence that holds out business for a concession, and the one that takes it back."""

    promised: ActRow
    denied: RemarkRow


def held_out(case: Case, side: Direction, *, known: Collection[str]) -> Iterator[HeldOut]:
    """What one side held out and took back; `known` are threads whose promises are told already."""
    seen: set[str] = set()
    for act in case.said("contingent_promise", by=side, during=case.year):
        if act.thread_id in known or act.message_id in seen or not _was_given(case, act):
            continue
        words = telling_words(act.quote) | _subject(case, act)
        denied = fell_through(case, side, words, after=act)
        if denied is not None:
            seen.add(act.message_id)
            yield HeldOut(promised=act, denied=denied)


def fell_through(
    case: Case, side: Direction, words: frozenset[str], *, after: ActRow | None = None
) -> RemarkRow | None:
    """The first sentence in which `side` writes that a thing of these words will not come."""
    for row in case.remarked("fell_through", by=side, during=case.year):
        is_later = after is None or row.sent_at > after.sent_at
        if is_later and (telling_words(row.quote) | _subject(case, row)) & words:
            return row
    return None


def _was_given(case: Case, promised: ActRow) -> bool:
    """Whether the other side gave something in the same conversation afterwards."""
    other = OTHER[promised.side]
    given: list[ActRow | RemarkRow] = [
        *case.remarked(*GIVEN_REMARKS, by=other, during=case.year),
        *case.said(*GIVEN_ACTS, by=other, during=case.year),
    ]
    return any(
        row.thread_id == promised.thread_id and row.sent_at > promised.sent_at for row in given
    )


def _subject(case: Case, row: ActRow | RemarkRow) -> frozenset[str]:
    """The telling words of the subject of a sentence's mail."""
    mails = case.threads.get(row.thread_id, ())
    return telling_words(
        next((mail.subject for mail in mails if mail.message_id == row.message_id), "")
    )
