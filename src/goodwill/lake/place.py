"""Where the parts of a lake lie: a folder for what is small, Parquet for what is large.

`LAKE/ledger` is a book that holds everything but words and acts: who is who, threads, tables,
calendars, which file is read how far. The Parquet stands in `LAKE/parquet`, or at any address that
Spark can write to (`s3a://...`, `gs://...`, `hdfs://...`); the lake remembers which.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson

from goodwill.errors import CallError

__all__ = ["Lake", "lake_of_ledger", "make_lake", "open_lake"]

NOTE = "goodwill-lake.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """A lake: its folder, and the address of its Parquet."""

    folder: Path
    parquet: str

    @property
    def ledger(self) -> Path:
        """The book that says who is who, and what was read."""
        return self.folder / "ledger"

    @property
    def facts(self) -> str:
        """Mail as it was extracted, a folder for each run: words, people, acts."""
        return f"{self.parquet}/facts"

    @property
    def slices(self) -> str:
        """The ledger cut into small books of some accounts each."""
        return f"{self.parquet}/slices"

    def statements(self, as_of: str) -> str:
        """The statements of a day."""
        return f"{self.parquet}/statements/as_of={as_of}"


def make_lake(folder: Path, parquet: str | None) -> Lake:
    """The lake in a folder, begun where there is none; its Parquet stays where it is."""
    note = folder / NOTE
    if note.is_file():
        found = open_lake(folder)
        if parquet is not None and parquet.rstrip("/") != found.parquet:
            raise CallError(
                f"The Parquet of this lake lies at {found.parquet}, not at {parquet}.",
                hint="Leave --parquet out, or begin another lake.",
            )
        return found
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    where = (parquet or folder.absolute().joinpath("parquet").as_uri()).rstrip("/")
    note.write_bytes(orjson.dumps({"version": 1, "parquet": where}))
    return Lake(folder=folder, parquet=where)


def lake_of_ledger(book: Path) -> Lake | None:
    """The lake that a book is the ledger of; None where it is none's."""
    if not (book.parent / NOTE).is_file():
        return None
    lake = open_lake(book.parent)
    return lake if lake.ledger.resolve() == book.resolve() else None


def open_lake(folder: Path) -> Lake:
    """The lake in a folder."""
    note = folder / NOTE
    if not note.is_file():
        raise CallError(
            f"There is no lake in {folder}.",
            hint=f"Begin one with:  goodwill lake import PATH... --lake {folder}",
        )
    try:
        found = orjson.loads(note.read_bytes())
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("parquet"), str):
        raise CallError(
            f"{note} does not say where the Parquet of this lake lies.",
            hint='Write into it:  {"version": 1, "parquet": "file:///..."}',
        )
    return Lake(folder=folder, parquet=found["parquet"])
