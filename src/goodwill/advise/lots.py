"""Which of several plays that nothing tells apart stands first: drawn by lot.

What always stands first is mostly what is done, and then nobody can tell what works from what is
put first. So where nothing but the alphabet would decide, a lot does, and the plan says so. What is
owed is never drawn, nor what is being done. What came of lots is asked in `outcome.drawn`.

A lot is anybody's to redo: the ticket of a play is the SHA-256 of "ACCOUNT/YYYY-MM/PLAY", and the
lowest ticket stands first. It holds for a calendar month, since a plan that begins with another
play each morning is none.

Source: concepts B.7 (4) and B.8, order drawn at random as the one experiment that may be called so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from goodwill.advise.reasons import exact
from goodwill.advise.worth import Price, Proposal, in_cents, worth_of

__all__ = ["Lot", "as_drawn", "close_to_the_first", "ticket"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """For whom a lot is drawn, in which month, and how near plays have to stand.

    `near` is the share of the first one's chance by which others without a worth may lie below.
    """

    account_id: str
    as_of: date
    near: Decimal


def ticket(account_id: str, as_of: date, play: str) -> str:
    """The number that a play draws in a month; the lowest of them stands first."""
    return sha256(f"{account_id}/{as_of:%Y-%m}/{play}".encode()).hexdigest()


def as_drawn(ranked: Sequence[Proposal], price: Price, lot: Lot) -> list[Proposal]:
    """In the order of their tickets, those that stand close to the first one before all others."""
    close = close_to_the_first(ranked, price, lot.near)
    if len(close) < 2:  # noqa: PLR2004 - one alone has nothing to be drawn from
        return list(ranked)
    names = tuple(sorted(one.play.id for one in close))
    for one in close:
        one.drawn_from = names
    close.sort(key=lambda one: ticket(lot.account_id, lot.as_of, one.play.id))
    return [*close, *(one for one in ranked if not one.drawn_from)]


def close_to_the_first(ranked: Sequence[Proposal], price: Price, near: Decimal) -> list[Proposal]:
    """The first play and those that could as well stand there, in their order.

    Where both have a worth it is the same to the hundredth that a statement shows, since plays
    stand by it; else they answer as urgent a line, lead its answer or not, and answer as many
    lines, and the chance of that line is near.
    """
    return [one for one in ranked if _is_close(ranked[0], one, price, near)]


def _is_close(first: Proposal, other: Proposal, price: Price, near: Decimal) -> bool:
    best, worth = worth_of(first, price), worth_of(other, price)
    if (best is None) != (worth is None):
        return False
    if best is not None and worth is not None:
        return best > 0 and in_cents(worth) == in_cents(best)
    mine, others = first.loudest, other.loudest
    return (
        (mine.rank, mine.line in first.leads, len(first.reasons))
        == (others.rank, others.line in other.leads, len(other.reasons))
    ) and exact(others.probability) >= exact(mine.probability) * (1 - near)
