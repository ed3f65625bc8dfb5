"""Looks into a book's file for a program that takes many: connections that are kept and lent.

Opening a connection and learning what tables there are takes longer than most questions. Each look
is a transaction of its own, so that it sees what was committed last and holds nobody up.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from goodwill.store.reader import Reader
from goodwill.store.version import SCHEMA_VERSION

__all__ = ["Looks", "light_reader"]

MOST_IDLE = 8
"""Connections that wait to be lent again; more are closed."""


class Looks:
    """Lends looks into one file; any number of threads may ask."""

    def __init__(self, file: Path) -> None:
        self._file, self._place = file, str(file)
        self._idle: deque[_Look] = deque()

    @contextmanager
    def look(self) -> Iterator[Reader]:
        """One look; raises `sqlite3.Error` where the file is no book that this code can read."""
        one = self._lent()
        try:
            one.begin()
            yield one
            one.end()
        except BaseException:
            one.close()
            raise
        if len(self._idle) < MOST_IDLE:
            self._idle.append(one)
        else:
            one.close()

    def close(self) -> None:
        """Let go of the file."""
        while self._idle:
            self._idle.pop().close()

    def _lent(self) -> _Look:
        """A connection to the file that is there now: another may have been put in its place."""
        number = self._number()
        while self._idle:
            try:
                one = self._idle.pop()
            except IndexError:  # somebody else was faster
                break
            if one.number == number:
                return one
            one.close()
        return _Look(self._file, number)

    def _number(self) -> int:
        """That of the file which is there now; 0 where there is none."""
        with suppress(FileNotFoundError):
            return os.stat(self._place).st_ino  # noqa: PTH116 - a path object takes as long again
        return 0


@contextmanager
def light_reader(file: Path) -> Iterator[Reader]:
    """One look, however long; raises `sqlite3.Error` where the file is no book of this schema.

    Threads may share a look, one at a time; as long as it lasts the book is seen as it was.
    """
    with closing(_Look(file)) as one:
        one.begin()
        yield one


class _Look:
    """A read-only connection; `number` is that of the file it was opened on."""

    def __init__(self, file: Path, number: int = 0) -> None:
        address = f"{file.resolve().as_uri()}?mode=ro"
        self.number = number
        self._connection = sqlite3.connect(
            address, uri=True, check_same_thread=False, isolation_level=None
        )

    def begin(self) -> None:
        """From here on nothing that is committed later is seen."""
        self._connection.execute("begin")
        if self.rows("select version_num from alembic_version") != [(SCHEMA_VERSION,)]:
            raise sqlite3.DatabaseError(f"the book has another schema than {SCHEMA_VERSION}")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, tuple(values)).fetchall()

    def end(self) -> None:
        """What is committed from here on is seen by the next look."""
        self._connection.execute("rollback")

    def close(self) -> None:
        """For good."""
        self._connection.close()
