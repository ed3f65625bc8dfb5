"""Which sentences are promises: what somebody will do, for the other side, that can be settled.

The rule. A sentence that promises counts where it names a day, or a thing (a telling word beyond
courtesy), or where it answers a request that does ("will do"); a yes takes the day asked for.
Courtesies ("I'll let you know", "we'll do our best") count only with a day of their own. A
day given in answer to a request, a question or a complaint is a promise whatever its words
("Thursday now, definitely"), and so are a yes that names the day they asked for ("the 20th is
fine"), one beside what is handed over ("the rest on Monday"), one on our word ("27 March,
promised"), one by which it was then done, and one for which a delivery stands in the books. What is
promised in return for something counts once that was given; a day that is counted ("within two
days") is counted from then. Sentences of one mail about one thing are one promise; one sentence
that gives two things two days is two. What somebody else said ("you said Friday"), and what is
denied ("I can't promise Friday"), is no promise of the writer's.

That the same thing is promised again in a later mail is next door, in `chains`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from goodwill.facts.acts import PROMISE_REMARKS
from goodwill.judge.promises.days import counted_from, day_named_in
from goodwill.judge.promises.phrases import (
    Shown,
    dates_condition_only,
    is_not_the_writers,
    shows,
)
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.talk import YIELDS, Said, Talk
from goodwill.judge.promises.words import days_named, names_day, numbers_in, telling_words

__all__ = ["Promise", "promises_made"]

_GIVEN = YIELDS | {"discount", "commitment", "decision", "delivery", "agreed", "handed_over"}
"""What meets a condition when the side that was asked does it."""

_PROMISES = frozenset({"commitment", "contingent_promise"})
_DAYS = frozenset({"day_given", "day_assured", "day_named"})
_PROMISING = _PROMISES | _DAYS | {"agreed"}
_NAMES_DAY = frozenset({"day_given", "day_assured", "day_asked"})
_DAY_WANTED = _NAMES_DAY | {"day_proposed", "request", "command"}
_ASKS_DEED = frozenset({"request", "question", "command", "day_asked"})
_DONE = frozenset({"delivery", "handed_over"})
_OF_GOODS: tuple[Shown, ...] = ("delivering", "dispatching")
_NO_WORD: tuple[Shown, ...] = ("winking", "signing_off")
_ORDERS = frozenset({"request", "command", "decision", "agreed", "commitment"})
_HANDS_OVER = _DONE | {"apology", "admission", "given_up"}


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

    @property
    def telling(self) -> Said:
        """The sentence that a reader is shown: the first that names a day, else the first."""
        return next((said for said in self.made if said.due_on is not None), self.first)

    def is_in(self, thread: str) -> bool:
        """Whether it was made, or said again, in a thread."""
        return any(said.thread == thread for said in self.made)


def promises_made(talk: Talk, rules: Rules) -> Iterator[Promise]:
    """Every promise of each mail, oldest first; repeats in other mails are still apart."""
    said = (one for one in talk.said if one.what in _PROMISING and one.to is not None)
    for _, some in groupby(said, key=lambda one: (one.at, one.ref)):
        yield from _of_mail(talk, rules, list(some))


def _of_mail(talk: Talk, rules: Rules, said: list[Said]) -> Iterator[Promise]:
    asked = talk.answered(said[0], rules)
    found: list[Promise] = []
    for one in (part for whole in _one_each(said) for part in _parts(whole)):
        promise = _assent(talk, one, asked) if one.what == "agreed" else None
        promise = promise or _promise(talk, rules, _without_yes(one), asked)
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
    for one in said:
        chosen = best[one.quote]
        if chosen.due_on is None and one.what in _DAYS:
            best[one.quote] = chosen._replace(due_on=one.due_on)
    return sorted(best.values(), key=lambda one: (one.due_on is None, -one.probability, one.quote))


def _sureness(one: Said) -> tuple[bool, bool, bool, float, str]:
    is_act = one.what not in PROMISE_REMARKS
    is_yes, is_vague = one.what == "agreed", one.what == "day_named"
    return is_act, not (is_yes or is_vague), is_yes, one.probability, one.what


def _without_yes(one: Said) -> Said:
    """A yes as what it says besides: a day, if any."""
    return one._replace(what="day_named") if one.what == "agreed" else one


def _assent(talk: Talk, one: Said, asked: tuple[Said, ...]) -> Promise | None:
    """What our yes to a day promises: what they want by then; talk is nothing done.

    Only of a yes that names the day ("the 20th is fine"); one beside a deed is read with that.
    """
    wants = [other for other in asked if other.what in _DAY_WANTED and _wants_it_done(other)]
    days = {other.due_on for other in wants if other.due_on and _is_named_in(one, other.due_on)}
    if one.side != "ours" or len(days) != 1 or shows("rather", one.quote):
        return None
    if shows("negative", one.quote) or any(shows("meeting", each.quote) for each in (one, *wants)):
        return None
    own = frozenset().union(*(talk.words(other) for other in asked))
    due_on = days.pop()
    return Promise(
        made=(one._replace(due_on=due_on),),
        due_on=due_on,
        own=own,
        about=own | talk.subject(one.thread),
        is_answer=True,
    )


def _wants_it_done(other: Said) -> bool:
    """Whether a sentence wants something of the other side, and not leave for the writer's own."""
    if shows("paying", other.quote):
        return False
    return not shows("own_person", other.quote) or any(
        shows(what, other.quote) for what in ("asks_them", "wanting")
    )


