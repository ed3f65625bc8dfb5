"""The process that reads one store of Outlook: its file on standard input, mails out.

Asked by lines on a pipe, `folders` or `read FOLDER FROM CAREFULLY`; answers on standard output with
lines of JSON, each followed by as many bytes as its `size` says. What a stranger's file does to a C
library stays in here: each item has so much of the processor and of memory, then the process ends,
and whoever started it (`goodwill.sources.outlook_stores`) goes on behind that item. A store that
cannot be looked through for people's addresses is read without them (`strangers`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, Final

import orjson

from goodwill.machine.memory_limit import limit_memory
from goodwill.outlook.bag import Bag
from goodwill.outlook.event import as_calendar
from goodwill.outlook.item import Sort, sort_of
from goodwill.outlook.mail import as_mail
from goodwill.outlook.people import Directory
from goodwill.outlook.store_file import Folder, StoreError, StoreFile

__all__ = ["main"]

MEMORY_BYTES: Final = 768 << 20
"""What the process may take beyond what it has when it starts."""
OPENING_SECONDS: Final = 30
SECONDS_OF_A_GIGABYTE: Final = 60
"""What opening a store may take of a processor; a damaged one is looked through once."""
ITEM_SECONDS: Final = 20
"""What one item may take; an ordinary one takes a thousandth of a second."""
LARGEST: Final = 50 << 20
"""Bytes of a mail, as of every other mail."""


class _Answers:
    """Reads one store, and writes down what is in it."""

    def __init__(self, store: StoreFile, out: IO[bytes], *, knows_people: bool = True) -> None:
        self._store = store
        self._out = out
        self._directory = Directory(self._bags() if knows_people else iter(()))
        self._folders: list[Folder] = []

    def _bags(self) -> Iterator[Bag]:
        """What is looked through for people's addresses: each item with an allowance of its own."""
        self._say({"learns": True})
        self._out.flush()
        for bag in self._store.bags():
            _allow(ITEM_SECONDS)
            yield bag
        _allow(ITEM_SECONDS)
        self._say({"learns": False})

    def folders(self) -> None:
        """Every folder, and those that are lost."""
        for found in self._store.folders():
            if isinstance(found, Folder):
                self._folders.append(found)
                self._say({"folder": found.path, "places": found.places})
            else:
                self._say({"lost": found.path, "why": found.reason})
        self._say({"end": True, "mended": self._store.was_mended})

    def read(self, folder: int, begin: int, *, carefully: bool) -> None:
        """The items of a folder from a number on; `carefully`: none is held back."""
        place = self._folders[folder]
        for number in range(begin, place.places):
            _allow(ITEM_SECONDS)
            if carefully:
                self._say({"begins": number})
                self._out.flush()
            self._item(place, number)
        _allow(0)
        self._say({"end": True})

    def _item(self, place: Folder, number: int) -> None:
        try:
            item = self._store.item(place, number)
            if item is None:
                return
            sort = sort_of(item)
            data = self._written(sort, item)
        except (StoreError, ValueError, OverflowError, MemoryError) as error:
            why = str(error) if isinstance(error, StoreError) else type(error).__name__
            self._say({"at": number, "why": why})
            return
        if len(data) > LARGEST:
            self._say({"at": number, "why": f"it has {len(data)} bytes, more than {LARGEST}"})
            return
        said: dict[str, Any] = {"at": number, "sort": sort, "size": len(data)}
        if item.missing:
            said["missing"] = item.missing
        self._say(said)
        self._out.write(data)

    def _written(self, sort: Sort, item: Any) -> bytes:
        if sort == "mail":
            return as_mail(item, self._directory)
        return as_calendar(item, self._directory) if sort == "event" else b""

    def _say(self, said: object) -> None:
        self._out.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))
        if "end" in said if isinstance(said, dict) else False:
            self._out.flush()


def _allow(seconds: float) -> None:
    """From here on the process may take so much of a processor, then it ends; 0: as it likes."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _serve(source: BinaryIO, asked: IO[bytes], out: IO[bytes], *, knows_people: bool) -> None:
    size = os.fstat(source.fileno()).st_size
    _allow(OPENING_SECONDS + SECONDS_OF_A_GIGABYTE * size / (1 << 30))
    try:
        answers = _Answers(StoreFile(source), out, knows_people=knows_people)
    except (StoreError, MemoryError) as error:
        out.write(orjson.dumps({"failed": str(error) or "it is damaged"}) + b"\n")
        out.flush()
        return
    for line in asked:
        words = line.split()
        if words[0] == b"folders":
            answers.folders()
        else:
            folder, begin, carefully = map(int, words[1:])
            answers.read(folder, begin, carefully=bool(carefully))


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    limit_memory(MEMORY_BYTES)
    with os.fdopen(int(sys.argv[1]), "rb") as asked:
        _serve(sys.stdin.buffer, asked, sys.stdout.buffer, knows_people=len(sys.argv) == 2)  # noqa: PLR2004


if __name__ == "__main__":
    main()
