"""What stands around the sentences that a line rests on: the rest of their mail, and the answer.

A sentence by itself often tells half of it: the threat stands in one sentence and what it is about
in the next, and whether anybody gave way stands in the answer. A reader sees both, where a list of
evidence has room for them; they weigh nothing, so no line moves by them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice, zip_longest

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.evidence import AT_MOST, cut_at_word, in_order, sentence, varied

__all__ = ["with_surroundings"]

MAILS = 6
"""The heaviest mails of a line whose surroundings are shown."""
SENTENCES = 3
"""Further sentences of each of them, at most."""
ANSWERED_WITHIN = timedelta(days=14)
WORDS = 3
"""Fewer words tell a reader nothing beside the sentence that counts."""
ENDS = re.compile(r"[.!?…:;)\"'”’»]$")


def with_surroundings(case: Case, line: str, items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The items of a line and what stands around the heaviest, while there is room for it.

    Each mail has its turn before one has its second sentence; rows and sentences of a sort of
    which enough are there make room.
    """
    shown = {(item["ref"], item["quote"]) for item in items}
    refs = list(dict.fromkeys(_telling(items)))[:MAILS]
    does = {
        row.act
        for ref in refs
        for row in case.in_mail.get(ref, ())
        if (ref, cut_at_word(row.quote)) in shown
    }
    around = [_around(case, line, ref, does, shown) for ref in refs]
    more = dict[tuple[str, str | None], Evidence]()
    for turn in zip_longest(*around):
        for item in turn:
            if item is not None and (item["ref"], item["quote"]) not in shown:
                more.setdefault((item["ref"], item["quote"]), item)
    room = AT_MOST - len(varied(items)[0])
    return in_order([*items, *islice(more.values(), max(room, 0))])


def _around(
    case: Case,
    line: str,
    ref: str,
    does: Collection[str],
    shown: Collection[tuple[str, str | None]],
) -> Iterator[Evidence]:
    """What stands around one mail's sentence: its next one, the answer, and then the rest."""
    rest = islice(_rest(case, line, ref, does, shown), SENTENCES)
    yield from islice(rest, 1)
    yield from _answer(case, line, ref)
    yield from rest


def _telling(items: Iterable[Evidence]) -> Iterator[str]:
    """The mails that are quoted and weigh something, heaviest first."""
    for item in items:
        if item["source"] == "message" and item["quote"] and item["weight"]:
            yield item["ref"]


def _rest(
    case: Case,
    line: str,
    ref: str,
    does: Collection[str],
    shown: Collection[tuple[str, str | None]],
) -> Iterator[Evidence]:
    """The other sentences of a mail: those first that do what counts, then the surest.

    What only remarks comes last; scraps and signatures are left out.
    """
    told: set[str] = set()
    acts = sorted(case.in_mail.get(ref, ()), key=lambda row: row.act not in does)
    rows: tuple[ActRow | RemarkRow, ...] = (*acts, *case.told_in_mail.get(ref, ()))
    for row in rows:
        is_told = row.quote in told or (ref, cut_at_word(row.quote)) in shown
        if not is_told and _is_sentence(row.quote):
            told.add(row.quote)
            yield _item(line, row, "The same mail says more.")


def _is_sentence(quote: str) -> bool:
    """Whether it is more than a scrap: a few words, and no line of a name and a title."""
    words = quote.split()
    if len(words) < WORDS:
        return False
    is_ended = ENDS.search(quote) is not None
    return is_ended or 2 * sum(word[:1].isupper() for word in words) < len(words)


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
            rows = [row for row in case.in_mail.get(mail.message_id, ()) if _is_sentence(row.quote)]
            for row in rows[:1]:
                yield _item(line, row, "What was answered.")
            return


def _item(line: str, row: ActRow | RemarkRow, says: str) -> Evidence:
    return sentence(
        line,
        row,
        says=says,
        weight=0.0,
    )
