"""Asking a vendor's interface for JSON: politely, again where it fails, and never past its limits.

`Api` is what every connector of a vendor speaks through. It keeps the pace that the vendor
publishes (`paces`), waits as long as it is asked to (`Retry-After`), asks again with growing pauses
after what passes by itself (5xx, a line that broke, half an answer), and signs in again where a
token has ended. What stays is one of `faults`, without a secret in it. What vendors' records mean
is next door, in a file for each; how they become rows is in `records`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlencode

import orjson

from goodwill.live.faults import CutOffError, LiveError, RefusedError, SignInError, WaitError, said
from goodwill.live.wire.backoff import Pauses, retry_after
from goodwill.live.wire.clock import clock
from goodwill.live.wire.paces import PATIENCE, Limit, Pace, Turns, paces_of
from goodwill.live.wire.web import Web, WebAnswer

__all__ = [
    "Answer",
    "AnswerError",
    "Api",
    "Key",
    "Pass",
    "quoted",
]

WAITS = 10
"""How often one question waits as it is asked to, before the run ends and another is due later."""

SPENT = frozenset({"REQUEST_LIMIT_EXCEEDED", "ThrottleExceeded", "RATE_LIMIT", "rate_limit"})
"""Words by which vendors say with another status than 429 that a quota is used up."""

TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "ApplicationThrottled"})
"""Words by which they say so of a limit that is measured in seconds."""

SPENT_SECONDS = 3600.0
DEEPEST = 8
"""How deep a vendor wraps the words that say what is wrong."""
OK, UNAUTHORISED, FORBIDDEN, TOO_MANY = 200, 401, 403, 429
_ERRORS, _FAULTS = 400, 500


class Pass(Protocol):
    """What lets us in: the headers to send, and its secrets, which are told to nobody."""

    def headers(self) -> Mapping[str, str]:
        """What goes with each request."""
        ...

    def renew(self) -> bool:
        """Get another where this one has ended; False where only a person can."""
        ...

    @property
    def secrets(self) -> Sequence[str]:
        """What must stand in no message."""
        ...


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a vendor gives out and that holds until it is revoked."""

    name: str
    value: str = field(repr=False)
    before: str = ""

    def headers(self) -> Mapping[str, str]:
        """The one header that holds it."""
        return {self.name: self.before + self.value}

    def renew(self) -> bool:
        """Only a person can."""
        return False

    @property
    def secrets(self) -> Sequence[str]:
        """The key."""
        return (self.value,)


Query = Mapping[str, str | int] | Sequence[tuple[str, str | int]]
"""What stands behind the "?" of an address; as pairs, where a name comes more than once."""


class Answer(NamedTuple):
    """An answer that was good: what it says, its headers, and when the server says it is."""

    data: Any
    headers: Mapping[str, str]
    body: bytes = b""
    status: int = OK

    @property
    def at(self) -> float | None:
        """The server's own time, in seconds UTC; ours may be another."""
        try:
            return parsedate_to_datetime(self.headers["date"]).timestamp()
        except (KeyError, ValueError, TypeError, OverflowError):
            return None


class AnswerError(RefusedError):
    """A vendor says no to one request: its status, and the words it has for it."""

    def __init__(self, message: str, *, hint: str, status: int, text: str) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.text = text


