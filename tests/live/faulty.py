"""A vendor on a bad day: three calls in ten fail, in every way that calls fail.

Keeps watch as well: whether a limit that the vendor publishes was passed, and whether somebody came
back before they were asked to. Time is the clock's of the test, so nobody waits.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from email.utils import formatdate

from tests.live.fakes import Asked, Says, Vendor, VirtualClock

from goodwill.live.wire.paces import Limit

__all__ = ["WAYS", "ApiClock", "Faulty"]

WAYS = (
    "429 seconds",
    "429 bare",
    "500",
    "502 page",
    "503 seconds",
    "503 bare",
    "504 after",
    "cut",
    "half",
    "twice",
)
"""How calls fail; `after`: what was asked for was done, `twice`: the same page comes again."""

_STATUS = {"429": 429, "500": 500, "502": 502, "503": 503, "504": 504}


class ApiClock(VirtualClock):
    """The clock that interfaces are asked by."""

    def chance(self) -> float:
        return 0.5


@dataclass
class Faulty:
    """`share` of the calls to a vendor fail, as a seed has it. `asked` are all calls."""

    vendor: Vendor
    clock: VirtualClock
    limits: tuple[Limit, ...] = ()
    share: float = 0.0
    seed: int = 1
    tokens: frozenset[str] | None = None
    asked: list[Asked] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    _until: float = 0.0
    _times: list[deque[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311  made-up faults
        self._times = [deque() for _ in self.limits]

    @property
    def good(self) -> int:
        """Calls that were answered."""
        return len(self.asked) - sum(n for way, n in self.met.items() if way != "twice")

    def answer(self, asked: Asked) -> Says:
        self.asked.append(asked)
        self._watch()
        if self._chance.random() >= self.share:
            return self.vendor.answer(asked)
        way = self._chance.choice(WAYS)
        self.met[way] += 1
        return self._failed(way, asked)

    def _watch(self) -> None:
        now = self.clock.now()
        if now < self._until:
            self.broken.append(f"came back {self._until - now:.1f} s too soon")
        for limit, times in zip(self.limits, self._times, strict=True):
            while times and times[0] <= now - limit.seconds:
                times.popleft()
            times.append(now)
            if len(times) > limit.calls:
                self.broken.append(f"{len(times)} calls in {limit.seconds} s")

    def _failed(self, way: str, asked: Asked) -> Says:
        status, _, how = way.partition(" ")
        if way in {"cut", "half", "twice", "504 after"}:
            told = self.vendor.answer(asked)
            if way == "twice":
                return told
            if way == "504 after":
                return Says(504, b"upstream request timeout")
            if way == "cut":
                return replace(told, cut=len(told.body) // 2)
            return replace(told, body=told.body[: len(told.body) // 2])
        headers = {}
        if how == "seconds":
            seconds = self._chance.randint(1, 30)
            headers["retry-after"] = str(seconds)
            self._until = self.clock.now() + seconds
        return Says(_STATUS[status], b"<html>Bad gateway</html>", headers)


def http_date(seconds: float) -> str:
    """A moment as headers have it."""
    return formatdate(seconds, usegmt=True)
