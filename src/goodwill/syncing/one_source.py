"""One live source into the book: what it brings goes the way of every import.

The network is asked before the book is held, and where nothing is new the book is not touched. A
line that breaks is taken up again where the book stands, after a pause that grows; what was
committed before stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from goodwill.config import Settings
from goodwill.errors import GoodwillError, StoreError
from goodwill.importing.rereading import read_mails_again
from goodwill.importing.work import Work
from goodwill.importing.workers import Workers
from goodwill.live.base import HasFiles, LiveSource, Part, SourceConfig
from goodwill.live.faults import CutOffError, LiveError
from goodwill.live.wire.backoff import Pauses
from goodwill.pipeline import (
    FileLedger,
    Run,
    book_settings,
    import_paths,
    rules_for,
    seldom_collected,
)
from goodwill.privacy.erased_list import last_erased
from goodwill.privacy.modes import keeps_raw, what_to_take
from goodwill.reports import OnProgress, Progress, teller
from goodwill.sources.base import ReadError
from goodwill.store.database import Store, Transaction
from goodwill.store.live_sources.items import RawMail, move_items, put_items, put_raw
from goodwill.store.lock import import_lock
from goodwill.store.rows import Entry, Excluded, Reject
from goodwill.store.writing.stream_rows import Became, became, forget_rejects, mark_of, step_back
from goodwill.syncing.gathering import LiveBatch, LiveGathering, known_part
from goodwill.syncing.raw import raw_mails

__all__ = ["Bringing", "Came"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What one run of a source brought.

    `gone`: listed, and deleted before it was fetched. `left_out` are folders that privacy keeps
    closed, `closed` says of others why their server did not open them.
    """

    total: FileLedger
    rejects: tuple[ReadError, ...] = ()
    gone: int = 0
    left_out: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_something(self) -> bool:
        """Whether anything was read, or let go of."""
        return bool(self.total.seen or self.gone)

    @property
    def is_news(self) -> bool:
        """Whether the book may hold something else than before."""
        return bool(self.total.imported or self.gone)


class LiveRun(Run):
    """An import of what a source brings, of one slice of it at most."""

    @property
    def live(self) -> LiveGathering:
        """What gathers it."""
        if not isinstance(self.gathering, LiveGathering):
            raise TypeError("a live run gathers what is alive")
        return self.gathering

    def take_up(
        self, renew: Callable[[Transaction], bool], domains: tuple[str, ...], pauses: Pauses
    ) -> None:
        """What holds for this source."""
        self._renew, self._pauses = renew, pauses
        self.live.domains = domains

    def bring(self, source: LiveSource, parts: list[Part], told: OnProgress, workers: int) -> None:
        """Fetch, parse and commit, batch by batch; what came before a line broke is kept."""
        rules = rules_for(self._settings, self._imported_at)
        coming = Coming(self.live, source, parts)
        with Workers[LiveBatch](rules, workers) as parsing, seldom_collected():
            for batch, entries in parsing.parsed(coming.handed_out()):
                self.take_live(batch, entries)
                if entries:
                    self._pauses.it_went_on()
                told(Progress(what="Fetching", done=self._done))
        if coming.fault is not None:
            raise coming.fault

    def take_live(self, batch: LiveBatch, entries: Sequence[Entry]) -> None:
        """Commit a batch with all by which its records are known again, or nothing of it."""
        noted = {name for name in batch.marks if name[0] in batch.streams}
        now = became(entries, noted | batch.withdrawn)
        gone = {name: now.pop(name, set()) for name in batch.withdrawn}
        again = [entry for entry in entries if entry.source_file_id in batch.streams]
        self._writer.streams.update(batch.streams)

        def first(tx: Transaction) -> None:  # who moves makes room
            for was_in, is_in, locators in batch.moved:
                move_items(tx, was_in, is_in, locators)

        def also(tx: Transaction) -> None:
            if not self._renew(tx):
                raise StoreError(
                    "Another program has taken this source over.", hint="Look again a minute later."
                )
            keeps = keeps_raw(self._settings.privacy) and not last_erased(tx)  # quotes hold her
            raw = raw_mails(batch, entries) if keeps else {}
            if again or batch.withdrawn:
                forget_rejects(tx, again, self._writer.import_id)
                self.live.gone += step_back(tx, now, gone)
            put_items(tx, _items(batch, entries, raw))
            put_items(tx, _records(batch, now))
            put_raw(tx, raw.values())

        self.take(batch, entries, also, first)


class Coming:
    """Batches as they are fetched, for as long as their server lets us; `fault` is what ended it.

    It is raised once all that came before has been committed: it need not be fetched again.
    """

    def __init__(self, gathering: LiveGathering, source: LiveSource, parts: list[Part]) -> None:
        self._gathering, self._source, self._parts = gathering, source, parts
        self.fault: LiveError | None = None

    def handed_out(self) -> Iterator[tuple[LiveBatch, Sequence[Work]]]:
        """Each batch with what is to be parsed of it."""
        try:
            for batch in self._gathering.live_batches(self._source, self._parts):
                yield batch, batch.work
        except LiveError as fault:
            self.fault = fault
            batch = self._gathering.so_far()
            yield batch, batch.work


