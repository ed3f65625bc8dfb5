"""Records of a vendor's interface as a live source: what changed comes, what was deleted goes.

A vendor's file names its `Stream`s (deals, invoices): each gives pages of what changed since a
cursor, and its records in the words of an export of the same vendor. So one mapping explains both
(`goodwill.sources.mappings`), and a deal is the same whichever way it came. A record that is given
again unchanged, or in an older state, is passed over; how changed and deleted ones take the place
of what they were is in `goodwill.store.writing.stream_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain
from typing import Protocol

import orjson

from goodwill.live.base import (
    IN_PASSING,
    Brought,
    Closed,
    Item,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
    Withdrawn,
)
from goodwill.live.days import today
from goodwill.live.faults import ServerError
from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.sources.mapped.reading import read_mapped
from goodwill.sources.mapped.rules import Mapping as Explained
from goodwill.sources.mapped.rules import Rule, Value
from goodwill.sources.mapped.shelf import shipped_mappings
from goodwill.sources.sheets import SheetRow
from goodwill.sources.typed_cells import cell_of, is_native

__all__ = ["SAME", "Cells", "Cursor", "Page", "Record", "RecordSource", "Stream", "export_mapping"]

Cells = Mapping[str, object]
"""A row in the words of a vendor's export: header to value, as JSON or a database gives it."""

Cursor = Mapping[str, str]
"""How far a stream has been read, in its own words; empty at the beginning."""

SAME = "="
"""What stands before a digest by which a record is known again, where no time tells."""

MOST_STALE = 500
"""Pages one after the other that may hold nothing new; a year without a change has fewer."""

FEW = 20
"""Records that may vanish at once without being more than half of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: its id at the vendor, when it was changed there, and the rows that it makes.

    `changed` has no blank and grows with time, as ISO 8601 in UTC does. Where nobody knows, it is a
    digest of the record behind `SAME`, or "": then it is read each time that it is given.
    """

    id: str
    changed: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some records, the ids of deleted ones, and the cursor behind all of them.

    `is_all`: with this page, every record that there is has been given since `pages` was called.
    """

    cursor: Cursor
    records: Sequence[Record] = ()
    deleted: Sequence[str] = ()
    is_all: bool = False


class Stream(Protocol):
    """One sort of records of a vendor."""

    @property
    def name(self) -> str:
        """What people call it: deals, invoices."""
        ...

    @property
    def headers(self) -> Sequence[str]:
        """Every header that a row may have."""
        ...

    @property
    def mapping(self) -> Explained:
        """How its rows become rows of the contract."""
        ...

    def count(self) -> int | None:
        """How many records there are, where that is told for one call."""
        ...

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What has changed since, from the oldest change on; it ends where nothing is left."""
        ...


class HasClose(Protocol):
    """Something that is let go of in the end."""

    def close(self) -> None:
        """Let go."""
        ...


@dataclass(slots=True)
class _Begun:
    """A stream of which the first page with news is here."""

    stream: Stream
    pages: Iterator[Page]


