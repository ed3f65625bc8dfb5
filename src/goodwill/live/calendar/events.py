"""The events of a calendar, as what a live source brings.

A meeting counts once it was held. So a calendar is read whole on each new day (`days`), also where
nothing in it has changed, and by changes alone within a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from goodwill.live.base import Brought, Item
from goodwill.sources.base import RawRecord, SourceFile
from goodwill.sources.ics import CONNECTOR as ICS

__all__ = ["events"]


def events(
    data: bytes, *, path: str, connector: str, locator: str | None = None, mark: str = ""
) -> Iterator[Brought]:
    """The records of a calendar, under `locator` where it holds one thing alone."""
    file = SourceFile(
        path=path, connector=connector, size=len(data), modified_ns=0, open=lambda: BytesIO(data)
    )
    for item in ICS.read(file, 0):
        if isinstance(item, RawRecord):
            yield Item(replace(item, connector=connector, locator=locator or item.locator), mark)
        else:
            yield item
