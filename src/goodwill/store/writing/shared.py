"""What the parts of the writer share: ids handed out from memory, contact points, inserts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from goodwill.store.database import Transaction
from goodwill.store.imports.ledger import Tally
from goodwill.store.rows import Point
from goodwill.store.tables.schema import METADATA

__all__ = ["Desk", "Ids", "Points", "insert_sql"]

_NUMBERED = (*(name for name, table in METADATA.tables.items() if "id" in table.c),)
_POINTS_KEPT = 200_000  # about 40 MB; beyond it the database is asked again


class Ids:
    """The next free id of every table; right as long as nobody else writes."""

    def __init__(self, reader: Transaction) -> None:
        self._last = {
            name: int(reader.rows(f"SELECT coalesce(max(id), 0) FROM {name}")[0][0])
            for name in _NUMBERED
        }

    def new(self, table: str) -> int:
        """A fresh id of `table`."""
        self._last[table] += 1
        return self._last[table]


class Points:
    """Addresses and names as they occur, each pair stored once."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._known: dict[Point, int] = {}

    def ids_of(self, book: Transaction, wanted: Iterable[Point]) -> dict[Point, int]:
        """The id of each point; those never seen before are stored."""
        points = dict.fromkeys(wanted)
        if len(self._known) > _POINTS_KEPT:
            self._known.clear()
        unknown = [point for point in points if point not in self._known]
        self._look_up(book, unknown)
        fresh = [
            (self._ids.new("contact_point"), *point)
            for point in unknown
            if point not in self._known
        ]
        book.run_many(insert_sql("contact_point"), fresh)
        self._known.update({(address, name): key for key, address, name in fresh})
        return {point: self._known[point] for point in points}

    def _look_up(self, book: Transaction, points: list[Point]) -> None:
        addresses = [address for address, _ in dict.fromkeys(points) if address]
        bare = [name for address, name in points if not address]
        asked = "SELECT id, address, name FROM contact_point WHERE "
        found = book.rows_in(asked + "address IN (?*)", list(dict.fromkeys(addresses)))
        found += book.rows_in(asked + "address = '' AND name IN (?*)", bare)
        self._known.update({(address, name): key for key, address, name in found})


@dataclass(frozen=True, slots=True)
class Desk:
    """What putting one batch away needs: the open transaction and what is written beside it.

    `stamp` is the import's id and the second it began: each stored fact ends with both.
    """

    book: Transaction
    ids: Ids
    points: Points
    tally: Tally
    stamp: tuple[int, int]

    def point_ids(self, wanted: Iterable[Point]) -> dict[Point, int]:
        """The id of each contact point; new ones are stored."""
        return self.points.ids_of(self.book, wanted)


@cache
def insert_sql(table: str, *, ignore: bool = False) -> str:
    """`INSERT` of whole rows, in the schema's order of columns."""
    marks = ",".join("?" * len(METADATA.tables[table].c))
    tail = " ON CONFLICT DO NOTHING" if ignore else ""
    return f"INSERT INTO {table} VALUES ({marks}){tail}"
