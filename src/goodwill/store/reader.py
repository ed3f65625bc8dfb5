"""What reads a book: anything that runs a query, for everybody or for somebody.

Nothing here imports SQLAlchemy. `looks` reads a book's file, `database` within a transaction,
`users.seen` as one of several users may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeGuard

from goodwill.facts.statement import Evidence

__all__ = ["Documents", "Reader", "is_for_somebody"]


class Reader(Protocol):
    """Runs a query with `?` for values and gives plain rows."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        ...


class Documents(Protocol):
    """What becomes of stored statements on their way to somebody (`goodwill.access.words`)."""

    def seen(
        self, reader: Any, statement: Any, evidence: Mapping[str, Sequence[Evidence]]
    ) -> tuple[Any, Mapping[str, Sequence[Evidence]]]:
        """A statement, and all evidence by line, without what may not be read."""
        ...


class ForSomebody(Reader, Protocol):
    """A reader for somebody who may not see all of the book (`goodwill.store.users.seen`)."""

    documents: Documents


def is_for_somebody(reader: Reader) -> TypeGuard[ForSomebody]:
    """Whether what is read has to be cut to what somebody may read."""
    return hasattr(reader, "documents")
