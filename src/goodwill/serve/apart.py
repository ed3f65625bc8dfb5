"""Long work on a book, done by a process of its own, so that who serves pages is not held up.

One process for one piece of work. It stands back from whoever looks at pages, says how far it is,
and ends when its work is done or the line to whoever asked for it is cut; what it has committed by
then stays. Unlike parsing processes (`goodwill.importing.workers`) it is trusted: it runs our own
code on the book, and starts parsing processes of its own.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from goodwill import errors
from goodwill.errors import GoodwillError, StoreError
from goodwill.machine.processes import stand_back, start_process
from goodwill.machine.progress import OnProgress, Progress

if TYPE_CHECKING:
    from goodwill.pipeline import ImportReport

__all__ = ["Ahead", "assess_apart", "import_apart", "main", "make_searchable_apart"]

_GET_READY = "get ready"


class Ahead:
    """A process that loads what an assessment takes, and waits to be asked for one.

    For whoever knows that one will be due in a moment: most of a small one is its start.
    """

    def __init__(self) -> None:
        self.line, self.process = start_process("goodwill.serve.apart")
        with suppress(OSError):
            self.line.send((_GET_READY, ()))

    @property
    def is_there(self) -> bool:
        """Whether it can still be asked."""
        return self.process.poll() is None

    def end(self) -> None:
        """It was not needed."""
        self.line.close()
        self.process.kill()
        self.process.wait()


def import_apart(place: str, paths: Sequence[Path], told: OnProgress) -> ImportReport:
    """Read files and folders into a book, which is made where there is none."""
    return cast("ImportReport", _done("import", (place, [*paths]), told))


def assess_apart(place: str, as_of: date, told: OnProgress, ahead: Ahead | None = None) -> date:
    """Take in what is new and draw up every statement that is missing for a day.

    By the process that was started `ahead`, where there is one.
    """
    return cast("date", _done("assess", (place, as_of), told, ahead))


def make_searchable_apart(place: str, told: OnProgress) -> None:
    """Take new messages into the index that is searched."""
    _done("make searchable", (place,), told)


def _done(
    what: str, given: Sequence[object], told: OnProgress, ahead: Ahead | None = None
) -> object:
    """What the process answers; what it could not do is raised here."""
    if ahead is not None and ahead.is_there:
        line, process = ahead.line, ahead.process
    else:
        line, process = start_process("goodwill.serve.apart")
    try:
        with closing(line):
            line.send((what, given))
            while True:
                sort, found = line.recv()
                if sort == "done":
                    return found
                if sort == "fault":
                    raise _raised(*found)
                told(Progress(what=found[0], done=found[1], total=found[2]))
    except (EOFError, OSError) as fault:
        raise StoreError(
            f"The process that was to {what} ended before it was done.",
            hint="What it had stored is in the book. See  goodwill doctor  and try again.",
        ) from fault
    finally:
        process.kill()
        process.wait()


def _raised(name: str, message: str, hint: str) -> GoodwillError:
    """The error that the process met, as one of ours where it was."""
    found = getattr(errors, name, None)
    if isinstance(found, type) and issubclass(found, GoodwillError):
        with suppress(TypeError):
            return found(message, hint=hint)
    return GoodwillError(message, hint=hint)


# What runs in the process.


def _import(told: OnProgress, place: str, paths: Sequence[Path]) -> object:
    from goodwill.book import open_book  # noqa: PLC0415  it asks this module for nothing

    with closing(open_book(place, create=True)) as book:
        return book.import_paths(paths, told)


def _assess(told: OnProgress, place: str, as_of: date) -> object:
    from goodwill.book import open_book  # noqa: PLC0415

    with closing(open_book(place)) as book:
        return book.assess(as_of, told).as_of


def _make_searchable(told: OnProgress, place: str) -> object:
    from goodwill.book import open_book  # noqa: PLC0415

    with closing(open_book(place)) as book:
        book.make_searchable(told)
    return None


WORKS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {"import": _import, "assess": _assess, "make searchable": _make_searchable}
)
"""What can be asked for, by name; each is told how to tell how far it is."""


def main(handle: int) -> None:
    """The process: one piece of work, then its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is told, and cuts the line
    stand_back()
    with closing(Connection(handle)) as line:
        try:
            what, given = _asked(line)
        except (EOFError, OSError):
            return
        Thread(target=_end_with, args=(line,), daemon=True).start()
        with suppress(OSError):
            line.send(_found(line, what, given))


def _asked(line: Connection) -> tuple[str, Sequence[object]]:
    """What is to be done, and with what; until then this process gets ready."""
    what, given = line.recv()
    if what == _GET_READY:
        import goodwill.assess  # noqa: F401, PLC0415  half a second
        from goodwill.book import open_book  # noqa: F401, PLC0415

        what, given = line.recv()
    return what, given


def _found(line: Connection, what: str, given: Sequence[object]) -> tuple[str, object]:
    def told(progress: Progress) -> None:
        line.send(("progress", (progress.what, progress.done, progress.total)))

    try:
        return "done", WORKS[what](told, *given)
    except GoodwillError as fault:
        return "fault", (type(fault).__name__, fault.message, fault.hint)


def _end_with(line: Connection) -> None:
    """End as soon as nobody waits for the work any more."""
    with suppress(EOFError, OSError):
        line.recv_bytes()
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