def _is_named_in(one: Said, day: date) -> bool:
    """Whether a sentence names a day, be it by its number alone; a month is no day."""
    named = frozenset(each for each in days_named(one.quote) if each[0] != "m")
    return names_day(named, day) or day.day in numbers_in(one.quote)


def _promise(talk: Talk, rules: Rules, one: Said, asked: tuple[Said, ...]) -> Promise | None:
    """The promise that one sentence makes, or None where it makes none that could be settled."""
    own, due_on = talk.words(one), one.due_on
    is_plain = one.what != "contingent_promise"
    if is_not_the_writers(one.quote) or (is_plain and _is_none(talk, one, is_answer=bool(asked))):
        return None
    is_unsure = one.what in _DAYS or one.probability < rules.floor
    if is_unsure and not (_is_given(one, asked, talk) or _was_done(one, talk, rules)):
        return None
    is_thin = len(own) < rules.object_words
    wanted = [other for other in asked if other.what in _ASKS_DEED]
    if is_thin and asked:
        own = frozenset().union(*(talk.words(other) for other in asked))
    if is_thin and due_on is None:
        due_on = max((day for other in wanted if (day := other.due_on)), default=None)
    due_on = _as_asked(one, due_on or _day_accepted(talk, rules, one), wanted)
    if due_on is None and (_leaves_no_trace(talk, one) or (is_thin and not wanted)):
        return None
    agreed = _terms_met(talk, rules, one)
    if agreed is None:
        return None
    if agreed and not _is_offer(one):
        is_dated = due_on is not None and not dates_condition_only(one.quote)
        due_on = counted_from(one, agreed[0].on) if is_dated else None
    return Promise(
        made=(one,),
        due_on=due_on,
        own=own,
        about=own | talk.subject(one.thread),
        agreed=agreed,
        is_answer=bool(asked),
    )


def _is_none(talk: Talk, one: Said, *, is_answer: bool) -> bool:
    """Whether what reads like a promise is none: an order, what comes along, news, a joke."""
    return (
        any(shows(what, one.quote) for what in _NO_WORD)
        or _only_answers(talk, one)
        or _is_an_order(one, is_answer=is_answer)
        or _comes_along(talk, one)
        or _tells_of_somebody(one)
    )


def _is_an_order(one: Said, *, is_answer: bool) -> bool:
    """Whether the other side is to do it: "keep ours until June", "ten crates at the gate by six".

    Where no verb orders, a client orders who names no doer of his own and answers nothing.
    """
    if shows("ordering", one.quote):
        return not (shows("will_be", one.quote) or shows("own_voice", one.quote))
    return (
        one.side == "theirs"
        and not is_answer
        and not (
            shows("own_person", one.quote)
            or shows("to_you", one.quote)
            or shows("will_be", one.quote)
            or shows("money_out", one.quote)
            or (
                one.what in _PROMISES and shows("coming", one.quote) and shows("by_then", one.quote)
            )
        )
    )


