"""The process of which those that parse are copies, as whoever imports sees it.

Light to load, so that it can be started before all else that an import needs: it takes as long to
get ready. What runs in it is in `parsing_process`.
"""

from __future__ import annotations

from contextlib import contextmanager
from multiprocessing.reduction import send_handle
from typing import TYPE_CHECKING

from goodwill.errors import SourceError
from goodwill.importing.parsing_process import CAN_BE_COPIED
from goodwill.machine.processes import new_line, start_process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

__all__ = ["Template", "started_ahead"]

_NONE_STARTED = "No process could be started to read records in: the machine refused, or ended it."
_NONE_STARTED_HINT = "Nothing is lost. Free some memory, and import the same again."


class Template:
    """A process that is ready to parse, and is copied for each that does."""

    def __init__(self) -> None:
        self._line, self._process = start_process("goodwill.importing.parsing_process")

    @property
    def is_there(self) -> bool:
        """Whether it can be copied: whoever lacks memory may have had it ended."""
        return self._process.poll() is None

    def copied(self) -> Connection:
        """The line to a new parsing process."""
        ours, theirs = new_line()
        try:
            with theirs:
                send_handle(self._line, theirs.fileno(), self._process.pid)
            ours.recv_bytes()  # it is there
        except (EOFError, OSError, RuntimeError) as error:  # the last one: on a Mac
            ours.close()
            raise SourceError(_NONE_STARTED, hint=_NONE_STARTED_HINT) from error
        return ours

    def stop(self) -> None:
        """End the process and its copies; once is enough."""
        self._line.close()
        if not CAN_BE_COPIED:  # it parses itself
            self._process.kill()
        self._process.wait()


@contextmanager
def started_ahead(*, is_wanted: bool) -> Iterator[Template | None]:
    """A template that gets ready while whoever will import does; None where none can be copied."""
    template = Template() if is_wanted and CAN_BE_COPIED else None
    try:
        yield template
    finally:
        if template is not None:
            template.stop()
