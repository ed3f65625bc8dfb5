"""What runs in the processes that parse (`workers` starts them, and hands them records).

The first gets ready: it loads what every mail needs. It reads nothing that a stranger wrote; each
that does is a copy of it, which takes hundredths of a second where getting ready takes half of one,
and shares its memory.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import TYPE_CHECKING

from goodwill.machine.memory_limit import limit_memory
from goodwill.machine.processes import stand_back

if TYPE_CHECKING:
    from goodwill.importing.work import Rules, Work

__all__ = ["CAN_BE_COPIED", "CPU_SECONDS", "main"]

CPU_SECONDS = 5
"""What one record may take of a processor; an ordinary mail takes a thousandth of a second."""

WALL_SECONDS = 120
"""What one record may take by the clock, also where it only waits: with others at work on this
machine, `CPU_SECONDS` of a process that stands back may well take a minute."""

MEMORY_BYTES = 768 << 20
"""What a parsing process may take beyond what it has when it starts."""

BEGUN = b"begun"
"""The first word of a process that parses: it is there."""

CAN_BE_COPIED = sys.platform == "linux"
"""Whether a process that has multiplied matrices may be forked; with Apple's library it may not."""


def main(handle: int) -> None:
    """Get ready, then be copied for each line that comes, until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever imports is asked, and ends the line
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.putenv("OPENBLAS_NUM_THREADS", "1")  # there is a process for each processor
    stand_back()
    gc.disable()  # a batch is let go of whole: looking through it meanwhile finds nothing
    asks = Connection(handle)
    copies: list[int] = []
    with suppress(EOFError, OSError):
        _get_ready()
        while True:
            handle = recv_handle(asks)
            copies = [*filter(_is_there, copies), *_begun(handle, asks)]
    for copy in copies:
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)  # so that what it took of the processor is counted


def _is_there(copy: int) -> bool:
    """Whether a copy still runs; of one that a record has ended nothing is left behind."""
    return os.waitpid(copy, os.WNOHANG) == (0, 0)


def _get_ready() -> None:
    from goodwill.importing.parsing import make_ready  # noqa: PLC0415  heavy, and for these processes alone

    make_ready()  # at nobody's expense: what a mail may take is counted from its own start
    gc.freeze()


def _begun(handle: int, asks: Connection) -> list[int]:
    """The copy of this process that parses what comes along a line; or it is done here."""
    if CAN_BE_COPIED and (copy := os.fork()):
        os.close(handle)
        return [copy]
    asks.close()
    try:
        _answer(Connection(handle))
    finally:  # nobody asks any more
        os._exit(0)


def _answer(line: Connection) -> None:
    from goodwill.importing.parsing import parse_all  # noqa: PLC0415  as above

    line.send_bytes(BEGUN)
    rules: Rules = line.recv()
    limit_memory(MEMORY_BYTES)
    while True:
        work: list[Work] = line.recv()
        entries = parse_all(work, rules, begin=_allow_time)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        line.send_bytes(pickle.dumps(entries, protocol=pickle.HIGHEST_PROTOCOL))
        del work, entries
        gc.collect(0)  # what of it refers to itself


def _allow_time() -> None:
    """From here on the process may take so much of a processor and of the day, then it ends."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
