"""Where lines for whoever runs the pages go: standard error, files, a syslog that somebody names.

What they hold is `goodwill.access.events`.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from logging.handlers import QueueHandler, SysLogHandler, WatchedFileHandler
from pathlib import Path
from queue import Full, Queue
from socket import SOCK_STREAM, create_connection, socket
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from goodwill.access.events import LOG, JsonLines
from goodwill.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["log_to"]

SYSLOG_PORT, LOCAL = 514, "/dev/log"

Handler = TypeVar("Handler", bound=logging.Handler)

MOST_WAITING = 1_000
"""Lines that wait for a syslog; what comes while it takes none, and they are so many, is lost."""

PATIENCE = 10.0
"""Seconds for which a syslog may keep a line waiting, and the program that ends."""


def log_to(places: Sequence[str]) -> None:
    """Send lines to each place from now on: `-`, a file, `syslog`, `syslog:HOST[:PORT]`.

    `syslog+tcp:HOST[:PORT]` keeps a line open. Raises `CallError` where a place cannot be had.
    """
    for old in list(LOG.handlers):
        LOG.removeHandler(old)
        with suppress(OSError):  # what it could not write, it cannot write now
            old.close()
    for place in places:
        try:
            handler = _handler(place)
        except (OSError, ValueError) as fault:
            raise CallError(
                f'Nothing can be logged to "{place}": {str(fault).rstrip(".")}.',
                hint="Give -, a file, syslog, syslog:HOST:PORT or syslog+tcp:HOST:PORT.",
            ) from fault
        handler.setFormatter(JsonLines())
        LOG.addHandler(_silent(handler))
    LOG.propagate = not places


def _handler(place: str) -> logging.Handler:
    if place == "-":
        return logging.StreamHandler(sys.stderr)
    if place == "syslog":
        Path(LOCAL).stat()  # it is there, or nobody hears a word
        return _Behind(_silent(SysLogHandler(LOCAL)))
    kind, colon, where = place.partition(":")
    if colon and kind in {"syslog", "syslog+tcp"}:
        host, _, port = where.rpartition(":")
        if not host:
            host, port = where, str(SYSLOG_PORT)
        to = (host, int(port))
        return _Behind(_Line(to) if kind == "syslog+tcp" else _silent(SysLogHandler(to)))
    path = Path(place).absolute()
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return WatchedFileHandler(path, encoding="utf-8")


class _Behind(QueueHandler):
    """Hands lines to a thread that may wait for a syslog, so that nobody else does."""

    def __init__(self, syslog: SysLogHandler) -> None:
        self._waiting = Queue[logging.LogRecord | None](MOST_WAITING)
        super().__init__(self._waiting)
        self._syslog = syslog
        self._thread = Thread(target=self._send, daemon=True)
        self._thread.start()

    def _send(self) -> None:
        while (record := self._waiting.get()) is not None:
            self._syslog.emit(record)
        self._syslog.close()

    def close(self) -> None:
        """Send what waits, as far as it is taken soon."""
        if self._thread.is_alive():
            with suppress(Full):
                self._waiting.put(None, timeout=PATIENCE)
            self._thread.join(PATIENCE)
        super().close()


class _Line(SysLogHandler):
    """A line held open to a syslog, and opened anew where the other side has shut it.

    Each record ends with a newline, by which the other side tells them apart (RFC 6587, 3.4.2).
    """

    append_nul = False

    def __init__(self, address: tuple[str, int]) -> None:
        self._to = address
        super().__init__(address, socktype=SOCK_STREAM)

    def createSocket(self) -> None:  # noqa: N802  the library's name
        """Open it; a machine that does not answer is not waited for."""
        self.unixsocket = False
        self.socket = create_connection(self._to, PATIENCE)

    def format(self, record: logging.LogRecord) -> str:
        """The record, with its end."""
        return super().format(record) + "\n"

    def emit(self, record: logging.LogRecord) -> None:
        """Send it."""
        if self.socket is not None and _is_shut(self.socket):
            self._hang_up()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the library's name
        """The line is of no use any more; the next record is tried on another."""
        _unwritten(record)
        self._hang_up()

    def _hang_up(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None  # type: ignore[assignment]  # as the library has it before the first


def _is_shut(line: socket) -> bool:
    """Whether the other side has let go: it says nothing otherwise, and what is sent is lost."""
    line.setblocking(False)
    try:
        return line.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        line.settimeout(PATIENCE)


def _silent(handler: Handler) -> Handler:
    handler.handleError = _unwritten  # type: ignore[method-assign]
    return handler


def _unwritten(record: logging.LogRecord) -> None:
    """A place that takes no lines for now stops nobody: the next line is tried again."""
    del record
