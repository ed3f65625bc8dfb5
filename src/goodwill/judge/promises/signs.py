"""What mail says of a promise afterwards: done, arrived, missed, owned up to, called off.

Each sentence that may settle something goes to at most one promise: the one it most likely speaks
of, by thread, shared rare words, the day, and who is on it. What it then says depends on the
day: a question after it is a sign, the same question before it is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.facts.acts import PROMISE_REMARKS
from goodwill.judge.promises.days import last_day
from goodwill.judge.promises.made import Promise
from goodwill.judge.promises.phrases import shows
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.talk import GONE, OTHER, Said, Talk
from goodwill.judge.promises.words import days_named, names_day

__all__ = ["Sign", "signs_in_mail"]

_FROM_PROMISER = frozenset({"delivery", "handed_over", "given_up", "admission", "apology"}) | GONE
_FROM_RECEIVER = frozenset(
    {
        "arrived",
        "delivery",
        "thanks",
        "praise",
        "missing",
        "complaint",
        "hostile",
        "problem",
        "called_off",
    }
)
_HANDED = frozenset({"delivery", "handed_over"})
_CAME = frozenset({"arrived", "delivery"})
_PRAISED = frozenset({"thanks", "praise"})
_MISSED = frozenset({"missing"})
_DAY = timedelta(days=1)
_REMARKED = frozenset(PROMISE_REMARKS) | GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that tells what came of a promise.

    `kind` names the sentence of the catalogue that says it; `weight` is in log-odds of kept, 0
    where it settles nothing by itself. `on` is the day it tells of, `said_on` that of the mail
    or row that tells it.
    """

    kind: str
    source: str
    ref: str
    on: date
    said_on: date
    weight: float
    quote: str | None = None


def signs_in_mail(
    talk: Talk, rules: Rules, promises: Sequence[Promise]
) -> dict[int, tuple[Sign, ...]]:
    """By place of the promise: all that was said of it afterwards, oldest first."""
    finder = _Finder(talk, rules, promises)
    found: dict[int, list[Sign]] = defaultdict(list)
    for one in talk.said:
        is_remark = one.what in _REMARKED
        if not is_remark and (one.ref, one.quote) in talk.remarked:
            continue
        if one.what in _HANDED and (one.ref, one.quote) in talk.still_to_come:
            continue
        for role, kinds in ((one.side, _FROM_PROMISER), (OTHER[one.side], _FROM_RECEIVER)):
            if one.what not in kinds or _is_missed(talk, one, role):
                continue
            place = finder.promise_of(one, role)
            if place is not None and (sign := _sign(talk, rules, promises[place], one)):
                found[place].append(sign)
    return {place: _once(some) for place, some in found.items()}


def _is_missed(talk: Talk, one: Said, role: str) -> bool:
    """Whether the receiver's "came" stands in a sentence that misses it: "Friday came and went"."""
    if one.what not in _CAME or role == one.side:
        return False
    beside = talk.by_mail.get(one.ref, ())
    return any(other.what in _MISSED and other.quote == one.quote for other in beside)


def _once(signs: list[Sign]) -> tuple[Sign, ...]:
    """One sign of each kind from one mail, the plainest: a list of parts is one delivery."""
    best: dict[tuple[str, str], Sign] = {}
    for sign in sorted(signs, key=lambda one: (-abs(one.weight), one.on)):
        best.setdefault((sign.ref, "for" if sign.weight > 0 else sign.kind), sign)
    return tuple(best.values())


