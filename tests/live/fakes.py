"""A local web server for the tests, behind which a made-up vendor answers; and a clock of its own.

A vendor is a class with `answer`: asked in one thread for each line, it keeps what it was asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

__all__ = ["Asked", "Says", "Vendor", "VirtualClock", "serving"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, its names of headers in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    target: str

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True, slots=True)
class Says:
    """An answer. `cut`: so many bytes of its body are sent, and the line ends."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None

    @classmethod
    def json(cls, document: object, status: int = 200, **headers: str) -> Says:
        told = {"content-type": "application/json; charset=utf-8", **headers}
        return cls(status, json.dumps(document).encode(), told)


class Vendor(Protocol):
    def answer(self, asked: Asked) -> Says:
        """What it says."""
        ...


class VirtualClock:
    """A clock that stands still but for those who wait: two who wait at a time, wait together."""

    def __init__(self, start: float = 0.0) -> None:
        self._lock = Lock()
        self.at = start

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        until = self.at + seconds
        with self._lock:
            self.at = max(self.at, until)


@contextmanager
def serving(vendor: Vendor, port: int = 0) -> Iterator[str]:
    """The address at which a vendor answers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            body = self.rfile.read(size)
            told = vendor.answer(Asked(self.command, parts.path, query, headers, body, self.path))
            self._send(told)

        def _send(self, told: Says) -> None:
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(told.body)))
            self.end_headers()
            if told.cut is None:
                self.wfile.write(told.body)
            else:
                self.wfile.write(told.body[: told.cut])
                self.close_connection = True

        do_GET = do_POST = _answer  # noqa: N815  the names that the library calls

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as running:
        running.daemon_threads = True
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()
