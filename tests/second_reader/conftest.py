"""A real server on this machine that behaves, or misbehaves, as a test wants it to."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from goodwill.config import SecondReader
from goodwill.second_reader import Labeller
from goodwill.second_reader.kept import KeptAnswers

Behave = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.body = json.loads(self.rfile.read(length))
        self.server.asked.append(self.body)
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        self.close_connection = True
        with suppress(OSError):
            self.server.behave(self)

    do_GET = do_POST  # noqa: N815  the name that the library asks for

    @property
    def text(self) -> str:
        """The mail, as a model reads it: what stands between the fences, decoded."""
        lines = self.body["messages"][-1]["content"].split("\n")
        assert (lines[0], lines[-1], len(lines)) == ("BEGIN DATA", "END DATA", 3)
        return str(json.loads(lines[1]))

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say(self, content: object) -> None:
        """A chat completion with this content."""
        message = {"role": "assistant", "content": content}
        self.answer(json.dumps({"choices": [{"index": 0, "message": message}]}).encode())

    def mark(self, *spans: tuple[str, str, float]) -> None:
        rows = [{"act": act, "quote": quote, "probability": chance} for act, quote, chance in spans]
        self.say(json.dumps({"spans": rows}))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


class Server(ThreadingHTTPServer):
    """A server, what it was asked, and how it behaves; `ending` is set when the test is over."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behave: Behave) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.pauses: list[float] = []
        self.ending = threading.Event()
        self.sent = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address  # a client that has enough hangs up


Serve = Callable[[Behave], Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers; all of them end with the test."""
    running: list[Server] = []

    def start(behave: Behave) -> Server:
        server = Server(behave)
        running.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server

    yield start
    for server in running:
        server.ending.set()
        server.shutdown()
        server.server_close()


LabellerFor = Callable[..., Labeller]


@pytest.fixture
def labeller_for() -> Iterator[LabellerFor]:
    """A second reader that asks a server; further keys are those of the settings."""
    opened: list[KeptAnswers] = []

    def make(server: Server, *, folder: Path | None = None, **keys: Any) -> Labeller:
        settings = SecondReader(
            **{"url": server.url, "model": "m", "timeout_seconds": 20.0, **keys}
        )
        kept = KeptAnswers(folder)
        opened.append(kept)
        return Labeller(settings, kept, pause=server.pauses.append)

    yield make
    for kept in opened:
        kept.close()


_reached: list[Any] | None = None


def _listen(event: str, args: tuple[Any, ...]) -> None:
    if _reached is not None and event == "socket.connect" and args[0].family != socket.AF_UNIX:
        _reached.append(args[1][:2])


sys.addaudithook(_listen)


@pytest.fixture
def reached() -> Iterator[list[Any]]:
    """Every address that is connected to during a test, by whatever means."""
    global _reached  # noqa: PLW0603  an audit hook cannot be taken off
    found: list[Any] = []
    _reached = found
    yield found
    _reached = None