@dataclass(slots=True)
class RecordSource(LiveSource):
    """A live source of the streams of one vendor; `door` is what they speak through."""

    config: SourceConfig
    door: HasClose
    streams: Sequence[Stream]
    reads: str
    begun: dict[str, _Begun] = field(default_factory=dict)

    def look(self) -> Look:
        """Each stream, with how many records it has."""
        seen = tuple(
            PartSeen(
                name=one.name,
                items=self._count(one),
                is_chosen=self.config.chooses(one.name),
            )
            for one in self.streams
        )
        return Look(source=self.config.name, reads=self.reads, parts=seen)

    def _count(self, stream: Stream) -> int | None:
        """How many records a stream has.

        One that does not tell is asked for its first page: a key that may not read it is told now.
        """
        found = stream.count()
        if found is None and self.config.chooses(stream.name):
            next(iter(stream.pages({})), None)
        return found

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The streams that have news; once a day all, so that no cursor of theirs grows old."""
        for stream in filter(lambda one: self.config.chooses(one.name), self.streams):
            path = f"{self.config.kind}://{self.config.name}/{stream.name}"
            before = known(path) or Known()
            day, cursor = _cursor_of(before.mark)
            pages = _ending(self.config.name, stream.pages(cursor))
            skipped, found = _up_to_news(pages)
            if found is None and (day == today() or skipped is None):
                continue
            first = found or skipped
            self.begun[path] = _Begun(stream, chain([first] if first else [], pages))
            yield Part(path=path, connector=self.config.kind, id=path, known=before, is_stream=True)

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """The records of a stream that are not known in the state that they are in."""
        begun = self.begun.pop(part.path)
        met = {at: mark.partition(" ")[0] for at, mark in items(part.path).items()}
        listed: set[str] = set()
        for page in begun.pages:
            fresh = _fresh(begun.stream, page.records, met)
            listed.update(_locator(begun.stream, one.id) for one in page.records)
            gone = {_locator(begun.stream, one) for one in page.deleted} - listed
            if page.is_all:
                missing = met.keys() - listed
                is_odd = len(missing) > max(FEW, len(met) // 2)
                gone |= set() if is_odd else missing
                if is_odd:
                    yield Closed(_too_many(part.path, len(missing), len(met)))
            if gone:
                yield Withdrawn(tuple(sorted(gone)))
            for locator in gone:
                met.pop(locator, None)
            yield from _brought(begun.stream, fresh, part.path, self.config.kind)
            yield Reached(Known(position=1, mark=_mark_of(page.cursor)))

    def close(self) -> None:
        """Let go of the connection."""
        self.door.close()


def _ending(name: str, pages: Iterator[Page]) -> Iterator[Page]:
    """The pages; a `ServerError` where ever more of them hold nothing that was not given before."""
    given: set[tuple[str, str]] = set()
    stale = 0
    for page in pages:
        before = len(given)
        given.update((one.id, one.changed) for one in page.records)
        given.update((one, "") for one in page.deleted)
        stale = 0 if len(given) > before else stale + 1
        if stale > MOST_STALE:
            raise ServerError(
                f"The server of {name} leads in a circle.", hint="It is tried again later."
            )
        yield page


def _fresh(stream: Stream, records: Iterable[Record], met: dict[str, str]) -> list[Record]:
    """The records that are not known in this state or a newer one; they are noted as met."""
    fresh: dict[str, Record] = {}
    for record in records:
        locator = _locator(stream, record.id)
        if _is_news(met.get(locator, ""), record.changed):
            met[locator] = record.changed
            fresh[locator] = record
    return list(fresh.values())


def _is_news(known: str, changed: str) -> bool:
    """Whether a record is another than the one that is known."""
    if changed.startswith(SAME):
        return known != changed
    return not changed or known < changed


def _too_many(path: str, missing: int, known: int) -> str:
    return (
        f"{path}: {missing} of {known} known records are listed no more, which may be a right that"
        " was taken away; they stay. If they were deleted, remove the source and connect it anew."
    )


def _up_to_news(pages: Iterator[Page]) -> tuple[Page | None, Page | None]:
    """The last page without news before the first that has some, and that one."""
    last = None
    for page in pages:
        if page.records or page.deleted:
            return last, page
        last = page
    return last, None


def _mark_of(cursor: Cursor) -> str:
    return f"{today()} {orjson.dumps(dict(cursor)).decode()}"


def _cursor_of(mark: str) -> tuple[str, Cursor]:
    day, _, told = mark.partition(" ")
    return day, (orjson.loads(told) if told else {})


def _locator(stream: Stream, key: str) -> str:
    return f"{stream.name} {key}"


def _brought(
    stream: Stream, records: Iterable[Record], path: str, connector: str
) -> Iterator[Brought]:
    """The rows of records, as the mapping reads them; each under the record's own locator."""
    asked = [name for name in stream.mapping.headers if name not in stream.headers]
    headers = (*stream.headers, *asked)
    changed = {_locator(stream, one.id): one.changed for one in records}

    def sheet() -> Iterator[SheetRow]:
        yield SheetRow(1, "", headers)
        rows = ((_locator(stream, one.id), row) for one in records for row in one.rows)
        for number, (locator, row) in enumerate(rows, start=2):
            values = [row.get(name) for name in headers]
            natives = tuple(at for at, value in enumerate(values) if is_native(value))
            yield SheetRow(number, locator, [cell_of(v) for v in values], natives=natives)

    file = SourceFile(path=path, connector=connector, size=0, modified_ns=0, open=BytesIO)
    for item in read_mapped(file, stream.mapping, sheet, 0) if changed else ():
        if isinstance(item, ReadError):
            yield item
        else:
            yield _item(item, changed[item.locator])


def _item(record: RawRecord, changed: str) -> Item:
    """A row with the mark of its record; what it only names in passing has none."""
    rule = record.mapped.rule if record.mapped is not None else None
    if rule is not None and rule.once and rule.mismatch == "ignore":
        return Item(replace(record, locator=record.locator + IN_PASSING))
    return Item(record, changed or "?")


def export_mapping(name: str, **ids: str) -> Explained:
    """The mapping of an export, for what an interface gives: days in ISO, numbers with a point.

    `ids` say of columns which header they are read from instead: an interface knows ids where an
    export has names alone, and names change.
    """
    found = next(one for one in shipped_mappings() if one.name == name)
    rules = tuple(replace(rule, columns=_with_ids(rule, ids)) for rule in found.rules)
    return replace(found, dates="ymd", decimal=".", rules=rules)


def _with_ids(rule: Rule, ids: Mapping[str, str]) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (column, Value(headers=(ids[column],)) if column in ids else value)
        for column, value in rule.columns
    )
