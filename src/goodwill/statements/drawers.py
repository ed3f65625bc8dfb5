"""Statements of many accounts, drawn up by several processes at once.

A statement rests on its own account alone, so the accounts of a book are shared out. Each process
opens the book, draws up some statements at a time and hands them over as they are stored; who asked
is the only one that writes. Accounts of a process that fails are drawn up here, where what is wrong
with them is told.

Parsing processes, which nobody trusts, are in `goodwill.importing.workers`.
"""

from __future__ import annotations

import pickle
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from goodwill.assess import Assessor, Drawn
from goodwill.importing.workers import unpack
from goodwill.machine.cycles import no_look_for_cycles
from goodwill.machine.processes import start_process
from goodwill.statements.bites import MAIL_AT_ONCE

if TYPE_CHECKING:
    import subprocess

__all__ = ["drawn_here", "drawn_together", "main"]

HANDED_OVER = 16
"""Statements that are handed over at once: an `assess` that is stopped loses no more of each."""


def drawn_here(
    assessor: Assessor, account_ids: Sequence[str], as_of: date
) -> Iterator[Sequence[Drawn]]:
    """Statements drawn up in this process, some at a time."""
    found = map(Drawn.of, assessor.draw_up(account_ids, as_of))
    while True:
        with no_look_for_cycles():  # an account is let go of whole
            some = list(islice(found, HANDED_OVER))
        if not some:
            return
        yield some


def drawn_together(
    assessor: Assessor,
    place: str,
    account_ids: Sequence[str],
    as_of: date,
    *,
    count: int,
    at_once: int = MAIL_AT_ONCE,
) -> Iterator[Sequence[Drawn]]:
    """Statements as `count` processes draw them up, in the order in which they are done.

    `place` is where the book of `assessor` is; each process is given accounts with about `at_once`
    mails at a time, and fewer toward the end.
    """
    waiting = deque(assessor.bites(account_ids, among=count, at_once=at_once))
    failed: list[str] = []
    with ExitStack() as running:
        busy: dict[Connection, dict[str, None]] = {}
        for _ in range(min(count, len(waiting))):
            line, process = start_process("goodwill.statements.drawers")
            running.callback(_end, line, process)
            busy[line] = {}
            _give(line, (place, as_of))
        while busy:
            ready = wait(list(busy))
            for line in [line for line in busy if line in ready]:
                found = _take(line)
                if found is None:
                    failed += busy.pop(line)
                    continue
                for one in found:
                    busy[line].pop(one.account_id)
                if found:
                    yield found
                elif waiting:
                    busy[line] = dict.fromkeys(waiting[0])
                    _give(line, waiting.popleft())
                else:
                    del busy[line]
    yield from drawn_here(assessor, [*failed, *(one for some in waiting for one in some)], as_of)


def _end(line: Connection, process: subprocess.Popen[bytes]) -> None:
    line.close()
    process.kill()
    process.wait()


def _give(line: Connection, what: object) -> None:
    """Send something; a process that is gone shows when its answer is taken."""
    with suppress(OSError):
        line.send(what)


def _take(line: Connection) -> list[Drawn] | None:
    """Statements that are done, none where the process wants more work, None if it is gone."""
    try:
        return [Drawn(*one) for one in unpack(line.recv_bytes())]
    except (EOFError, OSError, pickle.UnpicklingError):
        return None


def main(handle: int) -> None:
    """The process that draws up: take the book and the day, then accounts, until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is told, and ends the line
    with closing(Connection(handle)) as line:
        try:
            _draw_up(line)
        except (EOFError, OSError):
            return


def _draw_up(line: Connection) -> None:
    from goodwill.book import open_book  # noqa: PLC0415  it asks this module to draw up

    place, as_of = line.recv()
    book = open_book(place)
    assessor = book.assessor
    while True:
        line.send_bytes(pickle.dumps([]))  # ready for more
        for some in drawn_here(assessor, line.recv(), as_of):
            line.send_bytes(pickle.dumps([tuple(one) for one in some]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