class Api:
    """One vendor's interface, over one line: for one thread at a time.

    `needs` says what a key has to be allowed, for people. `limits` hold for all who ask with the
    same key, or as their paces say; `turns`: no more calls at a time than there are of them.
    """

    def __init__(
        self,
        web: Web,
        permit: Pass,
        *,
        vendor: str,
        limits: Sequence[Limit | Pace] = (),
        turns: Turns | None = None,
        needs: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._web, self._pass, self._vendor = web, permit, vendor
        self._paces = [one for one in limits if isinstance(one, Pace)]
        bare = [one for one in limits if isinstance(one, Limit)]
        self._paces += paces_of(bare, vendor, str(web.place), *permit.secrets)
        self._turns = turns
        self._needs = needs
        self._headers = {"accept": "application/json", **(headers or {})}

    def close(self) -> None:
        """Let go of the connection."""
        self._web.close()

    def get(
        self,
        path: str,
        query: Query | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        weight: int = 1,
        read: Callable[[bytes], Any] = orjson.loads,
    ) -> Answer:
        """What is at a path."""
        target = f"{path}?{urlencode(query)}" if query else path
        return self.ask("GET", target, headers=headers, weight=weight, read=read)

    def post(self, path: str, told: object) -> Answer:
        """What is answered to a question that is too long for an address."""
        return self.ask(
            "POST",
            path,
            headers={"content-type": "application/json"},
            body=orjson.dumps(told),
        )

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        read: Callable[[bytes], Any] = orjson.loads,
        weight: int = 1,
    ) -> Answer:
        """The answer to one question, however many times it has to be put.

        `weight` is by how many calls it counts, where a vendor counts some for more than others.
        """
        pauses = Pauses(clock().sleep, clock().chance)
        has_renewed, waits = False, 0
        while True:
            self._wait_our_turn(weight)
            try:
                sent = {**self._headers, **self._pass.headers(), **(headers or {})}
                with self._turns.one() if self._turns else nullcontext():
                    found = self._web.answer(method, path, headers=sent, body=body)
                if found.status == UNAUTHORISED and not has_renewed and self._pass.renew():
                    has_renewed = True
                    continue
                return self._read(found, read)
            except CutOffError as error:
                pauses.wait_after(error)
            except WaitError as error:
                waits += 1
                self._wait_as_asked(error, pauses, waits)

    def _wait_our_turn(self, weight: int) -> None:
        for pace in self._paces:
            if (over := pace.take(weight)) > 0:
                raise WaitError(
                    f"{self._vendor} takes no more calls for now: its limit is reached.",
                    hint="It goes on by itself.",
                    seconds=over,
                )

    def _wait_as_asked(self, error: WaitError, pauses: Pauses, waits: int) -> None:
        """Wait within this run where it is neither for long nor again and again."""
        if error.seconds is None:
            pauses.wait_after(error)
        elif error.seconds > PATIENCE or waits > WAITS:
            raise error
        else:
            for pace in self._paces:
                pace.hold(error.seconds)
            clock().sleep(error.seconds)

    def _read(self, found: WebAnswer, read: Callable[[bytes], Any]) -> Answer:
        if found.status >= _ERRORS:
            raise self._fault(found)
        try:
            data = read(found.body) if found.body else None
        except ValueError:
            raise CutOffError(
                f"{self._vendor} sent half an answer.", hint="It is tried again by itself."
            ) from None
        return Answer(data, found.headers, found.body, found.status)

    def _fault(self, found: WebAnswer) -> LiveError:
        """What a status that is none of success means for whoever waits for the answer."""
        told = found.body.decode("utf-8", "replace")
        shown = said(_words(found.body), self._pass.secrets)
        what = f"{self._vendor} answers with status {found.status}" + (
            f": {shown}." if shown else "."
        )
        is_too_fast = found.status == FORBIDDEN and any(word in told for word in TOO_FAST)
        if found.status in {TOO_MANY, 503} or is_too_fast:
            seconds = retry_after(found.headers.get("retry-after"), time.time())
            return WaitError(what, hint="It is tried again later.", seconds=seconds)
        if found.status >= _FAULTS:
            return CutOffError(what, hint="It is tried again by itself.")
        if found.status == FORBIDDEN and any(word in told for word in SPENT):
            return WaitError(what, hint="It is tried again later.", seconds=SPENT_SECONDS)
        if found.status == UNAUTHORISED:
            return SignInError(what, hint="Its key or consent holds no more: sign in again.")
        if found.status == FORBIDDEN:
            needs = f" It has to be allowed: {self._needs}." if self._needs else ""
            return SignInError(what, hint=f"Give the key its rights, then sign in again.{needs}")
        return AnswerError(what, hint="Check what was connected.", status=found.status, text=told)


def _words(body: bytes) -> str:
    """What a vendor says went wrong, in its own words, however it wraps them."""
    try:
        return next(_told(orjson.loads(body), DEEPEST), "")
    except ValueError:
        return ""


def _told(found: Any, depth: int) -> Iterator[str]:
    """Each text under a name by which vendors tell what is wrong."""
    if not depth:
        return
    if isinstance(found, Mapping):
        for name in ("message", "Message", "Detail", "error_description", "detail", "error"):
            value = found.get(name)
            if isinstance(value, str):
                yield value
        for value in found.values():
            yield from _told(value, depth - 1)
    elif isinstance(found, list):
        for value in found:
            yield from _told(value, depth - 1)


def quoted(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")
