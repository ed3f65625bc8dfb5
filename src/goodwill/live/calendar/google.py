"""Google's calendars over their own interface, as a live source: each calendar is a part.

Read whole on each new day, since a meeting counts once it was held (`events`), and by changes
alone within a day: `syncToken`, and whole again where the server takes it no more (410). A date
that was changed comes with its whole series, so that its dates are worked out together.

Sources: https://developers.google.com/workspace/calendar/api/guides/sync (tokens, 410),
.../v3/reference/events (what an event holds), .../guides/quota (calls a minute for each user).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
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
from goodwill.live.calendar.happenings import Guest, Happening, moment, zone_of
from goodwill.live.calendar.listed import Listed, own_first
from goodwill.live.days import today
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import Consent, google
from goodwill.live.wire.api import AnswerError, quoted
from goodwill.live.wire.lines import Lines, signed_lines
from goodwill.live.wire.paces import Limit
from goodwill.live.wire.trail import Trail

__all__ = ["GOOGLE_CALENDAR", "happening"]

URL = "https://www.googleapis.com/calendar/v3/"
READS = "events of the calendars you choose; nothing is changed there"
SCOPES = (
    "https://www.googleapis.com/auth/calendar.events.readonly",
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly",
)
LIMITS = (Limit(600, 60.0), Limit(60, 5.0))
PAGE, CALENDARS = 2_500, 250
_GONE = 410

_ANSWERS = {
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "tentative": "TENTATIVE",
    "needsAction": "NEEDS-ACTION",
}

Told = Mapping[str, Any]


class GoogleCalendars(LiveSource):
    """The calendars of one person, signed in."""

    def __init__(self, lines: Lines, config: SourceConfig) -> None:
        self._api, self._lines, self._config = lines.first, lines, config
        self._changed: dict[str, tuple[list[Told], str]] = {}

    def look(self) -> Look:
        """Calendars with how many events each has."""
        seen = [one.seen(self._config, len(self._whole(one.id)[0])) for one in self._calendars()]
        return Look(source=self._config.name, reads=READS, parts=tuple(seen))

    def _calendars(self) -> list[Listed]:
        """Every calendar on the person's list."""
        told, _ = self._pages("users/me/calendarList", {"maxResults": CALENDARS})
        found = [
            Listed(
                str(one.get("summaryOverride") or one.get("summary") or one["id"]),
                str(one["id"]),
                bool(one.get("primary")),
            )
            for one in told
        ]
        return own_first(found)

    def _pages(self, path: str, query: Mapping[str, str | int]) -> tuple[list[Told], str]:
        """What all pages hold, and the token to ask for changes with."""
        found: list[Told] = []
        page, trail = "", Trail("Google Calendar")
        while True:
            told = self._api.get(path, {**query, **({"pageToken": page} if page else {})}).data
            found += [one for one in told.get("items") or [] if isinstance(one, Mapping)]
            page = trail.after(page, told.get("nextPageToken"))
            if not page:
                return found, str(told.get("nextSyncToken") or "")

    def _whole(self, calendar: str) -> tuple[list[Told], str]:
        return self._pages(_events_of(calendar), {"maxResults": PAGE})

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The chosen calendars that have changed, and on a new day all of them."""
        for one in self._calendars():
            if not one.is_chosen(self._config):
                continue
            path = f"google-calendar://{self._config.name}/{one.name}"
            before = known(path) or Known()
            day, _, token = before.mark.partition(" ")
            changes = self._changes(one.id, token) if day == today() and token else None
            if changes is None or changes[0]:
                yield Part(
                    path=path,
                    connector="google-calendar",
                    id=one.id,
                    known=before,
                    is_anew=changes is None,
                )

    def _changes(self, calendar: str, token: str) -> tuple[list[Told], str] | None:
        """What has changed since a token; None where everything has to be read."""
        try:
            found = self._pages(_events_of(calendar), {"maxResults": PAGE, "syncToken": token})
        except AnswerError as error:
            if error.status == _GONE:
                return None
            raise
        self._changed[calendar] = found
        return found

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """All events of a calendar, or those that have changed with their whole series."""
        del items
        calendar = str(part.id)
        told, token = self._whole(calendar) if part.is_anew else self._changed[calendar]
        whole = told if part.is_anew else self._with_their_series(calendar, told)
        for uid, group in _by_series(whole).items():
            yield from _items(part.path, uid, group)
        yield Reached(Known(position=1, mark=f"{today()} {token}"))

    def _with_their_series(self, calendar: str, changed: list[Told]) -> list[Told]:
        """Changed events; of a series all that belongs to it."""
        found = [one for one in changed if not _is_of_series(one)]
        series = dict.fromkeys(
            str(one["iCalUID"]) for one in changed if _is_of_series(one) and "iCalUID" in one
        )
        for uid in series:
            more, _ = self._pages(
                _events_of(calendar), {"iCalUID": uid, "maxResults": PAGE, "showDeleted": "true"}
            )
            found += more
        return found

    def close(self) -> None:
        """Let go of the connection."""
        self._lines.close()


def _events_of(calendar: str) -> str:
    return f"calendars/{quoted(calendar)}/events"


def _is_of_series(told: Told) -> bool:
    return bool(told.get("recurrence") or told.get("recurringEventId"))


def _by_series(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Events by UID. One that is gone says no more than that, and is left out."""
    found: dict[str, list[Told]] = {}
    masters = {str(one["id"]): str(one["iCalUID"]) for one in told if "iCalUID" in one}
    for one in told:
        uid = str(one.get("iCalUID") or masters.get(str(one.get("recurringEventId")), ""))
        if uid and (one.get("status") != "cancelled" or "originalStartTime" in one):
            found.setdefault(uid, []).append(one)
    return found


