"""Sign-ins that were begun and go on elsewhere: what was asked, until the answer comes, once.

A browser holds a secret in a cookie, the server what belongs to it, for a few minutes and in memory
alone: an answer counts in the browser in which it was asked for, and only the first time.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response

from goodwill.access.passkeys import Site, site_of
from goodwill.access.passwords import digest_of, new_secret
from goodwill.errors import CallError
from goodwill.serve.languages import say

if TYPE_CHECKING:
    from goodwill.serve.web.who_looks import Door

__all__ = ["SECONDS", "Ceremonies", "origin_here", "site_here"]

SECONDS = 600
"""For which an answer may be waited for."""

MOST_KEPT = 10_000
"""Sign-ins that are waited for; a crowd of others cannot fill the memory."""

Asked = TypeVar("Asked")


class Ceremonies(Generic[Asked]):
    """Of one sort; `sort` is a part of the cookie's name."""

    def __init__(self, sort: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._sort, self._clock = sort, clock
        self._kept: OrderedDict[str, tuple[float, Asked]] = OrderedDict()
        self._lock = Lock()

    def begin(self, request: Request, answer: Response, asked: Asked) -> None:
        """Remember what this browser was asked; the answer that goes to it carries the cookie."""
        secret = new_secret()
        with self._lock:
            self._kept[digest_of(secret)] = (self._clock(), asked)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        answer.set_cookie(
            self._cookie(request),
            secret,
            max_age=SECONDS,
            path="/",
            secure=_door(request).is_secure,
            httponly=True,
            samesite="lax",  # it has to come along when another site sends the browser back
        )

    def end(self, request: Request) -> Asked | None:
        """What this browser was asked, for the last time; None where nothing, or too long ago."""
        secret = request.cookies.get(self._cookie(request), "")
        with self._lock:
            begun_at, asked = self._kept.pop(digest_of(secret), (-float(SECONDS), None))
        return asked if self._clock() - begun_at < SECONDS else None

    def _cookie(self, request: Request) -> str:
        prefix = "__Host-" if _door(request).is_secure else ""
        return f"{prefix}goodwill-{self._sort}"


def site_here(request: Request) -> Site:
    """The site that passkeys are for; raises `CallError` where it has no name."""
    found = site_of(origin_here(request))
    if found is None:
        raise CallError(
            say("Passkeys are for pages that have a name, and this address is a number."),
            hint=say("Open the pages under their name: on this machine, http://localhost."),
        )
    return found


def origin_here(request: Request) -> str:
    """The site as the browser of this request names it; its name was looked at by the guard."""
    scheme = "https" if _door(request).is_secure else "http"
    return f"{scheme}://{request.headers['host'].lower()}"


def _door(request: Request) -> Door:
    return cast("Door", request.app.state.door)
