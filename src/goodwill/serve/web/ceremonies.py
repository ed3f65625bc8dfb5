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
from goodwill.serve.web.door import client_of

if TYPE_CHECKING:
    from goodwill.serve.web.door import Door

__all__ = ["SECONDS", "Ceremonies", "origin_here", "site_here"]

SECONDS = 600
"""For which an answer may be waited for."""

MOST_KEPT, MOST_OF_ONE = 10_000, 100
"""Sign-ins that are waited for, of all and from one place: a crowd cannot fill the memory, and who
begins one after the other pushes out none but their own."""

Asked = TypeVar("Asked")


class Ceremonies(Generic[Asked]):
    """Of one sort; `sort` is a part of the cookie's name."""

    def __init__(self, sort: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._sort, self._clock = sort, clock
        self._kept: OrderedDict[str, tuple[float, str, Asked]] = OrderedDict()
        self._from: dict[str, OrderedDict[str, None]] = {}
        self._lock = Lock()

    def begin(self, request: Request, answer: Response, asked: Asked) -> None:
        """Remember what this browser was asked; the answer that goes to it carries the cookie."""
        secret, place = new_secret(), client_of(request.scope)
        with self._lock:
            own = self._from.setdefault(place, OrderedDict())
            own[digest_of(secret)] = None
            self._kept[digest_of(secret)] = (self._clock(), place, asked)
            if len(own) > MOST_OF_ONE:
                self._let_go(next(iter(own)))
            while len(self._kept) > MOST_KEPT or self._is_over(next(iter(self._kept.values()))[0]):
                self._let_go(next(iter(self._kept)))
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
            found = self._let_go(digest_of(secret))
        return None if found is None or self._is_over(found[0]) else found[2]

    def _let_go(self, digest: str) -> tuple[float, str, Asked] | None:
        """Forget one; what it was."""
        if (found := self._kept.pop(digest, None)) is not None:
            own = self._from[found[1]]
            del own[digest]
            if not own:
                del self._from[found[1]]
        return found

    def _is_over(self, begun_at: float) -> bool:
        return self._clock() - begun_at >= SECONDS

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
