"""Who is on an invitation, as the calendar writes it.

Rooms and equipment are no people and are left out. Who a person is, and whose, is worked out
in `goodwill.resolve`.
"""

from __future__ import annotations

from icalendar import Component

from goodwill.facts.base import fold_space
from goodwill.facts.interactions import Attendee

__all__ = ["attendees"]

_ATTENDEE_LIMIT = 5_000
_THINGS = {"ROOM", "RESOURCE"}


def attendees(event: Component) -> tuple[Attendee, ...]:
    """The organizer first, then each attendee once, in the order of the invitation."""
    organizer = next(iter(_values(event, "ORGANIZER")), None)
    lines = [organizer] if organizer is not None else []
    found: dict[str, Attendee] = {}
    for line in [*lines, *_values(event, "ATTENDEE")[:_ATTENDEE_LIMIT]]:
        person = _attendee(line, is_organizer=line is organizer)
        key = person.address or person.name.casefold()
        if not key or _parameter(line, "CUTYPE").upper() in _THINGS:
            continue
        found[key] = _joined(found[key], person) if key in found else person
    return tuple(found.values())


def _values(event: Component, name: str) -> list[object]:
    value = event.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _attendee(line: object, *, is_organizer: bool) -> Attendee:
    # An organizer who says nothing else holds the meeting.
    response = _parameter(line, "PARTSTAT") or ("accepted" if is_organizer else "needs-action")
    return Attendee(
        address=_address(line),
        name=fold_space(_parameter(line, "CN").strip("'\" ")),
        response=response.lower(),
        is_organizer=is_organizer,
    )


def _joined(first: Attendee, second: Attendee) -> Attendee:
    """The organizer is often an attendee too, with an answer of their own."""
    return Attendee(
        address=first.address,
        name=first.name or second.name,
        response=second.response,
        is_organizer=first.is_organizer or second.is_organizer,
    )


def _address(line: object) -> str:
    """The mail address in lower case; "" where there is none (`invalid:nomail`, Exchange paths)."""
    for text in (str(line), _parameter(line, "EMAIL"), _parameter(line, "CN")):
        address = text.strip().removeprefix("<").removesuffix(">")
        if address[:7].lower() == "mailto:":
            address = address[7:]
        address = address.partition("?")[0].strip().lower()
        if "@" in address and " " not in address and ":" not in address:
            return address
    return ""


def _parameter(line: object, name: str) -> str:
    parameters = getattr(line, "params", {})
    value = parameters.get(name, "")
    return value if isinstance(value, str) else " ".join(str(part) for part in value)
