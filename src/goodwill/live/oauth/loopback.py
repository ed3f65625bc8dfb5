"""Hearing the answer that a browser brings: a door of this machine, open until it has come.

Only an answer with the state that was asked with counts, and it counts once: every other request
is told so with status 400, and what it says is not looked at (RFC 8252, 7.3 and 8.1; RFC 9700).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from goodwill.live.faults import NotAllowedError, SignInError, said

__all__ = ["Answered", "Door"]

Answered = Mapping[str, str]
"""What a provider's answer says, by name: `code` among it."""

READ_SECONDS = 10.0
_DONE = "Signed in. You can close this page and go back to Goodwill."
_DENIED = "Not signed in: nothing was allowed. You can close this page."
_NOT_OURS = "This is not the answer that is waited for."
_HEADERS = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'",
    "referrer-policy": "no-referrer",
    "connection": "close",
}


class Door:
    """A door on the loopback of this machine, for one answer; close it with the block."""

    def __init__(self, state: str, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._state = state
        self._lock = Lock()
        self._came = Event()
        self._answer: dict[str, str] | None = None
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        except OSError as error:
            raise NotAllowedError(
                f"Port {port} of this machine cannot be listened on: {error.strerror}.",
                hint="End what uses it, or sign in with --no-browser.",
            ) from error
        self.hosts = frozenset(f"{name}:{self._server.server_port}" for name in (host, "127.0.0.1"))
        self.redirect = f"http://{host}:{self._server.server_port}/"
        self._thread = Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self, seconds: float) -> Answered:
        """The answer, once it has come."""
        if not self._came.wait(seconds) or self._answer is None:
            raise SignInError(
                f"Nobody agreed within {seconds / 60:.0f} minutes.", hint="Sign in again."
            )
        return checked(self._answer)

    def take(self, host: str, target: str) -> tuple[int, str]:
        """A request: its status, and what is shown."""
        parts = urlsplit(target)
        told = dict(parse_qsl(parts.query)) if len(parts.query) < 1 << 14 else {}
        is_ours = parts.path == "/" and host in self.hosts and is_state(told, self._state)
        with self._lock:
            if not is_ours or self._came.is_set():
                return 400, _NOT_OURS
            self._answer = told
            self._came.set()
        return (200, _DONE) if "code" in told else (200, _DENIED)


def is_state(told: Answered, state: str) -> bool:
    """Whether an answer is to what was asked; takes as long whichever letter differs."""
    return hmac.compare_digest(told.get("state", "").encode(), state.encode())


def checked(told: Answered) -> Answered:
    """An answer that holds a code."""
    if told.get("code"):
        return told
    why = told.get("error_description") or told.get("error") or "it did not say why"
    raise SignInError(f"You were not signed in: {said(why)}.", hint="Sign in again, and agree.")


def _handler(door: Door) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = READ_SECONDS

        def do_GET(self) -> None:
            status, text = door.take(self.headers.get("host", ""), self.path)
            body = text.encode()
            self.send_response(status)
            for name, value in {**_HEADERS, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing: what a browser asks for holds the code."""

    return Handler
