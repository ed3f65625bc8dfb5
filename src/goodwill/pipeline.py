"""Importing: files and folders become committed facts, and a report of what became of what.

Ties the steps together: of `goodwill.importing`, `gathering` finds what is to be read and `workers`
has it parsed; the store's writer commits it batch by batch. Mails that another reader has read are
read again first (`rereading`). What is made of the facts afterwards is `goodwill.assess`.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from goodwill.config import Settings
from goodwill.errors import ConfigError
from goodwill.importing.gathering import Batch, Gathering
from goodwill.importing.parsing_template import Template
from goodwill.importing.rereading import read_mails_again
from goodwill.importing.work import Rules, Work
from goodwill.importing.workers import Workers
from goodwill.machine.processes import processors
from goodwill.privacy.letting_go import kept_since, let_go, taken_before
from goodwill.privacy.modes import as_connected
from goodwill.privacy.sieve import Sieve
from goodwill.reports import OnProgress, Progress, say_nothing, teller
from goodwill.settings import load_settings
from goodwill.sources.base import ReadError
from goodwill.sources.mapped.shelf import shelf_of
from goodwill.sources.queries import Queries, check_queries, shown_url, tables_of_queries
from goodwill.sources.settings_file import FILE_NAME
from goodwill.sources.walk import Found, walk
from goodwill.statements.own_catalogue import catalogue_of
from goodwill.store.database import Store, Transaction
from goodwill.store.imports.ledger import Counts, Tally
from goodwill.store.imports.rejects import rejects_of_files, write_reject_files
from goodwill.store.live_sources.at_all import chosen_takings
from goodwill.store.lock import LOCK_WAIT_SECONDS, import_lock
from goodwill.store.rows import Entry, MessageRow
from goodwill.store.upkeep.kept_files import note_files
from goodwill.store.writing import beside_facts
from goodwill.store.writing.writer import Writer

__all__ = [
    "FileLedger",
    "ImportReport",
    "Run",
    "book_settings",
    "import_paths",
    "own_files",
    "rules_for",
    "seldom_collected",
    "settings_given",
    "take_settings",
]

_COLLECTED_AFTER = 50_000
"""New objects before Python looks for cycles while an import runs; it looks after 700 else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLedger:
    """What became of the records of one file, or of the mails of one folder; "" for all."""

    path: str
    seen: int
    imported: int
    excluded: int
    duplicate: int
    unreadable: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did. `rejects` are all that stand in these files, also from earlier."""

    files: tuple[FileLedger, ...]
    total: FileLedger
    rejects: tuple[ReadError, ...]
    reject_files: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]
    seconds: float
    records_per_second: float


def book_settings(store: Store) -> Settings:
    """The settings that a book was last given; the contract's defaults where there are none."""
    found = beside_facts.stored_settings(store)
    settings = Settings() if found is None else load_settings(found.text, found.path)
    return as_connected(settings, _chosen(store))


def _chosen(store: Store) -> list[tuple[str, str]]:
    with store.read() as reader:
        return chosen_takings(reader)


def import_paths(
    store: Store,
    paths: Sequence[Path],
    template: Template | None = None,
    *,
    imported_at: datetime,
    queries: Queries | None = None,
    progress: OnProgress | None = None,
    workers: int | None = None,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
) -> ImportReport:
    """Read files and folders into a book; may be run again at any time on the same or grown files.

    Args:
        store: the book.
        paths: files and folders; `goodwill.toml` in a folder named here becomes the settings.
        template: the process that parsing ones are copies of, where it was started ahead.
        imported_at: now, with its zone; a mail dated later is not believed.
        queries: what to ask a database for, beside the files.
        progress: told how many records have been committed.
        workers: how many parsing processes; one for each processor if None, none if 0.
        lock_wait_seconds: how long to wait for another import into the same book.
    """
    named = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  links stay as they are
    shelf = shelf_of(store.folder)
    found: Iterable[Found] = walk(named, shelf)
    if queries is not None:
        check_queries(queries)
        asked_at_ns = int(imported_at.timestamp() * 1_000_000_000)
        found = chain(found, tables_of_queries(queries, shelf, asked_at_ns))
    settings_text = settings_given(named)
    told = progress or say_nothing
    count = processors() if workers is None else workers
    with import_lock(store, wait_seconds=lock_wait_seconds, waiting=teller(told)):
        settings = take_settings(store, settings_text, imported_at)
        read_mails_again(store, settings.company.timezone, told=told, workers=count)
        began = time.monotonic()
        leave_out = own_files(store, named)
        settings_path = settings_text and settings_text.path
        run = Run(store, settings, imported_at, leave_out, settings_path)
        with seldom_collected():
            run.read(found, told, count, template)
        _keep_queries(store, queries)
        return run.finish(time.monotonic() - began)


