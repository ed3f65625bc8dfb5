"""The plan over all accounts: what is owed, then what is worth most, then what is most urgent.

Three programs one after the other, so that no guess of a worth is needed where no money is known:
an apology waits for nobody's reckoning, and what has no price fills the hours that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from goodwill.advise.attention.days import FRIDAY, Piece, days_of
from goodwill.advise.attention.left_out import left_out
from goodwill.advise.attention.program import Chosen, Room, choose
from goodwill.facts.attention import (
    Budget,
    Candidate,
    LeftOut,
    Task,
    Underway,
    WholePlan,
    weeks_from,
)

__all__ = ["plan_attention"]

Of = Candidate | Underway


def plan_attention(
    candidates: Sequence[Candidate],
    underway: Sequence[Underway],
    budget: Budget,
    *,
    as_of: date,
    currency: str,
    notes: Sequence[str] = (),
) -> WholePlan:
    """Which plays get whose hours in the next weeks; the order of `candidates` plays no part."""
    weeks = weeks_from(as_of, budget.weeks)
    known = sorted(candidates, key=lambda one: (one.account_id, one.play))
    doing = sorted(underway, key=lambda one: (one.account_id, one.play))
    room = _room(known, doing, budget)
    chosen = _chosen(known, room)
    return WholePlan(
        as_of=as_of,
        first=weeks[0],
        last=weeks[-1] + FRIDAY,
        weeks=budget.weeks,
        currency=currency,
        hours_a_week={owner: budget.hours_of(owner) for owner in _owners(known, doing)},
        tasks=tuple(_tasks(chosen, doing, budget, weeks)),
        left_out=tuple(_left(known, room, budget)),
        notes=tuple(notes),
    )


def _owners(known: Iterable[Candidate], doing: Iterable[Underway]) -> list[str]:
    """By name; those whose accounts are nobody's last."""
    names = {*(one.owner for one in known), *(one.owner for one in doing)}
    return sorted(names, key=lambda own: (not own, own))


def _room(known: Sequence[Candidate], doing: Sequence[Underway], budget: Budget) -> Room:
    """All hours, less those that what is being done takes first."""
    weeks, hours = budget.weeks, dict[str, list[float]]()
    for owner in _owners(known, doing):
        a_week = budget.hours_of(owner)
        taken = sum(one.hours for one in doing if one.owner == owner)
        left = max(0.0, a_week * weeks - taken)
        hours[owner] = [min(left, a_week * (weeks - week)) for week in range(weeks)]
    total = sum(budget.hours_of(owner) * weeks for owner in hours)
    has_large = any(one.is_large for one in known)
    large = budget.top_share * total - sum(one.hours for one in doing if one.is_large)
    asks = {
        one.executive: max(0, budget.escalations - budget.asked.get(one.executive, 0))
        for one in known
        if one.executive
    }
    return Room(
        weeks=weeks,
        hours=hours,
        begun={owner: [budget.begun_a_week] * weeks for owner in hours},
        large=max(0.0, large) if has_large else None,
        asks=asks,
        accounts={one.account_id for one in doing},
    )


def _chosen(known: Sequence[Candidate], room: Room) -> list[Chosen]:
    """What is owed, what is worth something, what is urgent: each takes of the room left."""
    chosen: list[Chosen] = []
    tiers: tuple[tuple[Sequence[Candidate], Sequence[float]], ...] = (
        _tier((one, 1.0) for one in known if one.is_owed),
        _tier((one, one.gain) for one in known if one.gain is not None),
        _tier((one, one.urgency) for one in known if one.gain is None),
    )
    for some, gains in tiers:
        for one, week in choose(some, gains, room):
            room.take(one, week)
            chosen.append((one, week))
    return chosen


def _tier(pairs: Iterable[tuple[Candidate, float]]) -> tuple[list[Candidate], list[float]]:
    held = list(pairs)
    return [one for one, _ in held], [gain for _, gain in held]


def _tasks(
    chosen: Sequence[Chosen],
    doing: Sequence[Underway],
    budget: Budget,
    weeks: Sequence[date],
) -> Iterable[Task]:
    """Each play with its days; an owner's in the order of the days, owners by name."""
    of: dict[str, list[Piece[Of]]] = {}
    for one in doing:
        of.setdefault(one.owner, []).append(Piece(one, one.hours, -1))
    for play, week in chosen:
        of.setdefault(play.owner, []).append(Piece(play, play.hours, week))
    for owner in sorted(of, key=lambda own: (not own, own)):
        for piece, due_on in days_of(of[owner], budget.hours_of(owner), weeks):
            yield _task(piece, due_on, weeks)


def _task(piece: Piece[Of], due_on: date, weeks: Sequence[date]) -> Task:
    one = piece.what
    is_underway = isinstance(one, Underway)
    return Task(
        account_id=one.account_id,
        account=one.account,
        owner=one.owner,
        play=one.play,
        title=one.title,
        because=one.because,
        steps=one.steps,
        hours=one.hours,
        expected_value=one.worth,
        week=weeks[max(0, piece.week)],
        due_on=(one.due_on or due_on) if isinstance(one, Underway) else due_on,
        state="being done" if is_underway else "proposed",
    )


def _left(known: Sequence[Candidate], room: Room, budget: Budget) -> Iterable[LeftOut]:
    """Of each account that got nothing, its best play, and what stood in the way."""
    by_account: dict[str, list[Candidate]] = {}
    for one in known:
        if one.account_id not in room.accounts:
            by_account.setdefault(one.account_id, []).append(one)
    for account_id in sorted(by_account):
        yield left_out(by_account[account_id], room, budget)
