"""Leaving servers in peace: pauses that grow after each failure, each a little different.

Without the difference, all books that lost the same server would come back in the same second.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

__all__ = ["Pauses", "after_failures", "retry_after"]

FIRST, LONGEST = 1.0, 60.0
"""Seconds of pause after the first failure of a run, and the longest."""

TRIES = 6
"""Failures one after the other, nothing coming in between, after which a run gives up."""

NEXT_FIRST, NEXT_LONGEST = 120.0, 6 * 3600.0
"""Seconds until a source that failed is tried again, the first time and at the longest."""

MOST_ASKED = 24 * 3600.0
"""No server keeps a book away for longer than a day by what it says."""


class Pauses:
    """The pauses of one run of one source."""

    def __init__(
        self,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        tries: int = TRIES,
    ) -> None:
        self._sleep = sleep
        self._chance = chance
        self._tries = tries
        self._failures = 0

    def wait_after(self, failure: Exception) -> None:
        """Wait before the next try, or raise the failure where it was the last."""
        self._failures += 1
        if self._failures >= self._tries:
            raise failure
        self._sleep(grown(FIRST, LONGEST, self._failures, self._chance()))

    def it_went_on(self) -> None:
        """Something came: the next failure is the first again."""
        self._failures = 0


def grown(first: float, longest: float, failures: int, chance: float) -> float:
    """Seconds that double with each failure, between half and all of it by chance (0 to 1)."""
    doubled: float = min(longest, first * 2 ** min(failures - 1, 30))
    return doubled * (0.5 + chance / 2)


def after_failures(failures: int, chance: float) -> float:
    """Seconds until a source is tried again that failed so many times."""
    return grown(NEXT_FIRST, NEXT_LONGEST, max(1, failures), chance)


def retry_after(said: str | None, now: float) -> float | None:
    """Seconds that a server asks for in `Retry-After`: a number, or a date (RFC 9110, 10.2.3)."""
    if said is None:
        return None
    text = said.strip()
    if text.isdecimal() and len(text) < 10:  # noqa: PLR2004  longer ones are no seconds
        return min(float(text), MOST_ASKED)
    try:
        seconds = parsedate_to_datetime(text).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, seconds), MOST_ASKED)
