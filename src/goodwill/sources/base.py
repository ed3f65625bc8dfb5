"""What every connector hands on, and what it promises.

A connector turns bytes from outside into `RawRecord`s, in order, one at a time. It never
raises for one bad record: that becomes a `ReadError`, and the rest still arrive. What a
payload means is the next step's work: `goodwill.normalise`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from goodwill.sources.mapped.rules import Mapping, Reading

if TYPE_CHECKING:
    from goodwill.sources.sheets import SheetRow

__all__ = [
    "REASON_COLUMNS",
    "TOTALS_ROW",
    "Connector",
    "Item",
    "PayloadType",
    "RawRecord",
    "ReadError",
    "Skipped",
    "SourceFile",
]

REASON_COLUMNS: tuple[str, ...] = ("goodwill_where", "goodwill_reason", "goodwill_hint")
"""Columns of a reject file that are no data; an import of the mended file leaves them out."""

TOTALS_ROW = "totals_row"
"""The flag of a row that adds up others: left out like rows that nobody asks for, but told."""

PayloadType = Literal["rfc822", "icalendar", "outlook_item", "table_row", "settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One payload as it was found, and where.

    `payload` is bytes for mail and calendars, and a mapping of column name to text for a
    row of a table. `position` is the byte offset (or row number) just behind this record:
    a later import goes on from there. `envelope` is mbox's `From ` line, where there was one.
    `flags` name what had to be guessed to read it, such as `cp1252` for text that is not UTF-8.
    `mapped`: the row is a vendor's, and this is how its cells become those of `table`; `given`
    are columns of `table` that other rows or files say.
    """

    connector: str
    payload_type: PayloadType
    path: str
    locator: str
    position: int
    payload: bytes | dict[str, str]
    table: str | None = None
    envelope: bytes | None = None
    flags: tuple[str, ...] = ()
    mapped: Reading | None = None
    given: tuple[tuple[str, str], ...] = ()

    def __reduce__(self) -> tuple[Callable[..., RawRecord], tuple[Any, ...]]:
        """Travels as a tuple: a million rows go to the parsing processes one by one."""
        return _record_of, _fields_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadError:
    """A record that could not be read: where, what was seen, why, and what to do next.

    `kind` names the reject file it goes to, where its columns do not tell. `may_pass`: the file
    was gone or the disk failed, so it is read again the next time, also where it looks unchanged.
    """

    path: str
    locator: str
    reason: str
    hint: str = ""
    column: str = ""
    value: str = ""
    position: int = 0
    row: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    may_pass: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file to read, on disk or inside an archive.

    `path` is what people are told; a member of an archive is `ARCHIVE!MEMBER`, and a mail of a
    Maildir is named without `cur`, `new` and its flags, so that it keeps its name when it is
    moved. `open` gives a fresh forward stream of its (decompressed) bytes, within the archive
    limits; it fails with an `OSError` of one sentence. `mapping` explains a vendor's table, and
    `beside` opens another file of the same folder, by its name without the ending. `rows` gives
    the rows of a table that is no text: of a sheet, a column file, a query. `items` gives the
    records of a file that is read elsewhere: of a folder in a store of Outlook.
    """

    path: str
    connector: str
    size: int
    modified_ns: int
    open: Callable[[], BinaryIO]
    mapping: Mapping | None = None
    beside: Callable[[str], BinaryIO] | None = None
    rows: Callable[[], Iterator[SheetRow]] | None = None
    items: Callable[[SourceFile, int], Iterator[Item]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or folder that is not read, and why: no error, but it is listed."""

    path: str
    why: str


_NAMES = tuple(one.name for one in fields(RawRecord))
_fields_of = attrgetter(*_NAMES)


def _record_of(*values: Any) -> RawRecord:
    return RawRecord(**dict(zip(_NAMES, values, strict=True)))


Item = RawRecord | ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """A way to read one kind of file.

    `recognises` looks at a file's name and its first 4,096 bytes and answers whether it is one
    of its own; `read` yields what is in it, starting behind `position` (0: from the start).
    """

    name: str
    payload_type: PayloadType
    recognises: Callable[[str, bytes], bool]
    read: Callable[[SourceFile, int], Iterator[Item]]
