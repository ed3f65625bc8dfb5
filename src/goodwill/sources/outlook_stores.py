"""Stores of Outlook, `.pst` and `.ost`: each folder is a mailbox of its own, `FILE!FOLDER`.

What a store holds is read in a process of its own (`goodwill.outlook.reader`), one item at a time,
so that a store of any size takes as little memory as a small one, and a damaged one costs no more
than its own lost items. Mails come as they travelled, meetings as calendars; contacts, tasks and
notes are counted and named. The library that opens stores is an extra, `goodwill[outlook]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.util import find_spec
from typing import IO, Any, BinaryIO, Final, NamedTuple, Self

import orjson

from goodwill.sources.base import Connector, Item, RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.streams import BrokenStreamError, guarded, on_disk

__all__ = [
    "CONNECTOR",
    "INSTALL",
    "NAME",
    "OpenStore",
    "StoreFolder",
    "folders_of_store",
    "is_store",
]

NAME: Final = "outlook"
INSTALL: Final = 'pip install "goodwill[outlook]"'
LARGEST: Final = 50 << 30
"""Bytes of a store within an archive, which is unpacked to be read."""

_MARK: Final = b"!BDN"
_KINDS: Final = (b"SM", b"SO")
_KIND_AT: Final = 8
_MENDED: Final = "its index is damaged: what is whole was looked for and read, the rest is lost"
_UNWANTED: Final = "unwanted mail, or notes of the program to itself"
_LOGS: Final = frozenset({"Sync Issues"})
_REFUSE: Final = frozenset(
    {
        "junk email", "junk e-mail", "junk-e-mail", "junk", "spam", "rss feeds", "rss-feeds",
        "courrier indésirable", "correo no deseado", "correo electrónico no deseado",
        "posta indesiderata", "ongewenste e-mail", "ongewenste email", "lixo eletrônico",
        "lixo eletrónico", "skräppost", "uønsket e-post", "roskaposti",
        "wiadomości-śmieci", "uønsket mail", "нежелательная почта", "迷惑メール", "垃圾邮件",
    }
)  # fmt: skip
"""What programs call their folder for unwanted mail, as far as a store does not mark it."""
_DIED: Final = "reading it took more time or memory than an item is worth, or made the reader fail"
_HINT: Final = (
    "Open it in Outlook; if it shows there, save it as .msg and import that. The rest was read."
)
_NAMES: Final = {
    "contact": "contacts",
    "task": "tasks",
    "note": "notes",
    "journal": "journal entries",
    "chat": "chats",
    "other": "items of other sorts",
}


class StoreFolder(NamedTuple):
    """One folder of a store: its number, its name from the top, and how much is in it at most."""

    number: int
    path: str
    places: int


def is_store(head: bytes) -> bool:
    """Whether a file that begins so is a store, and no address book."""
    return head.startswith(_MARK) and head[_KIND_AT : _KIND_AT + 2] in _KINDS


def folders_of_store(
    store: SourceFile, shown: Callable[[str], str]
) -> Iterator[SourceFile | ReadError | Skipped]:
    """The folders of a store, each to be read before the next is asked for.

    `shown` makes their names printable. What else a folder holds is told behind it.
    """
    if find_spec("pypff") is None:
        yield Skipped(path=store.path, why=f"a store of Outlook; to have it read:  {INSTALL}")
        return
    with OpenStore(store.open) as reader:
        try:
            folders = reader.folders()
        except OSError as error:
            yield _refused(store.path, error)
            return
        if reader.was_mended:
            yield Skipped(path=store.path, why=_MENDED)
        met: Counter[str] = Counter()
        for folder in folders:
            met[folder.path] += 1
            again = f" ({met[folder.path]})" if met[folder.path] > 1 else ""
            path = f"{store.path}!{shown(folder.path)}{again}"
            if _is_refuse(folder.path):
                yield Skipped(path=path, why=_UNWANTED)
                continue
            yield replace(store, path=path, items=partial(_items_of, reader, folder.number))
            if reader.left_out:
                yield Skipped(path=path, why=_told(reader.left_out))
                reader.left_out.clear()
        for why in reader.lost:
            yield _refused(store.path, BrokenStreamError(why))


def _items_of(reader: OpenStore, folder: int, file: SourceFile, position: int) -> Iterator[Item]:
    return reader.read(file, folder, position)


def _is_refuse(path: str) -> bool:
    """Whether a folder is one of those in which Outlook puts what nobody is to read."""
    return path.rpartition("/")[2].casefold() in _REFUSE or path.partition("/")[0] in _LOGS


def _told(left_out: Counter[str]) -> str:
    counted = ", ".join(f"{count:,} {what}" for what, count in sorted(left_out.items()))
    return f"{counted}: not read"


def _refused(path: str, error: OSError) -> ReadError:
    return ReadError(
        path=path,
        locator="",
        reason=f"could not be read whole: {error}",
        hint="Let Outlook mend it (scanpst.exe), and import it again; what could be read was read.",
    )


@dataclass(slots=True)
class OpenStore:
    """A store that is being read: a process that is asked for one folder after another.

    Started when it is first asked, and again behind an item that it died over.
    """

    open: Callable[[], BinaryIO]
    lost: list[str] = field(default_factory=list)
    was_mended: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    _line: _Line | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        if self._line is not None:
            self._line.stop()
            self._line = None

    def folders(self) -> list[StoreFolder]:
        """Every folder that holds something; an `OSError` of one sentence for what is no store."""
        self._started()
        return self._folders

    def read(self, file: SourceFile, folder: int, position: int) -> Iterator[Item]:
        """The items of one folder behind `position`, which counts them."""
        at, carefully = position, False
        while True:
            line = self._started()
            line.ask(f"read {folder} {at} {int(carefully)}")
            reached = at
            try:
                for said, data in line.answers():
                    if "learns" in said:
                        self._learns = bool(said["learns"])
                        continue
                    if "begins" in said:
                        reached = int(said["begins"])
                        continue
                    if (item := self._item(file, said, data)) is not None:
                        yield item
                    reached = int(said["at"]) + 1
            except EOFError:
                self.stop()
                if self._learns:  # not over this item: over looking who is who
                    self._learns, self._knows_people, at = False, False, reached
                    continue
                if carefully:
                    yield _lost(file, reached, _DIED)
                    reached += 1
                at, carefully = reached, not carefully
                continue
            except GeneratorExit:
                self.stop()  # it would go on writing what nobody reads
                raise
            return

    def _item(self, file: SourceFile, said: dict[str, Any], data: bytes) -> Item | None:
        number = int(said["at"])
        if "why" in said:
            return _lost(file, number, str(said["why"]))
        sort = said["sort"]
        if sort not in {"mail", "event"} or not data:
            self.left_out[_NAMES.get(sort, "items without a time")] += 1
            return None
        return RawRecord(
            connector=NAME,
            payload_type="rfc822" if sort == "mail" else "icalendar",
            path=file.path,
            locator=_locator(number),
            position=number + 1,
            payload=data,
            flags=("incomplete",) if said.get("missing") else (),
        )

    def _started(self) -> _Line:
        """The line to the process, with the folders that it found."""
        if self._line is None:
            line = _Line(self.open, knows_people=self._knows_people)
            self._line = line
            line.ask("folders")
            self._folders, self.lost = [], []
            try:
                for said, _ in line.answers():
                    self._note(said)
            except EOFError:
                self.stop()
                raise BrokenStreamError(_DIED) from None
            self.was_mended = line.was_mended
        return self._line

    def _note(self, said: dict[str, Any]) -> None:
        if "lost" in said:
            where = "/".join(said["lost"])
            self.lost.append(f"a folder{' in ' + where if where else ''}: {said['why']}")
        else:
            path = "/".join(name.replace("/", "\u2215") for name in said["folder"])
            self._folders.append(StoreFolder(len(self._folders), path, int(said["places"])))

    _folders: list[StoreFolder] = field(default_factory=list)
    _learns: bool = False
    _knows_people: bool = True


class _Line:
    """The process that reads one store, and the pipes to it."""

    def __init__(self, open_: Callable[[], BinaryIO], *, knows_people: bool) -> None:
        self.was_mended = False
        theirs, ours = os.pipe()
        more = () if knows_people else ("strangers",)
        with open_() as stream, on_disk(stream, LARGEST, "a store of Outlook") as source:
            source.seek(0)
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-P", "-m", "goodwill.outlook.reader", str(theirs), *more],
                pass_fds=[theirs],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback may quote mail
            )
        os.close(theirs)
        self._asks = os.fdopen(ours, "wb", buffering=0)

    def ask(self, words: str) -> None:
        """One line to the process; one that is gone shows when its answer is read."""
        try:
            self._asks.write(f"{words}\n".encode())
        except BrokenPipeError:
            return

    def answers(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """What the process says until its end; an `EOFError` where it died before."""
        out: IO[bytes] = self._process.stdout  # type: ignore[assignment]  # it is a pipe
        while line := out.readline():
            said: dict[str, Any] = orjson.loads(line)
            if "failed" in said:
                raise BrokenStreamError(said["failed"])
            if "end" in said:
                self.was_mended = bool(said.get("mended", self.was_mended))
                return
            size = int(said.get("size", 0))
            data = out.read(size) if size else b""
            if len(data) < size:
                raise EOFError
            yield said, data
        raise EOFError

    def stop(self) -> None:
        self._asks.close()
        self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()


def _locator(number: int) -> str:
    return f"item {number + 1}"


def _lost(file: SourceFile, number: int, why: str) -> ReadError:
    return ReadError(
        path=file.path,
        locator=_locator(number),
        reason=why,
        hint=_HINT,
        position=number + 1,
    )


def _read(file: SourceFile, position: int) -> Iterator[Item]:
    """The items of a folder, by the store that found it."""
    if file.items is not None:
        yield from file.items(file, position)


CONNECTOR = Connector(
    name=NAME,
    payload_type="rfc822",
    recognises=lambda _name, _head: False,  # `walk` looks into stores, as into archives
    read=guarded(_read),
)
