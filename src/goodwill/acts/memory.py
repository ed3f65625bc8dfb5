"""What was worked out of a sentence is kept for a while: greetings and forms of words come again.

In mail about half of all sentences stood in one of the last ten thousand. Sentences are cut at
three hundred characters, so a memory holds some ten megabytes at most.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["KEPT", "Memory", "Rows"]

KEPT = 8192
"""Sentences that are kept beside those last asked about, which are as many."""

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """Asks `work` about sentences it has not just been asked about.

    Once it is full, all that it holds grows old; what is old and not asked about until it is full
    again is forgotten.
    """

    def __init__(self, work: Callable[[Sequence[str]], Sequence[Found]]) -> None:
        self._work = work
        self._known: dict[str, Found] = {}
        self._old: dict[str, Found] = {}

    def recall(self, sentences: Sequence[str]) -> list[Found]:
        """What `work` finds in each sentence; nobody may change it."""
        known = self._known
        if unknown := [*filterfalse(known.__contains__, dict.fromkeys(sentences))]:
            old = self._old
            known.update((one, old[one]) for one in unknown if one in old)
            if new := [*filterfalse(old.__contains__, unknown)]:
                known.update(zip(new, self._work(new), strict=True))
        found = [*map(known.__getitem__, sentences)]
        if len(known) > KEPT:
            self._known, self._old = {}, known if len(known) <= 2 * KEPT else {}
        return found


class Rows:
    """A memory of numbers: what `work` finds in each sentence is a row of an array.

    Many rows are had at once, where a list of small arrays would have to be put together.
    """

    def __init__(
        self, work: Callable[[Sequence[str]], NDArray[np.float32]], shape: tuple[int, ...]
    ) -> None:
        self._work = work
        self._shape = shape
        self._places: dict[str, int] = {}
        self._rows = self._room_for(0)
        self._old, self._old_rows = self._places, self._rows

    def recall(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """What `work` finds in each sentence (sentences x the shape of a row)."""
        wanted = dict.fromkeys(sentences)
        unknown = [*filterfalse(self._places.__contains__, wanted)]
        if len(self._places) + len(unknown) > len(self._rows):
            self._old, self._old_rows = self._places, self._rows
            self._places, self._rows = {}, self._room_for(max(KEPT, len(wanted)))
            unknown = [*wanted]
        if unknown:
            self._take_in(unknown)
        places = map(self._places.__getitem__, sentences)
        return self._rows[np.fromiter(places, np.intp, len(sentences))]

    def _room_for(self, count: int) -> NDArray[np.float32]:
        return np.empty((count, *self._shape), np.float32)

    def _take_in(self, unknown: Sequence[str]) -> None:
        """Put away what was known before, then what is new."""
        kept = [*filter(self._old.__contains__, unknown)]
        new = [*filterfalse(self._old.__contains__, unknown)]
        first = len(self._places)
        middle, end = first + len(kept), first + len(unknown)
        if kept:
            self._rows[first:middle] = self._old_rows[[self._old[one] for one in kept]]
        if new:
            self._rows[middle:end] = self._work(new)
        self._places.update(zip((*kept, *new), range(first, end), strict=True))
