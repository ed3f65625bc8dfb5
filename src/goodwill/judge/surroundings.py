"""What stands around the sentences that a line rests on: their mail, and the talk it is part of.

A sentence by itself often tells half of it: the threat stands in one sentence and what it is about
in the next, whether anybody gave way stands in the answer, and what they gave way to in the mail
before. A reader sees both, where a list of evidence has room for them; they weigh nothing, so no
line moves by them. The acts that the catalogue's file names tell which sentence of a mail has most
to do with its line; what any business does all day is shown only where nothing else tells more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from itertools import islice, zip_longest
from typing import NamedTuple

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.case import Case
from goodwill.judge.evidence import AT_MOST, cut_at_word, in_order, sentence, varied

__all__ = ["with_surroundings"]

MAILS = 6
"""The heaviest mails of a line whose surroundings are shown."""
SENTENCES = 3
"""Sentences of each mail around them, at most."""
ONE_TALK = timedelta(days=30)
"""Mails of one conversation that are further apart than this answer each other no more."""
WORDS = 3
"""Fewer words tell a reader nothing beside the sentence that counts."""
ENDS = re.compile(r"[.!?…:;)\"'”’»]$")
EVERYDAY = frozenset({"delivery", "information", "logistics", "money_talk", "question"})
"""What sentences of any business do: they tell least of a mail."""


class _Telling(IntEnum):
    """How much a sentence has to do with a line; the least of it last."""

    ABOUT_IT = 0
    DOES_THE_SAME = 1
    DOES_SOMETHING = 2
    EVERYDAY = 3


class _Place(NamedTuple):
    """How a mail stands to one that counts, and how telling its sentences have to be.

    The first sentence may be less so than those behind it.
    """

    says: str
    first: _Telling
    further: _Telling | None


SAME = _Place("The same mail says more.", _Telling.EVERYDAY, _Telling.DOES_SOMETHING)
ANSWER = _Place("What was answered.", _Telling.DOES_SOMETHING, _Telling.DOES_THE_SAME)
NEXT = _Place("What the same side wrote next.", _Telling.DOES_THE_SAME, _Telling.ABOUT_IT)
BEFORE = _Place("What this answers.", _Telling.ABOUT_IT, None)
WHERE_AMISS = (ANSWER, NEXT, BEFORE)
ELSEWHERE = (ANSWER._replace(first=_Telling.DOES_THE_SAME), NEXT)
"""The answer to what is done all day, such as asking or thanking, seldom tells of that."""


def with_surroundings(
    case: Case,
    line: str,
    items: Sequence[Evidence],
    about: Collection[str] = (),
    *,
    is_amiss: bool = False,
) -> tuple[Evidence, ...]:
    """The items of a line and what stands around the heaviest, while there is room for it.

    Each mail has its turn before one has its second sentence; rows and sentences of a sort of
    which enough are there make room.

    Args:
        case: the account on the day asked about.
        line: the name under which they stand.
        items: what the line rests on, the heaviest first.
        about: the acts that the line is about.
        is_amiss: whether the line is of something that goes wrong, so that what it was answered,
            and what it answers, tell how.
    """
    shown = {(item["ref"], item["quote"]) for item in items}
    refs = list(dict.fromkeys(_telling(items)))[:MAILS]
    does = {
        row.act
        for ref in refs
        for row in case.in_mail.get(ref, ())
        if (ref, cut_at_word(row.quote)) in shown
    }
    places = WHERE_AMISS if is_amiss else ELSEWHERE
    talk = _Talk(case=case, shown=shown, about=about, does=does - EVERYDAY, places=places)
    more = dict[tuple[str, str | None], Evidence]()
    for turn in zip_longest(*(talk.around(ref) for ref in refs)):
        for row, says in filter(None, turn):
            item = sentence(line, row, says=says, weight=0.0)
            more.setdefault((item["ref"], item["quote"]), item)
    room = AT_MOST - len(varied(items)[0])
    return in_order([*items, *islice(more.values(), max(room, 0))])


def _telling(items: Iterable[Evidence]) -> Iterator[str]:
    """The mails that are quoted and weigh something, heaviest first."""
    for item in items:
        if item["source"] == "message" and item["quote"] and item["weight"]:
            yield item["ref"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """The mails around those that a line rests on; `does`: what the sentences do that count."""

    case: Case
    shown: Collection[tuple[str, str | None]]
    about: Collection[str]
    does: Collection[str]
    places: Sequence[_Place]

    def around(self, ref: str) -> Iterator[tuple[ActRow | RemarkRow, str]]:
        """What stands around one mail, with what it is: the first sentence of each mail first."""
        mails = [(ref, SAME), *self._beside(ref)]
        told = [[(row, place.says) for row in self._told(of, place)] for of, place in mails]
        for turn in zip_longest(*told):
            yield from filter(None, turn)

    def _beside(self, ref: str) -> Iterator[tuple[str, _Place]]:
        """The next mails of both sides in its conversation, and the one that it may answer."""
        rows = self.case.in_mail.get(ref, ())
        if not rows:
            return
        said = rows[0]
        answer, again, *earlier = self.places
        after = {False: answer, True: again}
        before: str | None = None
        for mail in self.case.threads.get(said.thread_id, ()):
            is_own = mail.side == said.side
            if said.sent_at - ONE_TALK <= mail.sent_at < said.sent_at and not is_own:
                before = mail.message_id
            elif said.sent_at < mail.sent_at <= said.sent_at + ONE_TALK and is_own in after:
                yield mail.message_id, after.pop(is_own)
        if before is not None:
            yield from ((before, place) for place in earlier)

    def _told(self, ref: str, place: _Place) -> Iterator[ActRow | RemarkRow]:
        """Some sentences of a mail, each once: the most telling first, and then the surest.

        What only remarks comes behind what acts alike; scraps and signatures are left out.
        """
        told: set[str] = set()
        acts, remarks = self.case.in_mail.get(ref, ()), self.case.told_in_mail.get(ref, ())
        rows: tuple[ActRow | RemarkRow, ...] = (*acts, *remarks)
        for row in sorted(rows, key=self._how_telling):
            least = place.further if told else place.first
            if least is None or self._how_telling(row) > least or len(told) == SENTENCES:
                return
            is_told = row.quote in told or (ref, cut_at_word(row.quote)) in self.shown
            if not is_told and _is_sentence(row.quote):
                told.add(row.quote)
                yield row

    def _how_telling(self, row: ActRow | RemarkRow) -> _Telling:
        if isinstance(row, RemarkRow):
            return _Telling.DOES_SOMETHING
        if row.act in self.about:
            return _Telling.ABOUT_IT
        if row.act in self.does:
            return _Telling.DOES_THE_SAME
        return _Telling.EVERYDAY if row.act in EVERYDAY else _Telling.DOES_SOMETHING


def _is_sentence(quote: str) -> bool:
    """Whether it is more than a scrap: a few words, and no line of a name and a title."""
    words = quote.split()
    if len(words) < WORDS:
        return False
    is_ended = ENDS.search(quote) is not None
    return is_ended or 2 * sum(word[:1].isupper() for word in words) < len(words)
