"""Microsoft's calendars over Graph, as a live source: each calendar is a part.

Graph gives the dates of a calendar within a window, a series already worked out, and tells of
changes in the same window by a delta. The first window goes back some years; on each new day the
next one begins a month before, since a meeting counts once it was held (`events`). So what is
changed in a meeting more than a month after it was held is not seen.

Sources: https://learn.microsoft.com/graph/delta-query-events, /graph/api/event-delta,
/graph/api/resources/event; `wire.graph` has those on limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from goodwill.live.base import (
    Brought,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    Reached,
    SourceConfig,
)
from goodwill.live.calendar.events import one_event
from goodwill.live.calendar.happenings import Guest, Happening, moment
from goodwill.live.calendar.listed import Listed, own_first
from goodwill.live.days import today
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import Consent, microsoft
from goodwill.live.wire.api import quoted
from goodwill.live.wire.graph import SCOPES, Links, Told, graph_lines
from goodwill.live.wire.lines import Lines

__all__ = ["MICROSOFT_CALENDAR", "happening"]

READS = "events of the calendars you choose; nothing is changed there"
FIRST_DAYS = 5 * 365
"""How far the first window goes back; Graph takes none that is longer than five years or so."""

AGAIN_DAYS = 31
AHEAD_DAYS = 2
"""How far a window goes ahead: what is held until the next one begins."""

PAGE = 200
_PREFER = (
    'outlook.timezone="UTC"',
    'outlook.body-content-type="text"',
    f"odata.maxpagesize={PAGE}",
)
_ANSWERS = {
    "accepted": "ACCEPTED",
    "organizer": "ACCEPTED",
    "declined": "DECLINED",
    "tentativelyAccepted": "TENTATIVE",
    "notResponded": "NEEDS-ACTION",
}


class MicrosoftCalendars(LiveSource):
    """The calendars of one person, signed in."""

    def __init__(self, lines: Lines, config: SourceConfig) -> None:
        self._lines, self._config = lines, config
        self._links = Links(lines.first, config, prefer=_PREFER)
        self._changed: dict[str, tuple[list[Told], str]] = {}

    def look(self) -> Look:
        """Calendars; how many events they have Graph does not tell without reading them."""
        seen = [one.seen(self._config, None) for one in self._calendars()]
        return Look(source=self._config.name, reads=READS, parts=tuple(seen))

    def _calendars(self) -> list[Listed]:
        found = [
            Listed(
                str(one.get("name") or one["id"]),
                str(one["id"]),
                bool(one.get("isDefaultCalendar")),
            )
            for page in self._links.pages("me/calendars?$select=id,name,isDefaultCalendar&$top=100")
            for one in page.values
        ]
        return own_first(found)

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The chosen calendars that have changed, and on a new day all of them."""
        for one in self._calendars():
            if not one.is_chosen(self._config):
                continue
            path = f"microsoft-calendar://{self._config.name}/{one.name}"
            before = known(path) or Known()
            day, _, link = before.mark.partition(" ")
            is_new_day = day != today() or not link
            window = _window(one.id, day if is_new_day else today())
            found, delta = self._read(window if is_new_day else link, window)
            self._changed[path] = found, delta
            if is_new_day or found:
                yield Part(
                    path=path,
                    connector="microsoft-calendar",
                    id=one.id,
                    known=before,
                    items=len(found),
                )

    def _read(self, link: str, start: str) -> tuple[list[Told], str]:
        """Everything to the end of a round; from its start where the server has forgotten it."""
        found: dict[str, Told] = {}
        while True:
            page, is_anew = self._links.page_or_anew(link, lambda: start)
            if is_anew:
                found.clear()
            for one in page.values:
                found[str(one["id"])] = one
            if not page.next:
                return list(found.values()), page.delta
            link = page.next

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """The events that were told, each series together."""
        del items
        told, delta = self._changed[part.path]
        for uid, group in self._by_series(told).items():
            yield from _items(part.path, uid, group)
        yield Reached(Known(position=1, mark=f"{today()} {delta}"))

    def _by_series(self, told: list[Told]) -> dict[str, list[tuple[Told, Told | None]]]:
        """Events by UID, each with the master of its series; what was removed is left out.

        A date of a series says no more than its time: the rest stands in the master, which is
        asked for where it was not told.
        """
        there = [one for one in told if "@removed" not in one]
        masters = {str(one["id"]): one for one in there if one.get("type") == "seriesMaster"}
        found: dict[str, list[tuple[Told, Told | None]]] = {}
        for one in there:
            if one.get("type") == "seriesMaster" or "start" not in one:
                continue
            master = self._master(str(one.get("seriesMasterId") or ""), masters)
            uid = str((master or one).get("iCalUId") or one.get("iCalUId") or one["id"])
            found.setdefault(uid, []).append((one, master))
        return found

    def _master(self, key: str, masters: dict[str, Told]) -> Told | None:
        if key and key not in masters:
            found = self._links.one(f"me/events/{quoted(key)}")
            masters[key] = found or {}
        return masters.get(key) or None

    def close(self) -> None:
        """Let go of the connection."""
        self._lines.close()


