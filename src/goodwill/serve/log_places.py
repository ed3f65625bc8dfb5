"""Where lines for whoever runs the pages go: standard error, files, a syslog that somebody names.

What they hold is `goodwill.events`.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from logging.handlers import SysLogHandler, WatchedFileHandler
from pathlib import Path
from socket import SOCK_DGRAM, SOCK_STREAM
from typing import TYPE_CHECKING

from goodwill.errors import CallError
from goodwill.events import LOG, JsonLines

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["log_to"]

SYSLOG_PORT = 514


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
        handler.handleError = _unwritten  # type: ignore[method-assign]
        LOG.addHandler(handler)
    LOG.propagate = not places


def _handler(place: str) -> logging.Handler:
    if place == "-":
        return logging.StreamHandler(sys.stderr)
    if place == "syslog":
        return SysLogHandler("/dev/log")
    kind, colon, where = place.partition(":")
    if colon and kind in {"syslog", "syslog+tcp"}:
        host, _, port = where.rpartition(":")
        if not host:
            host, port = where, str(SYSLOG_PORT)
        how = SOCK_STREAM if kind == "syslog+tcp" else SOCK_DGRAM
        return SysLogHandler((host, int(port)), socktype=how)
    path = Path(place).absolute()
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return WatchedFileHandler(path, encoding="utf-8")


def _unwritten(record: logging.LogRecord) -> None:
    """A place that takes no lines for now stops nobody: the next line is tried again."""
    del record
