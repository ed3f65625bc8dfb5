"""Processes of our own: how many, how they are started, and how they stand back.

What parses is kept in `goodwill.importing.workers`, what draws up statements in
`goodwill.statements.drawers`, what works while pages are served in `goodwill.serve.apart`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection

__all__ = ["new_line", "processors", "stand_back", "start_process"]

BEHIND = 10
"""How far a parsing process stands back from whoever looks at pages of the book meanwhile."""


def stand_back() -> None:
    """Let whoever looks at pages go first; started by one that does, not still further."""
    os.nice(max(0, BEHIND - os.nice(0)))


def processors() -> int:
    """How many processes keep this machine busy."""
    if hasattr(os, "sched_getaffinity"):  # Linux alone knows what this process may use
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def new_line() -> tuple[Connection, Connection]:
    """The two ends of a line between processes."""
    ours, theirs = socket.socketpair()
    return Connection(ours.detach()), Connection(theirs.detach())


def start_process(module: str) -> tuple[Connection, subprocess.Popen[bytes]]:
    """A module of ours as a program of its own, which is told the number of its line to here."""
    ours, theirs = new_line()
    try:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a traceback may quote mail
        )
    finally:
        theirs.close()
    return ours, process
