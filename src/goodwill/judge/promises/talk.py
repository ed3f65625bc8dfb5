"""What was said in an account, in order: acts and remarks alike, by thread and by mail.

A `Said` is one sentence that does something. Its words are worked out when first asked for, since
most of what is said has nothing to do with any promise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from math import log2
from typing import NamedTuple

from goodwill.facts.acts import PROMISE_REMARKS
from goodwill.facts.tables import ActRow, RemarkRow, Tables
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.words import days_named, is_number, telling_words

__all__ = ["OTHER", "Said", "Talk"]

OTHER = {"ours": "theirs", "theirs": "ours"}
"""The other side; third parties have none."""

PROMISING = frozenset({"commitment", "contingent_promise"})
YIELDS = frozenset({"gives_way", "gives_in", "favour_free"})
"""Remarks by which somebody gives what was asked for."""

_DAY_GIVEN = frozenset({"day_given", "day_assured", "day_named"})
_NAMES_DAY = _DAY_GIVEN | {"day_asked"}
GONE = frozenset({"fell_through", "bought_elsewhere"})
"""Remarks that business went elsewhere, or will not come."""
_HEARD = frozenset(PROMISE_REMARKS) | YIELDS | GONE
"""The remarks that the ledger listens to."""
_TELL_MORE = frozenset(PROMISE_REMARKS) - _NAMES_DAY
_TO_COME = PROMISING | _DAY_GIVEN
ASKING = frozenset(
    {"request", "question", "command", "day_asked", "missing", "complaint", "problem"}
)
TELLING = ASKING | PROMISING | {
    "delivery", "thanks", "praise", "hostile", "admission",
    "apology", "refusal", "discount", "decision", "handed_over", "arrived", "moved", "day_proposed",
    "agreed", "called_off", "given_up", "day_given", "day_assured", "day_named", "personal",
}  # fmt: skip
"""What the ledger listens to."""

_ELSE = frozenset({"request", "command", "refusal", "threat", "departure"})
_FORCES = frozenset({"command", "threat"})
_ASKS_IN_RETURN = frozenset({"request", "command"})
"""What a promise in return for something does besides: it asks for that."""
_ELSE_REMARKED = frozenset({"ultimatum", "menaces", "breaking_off", "leaving", "fell_through"})
"""What a sentence may be instead of a promise: it asks, refuses, threatens or takes leave."""


class Said(NamedTuple):
    """One sentence that does something; `what` is an act or a remark.

    `on` is the company's day, `own_on` the sender's where that is earlier: who writes "tomorrow" at
    ten in the evening and keeps it at nine in the next has kept it, whatever day it is elsewhere.
    """

    at: datetime
    ref: str
    quote: str
    what: str
    probability: float
    on: date
    thread: str
    side: str
    sender: str
    to: str | None
    due_on: date | None
    own_on: date


class _Mail(NamedTuple):
    at: datetime
    ref: str
    side: str
    on: date


@dataclass(frozen=True)
class Talk:
    """Everything that was said, oldest first; the order of rows does not matter."""

    said: tuple[Said, ...]
    mails: Mapping[str, tuple[_Mail, ...]]
    about: Mapping[str, str]
    booked: frozenset[date] = frozenset()
    """By thread: its mail in order, and all of its subjects; days for which deliveries stand."""

    @classmethod
    def of(cls, tables: Tables, rules: Rules) -> Talk:
        """From the rows of one account; acts that are too unsure count as not said."""
        mails: dict[str, set[_Mail]] = defaultdict(set)
        subjects: dict[str, set[str]] = defaultdict(set)
        for row in tables.message:
            if row.is_human and row.side in OTHER:
                mails[row.thread_id].add(_Mail(row.sent_at, row.message_id, row.side, row.sent_on))
                subjects[row.thread_id].add(row.subject)
        return cls(
            tuple(sorted(set(_said(tables, rules)), key=_place)),
            {thread: tuple(sorted(some)) for thread, some in mails.items()},
            {thread: " . ".join(sorted(some)) for thread, some in subjects.items()},
            frozenset(row.promised_on for row in tables.delivery),
        )

    @cached_property
    def remarked(self) -> frozenset[tuple[str, str]]:
        """Mail and quote of every remark: what a remark tells, an act on the same words adds to.

        Not of those that only name a day: beside one, a fault may be owned up to.
        """
        return frozenset((one.ref, one.quote) for one in self.said if one.what in _TELL_MORE)

    @cached_property
    def still_to_come(self) -> frozenset[tuple[str, str]]:
        """Mail and quote of what promises a later day: "they leave here on Friday" is not done."""
        return frozenset(
            (one.ref, one.quote)
            for one in self.said
            if one.due_on and one.due_on > one.on and one.what in _TO_COME
        )

    @cached_property
    def by_mail(self) -> Mapping[str, tuple[Said, ...]]:
        """What each mail says."""
        found: dict[str, list[Said]] = defaultdict(list)
        for one in self.said:
            found[one.ref].append(one)
        return {ref: tuple(some) for ref, some in found.items()}

    @cached_property
    def conceded(self) -> tuple[Said, ...]:
        """Every price that was let down, oldest first."""
        return tuple(one for one in self.said if one.what == "discount")

    def answered(self, one: Said, rules: Rules) -> tuple[Said, ...]:
        """What the last mail of the other side in this thread asks, if it is recent enough.

        Whoever names the day that the answer then gives has asked for it.
        """
        return tuple(other for other in self.before(one, rules) if _asks(other, one.due_on))

    def before(self, one: Said, rules: Rules) -> tuple[Said, ...]:
        """What the last mail of the other side in this thread says, if it is recent enough."""
        mails = self.mails.get(one.thread, ())
        end = bisect_left(mails, (one.at, "", ""))
        for mail in reversed(mails[max(0, end - int(rules.mails_in_a_row)) : end]):
            if mail.side != one.side:
                recent = one.at - mail.at <= timedelta(days=rules.answer_days)
                return self.by_mail.get(mail.ref, ()) if recent else ()
        return ()

    def answers(self, one: Said, rules: Rules) -> tuple[Said, ...]:
        """What the next mail of the other side in this thread says, if it comes soon enough."""
        mails = self.mails.get(one.thread, ())
        start = bisect_left(mails, (one.at, "", ""))
        for mail in mails[start : start + int(rules.mails_in_a_row)]:
            if mail.side != one.side and mail.at > one.at:
                soon = mail.at - one.at <= timedelta(days=rules.answer_days)
                return self.by_mail.get(mail.ref, ()) if soon else ()
        return ()

    def after(self, one: Said, rules: Rules) -> Iterator[Said]:
        """What the next mails of its thread say, of either side."""
        mails = self.mails.get(one.thread, ())
        start = bisect_left(mails, (one.at, "", ""))
        for mail in mails[start : start + int(rules.mails_in_a_row)]:
            yield from self.by_mail.get(mail.ref, ())

    def words(self, one: Said) -> frozenset[str]:
        """The telling words of a sentence."""
        return self.words_in(one.quote)

    def words_in(self, text: str) -> frozenset[str]:
        """The telling words of a sentence or of a row's name or note, worked out once for each."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = telling_words(text)
        return found

    def subject(self, thread: str) -> frozenset[str]:
        """The telling words of a thread's subject."""
        return self._subjects.get(thread, frozenset())

    def days_in(self, one: Said) -> frozenset[tuple[str, int]]:
        """The days that a sentence or its thread's subject names."""
        subject = self.about.get(one.thread)
        named = self._days_of(one.quote)
        return named | self._days_of(subject) if subject else named

    def _days_of(self, text: str) -> frozenset[tuple[str, int]]:
        """The days that a text names, looked for once."""
        found = self._days.get(text)
        if found is None:
            found = self._days[text] = days_named(text)
        return found

    def weight(self, word: str) -> float:
        """How much a shared word tells: less, the more threads hold it; a long number twice."""
        return self._weights.get(word, 1.0)

    def threads_with(self, word: str) -> int:
        """In how many threads a word is used."""
        return self._threads.get(word, 0)

    def overlap(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How much two sets of words have in common."""
        shared = some & others
        return sum(sorted(map(self.weight, shared))) if shared else 0.0

    @cached_property
    def _subjects(self) -> Mapping[str, frozenset[str]]:
        """The telling words of each thread's subjects: asked for where there are promises."""
        return {thread: self.words_in(text) for thread, text in self.about.items()}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _days(self) -> dict[str, frozenset[tuple[str, int]]]:
        return {}

    @cached_property
    def _threads(self) -> Mapping[str, int]:
        """In how many threads each word is used: a count that unrelated mail does not change."""
        holders: dict[str, set[str]] = defaultdict(set)
        for thread, words in self._subjects.items():
            for word in words:
                holders[word].add(thread)
        for one in self.said:
            for word in self.words(one):
                holders[word].add(one.thread)
        return {word: len(threads) for word, threads in holders.items()}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return {
            word: (2.0 if is_number(word) else 1.0) / (1 + log2(threads))
            for word, threads in self._threads.items()
        }


def _asks(one: Said, day: date | None) -> bool:
    return one.what in ASKING or (day is not None and one.due_on == day)


def _said(tables: Tables, rules: Rules) -> Iterator[Said]:
    ahead = {
        row.message_id: timedelta(minutes=row.utc_offset_minutes)
        for row in tables.message
        if row.utc_offset_minutes
    }
    no_promises = _no_promises(tables, rules)
    for act in tables.act:
        floor = rules.sign_floor
        if act.act in PROMISING:
            if (act.message_id, act.quote) in no_promises:
                continue
            floor = rules.floor if act.due_on is None else rules.floor_with_day
        if act.quote and act.act in TELLING and act.side in OTHER and act.probability >= floor:
            yield _one_said(act, act.act, act.probability, ahead)
    for one in tables.remark:
        if one.remark in _DAY_GIVEN and (one.message_id, one.quote) in no_promises:
            continue
        if one.side in OTHER and one.remark in _HEARD:
            yield _one_said(one, one.remark, 1.0, ahead)


def _no_promises(tables: Tables, rules: Rules) -> frozenset[tuple[str, str]]:
    """Mail and quote of what only looks like a promise, and is more surely something else.

    A day that no sure promise names is none either where the sentence orders or threatens.
    """
    promising = {
        (act.message_id, act.quote): act.probability
        for act in tables.act
        if act.quote and act.act in PROMISING
    }
    in_return = {
        (act.message_id, act.quote)
        for act in tables.act
        if act.act == "contingent_promise" and act.due_on is not None
    }
    unsure = {place for place, chance in promising.items() if chance < rules.surely}
    days = {(one.message_id, one.quote) for one in tables.remark if one.remark in _DAY_GIVEN}
    days -= promising.keys() - unsure
    if not unsure and not days:
        return frozenset()
    remarked = {
        (one.message_id, one.quote) for one in tables.remark if one.remark in _ELSE_REMARKED
    }
    likelier, forced = set(remarked), set(remarked)
    for act in tables.act:
        place = (act.message_id, act.quote or "")
        if act.act in _ASKS_IN_RETURN and place in in_return:
            continue
        if act.act in _ELSE and act.probability > promising.get(place, act.probability):
            likelier.add(place)
        if act.act in _FORCES and act.probability >= rules.sign_floor:
            forced.add(place)
    return frozenset(unsure & likelier | days & forced)


def _one_said(
    row: ActRow | RemarkRow, what: str, probability: float, ahead: Mapping[str, timedelta]
) -> Said:
    there = row.sent_at + ahead.get(row.message_id, timedelta())
    return Said(
        row.sent_at, row.message_id, row.quote, what, probability, row.sent_on, row.thread_id,
        row.side, row.sender, row.counterpart, row.due_on, min(row.sent_on, there.date()),
    )  # fmt: skip


def _place(one: Said) -> tuple[object, ...]:
    return (
        one.at,
        one.ref,
        one.quote,
        one.what,
        one.side,
        one.sender,
        str(one.due_on),
        str(one.to),
    )
