"""Which sentences are promises: what somebody will do, for the other side, that can be settled.

The rule. A sentence that promises counts where it names a day, or a thing (a telling word beyond
courtesy), or where it answers a request that does ("will do"). Courtesies ("I'll let you
know", "we'll do our best") count only with a day. A day given in answer to a request, a
question or a complaint is a promise whatever its words ("Thursday now, definitely"). What is
promised in return for something counts once that was given. Sentences of one mail about one
thing are one promise.

That the same thing is promised again in a later mail is next door, in `chains`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from goodwill.facts.acts import REMARK_IDS
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.talk import Said, Talk

__all__ = ["Promise", "promises_made"]

_HEDGED = re.compile(
    r"\b(?:try|best|hope|hopefully|see what|see if|look into|have a look|let you know|keep you"
    r"|be in touch|get back|come back to|revert|versuche\w*|bestes|mal sehen|schauen wir|hoffe\w*"
    r"|melde[n]? (?:mich|uns)|essaie\w*|essayer\w*|mieux|espere\w*|espère\w*|tiens au courant"
    r"|tenons au courant|intentar\w*|intento|haré lo posible|espero|aviso)\b",
    re.IGNORECASE,
)
_IN_RETURN = re.compile(
    r"\b(?:if you|if we get|as long as you|provided (?:that )?you|once you|wenn sie|wenn ihr"
    r"|wenn du|sofern sie|si vous|si tu|à condition|siempre que|si usted|si nos)\b",
    re.IGNORECASE,
)
_TO_YOU = re.compile(
    r"\b(?:you|your|ihnen|euch|dir|vous|votre|vos|usted|ustedes|le|les|su|sus)\b", re.IGNORECASE
)
_GIVEN = frozenset({"discount", "commitment", "decision", "delivery", "agreed", "handed_over"})
"""What meets a condition when the side that was asked does it."""

_PROMISING = frozenset({"commitment", "contingent_promise", "day_given", "day_assured"})
_ASKS_DEED = frozenset({"request", "question", "command", "day_asked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise: every sentence that makes it, oldest first, and its day as it stands.

    `own` are the telling words of what is promised, `about` those with its thread's subject.
    `moved` are sentences that moved its day in time, `agreed` those that accepted a day or met a
    condition, `again` the later promise that admits that the day was missed.
    """

    made: tuple[Said, ...]
    due_on: date | None
    own: frozenset[str]
    about: frozenset[str]
    moved: tuple[Said, ...] = ()
    agreed: tuple[Said, ...] = ()
    again: Said | None = None
    is_answer: bool = False

    @property
    def first(self) -> Said:
        """The sentence that made it."""
        return self.made[0]


def promises_made(talk: Talk, rules: Rules) -> Iterator[Promise]:
    """Every promise of each mail, oldest first; repeats in other mails are still apart."""
    said = (one for one in talk.said if one.what in _PROMISING and one.to is not None)
    for _, some in groupby(said, key=lambda one: (one.at, one.ref)):
        yield from _of_mail(talk, rules, list(some))


def _of_mail(talk: Talk, rules: Rules, said: list[Said]) -> Iterator[Promise]:
    asked = talk.answered(said[0], rules.answer_days)
    found: list[Promise] = []
    for one in _one_each(said):
        promise = _promise(talk, rules, one, asked)
        if promise is None:
            continue
        for place, other in enumerate(found):
            if _is_one(other, promise):
                found[place] = _joined(other, promise)
                break
        else:
            found.append(promise)
    yield from found


def _one_each(said: Iterable[Said]) -> list[Said]:
    """Of several readings of one sentence the likeliest, and an act before a remark.

    What names a day comes first, then what is likelier: it is what a reader is shown.
    """
    best: dict[str, Said] = {}
    for one in said:
        known = best.get(one.quote)
        if known is None or _sureness(one) > _sureness(known):
            best[one.quote] = one
    return sorted(best.values(), key=lambda one: (one.due_on is None, -one.probability, one.quote))


def _sureness(one: Said) -> tuple[bool, float, str]:
    return one.what not in REMARK_IDS, one.probability, one.what


def _promise(talk: Talk, rules: Rules, one: Said, asked: tuple[Said, ...]) -> Promise | None:
    """The promise that one sentence makes, or None where it makes none that could be settled."""
    own, due_on = talk.words(one), one.due_on
    if one.what in {"day_given", "day_assured"} and not _is_given(one, asked):
        return None
    is_thin = len(own) < rules.object_words
    wanted = [other for other in asked if other.what in _ASKS_DEED]
    if is_thin and asked:
        own = frozenset().union(*(talk.words(other) for other in asked))
    if is_thin and due_on is None:
        due_on = max((day for other in wanted if (day := other.due_on)), default=None)
    if due_on is None and (_HEDGED.search(one.quote) or (is_thin and not wanted)):
        return None
    agreed: tuple[Said, ...] = ()
    if one.what == "contingent_promise" or _IN_RETURN.search(one.quote):
        agreed = _condition_met(talk, rules, one)
        if not agreed:
            return None
    return Promise(
        made=(one,),
        due_on=due_on,
        own=own,
        about=own | talk.subject(one.thread),
        agreed=agreed,
        is_answer=bool(asked),
    )


def _is_given(one: Said, asked: tuple[Said, ...]) -> bool:
    """Whether a sentence that names a day gives it to the other side."""
    if one.due_on is None:
        return False
    return bool(asked) or (one.what == "day_given" and bool(_TO_YOU.search(one.quote)))


def _condition_met(talk: Talk, rules: Rules, one: Said) -> tuple[Said, ...]:
    """What the other side gave after it was asked for, in the thread or about the same thing."""
    for other in talk.answers(one, rules.answer_days):
        if other.what in _GIVEN:
            return (other,)
    words = talk.words(one) | talk.subject(one.thread)
    until = one.at + timedelta(days=rules.settling_days)
    for other in talk.conceded:
        if other.side == one.side or not one.at < other.at <= until:
            continue
        if talk.overlap(words, talk.words(other) | talk.subject(other.thread)) >= rules.reach:
            return (other,)
    return ()


def _is_one(one: Promise, other: Promise) -> bool:
    """Whether two sentences of one mail are one promise."""
    if one.due_on and other.due_on and one.due_on != other.due_on:
        return False
    return not one.own or not other.own or bool(one.own & other.own)


def _joined(one: Promise, other: Promise) -> Promise:
    return replace(
        one,
        made=(*one.made, *other.made),
        due_on=one.due_on or other.due_on,
        own=one.own | other.own,
        about=one.about | other.about,
        agreed=(*one.agreed, *other.agreed),
    )
