"""What came of an account and when, from its rows alone.

Each outcome of `definitions` is told by one function here: from which day on it can come at all,
and its spells. Whether a spell has begun by a day rests on nothing that happened after that day, so
that the accounts an outcome could still come to in a month are those that one could name then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from goodwill.lab.backtest.history import Debt, History, Price

__all__ = ["COURSES", "Course", "Spell", "course_of", "moved"]

Numbers = Mapping[str, float]


class Spell(NamedTuple):
    """It began on a day; `end` is the first day on which it is over, None where it still lasts."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """An outcome over the life of one account; `since` is None where it could never come.

    `spells` are in the order of their first days.
    """

    since: date | None
    spells: tuple[Spell, ...] = ()
    clear_days: int = 0

    def may_come(self, day: date) -> bool:
        """Whether it could come after a day: there is ground for it, and no spell is near."""
        if self.since is None or self.since > day:
            return False
        return not any(
            spell.start <= day and (spell.end is None or day < moved(spell.end, self.clear_days))
            for spell in self.spells
        )

    def next_after(self, day: date) -> date | None:
        """The first day after `day` on which it comes."""
        return next((spell.start for spell in self.spells if spell.start > day), None)


class Told(NamedTuple):
    """What a function here finds."""

    since: date | None
    spells: Iterable[Spell]


def course_of(outcome: str, history: History, numbers: Numbers, until: date) -> Course:
    """One outcome of one account by the numbers in force; nothing after `until` is seen."""
    told = COURSES[outcome](history, numbers, until)
    spells = sorted((spell for spell in told.spells if spell.start <= until), key=_in_time)
    return Course(since=told.since, spells=tuple(spells), clear_days=int(numbers["clear_days"]))


def _in_time(spell: Spell) -> tuple[date, date]:
    """Of those that begin on a day, one that still lasts comes last."""
    return spell.start, spell.end or date.max


def moved(day: date, days: float) -> date:
    """A day so many days later, or earlier; rows may name the last day that there is."""
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return date.max if days > 0 else date.min


def _silences(days: Sequence[date], numbers: Numbers, least: int, until: date) -> Iterator[Spell]:
    """Where the next of `days` stays out for longer than the habit that was known by then."""
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        if following is not None and (following - day).days <= numbers["least_days"]:
            continue
        known = days[bisect_left(days, moved(day, -numbers["memory_days"])) : place + 1]
        if len(known) < least:
            continue
        gaps = [(later - earlier).days for earlier, later in pairwise(known)]
        limit = moved(day, max(numbers["least_days"], numbers["gaps"] * median(gaps)))
        if limit <= until and (following is None or following > limit):
            yield Spell(limit, following)


def _nth(days: Sequence[date], count: float) -> date | None:
    """The day that makes it so many."""
    return days[int(count) - 1] if len(days) >= count else None


def _lost(history: History, numbers: Numbers, until: date) -> Told:
    """Silence of orders against their own rhythm, or an agreement that nothing followed."""
    days = [one.on for one in history.purchases]
    least = int(numbers["least_bought"])
    spells = [*_silences(days, numbers, least, until), *_run_out(history, numbers, until)]
    return Told(_nth(days, least), spells)


def _run_out(history: History, numbers: Numbers, until: date) -> Iterator[Spell]:
    """Agreements after whose end nothing was bought and none was in force."""
    bought = [one.on for one in history.purchases]
    for agreement in history.agreements:
        last = agreement.ends_on
        if last is None or last < agreement.signed_on:
            continue
        limit = moved(last, numbers["grace_days"])
        goes_on = any(
            other.signed_on <= limit and (other.ends_on is None or other.ends_on > last)
            for other in history.agreements
        )
        was_bought = bisect_right(bought, limit) > bisect_right(bought, last)
        if limit <= until and not goes_on and not was_bought:
            later = [*bought, *(other.signed_on for other in history.agreements)]
            yield Spell(limit, min((day for day in later if day > limit), default=None))


def _first_bought(history: History) -> date | None:
    return history.purchases[0].on if history.purchases else None


def _deal_lost(history: History, numbers: Numbers, until: date) -> Told:
    """A deal lost at an account of some years."""
    first = _first_bought(history)
    if first is None:
        return Told(None, ())
    since = moved(first, numbers["years_days"])
    lost = (
        row.closed_on
        for row in history.deals
        if row.status == "lost" and row.closed_on is not None and since <= row.closed_on <= until
    )
    return Told(since, (Spell(day, day) for day in lost))


def _competed(history: History, numbers: Numbers, until: date) -> Told:
    """A deal for which others were asked, at an account that has bought."""
    del numbers
    asked = (
        row.opened_on
        for row in history.deals
        if (row.origin == "rfp" or row.competitor_count > 0) and row.opened_on <= until
    )
    return Told(_first_bought(history), (Spell(day, day) for day in asked))


def _paid_late(history: History, numbers: Numbers, until: date) -> Told:
    """Invoices that are far beyond their agreed day, after some were paid."""
    little = numbers["open_share"]
    settled = (_settled_on(debt, little) for debt in history.debts)
    paid = sorted(day for day in settled if day is not None)
    return Told(_nth(paid, numbers["least_paid"]), _lates(history.debts, numbers, until))


def _lates(debts: Iterable[Debt], numbers: Numbers, until: date) -> Iterator[Spell]:
    little = numbers["open_share"]
    for debt in debts:
        limit = moved(debt.due_on, numbers["late_days"])
        if limit <= until and debt.open_share(limit) >= little:
            yield Spell(limit, _settled_on(debt, little, after=limit))


def _settled_on(debt: Debt, little: float, after: date = date.min) -> date | None:
    """The first day, after a day, on which next to nothing of it was open."""
    left = 1.0
    for place, (on, share) in enumerate(debt.paid):
        left -= share
        is_last_of_day = place + 1 == len(debt.paid) or debt.paid[place + 1][0] > on
        if is_last_of_day and on > after and left < little:
            return on
    return None


def _repriced(history: History, numbers: Numbers, until: date) -> Told:
    """Invoices that are cheaper than the ones before, thing by thing."""
    levels = [level for level in _levels(history.prices, numbers) if level.on <= until]
    since = _nth([level.on for level in levels], numbers["least_compared"])
    return Told(since, _runs_below(_pooled(levels, numbers), 1 - numbers["drop"]))


def _pooled(levels: Sequence[Level], numbers: Numbers) -> Iterator[tuple[date, float]]:
    """Each day's level with those of some days before; 1 while they are too few."""
    first = 0
    for place, level in enumerate(levels):
        while levels[first].on <= moved(level.on, -numbers["pooled_days"]):
            first += 1
        some = levels[first : place + 1]
        is_enough = len(some) >= numbers["least_pooled"]
        paid, usual = sum(one.paid for one in some), sum(one.usual for one in some)
        yield level.on, paid / usual if is_enough else 1.0