def _items(path: str, uid: str, group: list[Told]) -> Iterator[Brought]:
    mark = " ".join(sorted(str(one.get("etag", "")) for one in group))
    yield from one_event(
        (happening(one, uid) for one in group),
        path=path,
        connector="google-calendar",
        uid=uid,
        mark=mark[:200],
    )


def happening(told: Told, uid: str) -> Happening:
    """One event as Google tells it; raises `ValueError` where its times are none."""
    original = told.get("originalStartTime")
    start = _time(told.get("start") or original or {})
    organizer = told.get("organizer")
    return Happening(
        uid=uid,
        start=start,
        end=_time(told["end"]) if "end" in told else None,
        title=str(told.get("summary") or ""),
        place=str(told.get("location") or ""),
        text=str(told.get("description") or ""),
        organizer=_guest(organizer) if isinstance(organizer, Mapping) else None,
        guests=tuple(_guest(one) for one in told.get("attendees") or ()),
        is_cancelled=told.get("status") == "cancelled",
        rules=tuple(str(one) for one in told.get("recurrence") or ()),
        instead_of=_time(original) if original and "recurringEventId" in told else None,
        changes=int(told.get("sequence") or 0),
    )


def _time(told: Told) -> datetime | date:
    """A day, or a moment in the time zone that belongs to it."""
    if "date" in told:
        return date.fromisoformat(str(told["date"]))
    text = str(told["dateTime"])
    if "timeZone" in told:
        return moment(text, zone_of(str(told["timeZone"])))
    found = datetime.fromisoformat(text)
    return moment(text, found.tzinfo or zone_of("UTC"))


def _guest(told: Told) -> Guest:
    return Guest(
        address=str(told.get("email") or ""),
        name=str(told.get("displayName") or ""),
        answer=_ANSWERS.get(str(told.get("responseStatus")), ""),
        is_thing=bool(told.get("resource")),
    )


def open_calendars(config: SourceConfig, bearer: Bearer) -> GoogleCalendars:
    """A person's calendars, with the tokens of whoever agreed."""
    lines = signed_lines(
        config,
        bearer,
        URL,
        vendor="Google Calendar",
        needs="reading calendars, with the Google Calendar API enabled in the client's project",
        count=1,
        limits=LIMITS,
    )
    return GoogleCalendars(lines, config)


GOOGLE_CALENDAR = LiveKind(
    name="google-calendar",
    reads=READS,
    consent=Consent(provider=google, scopes=lambda _: SCOPES),
    open_signed=open_calendars,
)
