"""Tell what each file is, measure it, and put all into one report.

A folder with an `expect.json` is a judged book, a file that begins as an mbox is an archive of
threads, of quotations and of forwards; rows with `raw` and `new` are zones, rows with `said_on`
and `due_on` are days, and all others are labelled texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from goodwill.errors import CallError, nearest
from goodwill.lab.evaluate.acts import measure_acts
from goodwill.lab.evaluate.books import EXPECTED, Judged, is_book, judge_book
from goodwill.lab.evaluate.dates import measure_dates
from goodwill.lab.evaluate.floor import MISSING, has_floor
from goodwill.lab.evaluate.forwards import measure_forwards
from goodwill.lab.evaluate.judged import measure_kinds, measure_patterns
from goodwill.lab.evaluate.labels import Asked, group_of, read_labels
from goodwill.lab.evaluate.quoting import measure_quoting
from goodwill.lab.evaluate.results import Measured, Report, Skipped, UsedFile
from goodwill.lab.evaluate.tables import Row, read_rows
from goodwill.lab.evaluate.threads import measure_threads
from goodwill.lab.evaluate.zones import measure_zones
from goodwill.reports import OnProgress
from goodwill.sources import mbox

__all__ = ["TASKS", "evaluate", "narrowed"]

TASKS = (
    "acts",
    "personal",
    "threads",
    "zones",
    "forwards",
    "dates",
    "commitments",
    "kinds",
    "patterns",
)

_NARROW = {
    "personal": (("personal", 1),),
    "commitments": (("commitment", 1), ("contingent_promise", 1)),
}
"""Tasks that are one question about labelled texts."""

_OF_ARCHIVES = {
    "threads": measure_threads,
    "zones": measure_quoting,
    "forwards": measure_forwards,
}

_HEAD = 4096


def narrowed(asked: Asked, what: str | None) -> Asked:
    """What the call asks of labelled texts: `personal` mail is read as mail, without its quotes."""
    if what not in _NARROW:
        return asked
    return replace(
        asked,
        acts=asked.acts or _NARROW[what],
        as_mails=asked.as_mails or what == "personal",
    )


def evaluate(
    paths: Sequence[Path],
    asked: Asked,
    *,
    what: str | None = None,
    imported_at: datetime,
    told: OnProgress | None = None,
) -> Report:
    """Measure everything that the paths hold, or one of `TASKS` alone.

    `imported_at` bounds believable dates of mails; `told` hears how far reading has come.
    Raises `CallError` where a path is not there, or where labels are given and nobody said what
    they mean.
    """
    given = _Given(paths)
    wanted = "acts" if what in _NARROW else what
    measured = [*_measure(given, narrowed(asked, what), wanted, imported_at, told)]
    return Report(
        files=tuple(given.used),
        lines=tuple(line for each in measured for line in each.lines),
        mistakes=tuple(found for each in measured for found in each.mistakes),
        skipped=(*given.skipped, *(bad for each in measured for bad in each.skipped)),
        notes=tuple(dict.fromkeys(note for each in measured for note in each.notes)),
    )


class _Given:
    """The files of a call by what they are."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.books: list[Path] = []
        self.archives: list[Path] = []
        self.rows: dict[str, list[Row]] = {"acts": [], "dates": [], "zones": []}
        self.skipped: list[Skipped] = []
        self.used: list[UsedFile] = []
        for path in paths:
            self._take(path)

    def _take(self, path: Path) -> None:
        if path.is_dir():
            self._take_folder(path)
            return
        try:
            with path.open("rb") as stream:
                is_archive = mbox.CONNECTOR.recognises(path.name, stream.read(_HEAD))
            content = b"" if is_archive else path.read_bytes()
        except OSError as error:
            raise CallError(
                f'"{path}" could not be opened: {error.strerror}.',
                hint="Give a file that is there.",
            ) from None
        if is_archive:
            self.archives.append(path)
        else:
            self._take_rows(path, content)

    def _take_folder(self, folder: Path) -> None:
        """A judged book, or a folder of such books."""
        books = [folder] if is_book(folder) else sorted(filter(is_book, folder.iterdir()))
        if not books:
            raise CallError(
                f'"{folder}" holds no {EXPECTED}.',
                hint="Give a book that was judged by hand, or name files one by one.",
            )
        self.books.extend(books)

    def _take_rows(self, path: Path, content: bytes) -> None:
        found = list(read_rows(str(path), content))
        self.skipped.extend(each for each in found if isinstance(each, Skipped))
        rows = [each for each in found if isinstance(each, Row)]
        if rows:
            task = _task_of(rows[0])
            self.rows[task].extend(rows)
            self.used.append(UsedFile(path=str(path), task=task, rows=len(rows)))


