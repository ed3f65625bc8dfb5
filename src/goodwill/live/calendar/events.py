"""The events of a calendar, or one event that a vendor tells of, as what a live source brings.

A meeting counts once it was held. So a calendar is read whole on each new day (`days`), also where
nothing in it has changed, and by changes alone within a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from goodwill.live.base import Brought, Item
from goodwill.live.calendar.happenings import Happening, as_calendar
from goodwill.sources.base import RawRecord, ReadError, SourceFile
from goodwill.sources.ics import CONNECTOR as ICS

__all__ = ["events", "one_event"]


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


def one_event(
    told: Iterable[Happening], *, path: str, connector: str, uid: str, mark: str = ""
) -> Iterator[Brought]:
    """The records of one event, or of a series with its changed dates; `told` is read here.

    What a vendor tells of it in no readable way is a `ReadError`, and the other events still come.
    """
    try:
        calendar = as_calendar(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield ReadError(
            path=path,
            locator=uid,
            reason=f"the event has a time that cannot be read: {error}",
            hint="Export the calendar as iCalendar (.ics) and import that.",
            kind="event",
        )
        return
    yield from events(calendar, path=path, connector=connector, locator=uid, mark=mark)
