"""The files that a catalogue is made of, as they lie there: their bytes, their hash, their titles.

Nothing is read into typed forms here (that is `loader`), so that who shows a stored statement pays
for what it needs alone: which rules are in force, and what lines are called.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from goodwill.entry_points import entry_points
from goodwill.errors import CatalogueError

__all__ = [
    "FOLDERS",
    "CatalogueFile",
    "files_in_force",
    "hash_of",
    "head_of",
    "parsed",
    "read_folder",
    "shipped_files",
]

FOLDERS = (
    "kinds",
    "stages",
    "patterns",
    "practices",
    "expectations",
    "risks",
    "plays",
    "promises",
    "learning",
)
WEIGHTS = "weights.toml"
ENTRY_POINTS = "goodwill.catalogue"


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file as read: which folder it stands in, where a reader finds it, and its bytes."""

    folder: str
    where: str
    content: bytes

    @property
    def is_weights(self) -> bool:
        """Whether this is the table of kind weights, not a concept."""
        return self.folder == "kinds" and self.where.endswith(WEIGHTS)


def read_folder(root: Traversable, name: str) -> tuple[CatalogueFile, ...]:
    """Every TOML file in the known folders under `root`; `name` is shown before their paths."""
    return tuple(
        CatalogueFile(folder, f"{name}/{folder}/{entry.name}", entry.read_bytes())
        for folder in FOLDERS
        if (inside := root / folder).is_dir()
        for entry in inside.iterdir()
        if entry.name.endswith(".toml")
    )


def files_in_force(folders: Iterable[tuple[Traversable, str]] = ()) -> tuple[CatalogueFile, ...]:
    """The shipped files, those of extensions, and those of more `(folder, name)` pairs."""
    return (*shipped_files(), *(file for each in folders for file in read_folder(*each)))


@cache
def shipped_files() -> tuple[CatalogueFile, ...]:
    """The package's own folder and those of installed extensions; read once a process."""
    files = list(read_folder(resources.files("goodwill.catalogue"), "catalogue"))
    for point in sorted(entry_points(group=ENTRY_POINTS)):
        files += read_folder(resources.files(point.value), point.name)
    return tuple(files)


def hash_of(
    files: Iterable[CatalogueFile],
    thresholds: Iterable[tuple[str, Decimal]] = (),
    chances: Iterable[tuple[str, float, float]] = (),
) -> str:
    """16 hex digits of the content, whatever the order of files; nothing is parsed.

    `chances` are what a book has learnt of plays: the play and its two counts.
    """
    parts = sorted(f"{file.folder} {sha256(file.content).hexdigest()}" for file in files)
    parts += [f"{name} {value.normalize()}" for name, value in sorted(thresholds)]
    parts += [f"{play} {a} {b}" for play, a, b in sorted(chances)]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def parsed(file: CatalogueFile) -> dict[str, Any]:
    """A file as TOML.

    Raises:
        CatalogueError: it is none.
    """
    return _toml(file, file.content)


def head_of(file: CatalogueFile) -> Mapping[str, Any]:
    """The keys that stand in a file before its first table: its id, its title and the like."""
    head, table, _ = file.content.partition(b"\n[")
    try:
        return _toml(file, head)
    except CatalogueError:
        if not table:
            raise
        return parsed(file)  # what looks like a table stands within a text


def _toml(file: CatalogueFile, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CatalogueError(
            f"{file.where}: is not valid TOML: {error}.", hint="Mend the file and run again."
        ) from None
