"""One promise, however often it is said: repeats, days moved in time, days named again too late.

A later sentence is the same promise where it comes from the same side, is about the same thing
(or says no thing of its own, in the same thread), and names the same day or none. Another day
named in the thread before the old one has passed moves the promise, also where it comes with the
notice that the old one cannot be kept; after it, in answer to somebody who missed the thing, it
admits that the day was not kept and is a promise of its own.

A later day that is asked for moves it unless the other side protests or holds to the old one. A
day that is only proposed ("how about the 16th?") moves it where whom it was promised proposes it,
or where the other side takes it up; an earlier one always needs that. Where no promise stands yet,
a day that we offer for what they asked for, and that they take, is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from goodwill.judge.promises.days import other_day
from goodwill.judge.promises.made import Promise, promises_made
from goodwill.judge.promises.phrases import shows
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.talk import OTHER, Said, Talk
from goodwill.judge.promises.words import days_named, names_day, numbers_in

__all__ = ["promises_kept_apart"]

_MISSED = frozenset({"missing", "complaint", "problem"})
_OWNED_UP = frozenset({"given_up", "apology", "admission"})
_PROTEST = frozenset({"complaint", "hostile", "refusal", "missing"})
_AGREED = frozenset({"agreed"})
_WANTS = frozenset({"request", "command", "problem", "missing", "complaint"})
_MOVES = frozenset({"moved", "day_proposed"})


def promises_kept_apart(talk: Talk, rules: Rules) -> tuple[Promise, ...]:
    """Every promise of the account once, oldest first."""
    chains = _Chains(talk, rules)
    for promise in sorted(_events(talk, rules), key=lambda one: (one.first.at, one.first.ref)):
        if promise.first.what in _MOVES:
            chains.move(promise.first)
        elif promise.first.what == "given_up":
            chains.put_off(promise.first)
        else:
            chains.add(promise)
    return tuple(chains.promises)


def _events(talk: Talk, rules: Rules) -> Iterator[Promise]:
    """Promises, and sentences that propose another day or give one up, in the same form."""
    yield from promises_made(talk, rules)
    for one in talk.said:
        is_proposal = one.what in _MOVES and one.due_on is not None
        if (is_proposal or one.what == "given_up") and one.to is not None:
            own = talk.words(one)
            about = own | talk.subject(one.thread)
            yield Promise(made=(one,), due_on=one.due_on, own=own, about=about)


class _Chains:
    """The promises so far, found again by side and thread, and by side and word."""

    def __init__(self, talk: Talk, rules: Rules) -> None:
        self.talk, self.rules = talk, rules
        self.promises: list[Promise] = []
        self._in_thread: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._with_word: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, new: Promise) -> None:
        """Take in a promise: as one more saying of an earlier one, or as a new one.

        A yes to a day is none where that day was promised to whoever says it.
        """
        if new.first.what == "agreed" and self._was_promised_them(new):
            return
        place = self._same(new)
        if place is None:
            self._put(new)
            return
        old = self.promises[place]
        if new.due_on is None or old.due_on is None or new.due_on == old.due_on:
            self.promises[place] = _said_again(old, new)
        elif new.first.on < old.due_on or (new.first.on == old.due_on and not self._is_missed(new)):
            self._change_day(place, new)
        else:
            if self._owns_up(new) and old.is_in(new.first.thread):
                self.promises[place] = replace(old, again=new.first)
                new = replace(new, own=new.own | old.own, about=new.about | old.about)
            self._put(new)

    def move(self, one: Said) -> None:
        """Take in a proposal of another day, by whichever side."""
        place = self._latest(one)
        if place is not None and one.due_on is not None:
            old = self.promises[place]
            if any((one.ref, one.quote) == (said.ref, said.quote) for said in old.moved):
                return
            if self._says_yes_to(one, old):
                return
            one = _with_other_day(one, old)
            if old.due_on is None or one.on <= old.due_on:
                if one.due_on != old.due_on and self._is_taken(one, old):
                    moved = (*old.moved, one)
                    self.promises[place] = replace(old, due_on=one.due_on, moved=moved)
                return
        agreed = self._answered_by(one, _AGREED)
        if agreed and self._is_own_day(one):
            own = self.talk.words(one).union(*map(self.talk.words, self._wanted(one)))
            about = own | self.talk.subject(one.thread)
            self._put(Promise(made=(one,), due_on=one.due_on, own=own, about=about, agreed=agreed))

    def _says_yes_to(self, one: Said, old: Promise) -> bool:
        """Whether it takes the day that stands: another day beside it is only the reason.

        "The 9th is fine, the fair is on the 20th anyway"; not "the 9th is fine, but the 20th ...".
        """
        beside = self.talk.by_mail.get(one.ref, ())
        is_yes = any(other.what in _AGREED and other.quote == one.quote for other in beside)
        is_named = old.due_on is not None and (
            names_day(days_named(one.quote), old.due_on) or old.due_on.day in numbers_in(one.quote)
        )
        return is_yes and is_named and not shows("rather", one.quote)

    def put_off(self, one: Said) -> None:
        """Take in that a day will not be kept: told before it and with a new one, it is moved."""
        place = self._latest(one)
        if place is None or self.promises[place].first.side != one.side:
            return
        old = self.promises[place]
        new = None if old.due_on is None else self._new_day(one, old.due_on)
        if new is None or old.due_on is None or not one.on <= old.due_on < new:
            return
        if not self._answered_by(one, _PROTEST):
            moved = (*old.moved, one._replace(due_on=new))
            self.promises[place] = replace(old, due_on=new, moved=moved)

    def _new_day(self, one: Said, old: date) -> date | None:
        """The other day that a sentence names beside the old one, else one of its mail."""
        named = other_day(one, old)
        if named is not None and not _is_over(one, named):
            return named
        beside = self.talk.by_mail.get(one.ref, ())
        days = (other.due_on for other in beside if other.side == one.side and other.due_on)
        return min((day for day in days if day > old), default=None)

    def _put(self, new: Promise) -> None:
        place = len(self.promises)
        self.promises.append(new)
        side = new.first.side
        self._in_thread[side, new.first.thread].append(place)
        for word in new.own:
            self._with_word[side, word].append(place)

    def _change_day(self, place: int, new: Promise) -> None:
        """Another day before the old one has passed: in the thread it is moved, else apart."""
        old = self.promises[place]
        if old.first.thread != new.first.thread:
            self._put(new)
            return
        moved = (*old.moved, new.first)
        self.promises[place] = replace(old, due_on=new.due_on, moved=moved)

    def _same(self, new: Promise) -> int | None:
        """The latest earlier promise that `new` says again."""
        crowd, first = int(self.rules.crowd), new.first
        for place in reversed(self._in_thread[first.side, first.thread][-crowd:]):
            if self._is_recent(place, first) and self._is_same_here(self.promises[place], new):
                return place
        near = {
            place
            for word in new.own
            for place in self._with_word.get((first.side, word), ())[-crowd:]
        }
        for place in sorted(near, reverse=True):
            if self._is_recent(place, first) and self._is_same_there(self.promises[place], new):
                return place
        return None

    def _was_promised_them(self, new: Promise) -> bool:
        """Whether the other side has promised that day in the thread."""
        places = self._in_thread[OTHER[new.first.side], new.first.thread]
        return any(self.promises[place].due_on == new.due_on for place in places)

    def _is_recent(self, place: int, first: Said) -> bool:
        old = self.promises[place]
        last = max(old.made[-1].on, old.due_on or old.made[-1].on)
        return old.again is None and first.on - last <= timedelta(days=self.rules.repeat_days)

    def _is_same_here(self, old: Promise, new: Promise) -> bool:
        """In one thread: of the same thing, a new day for what was missed, a yes to a new day."""
        if self._owns_up(new) and new.due_on is not None:
            return True
        if (old.moved or new.first.what == "agreed") and old.due_on == new.due_on:
            return new.is_answer
        alike = bool(old.own & new.own) or not old.own or not new.own
        return alike and (old.first.sender == new.first.sender or old.due_on == new.due_on)

    def _is_same_there(self, old: Promise, new: Promise) -> bool:
        """In two threads: one person, and enough rare words in common."""
        if old.first.thread == new.first.thread or old.first.sender != new.first.sender:
            return False
        shared = self.talk.overlap(old.about, new.about)
        same_day = self.rules.named_day if old.due_on and old.due_on == new.due_on else 0.0
        return shared + same_day >= self.rules.reach

    def _owns_up(self, new: Promise) -> bool:
        """Whether a promise answers somebody who missed the thing, or admits it by itself."""
        own = self.talk.by_mail.get(new.first.ref, ())
        return self._is_missed(new) or any(
            one.what in _OWNED_UP and one.side == new.first.side for one in own
        )

    def _is_missed(self, new: Promise) -> bool:
        """Whether a promise answers somebody who missed the thing."""
        asked = self.talk.answered(new.first, self.rules)
        return any(one.what in _MISSED for one in asked)

    def _latest(self, one: Said) -> int | None:
        """The latest promise with a day in this thread that a proposal may be about."""
        crowd = int(self.rules.crowd)
        places = [
            place
            for side in (one.side, OTHER[one.side])
            for place in self._in_thread[side, one.thread][-crowd:]
            if self.promises[place].due_on is not None
        ]
        places = [at for at in places if self.promises[at].first.ref != one.ref] or places
        words = self.talk.words(one)
        alike = [place for place in places if words & self.promises[place].own]
        return max(alike or places, default=None)

    def _is_own_day(self, one: Said) -> bool:
        """Whether who names another day will do it then: "can we make it the 30th?".

        Where nothing tells, it is we who do the work.
        """
        if one.what == "moved":
            is_of_ours = one.side == "ours" and not shows("asks_them", one.quote)
            is_theirs = shows("own_person", one.quote) and not shows("wanting", one.quote)
            return is_of_ours or is_theirs
        beside = self.talk.by_mail.get(one.ref, ())
        is_owned_up = any(each.what in _OWNED_UP and each.side == one.side for each in beside)
        return is_owned_up or (one.side == "ours" and bool(self._wanted(one)))

    def _wanted(self, one: Said) -> tuple[Said, ...]:
        """What they want done, where a day is offered for it in answer; talk is nothing done."""
        asked = self.talk.answered(one, self.rules)
        if any(shows("meeting", other.quote) for other in (one, *asked)):
            return ()
        return tuple(other for other in asked if other.what in _WANTS)

    def _is_taken(self, one: Said, old: Promise) -> bool:
        """Whether the day that a sentence names takes the place of a promise's old one."""
        answers = self.talk.answers(one, self.rules)
        is_taken_up = any(each.what in _AGREED or each.due_on == one.due_on for each in answers)
        is_held = any(each.due_on == old.due_on for each in answers)
        if self._answered_by(one, _PROTEST) or (is_held and not is_taken_up):
            return False
        is_later = old.due_on is not None and one.due_on is not None and old.due_on < one.due_on
        is_asked_for = one.what == "moved" or one.side != old.first.side
        return is_taken_up or (is_later and is_asked_for)

    def _answered_by(self, one: Said, kinds: frozenset[str]) -> tuple[Said, ...]:
        answers = self.talk.answers(one, self.rules)
        return tuple(other for other in answers if other.what in kinds)[:1]


def _with_other_day(one: Said, old: Promise) -> Said:
    """A proposal with the day it proposes: "the 7th won't do, could we say the 13th?"."""
    if old.due_on is None or one.due_on != old.due_on:
        return one
    return one._replace(due_on=other_day(one, old.due_on) or one.due_on)


def _is_over(one: Said, day: date) -> bool:
    """Whether "the 8th" is that of this month, which is over, and not the next.

    Only of a day told by its number alone, in a sentence that owns up to something.
    """
    return days_named(one.quote) == {("d", day.day)} and day.day < one.on.day


def _said_again(old: Promise, new: Promise) -> Promise:
    """The earlier promise, said once more; it stays about what it was about at first."""
    return replace(
        old,
        made=(*old.made, *new.made),
        due_on=old.due_on or new.due_on,
        own=old.own or new.own,
        about=old.about if old.own else old.about | new.about,
    )
