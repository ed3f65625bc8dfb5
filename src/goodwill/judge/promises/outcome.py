"""What came of each promise: its signs added up, and the word for it.

Signs for and against are log-odds of kept. From `settles_at` either way it is told; between
the two the promise stays open, however old (contract, "Promises").
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from goodwill.facts.disputes import Dispute
from goodwill.facts.tables import Tables
from goodwill.facts.values import Window
from goodwill.judge.promises.chains import promises_kept_apart
from goodwill.judge.promises.made import Promise
from goodwill.judge.promises.records import Records
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.signs import Sign, signs_in_mail
from goodwill.judge.promises.talk import Talk
from goodwill.judge.promises.words import telling_words
from goodwill.judge.promises.written_back import written_back

__all__ = ["Entry", "Outcome", "Status", "keep_ledger"]

Status = Literal["open", "kept", "broken"]
Outcome = Literal[
    "kept", "late", "broken", "renegotiated", "called_off", "no_promise", "dropped", "open"
]
"""`late` is broken, `renegotiated` kept on a day moved in time; `dropped` is open in the contract's
words: nothing tells that it was not done. `called_off` by the other side binds nobody any more:
it is in the ledger to be seen, and no tally counts it. `no_promise`: so somebody says of it."""

NOT_BINDING = frozenset({"called_off", "no_promise"})

OWN_WORD = frozenset({"done", "answered"})
"""Signs that rest on the word of who promised."""

LATE = frozenset({"done_late", "arrived_late"})
RECORDS = frozenset({"delivery", "ticket", "payment", "credit", "agreement", "deal"})
CAME_LATE = LATE | RECORDS
"""Of a broken promise: the signs that it was done in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One promise of the ledger and what came of it; `settled_on` where it is told.

    `said` is what people say came of it.
    """

    promise: Promise
    status: Status
    outcome: Outcome
    settled_on: date | None
    signs: tuple[Sign, ...]
    said: tuple[Dispute, ...] = ()

    @property
    def binds(self) -> bool:
        """Whether anybody was still held to it: not what the other side called off."""
        return self.outcome not in NOT_BINDING

    @property
    def came_on(self) -> date | None:
        """The day on which what was promised came after all, too late."""
        return _came_on(self.promise, self.signs)


def keep_ledger(tables: Tables, rules: Rules, *, as_of: date) -> tuple[Entry, ...]:
    """Every promise that counts in the 12 months to `as_of`, newest first."""
    talk = Talk.of(tables, rules)
    promises = promises_kept_apart(talk, rules)
    if not promises:
        return ()
    said = signs_in_mail(talk, rules, promises)
    records = Records.of(tables, talk, rules, promises)
    heard = _Heard.of(tables)
    entries = []
    for place, promise in enumerate(promises):
        signs = (*said.get(place, ()), *written_back(talk, rules, promise), *records.signs(promise))
        told = _told(rules, promise, signs)
        entries.append(_entry(rules, promise, told, heard, as_of))
    year = Window.twelve_months(as_of)
    counted = [entry for entry in entries if _counts(entry, year)]
    return tuple(sorted(counted, key=_newest_first))


def _newest_first(entry: Entry) -> tuple[int, str, str]:
    first = entry.promise.first
    return -first.on.toordinal(), first.ref, first.quote


def _counts(entry: Entry, year: Window) -> bool:
    """Made, due, settled or open in the 12 months; called off ends it on that day."""
    days = [entry.promise.first.on, entry.promise.due_on, entry.settled_on]
    if entry.outcome == "called_off":
        days += [sign.on for sign in entry.signs if sign.kind == "called_off"]
    elif entry.status == "open":
        return True
    return any(day is not None and year.holds(day) for day in days)


@dataclass(frozen=True, slots=True)
class _Heard:
    """On which days each side wrote."""

    days: dict[str, list[date]]

    @classmethod
    def of(cls, tables: Tables) -> _Heard:
        days: dict[str, list[date]] = {"ours": [], "theirs": []}
        for row in tables.message:
            if row.is_human and row.side in days:
                days[row.side].append(row.sent_on)
        return cls({side: sorted(some) for side, some in days.items()})

    def both_after(self, day: date) -> bool:
        """Whether both sides wrote after a day."""
        return all(bisect_right(some, day) < len(some) for some in self.days.values())


@dataclass(frozen=True, slots=True)
class _Told:
    """The signs of a promise in order, and what they add up to."""

    signs: tuple[Sign, ...]
    status: Status


def _told(rules: Rules, promise: Promise, signs: tuple[Sign, ...]) -> _Told:
    signs = _with_again(rules, promise, signs)
    ordered = tuple(sorted(signs, key=lambda one: (one.on, one.ref, one.kind)))
    ordered = _unless_denied(promise, _until_closed(rules, _unless_called_off(ordered)))
    total = round(sum(sign.weight for sign in ordered), 6)
    if total >= rules.settles_at:
        return _Told(ordered, "kept")
    return _Told(ordered, "broken" if total <= -rules.settles_at else "open")


def _unless_called_off(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs; that it will not come breaks nothing once the other side has called it off."""
    called_off = min((sign.on for sign in signs if sign.kind == "called_off"), default=date.max)
    return tuple(sign for sign in signs if sign.kind != "gone" or sign.on < called_off)


