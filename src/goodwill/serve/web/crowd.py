"""How many pages are drawn at once, and what is said to whoever comes on top of these.

A page that is kept is always given. One that has to be drawn costs milliseconds of an interpreter
that all share, so beyond what it can draw in a second a queue would only grow: who comes later is
told at once to come again. The same is said to all who still wait some time after the program was
asked to end.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

__all__ = ["Busy", "Crowd", "Drawing"]

T = TypeVar("T")

Drawing = asyncio.Task
"""Something that is being drawn, or waits for its turn."""

AT_ONCE = 6
"""Pages drawn at the same time: they share one interpreter with the loop that answers everybody."""

MOST = 32
"""Pages that are being drawn or wait for that; each takes a few milliseconds."""

GRACE = 2.0
"""Seconds after being asked to end for which those who wait are still given their page."""

LOOK = 0.5
"""Seconds after which who waits looks whether the program is to end."""


class Busy(Exception):  # noqa: N818  it is no fault of anybody's
    """Too many are asking just now, or the program is about to end."""


class Crowd:
    """Counts who has a page drawn; asked by one event loop."""

    def __init__(self, most: int = MOST, grace: float = GRACE) -> None:
        self._most, self._grace = most, grace
        self._within = 0
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._ends_at: float | None = None

    def end(self) -> None:
        """No more pages are drawn than those that are being drawn now."""
        self._ends_at = time.monotonic() + self._grace

    def begun(self, draw: Callable[[], Awaitable[T]]) -> Drawing[T]:
        """A drawing, which goes on whether or not who asked is still there; else `Busy`."""
        if self._within >= self._most or self._ends_at is not None:
            raise Busy
        self._within += 1
        drawing = asyncio.create_task(self._in_turn(draw))
        drawing.add_done_callback(self._leave)
        return drawing

    async def _in_turn(self, draw: Callable[[], Awaitable[T]]) -> T:
        async with self._turns:
            return await draw()

    def _leave(self, _: object) -> None:
        self._within -= 1

    async def landed(self, drawing: Drawing[T]) -> T:
        """What a drawing gives; `Busy` once nobody may wait any longer."""
        while not drawing.done():
            await asyncio.wait({drawing}, timeout=LOOK)
            if self._ends_at is not None and time.monotonic() > self._ends_at:
                raise Busy
        return drawing.result()
