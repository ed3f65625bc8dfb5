"""Something said, and what the other side answered: what several practices are counted over.

An answer is the mail of the other side that comes next in the thread, within some days; what it
does is read from the acts and remarks of that message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from goodwill.facts.people import Side
from goodwill.facts.tables import ActRow, MessageRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.practices.measure import Word

__all__ = ["Exchange", "exchanges", "first_of_each_mail"]

Said = ActRow | RemarkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A sentence of one side and the mail that answered it."""

    asked: Word
    answer: MessageRow

    def said_in_answer(self, rows: Iterable[Said]) -> Word | None:
        """Of `rows` the one that says most in the answer."""
        found = first_of_each_mail(r for r in rows if r.message_id == self.answer.message_id)
        return Word.of(found[0]) if found else None


def exchanges(
    case: Case, asked: Sequence[Said], *, answered_by: Side, within_days: float
) -> Iterator[Exchange]:
    """Each sentence that was answered in its thread, by time; of several in a mail, one."""
    for row in first_of_each_mail(asked):
        last = row.sent_at + timedelta(days=within_days)
        for mail in case.threads.get(row.thread_id, ()):
            if mail.side == answered_by and row.sent_at < mail.sent_at <= last:
                yield Exchange(asked=Word.of(row), answer=mail)
                break


def first_of_each_mail(rows: Iterable[Said]) -> tuple[Said, ...]:
    """Of each message the sentence that says most, by time: the longest, else the first by text."""
    best: dict[str, Said] = {}
    for row in rows:
        held = best.get(row.message_id)
        if held is None or (-len(row.quote), row.quote) < (-len(held.quote), held.quote):
            best[row.message_id] = row
    return tuple(sorted(best.values(), key=lambda row: (row.sent_at, row.message_id)))