def _comes_along(talk: Talk, one: Said) -> bool:
    """Whether its mail itself hands it over, in the present: "I send you the logo"."""
    if one.due_on is not None or shows("to_come", one.quote):
        return False
    beside = talk.by_mail.get(one.ref, ())
    return any(other.what in _DONE and other.quote == one.quote for other in beside)


def _tells_of_somebody(one: Said) -> bool:
    """Whether it tells when somebody takes up a post: no work, and nothing of the writer's."""
    if shows("own_voice", one.quote):
        return False
    return shows("joining", one.quote) or (one.side == "theirs" and shows("starting", one.quote))


def _only_answers(talk: Talk, one: Said) -> bool:
    """Whether it misses something ("nothing on Friday"), or is a client's yes to a day of ours."""
    if shows("own_voice", one.quote):
        return False
    beside = talk.by_mail.get(one.ref, ())
    said = {other.what for other in beside if other.quote == one.quote}
    is_yes = "agreed" in said or shows("suits", one.quote)
    is_yes = is_yes and one.what in _DAYS and one.side == "theirs"
    return is_yes or ("missing" in said and not shows("own_person", one.quote))


def _day_accepted(talk: Talk, rules: Rules, one: Said) -> date | None:
    """The one day that the other side named for it, where the sentence says yes: "agreed, I will".

    Not a day on which they promise something themselves.
    """
    beside = talk.by_mail.get(one.ref, ())
    is_yes = any(other.what == "agreed" and other.quote == one.quote for other in beside)
    if not is_yes or shows("hedged", one.quote):
        return None
    before = talk.before(one, rules)
    theirs = {
        other.quote
        for other in before
        if other.what in _PROMISES and not _is_an_order(other, is_answer=False)
    }
    days = {
        other.due_on
        for other in before
        if other.what in _NAMES_DAY and other.quote not in theirs and other.due_on
    }
    return days.pop() if len(days) == 1 else None


def _as_asked(one: Said, due_on: date | None, wanted: list[Said]) -> date | None:
    """The day, or that of the request which it answers: asked for Friday the 16th, "Friday" is it.

    Only where a weekday is all that the sentence names, and the request's day is that weekday.
    """
    if due_on is None or days_named(one.quote) != {("w", due_on.weekday())}:
        return due_on
    asked_for = (other.due_on for other in wanted if other.due_on is not None)
    alike = (day for day in asked_for if day.weekday() == due_on.weekday())
    return max(alike, default=due_on)


def _leaves_no_trace(talk: Talk, one: Said) -> bool:
    """Whether nobody could tell later that it was done: a courtesy, a call, private talk."""
    if shows("hedged", one.quote) or "#call" in talk.words(one):
        return True
    beside = talk.by_mail.get(one.ref, ())
    return any(other.what == "personal" and other.quote == one.quote for other in beside)


def _is_given(one: Said, asked: tuple[Said, ...], talk: Talk) -> bool:
    """Whether a sentence that names a day gives it to the other side."""
    if _is_no_offer(one):
        return False
    if _is_booked(one, talk) or (one.what == "day_assured" and shows("pledged", one.quote)):
        return True
    if shows("money_out", one.quote):
        return True
    if asked or one.what != "day_given":
        return bool(asked) and (one.what != "day_named" or _is_date_alone(one, asked))
    if one.side == "ours" and any(shows(what, one.quote) for what in _OF_GOODS):
        return True
    return shows("to_you", one.quote) or shows("giving", one.quote) or _hands_over(one, talk)


def _is_date_alone(one: Said, asked: tuple[Said, ...]) -> bool:
    """Whether it begins with the date that was asked for: "13 June, with the second coat"."""
    wants = any(other.what in _ASKS_DEED for other in asked)
    is_alone = shows("day_first", one.quote) and not shows("suits", one.quote)
    return wants and one.side == "ours" and is_alone


def _is_booked(one: Said, talk: Talk) -> bool:
    """Whether a delivery of ours stands in the books for that day; talk delivers nothing."""
    is_of_row = one.side == "ours" and one.due_on in talk.booked
    return is_of_row and not shows("meeting", one.quote)


def _is_no_offer(one: Said) -> bool:
    """Whether it names no day, a day for the other side, or a day by which it will not be."""
    return one.due_on is None or shows("asked_of_them", one.quote) or shows("negative", one.quote)


