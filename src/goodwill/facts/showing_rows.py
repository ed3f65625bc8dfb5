"""The rows of a signal that show the thing, strongest first.

A signal may have thousands of rows of which a statement quotes three: where they are held in
columns, the others are handed on in columns too.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from goodwill.facts.values import SignalRow

__all__ = ["InColumns", "Strongest", "count_from", "strength", "strongest"]


class Strongest(NamedTuple):
    """The first few rows, and of all others their sources, refs, days (ISO) and quotes."""

    first: tuple[SignalRow, ...]
    source: Sequence[str]
    ref: Sequence[str]
    on: Sequence[str]
    quote: Sequence[str | None]


class InColumns(Sequence[SignalRow]):
    """Rows that answer the same from their columns."""

    __slots__ = ()

    @abstractmethod
    def strongest(self, most: int) -> Strongest:
        """The strongest `most` rows, and the others."""

    @abstractmethod
    def count_from(self, least: float) -> int:
        """How many rows have a value of at least `least`."""


def strength(row: SignalRow) -> float:
    """How much a row shows; one that is counted by the month carries its exposure elsewhere."""
    return row.value * (abs(row.weight) or 1.0)


def strongest(rows: Sequence[SignalRow], most: int) -> Strongest:
    """Rows that show the thing, strongest first, those with words before those without."""
    if isinstance(rows, InColumns):
        return rows.strongest(most)
    ordered = sorted((row for row in rows if strength(row) > 0), key=_strongest_first)
    return split(ordered, most)


def split(ordered: Sequence[SignalRow], most: int) -> Strongest:
    """The first `most` of some rows as they are, the others in columns."""
    rest = ordered[most:]
    return Strongest(
        tuple(ordered[:most]),
        [row.source for row in rest],
        [row.ref for row in rest],
        [row.on.isoformat() for row in rest],
        [row.quote for row in rest],
    )


def _strongest_first(row: SignalRow) -> tuple[bool, float, int, str]:
    return row.quote is None, -strength(row), -row.on.toordinal(), row.ref


def count_from(rows: Iterable[SignalRow], least: float) -> int:
    """How many rows have a value of at least `least`."""
    if isinstance(rows, InColumns):
        return rows.count_from(least)
    return sum(1 for row in rows if row.value >= least)