def _task_of(row: Row) -> str:
    if {"raw", "new"} <= row.cells.keys():
        return "zones"
    return "dates" if {"said_on", "due_on"} <= row.cells.keys() else "acts"


def _measure(
    given: _Given,
    asked: Asked,
    wanted: str | None,
    imported_at: datetime,
    told: OnProgress | None,
) -> Iterator[Measured]:
    """Task by task, those that are wanted and have something to measure."""

    def is_wanted(*tasks: str) -> bool:
        return wanted is None or wanted in tasks

    rows = {task: found for task, found in given.rows.items() if found and is_wanted(task)}
    _check_columns([row for found in rows.values() for row in found], asked)
    if "acts" in rows:
        yield _acts(rows["acts"], asked, imported_at, told)
    if "dates" in rows:
        yield measure_dates(rows["dates"], asked, grouped_by=_grouped_by(rows["dates"], asked))
    if "zones" in rows:
        by = _grouped_by(rows["zones"], asked)
        yield measure_zones(rows["zones"], asked, grouped_by=by, imported_at=imported_at)
    for task, measure in _OF_ARCHIVES.items():
        for path in given.archives if is_wanted(task) else ():
            found = measure(path, imported_at=imported_at)
            given.used.append(UsedFile(path=str(path), task=task, rows=_rows_of(found)))
            yield found
    if is_wanted("kinds", "patterns") and given.books:
        yield from _judge(given, is_wanted("kinds"), is_wanted("patterns"))


def _rows_of(found: Measured) -> int:
    return max((line.n for line in found.lines), default=0)


def _check_columns(rows: Sequence[Row], asked: Asked) -> None:
    """A column that the call names has to be in some row."""
    if asked.group is None or not rows:
        return
    known = {name for row in rows for name in row.cells}
    if asked.group not in known:
        raise CallError(
            f'No row has a column "{asked.group}".{nearest(asked.group, known)}',
            hint=f"There are: {', '.join(sorted(known))}.",
        )


def _grouped_by(rows: Iterable[Row], asked: Asked) -> str:
    """Which columns say what belongs together."""
    return ", ".join(dict.fromkeys(group_of(row, asked)[1] for row in rows))


def _acts(
    rows: Sequence[Row], asked: Asked, imported_at: datetime, told: OnProgress | None
) -> Measured:
    """Labelled texts: acts, or ratings."""
    if not asked.acts and any(row.text(asked.label).strip() for row in rows):
        raise CallError(
            f'Rows have a "{asked.label}", and the call does not say of which act.',
            hint="Name the acts of which any makes a yes:  --act request,question,commitment",
        )
    texts, skipped = read_labels(rows, asked)
    if not texts:
        return Measured(skipped=tuple(skipped))
    found = measure_acts(
        texts,
        asked,
        grouped_by=_grouped_by(rows, asked),
        imported_at=imported_at,
        with_floor=has_floor(),
        told=told,
    )
    notes = () if has_floor() else (MISSING,)
    return replace(found, skipped=(*skipped, *found.skipped), notes=(*found.notes, *notes))


def _judge(given: _Given, kinds: bool, patterns: bool) -> Iterator[Measured]:
    """All judged books together."""
    judged: list[Judged] = []
    for folder in given.books:
        found, skipped = judge_book(folder)
        judged.extend(found)
        given.skipped.extend(skipped)
        given.used.append(UsedFile(path=str(folder), task="books", rows=len(found)))
    if kinds:
        yield measure_kinds(judged)
    if patterns:
        yield measure_patterns(judged)
