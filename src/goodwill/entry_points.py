"""What other packages bring, by entry point.

Python looks through every installed package each time it is asked; here it is asked once a process.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata

__all__ = ["entry_points"]


def entry_points(*, group: str) -> metadata.EntryPoints:
    """The entry points of a group, as they were when any was first asked for."""
    return _all().select(group=group)


@cache
def _all() -> metadata.EntryPoints:
    return metadata.entry_points()