def _runs_below(levels: Iterable[tuple[date, float]], limit: float) -> Iterator[Spell]:
    """Unbroken runs of invoices that are that much cheaper."""
    start: date | None = None
    for on, level in levels:
        if level <= limit and start is None:
            start = on
        elif level > limit and start is not None:
            yield Spell(start, on)
            start = None
    if start is not None:
        yield Spell(start, None)


class Level(NamedTuple):
    """A day's things that were bought before: what they cost, and what they used to."""

    on: date
    paid: float
    usual: float


def _levels(prices: Sequence[Price], numbers: Numbers) -> Iterator[Level]:
    """By day; days with nothing to compare are left out."""
    before: defaultdict[str, list[tuple[date, float]]] = defaultdict(list)
    by_day: defaultdict[date, defaultdict[str, list[Price]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for price in prices:
        by_day[price.on][price.thing].append(price)
    for on in sorted(by_day):
        paid = usual = 0.0
        for thing, some in by_day[on].items():
            reference = _reference(before[thing], on, numbers)
            if reference is not None:
                paid += sum(one.quantity * one.unit_price for one in some)
                usual += sum(one.quantity for one in some) * reference
            before[thing].append((on, median(one.unit_price for one in some)))
        if usual:
            yield Level(on, paid, usual)


def _reference(before: Sequence[tuple[date, float]], on: date, numbers: Numbers) -> float | None:
    """The median price of a thing before a day; None where its price does not stay about alike."""
    since = moved(on, -numbers["reference_days"])
    recent = [price for _, price in before[bisect_left(before, since, key=lambda one: one[0]) :]]
    if len(recent) < numbers["least_prices"]:
        return None
    middle = median(recent)
    off = median(abs(price - middle) for price in recent)
    return middle if off <= numbers["steady"] * middle else None


def _went_quiet(history: History, numbers: Numbers, until: date) -> Told:
    """Silence of theirs against their own habit."""
    least = int(numbers["least_seen"])
    spells = _silences(history.contacts, numbers, least, until)
    return Told(_nth(history.contacts, least), spells)


COURSES: Mapping[str, Callable[[History, Numbers, date], Told]] = {
    "lost": _lost,
    "deal_lost": _deal_lost,
    "repriced": _repriced,
    "competed": _competed,
    "paid_late": _paid_late,
    "went_quiet": _went_quiet,
}
"""By id: how it is told from rows."""
