"""How often somebody may be wrong: failed tries are counted by the minute, and then refused."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping
from threading import Lock

from goodwill.access.events import tell

__all__ = ["FAILURES", "RateLimit"]

FAILURES: Mapping[str, int] = {"address": 10, "client": 30}
"""Failed tries in a minute after which more are refused, for one address, from one place."""

MINUTE = 60.0
MOST_KEPT = 10_000
"""Addresses and places that are remembered; a crowd of others cannot fill the memory."""


class RateLimit:
    """Counts failures by address and by place."""

    def __init__(self) -> None:
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_allowed(self, at: float, **names: str) -> bool:
        """Whether another try is taken from these names at a moment (seconds)."""
        with self._lock:
            full = [
                sort
                for sort, name in names.items()
                if len(self._lately((sort, name), at)) >= FAILURES[sort]
            ]
        if full:
            tell("held up", client=names.get("client", ""), reason=f"wrong tries of one {full[0]}")
        return not full

    def failed(self, at: float, **names: str) -> None:
        """Remember a failure."""
        with self._lock:
            for key in names.items():
                self._lately(key, at).append(at)
                self._failed.move_to_end(key)
            while len(self._failed) > MOST_KEPT:
                self._failed.popitem(last=False)

    def _lately(self, key: tuple[str, str], at: float) -> deque[float]:
        found = self._failed.setdefault(key, deque())
        while found and found[0] <= at - MINUTE:
            found.popleft()
        return found
