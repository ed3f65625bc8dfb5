"""Calendars over CalDAV (RFC 4791) as a live source: each calendar of an account is a part.

Within a day only events that changed are fetched, told by their ETags; on a new day all of them
(`events` says why). Where calendars are is found as RFC 6764 says, from any address of the
account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from goodwill.live.base import (
    Brought,
    Gone,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.calendar.dav_xml import Resource, escaped, resources
from goodwill.live.calendar.events import events
from goodwill.live.days import today
from goodwill.live.faults import RefusedError, ServerError
from goodwill.live.kinds import ADDRESS, PASSWORD, USER, LiveKind
from goodwill.live.wire.web import Web

__all__ = ["CALDAV"]

READS = "events of the calendars you choose; nothing is changed there"
AT_ONCE = 50
"""Events that one request asks for."""

_ASK = (
    b'<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:" '
    b'xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"><d:prop>'
    b"<d:current-user-principal/><c:calendar-home-set/><d:resourcetype/><d:displayname/>"
    b"<s:getctag/><d:sync-token/></d:prop></d:propfind>"
)
_TAGS = (
    b'<?xml version="1.0" encoding="utf-8"?><c:calendar-query xmlns:d="DAV:" '
    b'xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/></d:prop><c:filter>'
    b'<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter>'
    b"</c:filter></c:calendar-query>"
)
_GET = (
    '<?xml version="1.0" encoding="utf-8"?><c:calendar-multiget xmlns:d="DAV:" '
    'xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>'
    "{}</c:calendar-multiget>"
)


class _Calendar(NamedTuple):
    """A calendar: where it is, what it is called, and a word that changes with it."""

    href: str
    name: str
    token: str


class Calendars(LiveSource):
    """The calendars of one account."""

    def __init__(self, web: Web, config: SourceConfig) -> None:
        self._web, self._config = web, config

    def look(self) -> Look:
        """Calendars with how many events each has."""
        seen = [
            PartSeen(name=one.name, items=len(self._tags(one.href)), is_chosen=self._is_chosen(one))
            for one in self._calendars()
        ]
        return Look(source=self._config.name, reads=READS, parts=tuple(seen))

    def _is_chosen(self, calendar: _Calendar) -> bool:
        return self._config.chooses(calendar.name)

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The chosen calendars that have changed, and on a new day all of them."""
        for one in filter(self._is_chosen, self._calendars()):
            path = f"caldav://{self._config.name}/{unquote(one.href.strip('/').split('/')[-1])}"
            before = known(path) or Known()
            day, _, token = before.mark.partition(" ")
            if day != today() or not one.token or token != one.token:
                is_anew = day != today()
                yield Part(
                    path=path,
                    connector="caldav",
                    id=f"{one.href} {one.token}",
                    known=before,
                    is_anew=is_anew,
                )

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """Events that are not known by their tag."""
        href, _, token = str(part.id).partition(" ")
        known = {} if part.is_anew else items(part.path)
        tags = self._tags(href)
        wanted = [at for at, tag in tags.items() if not tag or known.get(at) != tag]
        for start in range(0, len(wanted), AT_ONCE):
            bite = wanted[start : start + AT_ONCE]
            found = self._events(href, bite)
            for one in found:
                yield from events(
                    one.data.encode(),
                    path=part.path,
                    connector="caldav",
                    locator=one.href,
                    mark=one.tag,
                )
            if len(found) < len(bite):
                yield Gone(len(bite) - len(found))
        yield Reached(Known(position=max(1, len(tags)), mark=f"{today()} {token}"))

    def _tags(self, href: str) -> dict[str, str]:
        """Every event of a calendar with its tag."""
        found = self._report(href, _TAGS)
        return {one.href: one.tag for one in found if one.href.rstrip("/") != href.rstrip("/")}

    def _events(self, href: str, wanted: list[str]) -> list[Resource]:
        named = "".join(f"<d:href>{escaped(at)}</d:href>" for at in wanted)
        return [one for one in self._report(href, _GET.format(named).encode()) if one.data]

    def _report(self, href: str, asked: bytes) -> list[Resource]:
        return self._dav("REPORT", href, asked, depth="1")

    def _dav(self, method: str, href: str, asked: bytes, *, depth: str) -> list[Resource]:
        headers = {"depth": depth, "content-type": 'application/xml; charset="utf-8"'}
        return resources(self._web.ask(method, href, headers=headers, body=asked).body)

    def _calendars(self) -> list[_Calendar]:
        """Every calendar of the account."""
        home = self._home()
        found = [
            _Calendar(one.href, one.name or unquote(one.href.strip("/").split("/")[-1]), one.token)
            for one in self._dav("PROPFIND", home, _ASK, depth="1")
            if one.is_calendar
        ]
        if not found:
            raise ServerError(
                f"{self._web.place} shows no calendar there.",
                hint="Give the address of the account's calendars, as its help names it.",
            )
        return sorted(found)

    def _home(self) -> str:
        """Where the calendars are, from any address of the account."""
        start = self._config.said("url")
        for at in (start, urljoin(start, "/.well-known/caldav")):
            try:
                (first, *_) = self._dav("PROPFIND", at, _ASK, depth="0") or [Resource()]
            except RefusedError:
                continue
            if first.is_calendar or first.home:
                return first.home or at
            if first.principal:
                (person, *_) = self._dav("PROPFIND", first.principal, _ASK, depth="0") or [first]
                return person.home or at
        return urlsplit(start).path or "/"

    def close(self) -> None:
        """Let go of the connection."""
        self._web.close()


def open_calendars(config: SourceConfig, secret: str) -> Calendars:
    """Sign in to an account's calendars."""
    web = Web(
        config.said("url"),
        is_own=config.is_own_network,
        user=config.user,
        secret=secret,
        ca_file=config.said("ca_file") or None,
    )
    return Calendars(web, config)


CALDAV = LiveKind(name="caldav", reads=READS, open=open_calendars, asks=(ADDRESS, USER, PASSWORD))
