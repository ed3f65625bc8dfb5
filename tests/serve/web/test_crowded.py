"""The real server with slow clients at its door, and asked to end while they are there."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from tests.serve.web.conftest import DAY, drawn_up

COMMAND = (
    "import os; os.environ['GOODWILL_NO_BROWSER'] = '1';from goodwill.serve.cli import main; main()"
)
SLOW = 200
"""Clients that have sent a part of a request and send no more."""


class Server(NamedTuple):
    """The process and where it is asked."""

    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    shelf = drawn_up(tmp_path)
    place = shelf.book.place
    shelf.book.close()
    words = ["--book", place, "serve", "--port", "0", "--as-of", DAY.isoformat()]
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        found = None
        for line in process.stdout or ():
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                break
        assert found is not None
        yield Server(process, int(found[1]))
        process.kill()


@pytest.fixture
def slow(server: Server) -> Iterator[list[socket.socket]]:
    """Clients that never come to the end of what they ask."""
    with ExitStack() as doors:
        found = []
        for _ in range(SLOW):
            door = doors.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            door.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow")
            found.append(door)
        yield found


def test_slow_clients_keep_nobody_from_a_page(server: Server, slow: list[socket.socket]) -> None:
    for door in slow:
        door.sendall(b"o")

    with httpx.Client(base_url=server.address, timeout=60) as client:
        found = [client.get(page).status_code for page in ("/", "/accounts/acre", "/", "/keys")]

    assert found == [200] * 4


def test_asked_to_end_it_ends_whoever_is_at_its_door(
    server: Server, slow: list[socket.socket]
) -> None:
    assert httpx.get(server.address, timeout=60).status_code == 200

    server.process.send_signal(signal.SIGTERM)
    code = server.process.wait(timeout=60)

    assert code in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    said = b""
    for door in slow:
        with suppress(OSError):
            door.settimeout(10)
            said += door.recv(1000)
    assert b" 500 " not in said
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.address, timeout=5)
