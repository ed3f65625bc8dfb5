"""Parsing processes: two or more, each fed one batch at a time, none of them trusted.

A process that dies (out of memory, out of time, a fault in a C library) costs one batch, which is
read again record by record in fresh processes; the record that kills one is rejected. Batches come
back in the order they went out, so that cursors move forward only.

Started as programs of their own: a fork would copy threads and locks of whoever imports.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from goodwill.store.rows import Entry
from goodwill.work import Rules, Work, reject_of

__all__ = ["Workers", "main", "processors", "stand_back", "start_process", "unpack"]

CPU_SECONDS = 5
"""What one record may take of a processor; an ordinary mail takes a thousandth of a second."""

WALL_SECONDS = 120
"""What one record may take by the clock, also where it only waits: with others at work on this
machine, `CPU_SECONDS` of a process that stands back may well take a minute."""

MEMORY_BYTES = 768 << 20
"""What a parsing process may take beyond what it has when it starts."""

BEHIND = 10
"""How far a parsing process stands back from whoever looks at pages of the book meanwhile."""

_ALLOWED = {
    ("goodwill.store.rows", "ActsRow"),
    ("goodwill.store.rows", "Entry"),
    ("goodwill.store.rows", "Excluded"),
    ("goodwill.store.rows", "FactRow"),
    ("goodwill.store.rows", "MeetingRow"),
    ("goodwill.store.rows", "MessageRow"),
    ("goodwill.store.rows", "Reject"),
    ("goodwill.sources.base", "ReadError"),
}

B = TypeVar("B")


def stand_back() -> None:
    """Let whoever looks at pages go first; started by one that does, not still further."""
    os.nice(max(0, BEHIND - os.nice(0)))


def processors() -> int:
    """How many processes keep this machine busy."""
    if hasattr(os, "sched_getaffinity"):  # Linux alone knows what this process may use
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class _PlainUnpickler(pickle.Unpickler):
    """Takes rows from a parsing process, and nothing that runs code."""

    def find_class(self, module: str, name: str) -> Any:
        """Only the types that rows are made of."""
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no row")
        return super().find_class(module, name)


def unpack(answer: bytes) -> list[Any]:
    """The rows that a process of ours sent; `UnpicklingError` if it sent anything else."""
    found: list[Any] = _PlainUnpickler(io.BytesIO(answer)).load()
    return found


def start_process(module: str) -> tuple[Connection, subprocess.Popen[bytes]]:
    """A module of ours as a program of its own, which is told the number of its line to here."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a traceback may quote mail
        )
    return Connection(ours.detach()), process


class _Worker:
    """One parsing process and the line to it."""

    def __init__(self, rules: Rules) -> None:
        self.line, self._process = start_process("goodwill.workers")
        self.line.send(rules)

    def give(self, work: Sequence[Work]) -> None:
        """Send a batch; a process that is gone shows when its answer is taken."""
        try:
            self.line.send(work)
        except OSError:
            self.line.close()

    def take(self) -> list[Entry] | None:
        """The answer to the batch, or None if the process died over it."""
        if self.line.closed:
            return None
        try:
            answer = self.line.recv_bytes()
        except (EOFError, OSError):
            return None
        return unpack(answer)

    def stop(self) -> None:
        """End the process."""
        self.line.close()
        self._process.kill()
        self._process.wait()


@dataclass(slots=True)
class _Job(Generic[B]):
    """A batch on its way: who has it, and what came back."""

    batch: B
    work: Sequence[Work]
    worker: _Worker | None = None
    entries: list[Entry] | None = None


class Workers(Generic[B]):
    """Hands batches to parsing processes and back, in order.

    With a `count` of 0 everything is parsed in this process, which is quick for a few records and
    protects from nothing.
    """

    def __init__(self, rules: Rules, count: int) -> None:
        self._rules = rules
        self._count = count
        self._started: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Job[B]] = {}

    def __enter__(self) -> Workers[B]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._started:
            worker.stop()

    def _new_worker(self) -> _Worker:
        worker = _Worker(self._rules)
        self._started.append(worker)
        return worker

    def parsed(
        self, batches: Iterable[tuple[B, Sequence[Work]]]
    ) -> Iterator[tuple[B, list[Entry]]]:
        """Each batch with what became of its records.

        The next batch is handed out before an answer is passed on, so that nobody idles while
        the caller writes; what is under way is bounded by twice the number of processes.
        """
        jobs: deque[_Job[B]] = deque()
        for batch, work in batches:
            job = _Job(batch, work)
            jobs.append(job)
            self._start(job)
            while jobs and (jobs[0].entries is not None or len(jobs) > 2 * self._count):
                yield self._finished(jobs.popleft())
        while jobs:
            yield self._finished(jobs.popleft())

    def _start(self, job: _Job[B]) -> None:
        if not job.work or not self._count:
            job.entries = _parse_here(job.work, self._rules)
            return
        while not self._idle and len(self._busy) >= self._count:
            self._collect()
        job.worker = self._idle.pop() if self._idle else self._new_worker()
        job.worker.give(job.work)
        self._busy[job.worker.line] = job

    def _finished(self, job: _Job[B]) -> tuple[B, list[Entry]]:
        while job.entries is None:
            self._collect()
        return job.batch, job.entries

    def _collect(self) -> None:
        """Take at least one answer."""
        closed = [line for line in self._busy if line.closed]
        ready = closed or wait(list(self._busy))
        for line in [line for line in self._busy if line in ready]:
            job = self._busy.pop(line)
            if job.worker is None:
                continue
            job.entries = job.worker.take()
            if job.entries is None:
                job.worker.stop()
                job.entries = self._one_by_one(job.work)
            else:
                self._idle.append(job.worker)
            job.worker = None

    def _one_by_one(self, work: Sequence[Work]) -> list[Entry]:
        """The batch that a process died over, each record alone."""
        entries: list[Entry] = []
        worker = self._new_worker()
        for one in work:
            worker.give([one])
            found = worker.take()
            if found is None:
                worker.stop()
                worker = self._new_worker()
                found = [reject_of(one, _KILLED, _KILLED_HINT)]
            entries += found
        self._idle.append(worker)
        return entries


def _parse_here(work: Sequence[Work], rules: Rules) -> list[Entry]:
    if not work:
        return []
    from goodwill.parsing import parse_all  # noqa: PLC0415  slow to load, and seldom needed here

    return parse_all(work, rules)


_KILLED = (
    f"reading it took more than {CPU_SECONDS} seconds or more memory than a mail is worth, "
    "or made the parser fail"
)
_KILLED_HINT = "It is kept in the reject file; everything else was read."


def main(handle: int) -> None:
    """The parsing process: take the rules, then batches, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever imports is asked, and ends the line
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.putenv("OPENBLAS_NUM_THREADS", "1")  # there is a process for each processor
    stand_back()
    gc.disable()  # a batch is let go of whole: looking through it meanwhile finds nothing
    line = Connection(handle)
    try:
        _answer(line)
    except (EOFError, OSError):
        return


def _answer(line: Connection) -> None:
    from goodwill.parsing import make_ready, parse_all  # noqa: PLC0415  for this process alone

    make_ready()  # at nobody's expense: what a mail may take is counted from its own start
    gc.freeze()
    rules: Rules = line.recv()
    _limit_memory()
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


def _limit_memory() -> None:
    """A bomb may take so much and no more, whatever the machine has."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return  # no Linux: the processor's limit must do
    limit = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(int(sys.argv[1]))
