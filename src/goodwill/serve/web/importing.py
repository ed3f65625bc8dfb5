"""The import that somebody has started on a page: one at a time, behind the pages.

What takes seconds is read first (tables and calendars), so that the first findings can be looked
at while mail is still being read. When a part of it is in, the statements of the shelf are drawn up
again. Who reads and who draws up is `goodwill.serve.web.hands`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from goodwill.errors import CallError, GoodwillError
from goodwill.reports import Progress
from goodwill.serve.languages import say
from goodwill.serve.ports import ImportReport, Ledger
from goodwill.serve.web.behind import Behind
from goodwill.serve.web.shelf import Shelf
from goodwill.sources.base import ReadError

__all__ = ["Given", "Importing", "Work"]

QUICK = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".arrow", ".feather", ".toml"})
"""Endings of files that are read before all others; what a file is, its content tells."""

REASONS = 5
"""Reasons for rejects that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file or folder that was given, under the name that people know it by; `size` in bytes."""

    path: Path
    name: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Behind):
    """How far an import has come.

    `reports` are those of the parts that are in, `has_statements` whether any are drawn up.
    """

    given: tuple[Given, ...]
    reports: tuple[ImportReport, ...] = ()
    has_statements: bool = False

    @property
    def ledgers(self) -> Sequence[Ledger]:
        """What became of the records of each file that is in."""
        return [file for report in self.reports for file in report.files]

    @property
    def rejects(self) -> Sequence[ReadError]:
        """What could not be read."""
        return [reject for report in self.reports for reject in report.rejects]

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """Why records could not be read, the commonest first."""
        return Counter(reject.reason for reject in self.rejects).most_common(REASONS)

    @property
    def remarks(self) -> Sequence[str]:
        """Sentences on files that were left out, or gave less than one would expect."""
        skipped = [
            say("{rpartition} was not read: {why}.", rpartition=path.rpartition("/")[2], why=why)
            for report in self.reports
            for path, why in report.skipped
        ]
        hints = [hint for report in self.reports for hint in report.hints]
        return [*skipped, *(hints if not any(report.total.seen for report in self.reports) else ())]


class Importing:
    """The import of a shelf's book; `work` is how far it is, None before the first one."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._starting = Lock()
        self._thread: Thread | None = None
        self.work: Work | None = None

    def may_start(self) -> None:
        """`CallError` while one is running."""
        if self.work is not None and self.work.is_running:
            raise CallError(
                say("An import is running already."),
                hint=say("Wait until it is done, then send these."),
            )

    def start(self, given: Sequence[Given], prepare: Callable[[], None] | None = None) -> None:
        """Begin, in a thread of its own; `prepare` makes the files first where they are made."""
        with self._starting:
            self.may_start()
            began = time.monotonic()
            self.work = Work(given=tuple(given), began=began, says="Looking at the files")
        self._thread = Thread(target=self._run, args=(prepare,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until what is running has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, prepare: Callable[[], None] | None) -> None:
        try:
            if prepare is not None:
                prepare()
            self._read_all()
        except GoodwillError as fault:
            self._now(fault=str(fault), hint=fault.hint)
        except Exception as fault:  # noqa: BLE001  whatever it is, the page has to say that it ended
            self._now(
                fault=f"The import stopped: {type(fault).__name__}: {fault}",
                hint="What was read before is in. Try again with:  goodwill import",
            )
        self._now(ended=time.monotonic())

    def _read_all(self) -> None:
        work, shelf = self._work, self._shelf
        quick = [one.path for one in work.given if one.path.suffix.lower() in QUICK]
        slow = [one.path for one in work.given if one.path not in quick]
        for some in filter(None, (quick, slow)):
            report = shelf.hands.import_paths(some, self._tell)
            self._now(reports=(*self._work.reports, report))
            shelf.take_in(self._tell)
            self._now(has_statements=True)

    @property
    def _work(self) -> Work:
        if self.work is None:
            raise RuntimeError("no import was started")
        return self.work

    def _tell(self, progress: Progress) -> None:
        self._now(says=progress.what, done=progress.done, total=progress.total)

    def _now(self, **changed: object) -> None:
        self.work = replace(self._work, **changed)  # type: ignore[arg-type]
