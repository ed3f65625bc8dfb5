"""The time that passes while servers are asked; tests have one of their own."""

from __future__ import annotations

import random
import time

__all__ = ["Clock", "clock"]


class Clock:
    """What the pauses between calls are measured and waited by."""

    def now(self) -> float:
        """Seconds since 1970, the same for every program of a machine."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def chance(self) -> float:
        """A number from 0 to 1, by which pauses differ."""
        return random.random()  # noqa: S311  spreads load, guards nothing


_CLOCK = Clock()


def clock() -> Clock:
    """The one clock of this process."""
    return _CLOCK
