"""What a CalDAV server says of its resources (RFC 4918, 13): one record for each.

A document with a declaration of its own types is refused before it is parsed: through such a one
an answer of a few lines can grow without end, or name files of this machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from goodwill.live.faults import ServerError

__all__ = ["Resource", "escaped", "resources"]

_FIRST = re.compile(rb"<[A-Za-z_]")
"""Where the first element begins: types are declared before it, or nowhere."""

_DAV = "{DAV:}"
_CAL = "{urn:ietf:params:xml:ns:caldav}"
_APPLE = "{http://calendarserver.org/ns/}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource; what was not told is "". `token` changes with what a calendar holds."""

    href: str = ""
    tag: str = ""
    name: str = ""
    token: str = ""
    data: str = ""
    home: str = ""
    principal: str = ""
    is_calendar: bool = False


def resources(document: bytes) -> list[Resource]:
    """Every resource of an answer."""
    found = _FIRST.search(document)
    before = document[: found.start()] if found else document
    if b"<!DOCTYPE" in before.upper() or b"\x00" in document[:4]:
        raise _unread("it declares types of its own")
    try:
        root = ET.fromstring(document)  # noqa: S314  without a DTD nothing can grow
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _unread("it is no XML") from error
    return [_resource(one) for one in root.iter(f"{_DAV}response")]


def _resource(one: ET.Element) -> Resource:
    return Resource(
        href=_text(one, f"{_DAV}href"),
        tag=_text(one, f".//{_DAV}getetag"),
        name=_text(one, f".//{_DAV}displayname"),
        token=_text(one, f".//{_APPLE}getctag") or _text(one, f".//{_DAV}sync-token"),
        data=_text(one, f".//{_CAL}calendar-data"),
        home=_text(one, f".//{_CAL}calendar-home-set/{_DAV}href"),
        principal=_text(one, f".//{_DAV}current-user-principal/{_DAV}href"),
        is_calendar=one.find(f".//{_DAV}resourcetype/{_CAL}calendar") is not None,
    )


def _text(one: ET.Element, path: str) -> str:
    found = one.find(path)
    return "" if found is None or found.text is None else found.text.strip()


def escaped(text: str) -> str:
    """A text as XML holds it."""
    return escape(text)


def _unread(why: str) -> ServerError:
    return ServerError(
        f"The calendar server's answer cannot be read: {why}.", hint="Check the address."
    )
