"""The sources that a book is connected to: how they stand, in words, and how they are opened.

Kinds of sources are found like every other extension: those here, and entry points of the group
`goodwill.live` in other packages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from typing import Literal

import orjson

from goodwill.entry_points import entry_points
from goodwill.errors import CallError, SourceError, nearest
from goodwill.live.base import SourceConfig
from goodwill.live.kinds import LiveKind
from goodwill.store.live_sources.sources import SourceRow, is_held

__all__ = [
    "Connected",
    "State",
    "as_config",
    "as_text",
    "connected",
    "kind_named",
    "kinds",
    "named",
]

State = Literal[
    "never_run", "running", "up_to_date", "waiting", "needs_sign_in", "failed", "paused"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A connected source as it stands. Times are seconds in UTC.

    `says` is why it stands so and `next_step` what to do about it, both "" where there is nothing
    to say; `brought` is how many records the last run brought.
    """

    id: int
    name: str
    kind: str
    config: SourceConfig
    state: State
    says: str
    next_step: str
    failures: int
    brought: int
    last_run_at: int | None
    next_run_at: int | None
    sealed: bytes | None = None

    @property
    def last_run_text(self) -> str:
        """When it was last read, to the minute; "" if never."""
        return _minute(self.last_run_at)

    @property
    def next_run_text(self) -> str:
        """When it is read next, to the minute; "" where that is at once."""
        return _minute(self.next_run_at)

    def shown(self) -> dict[str, object]:
        """What may be shown to people and programs: no secret, sealed or not."""
        told = {k: v for k, v in asdict(self).items() if k not in {"sealed", "config", "id"}}
        times = {k: _moment(told[k]) for k in ("last_run_at", "next_run_at")}
        lists = {"folders": list(self.config.folders), "domains": list(self.config.domains)}
        return {**told, **times, **lists}


def _moment(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()


def _minute(at: int | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


def connected(row: SourceRow, now: int) -> Connected:
    """A source as it stands now."""
    return Connected(
        id=row.id,
        name=row.name,
        kind=row.kind,
        config=as_config(row.config),
        state=_state(row, now),
        says=row.says,
        next_step=row.next_step,
        failures=row.failures,
        brought=row.brought,
        last_run_at=row.last_run_at,
        next_run_at=row.next_run_at,
        sealed=row.sealed,
    )


_STATES: Mapping[str, State] = {
    "never_run": "never_run",
    "up_to_date": "up_to_date",
    "waiting": "waiting",
    "needs_sign_in": "needs_sign_in",
    "failed": "failed",
}


def _state(row: SourceRow, now: int) -> State:
    if is_held(row, now):
        return "running"
    return "paused" if row.is_paused else _STATES.get(row.state, "failed")


def as_text(config: SourceConfig) -> str:
    """What was said, as it is stored."""
    return orjson.dumps(asdict(config)).decode()


def as_config(text: str) -> SourceConfig:
    """What was said, from how it is stored."""
    found = orjson.loads(text)
    lists = {name: tuple(found[name]) for name in ("folders", "domains")}
    more = tuple((str(key), str(value)) for key, value in found["more"])
    return SourceConfig(**{**found, **lists, "more": more})


def named(name: str, found: list[Connected]) -> Connected:
    """The source of that name."""
    for one in found:
        if one.name == name:
            return one
    raise CallError(
        f'No source is called "{name}".{nearest(name, [one.name for one in found])}',
        hint="List them with:  goodwill connect list",
    )


BUILT_IN: Mapping[str, str] = {
    "imap": "goodwill.live.mail.imap.source:IMAP",
    "caldav": "goodwill.live.calendar.caldav:CALDAV",
    "ics": "goodwill.live.calendar.ics_url:ICS_URL",
    "folder": "goodwill.live.files.folder:FOLDER",
    "gmail": "goodwill.live.mail.gmail:GMAIL",
    "google-calendar": "goodwill.live.calendar.google:GOOGLE_CALENDAR",
    "microsoft": "goodwill.live.mail.microsoft:MICROSOFT",
    "microsoft-calendar": "goodwill.live.calendar.microsoft:MICROSOFT_CALENDAR",
    "hubspot": "goodwill.live.deals.hubspot:HUBSPOT",
    "pipedrive": "goodwill.live.deals.pipedrive:PIPEDRIVE",
    "salesforce": "goodwill.live.deals.salesforce:SALESFORCE",
    "dynamics": "goodwill.live.deals.dynamics:DYNAMICS",
    "xero": "goodwill.live.money.xero:XERO",
    "quickbooks": "goodwill.live.money.quickbooks:QUICKBOOKS",
    "stripe": "goodwill.live.money.stripe:STRIPE",
    "sql": "goodwill.live.database.source:SQL",
    "s3": "goodwill.live.files.bucket:S3",
}
"""Where each kind of our own is: one file, which is loaded when somebody needs it."""


@cache
def kinds() -> dict[str, LiveKind]:
    """Every kind of live source, by name."""
    found = {name: _built_in(name) for name in BUILT_IN}
    for point in sorted(entry_points(group="goodwill.live"), key=lambda point: point.name):
        exported = point.load()
        if not isinstance(exported, LiveKind) or exported.name in found:
            raise SourceError(
                f'The entry point "{point.name}" of goodwill.live is no new LiveKind.',
                hint="It must name one goodwill.live.base.LiveKind whose name nobody else has.",
            )
        found[exported.name] = exported
    return found


@cache
def _built_in(name: str) -> LiveKind:
    module, _, exported = BUILT_IN[name].partition(":")
    found: LiveKind = getattr(import_module(module), exported)
    return found


def kind_named(name: str) -> LiveKind:
    """The kind of that name."""
    if name in BUILT_IN:
        return _built_in(name)
    if (found := kinds().get(name)) is not None:
        return found
    raise SourceError(
        f'There is no kind of source "{name}".{nearest(name, kinds())}',
        hint="Install the package that brought it.",
    )