def _unless_denied(promise: Promise, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs; that it was done tells nothing where the other side writes that it has not come.

    Only of this very thing, after its day, and never against their own word that it came.
    """
    if any(sign.weight > 0 and sign.kind not in OWN_WORD for sign in signs):
        return signs
    denied = [sign.said_on for sign in signs if _denies(promise, sign)]
    last = max(denied, default=date.min)
    return tuple(
        replace(sign, weight=0.0) if sign.kind in OWN_WORD and sign.said_on <= last else sign
        for sign in signs
    )


def _denies(promise: Promise, sign: Sign) -> bool:
    if sign.kind != "missing":
        return False
    words = telling_words(sign.quote or "")
    return not words or bool(words & promise.own)


def _until_closed(rules: Rules, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs until the matter is closed: what was done in time is not done late again.

    For some days they may still say that it has not come; after that they speak of another.
    """
    done_on = next((sign.on for sign in signs if sign.weight > 0), None)
    if done_on is None:
        return signs
    closed = done_on + timedelta(days=rules.patience_days)
    return tuple(
        sign
        for sign in signs
        if sign.weight >= 0 or (sign.on <= closed and not (sign.kind in LATE and sign.on > done_on))
    )


def _entry(rules: Rules, promise: Promise, told: _Told, heard: _Heard, as_of: date) -> Entry:
    return Entry(
        promise=promise,
        status=told.status,
        outcome=_outcome(rules, promise, told, heard, as_of),
        settled_on=_settled_on(told.signs, told.status),
        signs=told.signs,
    )


def _with_again(rules: Rules, promise: Promise, signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs, and the new day that was named too late, unless it was done before that."""
    again = promise.again
    if again is None or any(sign.weight > 0 and sign.on <= again.on for sign in signs):
        return signs
    late = Sign(
        kind="again",
        source="message",
        ref=again.ref,
        on=again.on,
        said_on=again.on,
        weight=-rules.again,
        quote=again.quote,
    )
    return (*signs, late)


def _settled_on(signs: tuple[Sign, ...], status: Status) -> date | None:
    """The day of the first sign on the side that carried it."""
    if status == "open":
        return None
    carried = [sign for sign in signs if (sign.weight > 0) == (status == "kept") and sign.weight]
    return carried[0].on


def _came_on(promise: Promise, signs: tuple[Sign, ...]) -> date | None:
    """The first day after the due day on which a sign says that it was done."""
    due_on = promise.due_on
    days = (
        sign.on
        for sign in signs
        if sign.kind in CAME_LATE and due_on is not None and sign.on > due_on
    )
    return next(days, None)


def _outcome(rules: Rules, promise: Promise, told: _Told, heard: _Heard, as_of: date) -> Outcome:
    if told.status == "kept":
        return "renegotiated" if promise.moved else "kept"
    if told.status == "broken":
        return "late" if _came_on(promise, told.signs) else "broken"
    if any(sign.kind == "called_off" for sign in told.signs):
        return "called_off"
    if promise.due_on is None:
        return "open"
    silent_since = promise.due_on + timedelta(days=rules.dropped_days)
    return "dropped" if silent_since < as_of and heard.both_after(silent_since) else "open"
