"""A vendor behind a provider on a bad day, and a book that is connected to it by consent.

Of ten questions three fail, once each, in every way that the vendor documents: so a run that wastes
nothing makes 1.3 times the calls of one on a good day. It keeps watch of the quota, in units, by
a clock of its own.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from pathlib import Path
from threading import Lock
from time import time

import pytest
from tests.live.fakes import Asked, Says, Vendor, VirtualClock, serving
from tests.live.made import NOTICE, make_book, put, run
from tests.live.providers import OURS, Provider

from goodwill.live.base import SourceConfig
from goodwill.live.oauth.tokens import Tokens
from goodwill.live.wire import clock as clocks
from goodwill.live.wire.paces import Limit
from goodwill.store.database import Store
from goodwill.syncing.one_source import Came
from goodwill.syncing.sources import Ran

__all__ = ["GENERAL", "Connected", "Weather", "connected"]

Way = Callable[[Says], Says]

GENERAL: dict[str, Way] = {
    "429 with seconds": lambda _: Says(429, b"", {"retry-after": "4"}),
    "429 with a date": lambda _: Says(
        429, b"", {"retry-after": formatdate(time() + 3, usegmt=True)}
    ),
    "429": lambda _: Says(429),
    "500": lambda _: Says(500, b"<html>oops</html>"),
    "502": lambda _: Says(502),
    "503": lambda _: Says(503, b"", {"retry-after": "3"}),
    "504": lambda _: Says(504),
    "cut": lambda told: replace(told, cut=len(told.body) // 2),
}
"""How calls fail that every vendor has."""


class ApiClock(VirtualClock):
    def chance(self) -> float:
        return 0.5


@dataclass
class Weather:
    """Passes questions on to a vendor, and lets a share of them fail once."""

    vendor: Vendor
    provider: Provider
    weight: Callable[[Asked], int]
    limits: Sequence[Limit]
    clock: VirtualClock = field(default_factory=ApiClock)
    ways: Sequence[tuple[str, Way]] = ()
    share: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    _questions: int = 0
    _failed: set[str] = field(default_factory=set)
    _times: deque[tuple[float, int]] = field(default_factory=deque)

    def answer(self, asked: Asked) -> Says:
        if (told := self.provider_said(asked)) is not None:
            return told
        with self.lock:
            return self._answered(asked)

    def provider_said(self, asked: Asked) -> Says | None:
        with self.provider.lock:
            return self.provider.said(asked)

    def _answered(self, asked: Asked) -> Says:
        self.asked.append(asked)
        self._watch(asked)
        if asked.token not in self.provider.good:
            self.met["401"] += 1
            return Says.json({"error": {"code": 401, "status": "UNAUTHENTICATED"}}, 401)
        told = self.vendor.answer(asked)
        if asked.target in self._failed:
            self._failed.discard(asked.target)
            return told
        self._questions += 1
        if int(self._questions * self.share) == int((self._questions - 1) * self.share):
            return told
        name, way = self.ways[sum(self.met.values()) % len(self.ways)]
        self.met[name] += 1
        self._failed.add(asked.target)
        return way(told)

    def _watch(self, asked: Asked) -> None:
        now, weight = self.clock.now(), self.weight(asked)
        self._times.append((now, weight))
        for limit in self.limits:
            spent = sum(w for at, w in self._times if at > now - limit.seconds)
            if spent > limit.calls:
                self.broken.append(f"{spent} units in {limit.seconds} s")
        longest = max((limit.seconds for limit in self.limits), default=0)
        while self._times and self._times[0][0] <= now - longest:
            self._times.popleft()


@dataclass
class Connected:
    """A book that is connected to a vendor on a good or a bad day."""

    store: Store
    weather: Weather
    name: str

    def run(self) -> Ran:
        return run(self.store, [self.name])

    def sync(self) -> Came:
        """Bring what is new; nothing may have stopped it."""
        ran = self.run()
        assert not ran.has_failed, ran.source.says
        assert ran.came is not None
        return ran.came

    def calls(self) -> int:
        """Calls of one more run."""
        before = len(self.weather.asked)
        self.sync()
        return len(self.weather.asked) - before


@contextmanager
def connected(
    folder: Path,
    kind: str,
    weather: Weather,
    *,
    settings: str = NOTICE,
    more: tuple[tuple[str, str], ...] = (),
    **said: object,
) -> Iterator[Connected]:
    """A book in `folder`, signed in to by somebody who agreed."""
    tokens = Tokens(
        client=OURS,
        access="access-secret-0",
        refresh="refresh-secret-0",
        until=time() + 3600,
    )
    weather.provider.good, weather.provider.refresh = {tokens.access}, tokens.refresh
    with serving(weather) as url, pytest.MonkeyPatch.context() as patched:
        patched.setattr(clocks, "_CLOCK", weather.clock)
        config = SourceConfig(
            kind=kind,
            name="ada@ours.example",
            user="ada@ours.example",
            is_own_network=True,
            more=(("auth", "oauth"), ("gateway", url), *more),
            **said,  # type: ignore[arg-type]
        )
        store = make_book(folder, settings)
        put(store, config, secret=tokens.as_text())
        yield Connected(store, weather, config.name)