class _Finder:
    """Which promise a sentence speaks of."""

    def __init__(self, talk: Talk, rules: Rules, promises: Sequence[Promise]) -> None:
        self.talk, self.rules, self.promises = talk, rules, promises
        self._in_thread: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._with_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_person: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._made_at = [promise.first.at for promise in promises]
        for place, promise in enumerate(promises):
            side = promise.first.side
            for thread in dict.fromkeys(one.thread for one in promise.made):
                self._in_thread[side, thread].append(place)
            for word in promise.about:
                self._with_word[side, word].append(place)
            for person in {promise.first.sender, promise.first.to or ""}:
                self._by_person[side, person].append(place)

    def promise_of(self, one: Said, side: str) -> int | None:
        """The promise of `side` that a sentence most likely speaks of; of equals the latest."""
        words, named = self.talk.words(one), self.talk.days_in(one)
        wide = words | self.talk.subject(one.thread)
        reached = [
            (strength, place)
            for place in self._near(one, side, words, wide)
            if (strength := self._strength(self.promises[place], one, words, wide, named))
            >= self.rules.reach
        ]
        return max(reached)[1] if reached else None

    def _near(
        self, one: Said, side: str, words: frozenset[str], wide: frozenset[str]
    ) -> dict[int, None]:
        """Promises made by then: of the thread, with a rare word, else of the same people."""
        made = bisect_left(self._made_at, one.at)
        found = dict.fromkeys(self._latest(self._in_thread.get((side, one.thread)), made))
        for word in wide:
            if self.talk.threads_with(word) <= self.rules.rare_threads:
                found |= dict.fromkeys(self._latest(self._with_word.get((side, word)), made))
        if not words:
            for person in (one.sender, one.to or ""):
                found |= dict.fromkeys(self._latest(self._by_person.get((side, person)), made))
        return found

    def _latest(self, places: list[int] | None, made: int) -> list[int]:
        """Of some promises the latest, of those made by then."""
        if not places:
            return []
        end = bisect_left(places, made)
        return places[max(0, end - int(self.rules.crowd)) : end]

    def _strength(
        self,
        promise: Promise,
        one: Said,
        words: frozenset[str],
        wide: frozenset[str],
        named: frozenset[tuple[str, int]],
    ) -> float:
        """How surely a sentence speaks of a promise; 0 where it cannot.

        `words` are those of the sentence, `wide` those with its subject, `named` its days.
        """
        rules, due_on, first = self.rules, promise.due_on, promise.first
        last = due_on or promise.made[-1].on
        if one.at <= first.at or one.on > last + timedelta(days=rules.settling_days):
            return 0.0
        is_named = due_on is not None and bool(named) and names_day(named, due_on)
        if promise.is_in(one.thread):
            shared = self.talk.overlap(promise.own, words)
            is_here = shared or not words or one.what in _MISSED
            strength = shared + (rules.thread if is_here else rules.other_words)
        else:
            strength = self.talk.overlap(promise.about, wide)
            if not strength and (words or not is_named):
                return 0.0
            if not (promise.own & wide or promise.about & words):
                strength = min(strength, rules.other_words if words else rules.thread)
        if is_named:
            strength += rules.named_day
        if abs((one.on - last).days) <= rules.near_days:
            strength += rules.near
        if {one.sender, one.to} & {first.sender, first.to}:
            strength += rules.people
        if one.what in GONE:
            strength = max(strength, rules.reach) if promise.own & wide else 0.0
        return round(strength, 6)


def _sign(talk: Talk, rules: Rules, promise: Promise, one: Said) -> Sign | None:
    """What a sentence says of the promise it speaks of, or None where it says nothing."""
    if one.side == promise.first.side:
        found = _from_promiser(talk, rules, promise, one)
    else:
        found = _from_receiver(talk, rules, promise, one)
    if found is None:
        return None
    kind, on, weight = found
    return Sign(
        kind=kind,
        source="message",
        ref=one.ref,
        on=on,
        said_on=one.on,
        weight=weight,
        quote=one.quote,
    )


Told = tuple[str, date, float]


def _from_promiser(talk: Talk, rules: Rules, promise: Promise, one: Said) -> Told | None:
    due_on = promise.due_on
    is_of_it = not _is_of_the_next(rules, promise, one) or _names_it_surely(
        talk, rules, promise, one
    )
    if one.what in _HANDED:
        return _handed_over(rules, promise, one, is_of_it=is_of_it)
    if one.what in GONE:
        return "gone", one.on, -rules.admitted
    if not is_of_it:
        return None
    if one.what == "given_up":
        renewed = any(one.ref == said.ref for said in (*promise.moved, *promise.made))
        return None if renewed else ("admitted", one.on, -rules.admitted)
    if due_on is not None and one.own_on > due_on:
        return "admitted", one.on, -rules.admitted
    return None


def _handed_over(rules: Rules, promise: Promise, one: Said, *, is_of_it: bool) -> Told | None:
    """The promiser hands it over; too late only where it is surely of this promise."""
    if _tells_of_part(promise, one):
        return None
    due_on, on = promise.due_on, _day_of(one)
    if due_on is None or on <= due_on:
        return "done", on, rules.done
    is_late = on > last_day(due_on, promise.first.quote) and is_of_it
    return ("done_late", on, -rules.late) if is_late else None


