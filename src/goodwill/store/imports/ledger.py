"""The sync ledger: what became of every record, by import and by file.

It always adds up: seen = imported + excluded + duplicate + unreadable + waiting. Whoever counts
an outcome counts what was seen with it, so the two cannot part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from types import MappingProxyType
from typing import Literal

from goodwill.store.database import Transaction
from goodwill.store.tables.schema import COUNTS

__all__ = ["Counts", "Outcome", "Tally"]

Outcome = Literal["imported", "excluded", "duplicate", "unreadable", "waiting"]

_SET = ", ".join(f"{name} = {name} + ?" for name in COUNTS)
_UPSERT = (  # names of the schema alone
    f"INSERT INTO ledger VALUES (?, ?, {','.join('?' * len(COUNTS))}) "
    "ON CONFLICT (import_id, source_file_id) DO UPDATE SET "
    + ", ".join(f"{name} = ledger.{name} + excluded.{name}" for name in COUNTS)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many records were seen, and what became of them."""

    seen: int = 0
    imported: int = 0
    excluded: int = 0
    duplicate: int = 0
    unreadable: int = 0
    waiting: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in COUNTS})

    @property
    def adds_up(self) -> bool:
        """Whether every record seen is accounted for."""
        parts: int = sum(getattr(self, name) for name in COUNTS[1:])
        return self.seen == parts

    def read_again(self) -> Counts:
        """The same records, met once more: what was imported before is a duplicate now."""
        return Counts(
            seen=self.seen,
            excluded=self.excluded,
            duplicate=self.imported + self.duplicate,
            unreadable=self.unreadable,
            waiting=self.waiting,
        )


class Tally:
    """Counts by file, gathered over one batch and written with it.

    `groups` says under which file's name the ledger shows a file: a mail of a Maildir under
    its folder. Files that are not in it stand for themselves.
    """

    def __init__(self, groups: Mapping[int, int] = MappingProxyType({})) -> None:
        self._groups = groups
        self._counted: dict[int, Counter[str]] = defaultdict(Counter)
        self._carried: dict[int, Counter[str]] = defaultdict(Counter)
        self._arrived: Counter[tuple[int, int]] = Counter()

    def add(self, source_file_id: int, outcome: Outcome) -> None:
        """Count one record of one file."""
        counted = self._counted[source_file_id]
        counted["seen"] += 1
        counted[outcome] += 1

    def carry(self, source_file_id: int, counts: Counts) -> None:
        """Records that are known to stand in a file without reading it once more."""
        self._carried[source_file_id].update(asdict(counts.read_again()))

    def arrived(self, source_file_id: int, import_id: int) -> None:
        """What a row stored by `import_id` waited for is there now."""
        self._arrived[source_file_id, import_id] += 1

    def by_ledger(self) -> dict[int, Counts]:
        """All counts, under the files that the ledger shows."""
        grouped: dict[int, Counter[str]] = defaultdict(Counter)
        for counts in (self._counted, self._carried):
            for file, counted in counts.items():
                grouped[self._groups.get(file, file)].update(counted)
        return {file: Counts(**counted) for file, counted in grouped.items()}

    def write(self, book: Transaction, import_id: int) -> None:
        """Add the counts to the import's ledger and to the files' own."""
        ledger = self.by_ledger()
        book.run_many(_UPSERT, [(import_id, file, *astuple(c)) for file, c in ledger.items()])
        book.run_many(
            f"UPDATE source_file SET {_SET} WHERE id = ?",
            [(*(counted[name] for name in COUNTS), f) for f, counted in self._counted.items()],
        )
        for (file, first), many in self._arrived.items():
            _settle(book, file, first, many)


def _settle(book: Transaction, file: int, first_import: int, many: int) -> None:
    """Rows that waited are imported now; later imports that met them again count duplicates."""
    for column, test in (("imported", "="), ("duplicate", ">")):
        book.run(
            f"UPDATE ledger SET waiting = waiting - ?, {column} = {column} + ? "
            f"WHERE source_file_id = ? AND import_id {test} ? AND waiting >= ?",
            (many, many, file, first_import, many),
        )
    book.run(
        "UPDATE source_file SET waiting = waiting - ?, imported = imported + ? WHERE id = ?",
        (many, many, file),
    )
