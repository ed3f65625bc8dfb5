"""A proxy that breaks lines: between a mail server and whoever reads it, after so many bytes.

It counts what the server sends over all connections, and does its harm once, at the byte that it
was told; connections after that go through whole.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Literal

__all__ = ["Harm", "Proxy", "proxy"]

Harm = Literal["cut", "reset", "bye", "garbage", "doubled"]
GARBAGE = b"\r\n)(}{\x00\xff\xfe* 9 GARBAGE {99999999999999}\r\n"


@dataclass(slots=True)
class Proxy:
    """A running proxy; `sent` is how many bytes the server has sent through it."""

    port: int
    target: int
    at: int
    harm: Harm
    sent: int = 0
    is_done: bool = False
    connections: int = 0
    lock: Lock = field(default_factory=Lock)

    def pass_on(self, data: bytes) -> tuple[bytes, bool]:
        """What of some bytes goes on to the reader, and whether the line ends behind them."""
        with self.lock:
            start, self.sent = self.sent, self.sent + len(data)
            if self.is_done or self.sent <= self.at:
                return data, False
            self.is_done = True
            cut = max(0, self.at - start)
            match self.harm:
                case "bye":
                    return data[:cut] + b"\r\n* BYE going down\r\n", True
                case "garbage":
                    return data[:cut] + GARBAGE + data[cut:], False
                case "doubled":
                    return data[:cut] + data[max(0, cut - 200) :], False
            return data[:cut], True


@contextmanager
def proxy(target: int, at: int, harm: Harm) -> Iterator[Proxy]:
    """A proxy before a port of this machine that does `harm` after byte `at`."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        found = Proxy(port=door.getsockname()[1], target=target, at=at, harm=harm)
        Thread(target=_accept, args=(door, found), daemon=True).start()
        yield found


def _accept(door: socket.socket, found: Proxy) -> None:
    with suppress(OSError):
        while True:
            reader, _ = door.accept()
            found.connections += 1
            Thread(target=_connect, args=(reader, found), daemon=True).start()


def _connect(reader: socket.socket, found: Proxy) -> None:
    server = socket.create_connection(("127.0.0.1", found.target))
    Thread(target=_carry, args=(reader, server), daemon=True).start()
    with suppress(OSError), reader, server:
        while data := server.recv(4096):
            passed, ends = found.pass_on(data)
            reader.sendall(passed)
            if ends:
                if found.harm == "reset":
                    reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    reader.shutdown(socket.SHUT_RD)  # wakes the thread that carries its words
                break
        with suppress(OSError):
            if found.harm != "reset":
                reader.shutdown(socket.SHUT_RDWR)


def _carry(reader: socket.socket, server: socket.socket) -> None:
    with suppress(OSError):
        while data := reader.recv(4096):
            server.sendall(data)
        server.shutdown(socket.SHUT_WR)
