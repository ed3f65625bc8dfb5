"""One import at a time: a lock that is gone when its holder is, however it ended.

A file lock for a book in a folder, an advisory lock for one on Postgres. Reading never waits.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from goodwill.errors import StoreError
from goodwill.store.database import Store

__all__ = ["LOCK_WAIT_SECONDS", "import_lock"]

LOCK_WAIT_SECONDS = 300.0
"""How long one who writes waits for another, unless told otherwise."""

_LOCK_NUMBER = 0x676F6F64  # any number, the same for everybody
_PAUSE_SECONDS = 0.2


@contextmanager
def import_lock(
    store: Store,
    *,
    wait_seconds: float = LOCK_WAIT_SECONDS,
    waiting: Callable[[str], None],
) -> Iterator[None]:
    """Hold the right to import; `waiting` is told once if somebody else holds it."""
    with _file_lock(store) if store.is_sqlite else _advisory_lock(store) as try_lock:
        deadline = time.monotonic() + wait_seconds
        if not try_lock():
            waiting(f"Another import is writing to {store.name}; waiting for it to end.")
            while not try_lock():
                if time.monotonic() > deadline:
                    raise StoreError(
                        f"Another import has been writing to {store.name} "
                        f"for more than {wait_seconds:g} seconds.",
                        hint="Run this again when it is done.",
                    )
                time.sleep(_PAUSE_SECONDS)
        yield


@contextmanager
def _file_lock(store: Store) -> Iterator[Callable[[], bool]]:
    path = (store.folder or store.engine.url.database) and f"{store.folder}/import.lock"
    try:
        file = open(str(path), "a+b")  # noqa: PTH123, SIM115  held open for as long as the lock
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Make the book's folder writable.",
        ) from error

    def try_lock() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    with file:
        yield try_lock


@contextmanager
def _advisory_lock(store: Store) -> Iterator[Callable[[], bool]]:
    with store.engine.connect() as connection:

        def try_lock() -> bool:
            asked = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_LOCK_NUMBER})")
            return bool(asked.scalar())

        try:
            yield try_lock
        finally:
            connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
