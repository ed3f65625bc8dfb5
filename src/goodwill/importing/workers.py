"""Parsing processes: two or more, each fed one batch at a time, none of them trusted.

A process that dies (out of memory, out of time, a fault in a C library) costs one batch, which is
read again record by record in fresh processes; the record that kills one is rejected. Batches come
back in the order they went out, so that cursors move forward only.

One program gets ready to parse, and those that parse are copies of it: no mail has come near it.
It is started as a program of its own, since a fork would copy threads and locks of whoever imports.
What runs in all of them is in `parsing_process`.
"""

from __future__ import annotations

import io
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from goodwill.importing.parsing_process import CAN_BE_COPIED, CPU_SECONDS
from goodwill.importing.parsing_template import Template
from goodwill.importing.work import Rules, Work, reject_of
from goodwill.store.rows import Entry

__all__ = ["Workers", "unpack"]

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


class _Worker:
    """The line to one parsing process."""

    def __init__(self, line: Connection, rules: Rules) -> None:
        self.line = line
        self._send(rules)

    def give(self, work: Sequence[Work]) -> None:
        """Send a batch; a process that is gone shows when its answer is taken."""
        self._send(work)

    def _send(self, what: Rules | Sequence[Work]) -> None:
        try:
            self.line.send(what)
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

    def let_go(self) -> None:
        """Leave the process: it ends when nobody holds its line, if it has not ended yet."""
        self.line.close()


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

    def __init__(self, rules: Rules, count: int, template: Template | None = None) -> None:
        """`template` is one that was started ahead; it ends with the others."""
        self._rules = rules
        self._count = count
        self._templates = [] if template is None else [template]
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Job[B]] = {}

    def __enter__(self) -> Workers[B]:
        return self

    def __exit__(self, *_: object) -> None:
        for template in self._templates:
            template.stop()

    def _new_worker(self) -> _Worker:
        if not (CAN_BE_COPIED and self._templates and self._templates[-1].is_there):
            self._templates.append(Template())
        return _Worker(self._templates[-1].copied(), self._rules)

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
                job.worker.let_go()
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
                worker.let_go()
                worker = self._new_worker()
                found = [reject_of(one, _KILLED, _KILLED_HINT)]
            entries += found
        self._idle.append(worker)
        return entries


def _parse_here(work: Sequence[Work], rules: Rules) -> list[Entry]:
    if not work:
        return []
    from goodwill.importing.parsing import parse_all  # noqa: PLC0415  slow to load, and seldom needed here

    return parse_all(work, rules)


_KILLED = (
    f"reading it took more than {CPU_SECONDS} seconds or more memory than a mail is worth, "
    "or made the parser fail"
)
_KILLED_HINT = "It is kept in the reject file; everything else was read."
