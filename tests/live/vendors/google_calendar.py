"""Google Calendar as its documentation has it: lists, pages, tokens for changes, 410.

https://developers.google.com/workspace/calendar/api/guides/sync
https://developers.google.com/workspace/calendar/api/v3/reference/events/list
https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/list
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.live.fakes import Asked, Says
from tests.live.vendors.gmail import error

__all__ = ["GoogleCalendar"]

BASE = "/calendar/v3/"
OWN = "ada@ours.example"
LARGEST_PAGE = 2_500


@dataclass
class GoogleCalendar:
    """The calendars of one person: their own, and others by id."""

    page: int = 50
    names: dict[str, str] = field(default_factory=lambda: {OWN: "Ada"})
    events: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {OWN: {}})
    changed: dict[str, int] = field(default_factory=dict)
    at: int = 100
    oldest: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)

    def put(self, key: str, calendar: str = OWN, **event: Any) -> None:
        """An event is made, or made anew."""
        self.at += 1
        usual = {
            "kind": "calendar#event",
            "id": key,
            "etag": f'"{self.at}"',
            "status": "confirmed",
            "iCalUID": f"{key.partition('_')[0]}@google.com",
            "sequence": 0,
        }
        self.events[calendar][key] = {**usual, **event}
        self.changed[key] = self.at

    def cancel(self, key: str, calendar: str = OWN) -> None:
        """A lone event is taken out: of such a one no more is told than its id."""
        self.at += 1
        self.events[calendar][key] = {"id": key, "status": "cancelled", "etag": f'"{self.at}"'}
        self.changed[key] = self.at

    def forget(self) -> None:
        """Tokens so far hold no more."""
        self.oldest = self.at = self.at + 1

    def answer(self, asked: Asked) -> Says:
        """What is at a path."""
        what = asked.path.removeprefix(BASE)
        if what == "users/me/calendarList":
            items = [
                {"id": key, "summary": name, "primary": key == OWN}
                for key, name in self.names.items()
            ]
            return self._says("CalendarList", {"kind": "calendar#calendarList", "items": items})
        calendar = unquote(what.removeprefix("calendars/").removesuffix("/events"))
        if calendar not in self.events:
            return error(404, "notFound")
        return self._events(asked, calendar)

    def _says(self, schema: str, found: dict[str, Any]) -> Says:
        self.told.append({"schema": schema, **found})
        return Says.json(found)

    def _events(self, asked: Asked, calendar: str) -> Says:
        since = int(asked.query.get("syncToken", "t0")[1:])
        if "syncToken" in asked.query and since <= self.oldest:
            return error(410, "fullSyncRequired", "Sync token is no longer valid")
        if "syncToken" in asked.query and {"iCalUID", "timeMin", "timeMax"} & asked.query.keys():
            return error(400, "badRequest", "not with a sync token")
        found = [
            event
            for key, event in self.events[calendar].items()
            if self.changed[key] > since and self._is_asked_for(asked, event)
        ]
        start = int(asked.query.get("pageToken", 0))
        size = min(int(asked.query.get("maxResults", 250)), LARGEST_PAGE, self.page)
        told: dict[str, Any] = {
            "kind": "calendar#events",
            "summary": self.names[calendar],
            "items": found[start : start + size],
        }
        if start + size < len(found):
            told["nextPageToken"] = str(start + size)
        elif "iCalUID" not in asked.query:
            told["nextSyncToken"] = f"t{self.at}"
        return self._says("Events", told)

    def _is_asked_for(self, asked: Asked, event: dict[str, Any]) -> bool:
        uid = asked.query.get("iCalUID")
        if uid is not None and event.get("iCalUID") != uid:
            return False
        is_deleted = event["status"] == "cancelled" and "recurringEventId" not in event
        shows = "syncToken" in asked.query or asked.query.get("showDeleted") == "true"
        return shows or not is_deleted