def _window(calendar: str, day: str) -> str:
    """Where the dates of a calendar are told, from some time before the day it was read last."""
    end = date.fromisoformat(today()) + timedelta(days=AHEAD_DAYS)
    try:
        start = date.fromisoformat(day) - timedelta(days=AGAIN_DAYS)
    except ValueError:
        start = end - timedelta(days=FIRST_DAYS)
    window = f"startDateTime={start}T00:00:00Z&endDateTime={end}T00:00:00Z"
    return f"me/calendars/{quoted(calendar)}/calendarView/delta?{window}"


def _items(path: str, uid: str, group: list[tuple[Told, Told | None]]) -> Iterator[Brought]:
    told = (happening(one, uid, master) for one, master in group)
    yield from one_event(told, path=path, connector="microsoft-calendar", uid=uid)


def happening(told: Told, uid: str, master: Told | None) -> Happening:
    """One event as Graph tells it; raises `ValueError` where its times are none."""
    whole: Told = {**(master or {}), **told}
    organizer = (whole.get("organizer") or {}).get("emailAddress")
    place = whole.get("location") or {}
    body = whole.get("body") or {}
    is_day = bool(whole.get("isAllDay"))
    start, end = _time(told["start"], is_day=is_day), _time(told["end"], is_day=is_day)
    return Happening(
        uid=uid,
        start=start,
        end=end,
        title=str(whole.get("subject") or ""),
        place=str(place.get("displayName") or ""),
        text=str(body.get("content") or whole.get("bodyPreview") or ""),
        organizer=_guest(organizer, "") if organizer else None,
        guests=tuple(_attendee(one) for one in whole.get("attendees") or ()),
        is_cancelled=bool(whole.get("isCancelled")),
        instead_of=_original(told, start) if master is not None else None,
    )


def _original(told: Told, start: datetime | date) -> datetime | date:
    """The date of a series that an event stands for: its own, where it was not moved."""
    text = told.get("originalStart")
    return moment(str(text), UTC) if text and isinstance(start, datetime) else start


def _time(told: Told, *, is_day: bool) -> datetime | date:
    """A moment in UTC, which is what is asked for; or a day."""
    found = moment(str(told["dateTime"]), UTC)
    return found.date() if is_day else found


def _attendee(told: Told) -> Guest:
    answer = _ANSWERS.get(str((told.get("status") or {}).get("response")), "")
    found = _guest(told.get("emailAddress") or {}, answer)
    return Guest(
        address=found.address,
        name=found.name,
        answer=answer,
        is_thing=told.get("type") == "resource",
    )


def _guest(told: Mapping[str, Any], answer: str) -> Guest:
    return Guest(
        address=str(told.get("address") or ""), name=str(told.get("name") or ""), answer=answer
    )


def open_calendars(config: SourceConfig, bearer: Bearer) -> MicrosoftCalendars:
    """A person's calendars, with the tokens of whoever agreed."""
    lines = graph_lines(config, bearer, needs="reading calendars", count=1)
    return MicrosoftCalendars(lines, config)


MICROSOFT_CALENDAR = LiveKind(
    name="microsoft-calendar",
    reads=READS,
    consent=Consent(provider=microsoft, scopes=lambda _: (f"{SCOPES}Calendars.Read",)),
    open_signed=open_calendars,
)
