"""One import, one resolving, one renewal of a sign-in at a time: locks gone when their holder is.

A file lock for a book in a folder, an advisory lock for one on Postgres. Reading never waits.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from goodwill.errors import StoreError
from goodwill.store.database import Store

__all__ = ["LOCK_WAIT_SECONDS", "import_lock", "resolve_lock", "sign_in_lock"]

LOCK_WAIT_SECONDS = 300.0
"""How long one who writes waits for another, unless told otherwise."""

SIGN_IN_SECONDS = 180.0
"""How long one waits for another who renews a sign-in: longer than a provider may take."""

RESOLVE_SECONDS = 3600.0
"""How long one waits for another who works out who is who: longer than millions of mails take."""

_LOCK_NUMBER = 0x676F6F64  # any number, the same for everybody
_SIGN_IN_NUMBER = _LOCK_NUMBER + 1
_RESOLVE_NUMBER = _LOCK_NUMBER + 2
_PAUSE_SECONDS = 0.2


@contextmanager
def import_lock(
    store: Store,
    *,
    wait_seconds: float = LOCK_WAIT_SECONDS,
    waiting: Callable[[str], None],
) -> Iterator[None]:
    """Hold the right to import; `waiting` is told once if somebody else holds it."""
    with _lock(store, "import.lock", _LOCK_NUMBER) as try_lock:
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
def sign_in_lock(store: Store) -> Iterator[None]:
    """Hold the right to renew what sources of a book were signed in to with."""
    with _lock(store, "sign-in.lock", _SIGN_IN_NUMBER) as try_lock:
        _wait(try_lock, SIGN_IN_SECONDS, store.name, "been renewing a sign-in of")
        yield


@contextmanager
def resolve_lock(store: Store) -> Iterator[None]:
    """Hold the right to work out who is who, or to let go of what that rests on.

    Taken after the lock of an import where both are held.
    """
    with _lock(store, "resolve.lock", _RESOLVE_NUMBER) as try_lock:
        _wait(try_lock, RESOLVE_SECONDS, store.name, "been working out who is who in")
        yield


def _wait(try_lock: Callable[[], bool], seconds: float, name: str, doing: str) -> None:
    deadline = time.monotonic() + seconds
    while not try_lock():
        if time.monotonic() > deadline:
            raise StoreError(
                f"Another program has {doing} {name} for more than {seconds:g} seconds.",
                hint="Run this again when it is done; what runs by itself tries again.",
            )
        time.sleep(_PAUSE_SECONDS)


def _lock(store: Store, name: str, number: int) -> AbstractContextManager[Callable[[], bool]]:
    return _file_lock(store, name) if store.is_sqlite else _advisory_lock(store, number)


@contextmanager
def _file_lock(store: Store, name: str) -> Iterator[Callable[[], bool]]:
    path = (store.folder or store.engine.url.database) and f"{store.folder}/{name}"
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
def _advisory_lock(store: Store, number: int) -> Iterator[Callable[[], bool]]:
    with store.engine.connect() as connection:

        def try_lock() -> bool:
            asked = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({number})")
            return bool(asked.scalar())

        try:
            yield try_lock
        finally:
            connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
