"""What a live source promises, and what it brings.

A source has parts (folders, calendars). `parts` tells which of them have something new, `fetch`
brings it, in order; between records it says how far all has been brought (`Reached`): only so far
does a book's cursor go, in the transaction that stores the records. A record that cannot be read is
a `ReadError`; what stops the whole source is a `LiveError` (`faults`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from goodwill.sources.base import RawRecord, ReadError

__all__ = [
    "IN_PASSING",
    "Brought",
    "Closed",
    "Gone",
    "HasFiles",
    "Inside",
    "Item",
    "Known",
    "LiveSource",
    "Look",
    "Moved",
    "Part",
    "PartSeen",
    "Reached",
    "SourceConfig",
    "Withdrawn",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """What somebody said when they connected a source; holds no secret.

    `name` is what people and the book call it, unique in a book. `folders` are those that were
    opted into, `domains` those of clients: where any are named, only mail with somebody of them is
    taken. `more` is what the kind of source needs besides.
    """

    kind: str
    name: str
    host: str = ""
    port: int = 0
    user: str = ""
    is_own_network: bool = False
    folders: tuple[str, ...] = ()
    all_folders: bool = False
    domains: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    def said(self, key: str) -> str:
        """One thing of `more`; "" where it was not said."""
        return dict(self.more).get(key, "")

    def chooses(self, part: str, *, usually: bool = True, among_all: bool = True) -> bool:
        """Whether a folder or calendar of that name is read.

        Where all were opted into, if it is `among_all`; where some were, if it is one of them;
        where nobody said, if it is one that is `usually` read.
        """
        if self.all_folders:
            return among_all
        return part in self.folders if self.folders else usually


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSeen:
    """A folder or calendar as a dry run sees it. `why_not`: why it would not be read."""

    name: str
    items: int | None
    is_chosen: bool
    use: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a source would take in: a dry run, for which nothing is read but names and counts."""

    source: str
    reads: str
    parts: tuple[PartSeen, ...]

    @property
    def items(self) -> int:
        """How many mails, events or files would be taken."""
        return sum(part.items or 0 for part in self.parts if part.is_chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How far a part has been read: a position, and what its source noted beside it."""

    position: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A folder or calendar that has something new.

    `path` is what the book calls it, `items` how many records are new as far as the source can
    tell; `id` is how the source itself knows it. `is_anew`: all of it comes again, from the start.
    `is_stream`: its records come again when they change, and the newest word of each holds.
    """

    path: str
    connector: str
    id: bytes | str
    known: Known
    items: int | None = None
    is_anew: bool = False
    is_stream: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """All records up to here have been brought."""

    known: Known


@dataclass(frozen=True, slots=True)
class Moved:
    """Records that are in the book already, and are found under other locators now: old to new.

    `path`: the part in which they were, where it is another one.
    """

    locators: Mapping[str, str]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """Records that were there when they were listed, and no more when they were asked for."""

    count: int


IN_PASSING = " names"
"""Behind the locator of what a record of a stream only names, such as the account of a deal."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Records of a stream that are no more, by locator: what became of them holds no longer."""

    locators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A part that its server lists and does not open; the others are read."""

    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record, and a mark by which it is known again without reading it.

    `also_in`: other parts, by path, in which the same record lies; what holds for any holds for it.
    In a stream the mark is when the record was changed, without a blank. Where it is "", the record
    only names something in passing, and is not answered for.
    """

    record: RawRecord
    mark: str = ""
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """What follows is of this part: a file inside the one that is fetched, or that one again."""

    part: Part


Brought = Item | ReadError | Reached | Moved | Gone | Withdrawn | Closed | Inside


class KnownItems(Protocol):
    """The records of a part that are in the book, by path: locator to mark.

    `as_in` is another part, in which they may lie now: none are told where less or more is taken of
    what lies there, for they have to come again.
    """

    def __call__(self, path: str, *, as_in: str = "") -> Mapping[str, str]: ...


class LiveSource(Protocol):
    """A connected source, signed in; kinds inherit from it. Close it when done."""

    def look(self) -> Look:
        """What it would take in."""
        ...

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The parts that have something new, or are new; `known` tells by path what is known."""
        ...

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """What is new in a part."""
        ...

    def wait(self, seconds: float, listening: Callable[[], None]) -> bool:
        """Whether the server tells of news within some seconds; most cannot tell.

        `listening` is called once nothing can come unheard.
        """
        del seconds, listening
        return False

    def close(self) -> None:
        """Let go of the connection, where one is held open."""
        return


@runtime_checkable
class HasFiles(Protocol):
    """A live source whose records are files of this machine: they are imported as such."""

    def paths(self) -> list[Path]:
        """Files and folders."""
        ...
