"""What stands around the sentences that a line rests on: the rest of their mail, and the answer.

A sentence by itself often tells half of it: the threat stands in one sentence and what it is about
in the next, and whether anybody gave way stands in the answer. A reader sees both, where a list of
evidence has room for them; they weigh nothing, so no line moves by them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.evidence import AT_MOST, cut_at_word, in_order, sentence

__all__ = ["with_surroundings"]

MAILS = 5
"""The heaviest mails of a line whose surroundings are shown."""
SENTENCES = 3
"""Further sentences of each of them, at most."""
ANSWERED_WITHIN = timedelta(days=14)


def with_surroundings(case: Case, line: str, items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The items of a line and what stands around the heaviest, while there is room for it."""
    shown = {(item["ref"], item["quote"]) for item in items}
    more: list[Evidence] = []
    for ref in list(dict.fromkeys(_telling(items)))[:MAILS]:
        found = [*islice(_rest(case, line, ref, shown), SENTENCES), *_answer(case, line, ref)]
        more += [item for item in found if (item["ref"], item["quote"]) not in shown]
        shown |= {(item["ref"], item["quote"]) for item in found}
    return in_order([*items, *more[: max(AT_MOST - len(items), 0)]])


def _telling(items: Iterable[Evidence]) -> Iterator[str]:
    """The mails that are quoted and weigh something, heaviest first."""
    for item in items:
        if item["source"] == "message" and item["quote"] and item["weight"]:
            yield item["ref"]


def _rest(
    case: Case, line: str, ref: str, shown: Collection[tuple[str, str | None]]
) -> Iterator[Evidence]:
    """The other sentences of a mail, the surest to do something first; then what only remarks."""
    told: set[str] = set()
    rows: tuple[ActRow | RemarkRow, ...] = (
        *case.in_mail.get(ref, ()),
        *case.told_in_mail.get(ref, ()),
    )
    for row in rows:
        if row.quote not in told and (ref, cut_at_word(row.quote)) not in shown:
            told.add(row.quote)
            yield _item(line, row, "The same mail says more.")


def _answer(case: Case, line: str, ref: str) -> Iterator[Evidence]:
    """The most telling sentence of the other side's first answer."""
    rows = case.in_mail.get(ref, ())
    if not rows:
        return
    asked = rows[0]
    for mail in case.threads.get(asked.thread_id, ()):
        is_answer = mail.side != asked.side and (
            asked.sent_at < mail.sent_at <= asked.sent_at + ANSWERED_WITHIN
        )
        if is_answer:
            for row in case.in_mail.get(mail.message_id, ())[:1]:
                yield _item(line, row, "What was answered.")
            return


def _item(line: str, row: ActRow | RemarkRow, says: str) -> Evidence:
    return sentence(
        line,
        row,
        says=says,
        weight=0.0,
    )
