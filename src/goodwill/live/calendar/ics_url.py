"""A calendar at an address, as a live source: read whole when it has changed, or a day has passed.

Such addresses are secret: who has one can read the calendar. So the address is kept as passwords
are, and the book knows the calendar by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from goodwill.live.base import (
    Brought,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.calendar.events import events
from goodwill.live.days import today
from goodwill.live.faults import ServerError
from goodwill.live.kinds import SECRET, Ask, LiveKind
from goodwill.live.wire.web import Web

__all__ = ["ICS_URL"]

READS = "the calendar at an address; nothing is changed there"
NOT_CHANGED = 304


class CalendarAddress(LiveSource):
    """One calendar file on the web."""

    def __init__(self, web: Web, url: str, config: SourceConfig) -> None:
        self._web, self._url, self._config = web, url, config
        self._data = b""

    def look(self) -> Look:
        """How many events it has."""
        data = self._got("")
        found = sum(1 for _ in events(data[1], path="", connector="ics")) if data else 0
        seen = PartSeen(name=self._config.name, items=found, is_chosen=True)
        return Look(source=self._config.name, reads=READS, parts=(seen,))

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The calendar, if it is not the one that was read today."""
        path = f"ics://{self._config.name}"
        before = known(path) or Known()
        day, _, rest = before.mark.partition(" ")
        content, _, tag = rest.partition(" ")
        got = self._got(tag if day == today() else "")
        if got is None:
            return
        now_tag, self._data = got
        digest = sha256(self._data).hexdigest()[:16]
        if (day, content) != (today(), digest):
            mark = f"{today()} {digest} {now_tag}"
            yield Part(path=path, connector="ics", id=mark, known=before, is_anew=True)

    def _got(self, tag: str) -> tuple[str, bytes] | None:
        """The calendar and its tag; None where it is still that of `tag`."""
        headers = {"if-none-match": tag} if tag else {}
        answer = self._web.ask("GET", self._url, headers=headers)
        if answer.status == NOT_CHANGED:
            return None
        if b"BEGIN:VCALENDAR" not in answer.body[:4096].upper():
            raise ServerError(
                f"What {self._web.place} has there is no calendar.",
                hint="Use the address in iCalendar format (.ics) that the calendar shows.",
            )
        return answer.headers.get("etag", ""), answer.body

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """All its events."""
        del items
        yield from events(self._data, path=part.path, connector="ics")
        yield Reached(Known(position=1, mark=str(part.id)))

    def close(self) -> None:
        """Let go of the connection."""
        self._web.close()


def open_address(config: SourceConfig, secret: str) -> CalendarAddress:
    """A calendar at an address, which is the secret."""
    url = secret.strip().replace("webcal://", "https://", 1)
    return CalendarAddress(Web(url, is_own=config.is_own_network), url, config)


ICS_URL = LiveKind(
    name="ics",
    reads=READS,
    open=open_address,
    wants_notice=False,
    polled_every=1800.0,
    asks=(Ask(key=SECRET, label="Address of the calendar", sort="secret"),),
)