def _from_receiver(talk: Talk, rules: Rules, promise: Promise, one: Said) -> Told | None:
    if one.what == "called_off":
        return "called_off", one.on, 0.0
    due_on, waited = promise.due_on, (one.on - promise.made[-1].on).days
    is_after = one.on > due_on if due_on else waited >= rules.patience_days
    is_after = is_after or (one.on == due_on and _misses_today(one))
    names_it = bool(talk.words(one) & promise.own)
    is_next = _is_of_the_next(rules, promise, one)
    is_of_it = not is_next or _names_it_surely(talk, rules, promise, one)
    if _speaks_well(promise, one):
        counts = one.what in _CAME or names_it or _thanks_in_time(promise, one)
        return _spoken_well(talk, rules, promise, one) if counts and is_of_it else None
    if not is_after:
        return None
    if one.what in _MISSED or one.what in _CAME:
        is_held_up = is_of_it or shows("reported", one.quote)
        told = "missing" if due_on else "missing_undated"
        return (told, one.on, -rules.missing) if is_held_up else None
    if is_next or _is_of_another(talk, promise, one):
        return None
    return ("complained", one.on, -rules.complained) if names_it or due_on else None


def _misses_today(one: Said) -> bool:
    """Whether somebody waits in vain on the day itself: "it is six on the 8th, and no van"."""
    return one.what in _MISSED and names_day(days_named(one.quote), one.on)


def _thanks_in_time(promise: Promise, one: Said) -> bool:
    """Whether thanks may be for what was promised: from its day on, if that is not when it was."""
    return promise.due_on is not None and max(promise.made[-1].on, promise.due_on - _DAY) < one.on


def _is_of_another(talk: Talk, promise: Promise, one: Said) -> bool:
    """Whether a fault tells nothing of a promise: a new one elsewhere, or a word of thanks."""
    if one.what == "problem" and not promise.is_in(one.thread):
        return True
    return _is_thanks(talk, one) and not shows("bitter", one.quote)


def _is_thanks(talk: Talk, one: Said) -> bool:
    """Whether the sentence thanks or praises, too."""
    beside = talk.by_mail.get(one.ref, ())
    return any(other.what in _PRAISED and other.quote == one.quote for other in beside)


def _is_of_the_next(rules: Rules, promise: Promise, one: Said) -> bool:
    """Whether what is said in another thread comes so late that it is of another such thing."""
    last = promise.due_on or promise.made[-1].on
    return not promise.is_in(one.thread) and (one.on - last).days > rules.patience_days


def _names_it_surely(talk: Talk, rules: Rules, promise: Promise, one: Said) -> bool:
    """Whether a sentence itself names the thing in rare enough words."""
    return talk.overlap(promise.own, talk.words(one)) >= rules.reach


def _speaks_well(promise: Promise, one: Said) -> bool:
    """Whether it says that the thing came, or thanks for it, and means it."""
    if one.what in _CAME:
        return not _tells_of_part(promise, one) and not shows("bitter", one.quote)
    return one.what in _PRAISED and not shows("bitter", one.quote)


def _spoken_well(talk: Talk, rules: Rules, promise: Promise, one: Said) -> Told | None:
    if shows("still_wanting", one.quote):
        return None
    if one.what in _CAME:
        return _came(talk, rules, promise, one)
    return "thanked", one.on, rules.thanked


def _came(talk: Talk, rules: Rules, promise: Promise, one: Said) -> Told:
    """They write that it came: that day where they name one, else in time if it may have been.

    Thanks are often written some days after; that something is in use tells least of its day. What
    was to leave on a day comes some days after it.
    """
    due_on, on = promise.due_on, _day_of(one)
    lag = rules.thanks_days if _is_thanks(talk, one) else rules.grace_days
    if not shows("came_then", one.quote):
        lag = max(lag, rules.patience_days)
    grace = timedelta(days=0 if _tells_day(one) else lag)
    if shows("leaving", promise.first.quote):
        grace = timedelta(days=max(lag, rules.thanks_days))
    if due_on is None or on - grace <= due_on:
        return "arrived", min(on, due_on or on), rules.arrived
    return "arrived_late", on, -rules.late


def _tells_of_part(promise: Promise, one: Said) -> bool:
    """Whether it tells of progress, or of a part, where the promise is of the whole."""
    return shows("part_only", one.quote) and not shows("part_only", promise.first.quote)


def _tells_day(one: Said) -> bool:
    is_near = shows("just_now", one.quote) or shows("yesterday", one.quote)
    return is_near or any(kind == "w" for kind, _ in days_named(one.quote))


def _day_of(one: Said) -> date:
    """The day on which what a sentence tells was done: as it names it, else its own."""
    if shows("yesterday", one.quote):
        return one.own_on - timedelta(days=1)
    own_day = one.own_on.weekday()
    back = [(own_day - day) % 7 for kind, day in days_named(one.quote) if kind == "w"]
    return one.own_on - timedelta(days=min(back, default=0))
