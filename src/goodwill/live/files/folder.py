"""A watched folder as a live source: what is put there comes in as by an import of it.

A look at names, sizes and times tells whether anything changed; a file that changed within the last
seconds may not be whole, and is left for the next look.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from goodwill.live.base import (
    Brought,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.faults import CutOffError, NotAllowedError
from goodwill.live.kinds import Ask, LiveKind

__all__ = ["FOLDER"]

READS = "every file that an import would read in this folder and below"
SETTLED = 3.0
"""Seconds without a change after which a file counts as written."""


class Watched(LiveSource):
    """One folder on this machine."""

    def __init__(self, config: SourceConfig, clock: Callable[[], float] = time.time) -> None:
        self._config, self._clock = config, clock
        self.folder = Path(config.said("path"))
        if not self.folder.is_dir():
            raise CutOffError(
                f"There is no folder {self.folder}.", hint="Make it, or connect another."
            )

    def look(self) -> Look:
        """How many files are there."""
        seen = PartSeen(name=str(self.folder), items=sum(1 for _ in self._files()), is_chosen=True)
        return Look(source=self._config.name, reads=READS, parts=(seen,))

    def _files(self) -> Iterator[os.stat_result]:
        """Every file below; no link is followed."""
        for place, folders, names in os.walk(self.folder):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for name in sorted(names):
                try:
                    yield os.lstat(Path(place) / name)
                except OSError:  # it went while we looked
                    continue

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The folder, where anything in it is another than when it was read."""
        path = f"folder://{self._config.name}"
        found, newest = sha256(), 0.0
        for one in self._files():
            found.update(f"{one.st_ino} {one.st_size} {one.st_mtime_ns}\n".encode())
            newest = max(newest, one.st_mtime)
        before, mark = known(path) or Known(), found.hexdigest()
        if 0 <= self._clock() - newest < SETTLED:
            return
        if before.mark != mark:
            yield Part(path=path, connector="folder", id=mark, known=before)

    def paths(self) -> list[Path]:
        """What is imported."""
        return [self.folder]

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """How far it has been read: what is in it was imported before."""
        del items
        yield Reached(Known(position=1, mark=str(part.id)))


def open_folder(config: SourceConfig, secret: str) -> Watched:
    """A folder, which has no secret."""
    if secret:
        raise NotAllowedError("A folder has no password.", hint="Connect it without one.")
    return Watched(config)


FOLDER = LiveKind(
    name="folder",
    reads=READS,
    open=open_folder,
    wants_secret=False,
    wants_notice=False,
    polled_every=10.0,
    asks=(Ask(key="path", label="Folder on this machine"),),
)