def _items(
    batch: LiveBatch, entries: Sequence[Entry], raw: Mapping[tuple[int, str], RawMail]
) -> Iterator[tuple[int, str, str, str | None]]:
    """What is noted of each record that was read; of one that was left out, nothing.

    Records of streams are noted with what they became (`_records`).
    """
    left_out = {
        (entry.source_file_id, entry.locator)
        for entry in entries
        if isinstance(entry.outcome, Excluded | Reject)
    }
    for name, mark in batch.marks.items():
        if name not in left_out and name[0] not in batch.streams:
            kept = raw.get(name)
            yield *name, mark, None if kept is None else kept.sha256


def _records(batch: LiveBatch, now: Became) -> Iterator[tuple[int, str, str, None]]:
    """What is noted of each record of a stream that could be read."""
    for (file, locator), rows in now.items():
        yield file, locator, mark_of(batch.marks[file, locator], rows), None


@dataclass(slots=True, kw_only=True)
class Bringing:
    """How a source gets into a book.

    `open_source` signs in, `renew` keeps the right to read the source (False: it is lost),
    `workers` is how many processes parse. `came` is what has been brought so far.
    """

    store: Store
    config: SourceConfig
    open_source: Callable[[], LiveSource]
    now: Callable[[], datetime]
    renew: Callable[[Transaction], bool]
    progress: OnProgress
    workers: int
    pauses: Pauses
    came: Came = field(default_factory=lambda: Came(total=_nothing()))

    def bring(self) -> None:
        """All that the source has, until nothing is new; a `GoodwillError` says why it stopped.

        What came until then is in the book, and in `came`.
        """
        began, is_unfinished = time.monotonic(), True
        try:
            while is_unfinished:
                try:
                    is_unfinished = self._slice()
                except CutOffError as error:
                    self.pauses.wait_after(error)
        finally:
            self.came = replace(self.came, seconds=round(time.monotonic() - began, 3))

    def _slice(self) -> bool:
        """As much as is read while the book is held once; whether there is more."""
        settings = book_settings(self.store)
        source = self.open_source()
        try:
            parts, left_out = self._parts(settings, source)
            if not parts:
                self.came = replace(self.came, left_out=left_out)
                return False
            if (imported := self._imported(source)) is not None:
                self.came = _with(self.came, imported)
            with import_lock(self.store, waiting=teller(self.progress)):
                came, is_unfinished, fault = self._read(settings, source, parts, left_out)
            self.came = _with(self.came, came)
            if fault is not None:
                raise fault
            return is_unfinished
        finally:
            source.close()

    def _imported(self, source: LiveSource) -> Came | None:
        """What an import of a source's own files brings; None where it has none."""
        if not isinstance(source, HasFiles):
            return None
        report = import_paths(
            self.store,
            source.paths(),
            imported_at=self.now(),
            progress=self.progress,
            workers=self.workers,
        )
        return Came(total=report.total, rejects=report.rejects)

    def _parts(self, settings: Settings, source: LiveSource) -> tuple[list[Part], tuple[str, ...]]:
        """Parts with news that may be read, and those that privacy leaves out unopened."""
        name, kept, left_out = self.config.name, [], []
        for part in source.parts(partial(known_part, self.store)):
            folder = part.path.partition(f"://{name}/")[2]
            if what_to_take(settings, name, folder) is None:
                left_out.append(folder)
            else:
                kept.append(part)
        return kept, tuple(left_out)

    def _read(
        self, settings: Settings, source: LiveSource, parts: list[Part], left_out: tuple[str, ...]
    ) -> tuple[Came, bool, GoodwillError | None]:
        """What came, whether there is more, and what ended it before its time."""
        zone, told = settings.company.timezone, self.progress
        read_mails_again(self.store, zone, told=told, workers=self.workers)
        run = LiveRun(self.store, settings, self.now(), lambda _: None, None, gather=LiveGathering)
        run.take_up(self.renew, self.config.domains, self.pauses)
        began, fault = time.monotonic(), None
        try:
            run.bring(source, parts, told, self.workers)
        except GoodwillError as error:
            fault = error
        finally:
            report = run.finish(time.monotonic() - began)
        came = Came(
            total=report.total,
            rejects=report.rejects,
            gone=run.live.gone,
            left_out=left_out,
            closed=tuple(run.live.closed),
        )
        return came, run.live.is_unfinished, fault


def _with(before: Came, some: Came) -> Came:
    """Two slices together."""
    counts = {
        name: getattr(before.total, name) + getattr(some.total, name)
        for name in ("seen", "imported", "excluded", "duplicate", "unreadable", "waiting")
    }
    return Came(
        total=FileLedger(path="", **counts),
        rejects=some.rejects or before.rejects,
        gone=before.gone + some.gone,
        left_out=some.left_out,
        closed=some.closed or before.closed,
    )


def _nothing() -> FileLedger:
    return FileLedger(path="", seen=0, imported=0, excluded=0, duplicate=0, unreadable=0, waiting=0)