def _keep_queries(store: Store, asked: Queries | None) -> None:
    """Note what was asked for under which name, so that it can be looked up and asked again."""
    if asked is not None:
        for query in asked.queries:
            beside_facts.set_state(
                store, f"query {shown_url(asked.url)}#{query.called}", query.text
            )


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Rows live for one batch and hold no cycles: looking through them often finds nothing."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Run:
    """One import, from the first file to the report; `gather` finds what is to be read."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        imported_at: datetime,
        leave_out: Callable[[str], str | None],
        settings_path: str | None,
        *,
        gather: type[Gathering] = Gathering,
    ) -> None:
        self._store = store
        self._settings = settings
        self._imported_at = imported_at
        self._privacy = repr(settings.privacy)
        self._writer = Writer(store, int(imported_at.timestamp()), Sieve())
        self._done = 0
        self.gathering = gather(
            store,
            self._writer.new_file_id,
            settings.privacy,
            leave_out,
            settings_path=settings_path,
            rules_changed=beside_facts.state(store, "privacy") not in {None, self._privacy},
            taken_before=taken_before(store),
        )

    def read(
        self,
        found: Iterable[Found],
        told: OnProgress,
        workers: int,
        template: Template | None = None,
    ) -> None:
        """Read, parse and commit, batch by batch."""
        rules = rules_for(self._settings, self._imported_at)
        with Workers[Batch](rules, workers, template) as parsing:
            for batch, entries in parsing.parsed(self._batches(found)):
                self.take(batch, entries)
                told(Progress(what="Importing", done=self._done))

    def take(
        self,
        batch: Batch,
        entries: Sequence[Entry],
        also: Callable[[Transaction], None] | None = None,
        first: Callable[[Transaction], None] | None = None,
    ) -> None:
        """Commit a batch with what became of its records, and what else is done with it."""
        tally = Tally(self.gathering.groups)
        for reading in batch.started:  # a file with nothing in it is in the ledger too
            tally.carry(reading.source_file_id, Counts())
        for file, counts in batch.carried:
            tally.carry(file, counts)
        known = [e for e in entries if e.is_reread and not isinstance(e.outcome, MessageRow)]
        fresh = [e for e in entries if e not in known] if known else entries
        cursors = [*batch.cursors.values()]
        self._writer.commit(
            [*fresh, *batch.excluded], tally, batch.started, cursors, also=also, first=first
        )
        self._done += sum(counts.seen for counts in tally.by_ledger().values())

    def _batches(self, found: Iterable[Found]) -> Iterator[tuple[Batch, Sequence[Work]]]:
        for batch in self.gathering.batches(found):
            yield batch, batch.work

    def finish(self, seconds: float) -> ImportReport:
        """Tidy up, write the reject files, and say what was done."""
        let_go(self._store, self._settings.privacy, self._imported_at)
        beside_facts.set_state(self._store, "privacy", self._privacy)
        ended_at = self._imported_at + timedelta(seconds=seconds)
        beside_facts.end_import(self._store, self._writer.import_id, ended_at)
        reject_files = write_reject_files(self._store)
        note_files(self._store)
        ledger = beside_facts.ledger_of(self._store, self._writer.import_id)
        total = sum((row.counts for row in ledger), Counts())
        return ImportReport(
            files=tuple(_file_ledger(row.path, row.counts) for row in ledger),
            total=_file_ledger("", total),
            rejects=rejects_of_files(self._store, [row.source_file_id for row in ledger]),
            reject_files=tuple(str(path) for path in reject_files),
            skipped=tuple((one.path, one.why) for one in self.gathering.skipped),
            hints=_hints(ledger),
            seconds=round(seconds, 3),
            records_per_second=round(total.seen / seconds, 1) if seconds else 0.0,
        )


def settings_given(named: Sequence[Path]) -> beside_facts.StoredSettings | None:
    """The `goodwill.toml` of the folders that were named, or named itself; at most one."""
    files = [path / FILE_NAME if path.is_dir() else path for path in named]
    files = [path for path in dict.fromkeys(files) if path.name == FILE_NAME and path.is_file()]
    if len(files) > 1:
        raise ConfigError(
            f"Two settings files were given: {files[0]} and {files[1]}.",
            hint="A book has one. Import the folders one after the other into books of their own.",
        )
    return beside_facts.StoredSettings(str(files[0]), _read_text(files[0])) if files else None


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path} cannot be read: {error}.", hint="It must be a text file in UTF-8."
        ) from error


def take_settings(
    store: Store, given: beside_facts.StoredSettings | None, imported_at: datetime
) -> Settings:
    """The settings that hold from now on; wrong ones stop the import before it starts."""
    if given is None:
        return book_settings(store)
    settings = load_settings(given.text, given.path)
    catalogue_of(store.folder, settings)  # refuses a threshold that nobody has
    beside_facts.keep_settings(store, given, int(imported_at.timestamp()))
    return as_connected(settings, _chosen(store))


def rules_for(settings: Settings, imported_at: datetime) -> Rules:
    """What the settings say of reading, for an import of that moment."""
    return Rules(
        imported_at=imported_at,
        timezone=settings.company.timezone,
        keeps_text_since=kept_since(settings.privacy, imported_at),
        excluded=settings.privacy.excluded,
        privacy=settings.privacy,
    )


def own_files(store: Store, named: Sequence[Path]) -> Callable[[str], str | None]:
    """Tells the book's own files, which are no source unless somebody names them."""
    own = store.folder and store.folder.absolute()
    if own is None or any(path.is_relative_to(own) for path in named):
        return lambda _: None
    inside = f"{own}{os.sep}"
    return lambda path: "a file of the book itself" if path.startswith(inside) else None


def _hints(ledger: Sequence[beside_facts.LedgerRow]) -> tuple[str, ...]:
    """Files that were recognised and held nothing."""
    no_row = "no row below its header"
    nothing = {
        "mbox": "no mail",
        "csv_tables": no_row,
        "mapped_tables": no_row,
        "workbooks": no_row,
        "columnar": "no row",
        "queries": "no row",
        "ics": "no event",
    }
    hints = [
        f"{row.path} holds {nothing[row.connector]}."
        for row in ledger
        if row.counts.seen == 0 and row.connector in nothing
    ]
    if not any(row.counts.seen for row in ledger):
        hints.append(
            "Nothing was imported: there is nothing here that can be read. Known are mbox, "
            "Maildir, .eml, .ics and tables as CSV, .xlsx, Parquet and Arrow; see  "
            "goodwill import --help"
        )
    return tuple(hints)


def _file_ledger(path: str, counts: Counts) -> FileLedger:
    return FileLedger(path=path, **asdict(counts))
