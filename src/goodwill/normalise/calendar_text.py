"""The text of a calendar record before it is parsed: decoded, bounded, without zone traps.

Most calendars define zones that every computer knows; such definitions are left out, and so are
those that could only do harm. What the events say is read in `icalendar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from icalendar.timezone import tzp

from goodwill.normalise.recurrence import count_repetitions

__all__ = ["CalendarText", "calendar_text"]

_SIZE_LIMIT = 8 << 20
_EVENT_LIMIT = 2_000
_LINE_LIMIT = 40_000
"""Properties of all events of one UID together, folded lines counted once."""
_DATES_LIMIT = 1 << 18
"""Characters of RDATE and EXDATE lists: some ten thousand dates."""
_ZONE_LIMIT = 1 << 16
_ZONE_RULES_LIMIT = 40

_DATES = re.compile(r"^(?:RDATE|EXDATE)\b[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE | re.IGNORECASE)
_ZONE = re.compile(
    r"^BEGIN:VTIMEZONE[ \t]*\n(?:(?!END:VTIMEZONE)[^\n]*\n)*END:VTIMEZONE[^\n]*\n",
    re.MULTILINE | re.IGNORECASE,
)
_ZONE_ID = re.compile(r"^TZID[^:\n]*:[ \t]*([^\s][^\n]*)", re.MULTILINE | re.IGNORECASE)
_ZONE_RULE = re.compile(r"^RRULE[^:\n]*:([^\n]*)", re.MULTILINE | re.IGNORECASE)
_BEGIN_EVENT = re.compile(r"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
_SOME_DAY = datetime(1970, 1, 1)  # noqa: DTZ001  local time of the zone that is defined
_A_LATER_DAY = datetime(2030, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarText:
    """A calendar that is safe to parse; `problem` says why it is not."""

    text: str
    defines_zones: bool
    problem: str = ""
    flags: tuple[str, ...] = ()


def calendar_text(payload: bytes) -> CalendarText:
    """Decode a calendar, look at its size, and keep only zone definitions that are needed."""
    if len(payload) > _SIZE_LIMIT:
        return _refused(f"the event has {len(payload)} bytes, more than {_SIZE_LIMIT}")
    text, flags = _decoded(payload)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if (events := len(_BEGIN_EVENT.findall(text))) > _EVENT_LIMIT:
        return _refused(f"one UID has {events} events, more than {_EVENT_LIMIT}")
    if (lines := text.count("\n") - text.count("\n ") - text.count("\n\t")) > _LINE_LIMIT:
        return _refused(f"the event has {lines} lines, more than {_LINE_LIMIT}")
    if sum(len(match[0]) for match in _DATES.finditer(text)) > _DATES_LIMIT:
        return _refused("it lists more single dates than anybody could keep")
    definitions = [match[0] for match in _ZONE.finditer(text)]
    needed = [one for one in definitions if not _is_known(one) and _is_harmless(one)]
    if needed != definitions:
        text = _ZONE.sub(lambda match: match[0] if match[0] in needed else "", text)
    return CalendarText(text=text, defines_zones=bool(needed), flags=flags)


def _refused(problem: str) -> CalendarText:
    return CalendarText(text="", defines_zones=False, problem=problem)


def _decoded(payload: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return payload.decode("utf-8"), ()
    except UnicodeDecodeError:
        return payload.decode("cp1252", "replace"), ("cp1252",)


def _is_known(definition: str) -> bool:
    """Whether the zone has a name that needs no definition: of the IANA, or of Windows."""
    name = _ZONE_ID.search(definition)
    return name is not None and tzp.timezone(name[1].strip()) is not None


def _is_harmless(definition: str) -> bool:
    """Whether its rules are yearly ones that come to an end when they are looked up."""
    rules = _ZONE_RULE.findall(definition)
    return (
        _ZONE_ID.search(definition) is not None
        and len(definition) <= _ZONE_LIMIT
        and len(rules) <= _ZONE_RULES_LIMIT
        and all(
            "FREQ=YEARLY" in rule.upper()
            and count_repetitions(rule.strip(), _SOME_DAY, _A_LATER_DAY) is not None
            for rule in rules
        )
    )
