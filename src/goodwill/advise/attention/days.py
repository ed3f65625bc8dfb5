"""On which days a week's plays are due: one after the other, as many hours a week as there are.

What is being done goes first, then each play in the order of the week in which it is taken up. A
play of more hours than a week has runs on into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

__all__ = ["FRIDAY", "Piece", "days_of"]

Of = TypeVar("Of")
FRIDAY = timedelta(days=4)
_A_MINUTE = 1 / 60
"""Hours are sums of fractions: a minute more is none."""


class Piece(NamedTuple, Generic[Of]):
    """Something to do, its hours, and the week in which it may begin (-1: it has begun)."""

    what: Of
    hours: float
    week: int


def days_of(
    pieces: Sequence[Piece[Of]], hours_a_week: float, weeks: Sequence[date]
) -> list[tuple[Piece[Of], date]]:
    """Each piece with the Friday by which it is done, if nothing is done beside it."""
    done: list[tuple[Piece[Of], date]] = []
    spent = 0.0
    for piece in sorted(pieces, key=lambda one: one.week):
        spent = max(spent, piece.week * hours_a_week) + piece.hours
        week = 0
        while week < len(weeks) - 1 and spent > (week + 1) * hours_a_week + _A_MINUTE:
            week += 1
        done.append((piece, weeks[week] + FRIDAY))
    return done
