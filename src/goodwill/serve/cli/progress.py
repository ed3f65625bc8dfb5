"""A progress bar on standard error, and only where somebody sits in front of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from goodwill.reports import OnProgress, Progress

__all__ = ["progress_bar"]


@contextmanager
def progress_bar() -> Iterator[OnProgress | None]:
    """Something to report progress to; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as shown:
        yield _Teller(shown)


def _bars() -> Bars:
    """Ink only: what is done, of how many, and how long it may still take."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(complete_style="default", finished_style="default"),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Bars(*columns, console=Console(stderr=True), transient=True)


class _Teller:
    """Turns reports into bars, one for each thing that is being done; none before the first."""

    def __init__(self, shown: ExitStack) -> None:
        self._shown = shown
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        """Move the bar of what is being done."""
        task = self._tasks.get(progress.what)
        if task is None:
            task = self._tasks[progress.what] = self._drawn.add_task(progress.what, total=None)
        self._drawn.update(task, completed=progress.done, total=progress.total)

    @cached_property
    def _drawn(self) -> Bars:
        """The bars, from the first report on."""
        return self._shown.enter_context(_bars())