def _hands_over(one: Said, talk: Talk) -> bool:
    """Whether its mail hands over, or owns up to, something: the day is that of what is left."""
    beside = talk.by_mail.get(one.ref, ())
    return any(other.what in _HANDS_OVER and other.quote != one.quote for other in beside)


def _was_done(one: Said, talk: Talk, rules: Rules) -> bool:
    """Whether it was then done by that day, in that thread: so the day was meant."""
    if one.due_on is None or one.what == "day_assured" or _is_no_offer(one):
        return False
    about = talk.words(one) | talk.subject(one.thread)
    until = one.due_on + timedelta(days=rules.grace_days)
    is_vague = one.what == "day_named"
    for other in talk.after(one, rules):
        words = talk.words(other)
        is_of_it = bool(words & (talk.words(one) if is_vague else about))
        if other.side == one.side:
            is_done = other.what in _DONE and other.on <= one.due_on and is_of_it
        else:
            may_be = is_of_it or not (words or is_vague)
            is_done = other.what == "arrived" and other.on <= until and may_be
        if is_done and other.at > one.at:
            return True
    return False


def _parts(one: Said) -> tuple[Said, ...]:
    """The sentence, or its two halves where it promises one thing by one day, another by another.

    Only where the second half is short of everything but a thing and a day: "... and the price
    list by Wednesday".
    """
    if one.due_on is None:
        return (one,)
    for joint in _JOINT.finditer(one.quote):
        halves = one.quote[: joint.start()].rstrip(" ,"), one.quote[joint.end() :].strip(" .!")
        days = [_half_due(half, one) for half in halves]
        if None not in days and days[0] != days[1] and _is_elliptical(halves[1]):
            return tuple(
                one._replace(quote=half, due_on=day) for half, day in zip(halves, days, strict=True)
            )
    return (one,)


_JOINT = re.compile(r",? (?:and|und|et|y|sowie|plus) |; ")


def _is_elliptical(half: str) -> bool:
    return bool(telling_words(half)) and shows("elliptical", half)


def _half_due(half: str, one: Said) -> date | None:
    """The day that half a sentence names: the sentence's where it is that, else its own."""
    named = days_named(half)
    if one.due_on is not None and named and names_day(named, one.due_on):
        return one.due_on
    return day_named_in(named, one.on)


def _is_offer(one: Said) -> bool:
    """Whether our sentence names a price and a day of delivery, and nobody who will do it."""
    return (
        one.side == "ours"
        and one.due_on is not None
        and shows("priced", one.quote)
        and any(shows(what, one.quote) for what in _OF_GOODS)
        and not shows("own_person", one.quote)
    )


def _ordered(talk: Talk, rules: Rules, one: Said) -> tuple[Said, ...]:
    """What orders the thing offered, in time for the day of the offer."""
    for other in talk.answers(one, rules):
        if other.what in _ORDERS and one.due_on is not None and other.on <= one.due_on:
            return (other,)
    return ()


def _terms_met(talk: Talk, rules: Rules, one: Said) -> tuple[Said, ...] | None:
    """What met the terms that it is promised on, nothing where it has none; None: they are open."""
    if _is_offer(one):
        return _ordered(talk, rules, one) or None
    if one.what == "contingent_promise" or shows("in_return", one.quote):
        return _condition_met(talk, rules, one) or None
    return ()


def _condition_met(talk: Talk, rules: Rules, one: Said) -> tuple[Said, ...]:
    """What the other side gave after it was asked for, in the thread or about the same thing."""
    for other in talk.answers(one, rules):
        if other.what in _GIVEN:
            return (other,)
    words = talk.words(one) | talk.subject(one.thread)
    until = one.at + timedelta(days=rules.settling_days)
    for other in (*talk.after(one, rules), *talk.conceded):
        if other.side == one.side or not one.at < other.at <= until:
            continue
        is_here = other.thread == one.thread
        if other.what in _GIVEN and is_here and talk.words(other) & talk.words(one):
            return (other,)
        about = talk.words(other) | talk.subject(other.thread)
        if other.what == "discount" and talk.overlap(words, about) >= rules.reach:
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
