"""Address headers to participants: From, To, Cc and Bcc as mail programs really write them.

Who these people are is not decided here but in `goodwill.resolve`. Names without an address
(old exports), Exchange and Notes forms, and addresses inside quotes are read; nobody is
invented, and nothing fails.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from goodwill.facts.interactions import Participant, ParticipantRole
from goodwill.normalise.headers import decode_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodwill.normalise.headers import Headers

__all__ = ["ADDRESS_LIMIT", "participants", "split_addresses"]

ADDRESS_LIMIT = 5_000
"""Addresses of one mail that become participants."""

NAME_LIMIT = 256
"""Characters of a display name that are kept."""

WORDS_LENGTH = 1_024
"""Characters of a name before its encoded words are decoded."""

ADDRESS_LENGTH = 320
"""64 for the local part, 255 for the domain (RFC 5321, 4.5.3.1), and the @."""

SHORT_VALUE = 400
"""Characters of an address header that is remembered; longer ones rarely come again."""

SHORT_ENTRY = 200
"""The same for one entry of it: lists of many are new mostly in their order."""

_Keyed = tuple[tuple[str, str], Participant]
"""A participant behind what tells them apart: the role, and the address or else the name."""

_RECEIVERS: tuple[ParticipantRole, ...] = ("to", "cc", "bcc")
_SENDER_FALLBACKS = ("sender", "reply-to", "return-path", "x-sender")
_SPECIAL = re.compile(r'[\\"(),;<>:]')
_QUOTED, _ANGLED = r'"[^"\\]*+"', r'<[^"(),;<>\\]*+>'
_PLAIN_LIST = re.compile(rf'(?:[^"()<>:\\]++|{_QUOTED}|{_ANGLED})*+\Z')
_ENTRY = re.compile(rf'((?:[^"(),;<>:\\]++|{_QUOTED}|{_ANGLED})*+)(?:[,;]|\Z)')
_COMMENT = re.compile(r"\(([^()]*)\)")
_COMMON_NAME = re.compile(r"[/_]cn=", re.IGNORECASE)
_WRAPPING = "'\"` \t,;<>[]"


def participants(headers: Headers) -> tuple[tuple[Participant, ...], tuple[str, ...]]:
    """Everybody on the mail, in header order, and flags for what was odd."""
    found: dict[tuple[str, str], Participant] = {}
    _collect(found, "from", headers.all("from"))
    flags = () if found else (_collect_sender(found, headers),)
    for role in _RECEIVERS:
        _collect(found, role, headers.all(role))
    if len(found) >= ADDRESS_LIMIT:
        flags = (*flags, "too_many_addresses")
    return tuple(found.values()), flags


def _collect_sender(found: dict[tuple[str, str], Participant], headers: Headers) -> str:
    """Take the sender from the first other header that names one; the flag for that."""
    for name in _SENDER_FALLBACKS:
        _collect(found, "from", headers.all(name)[:1])
        if found:
            return "sender_from_other_header"
    return "no_sender"


def _collect(
    found: dict[tuple[str, str], Participant], role: ParticipantRole, values: list[str]
) -> None:
    """Add the people of one role, each once."""
    for value in values:
        people = _people(role, value) if len(value) <= SHORT_VALUE else _read_people(role, value)
        for key, person in people:
            if len(found) >= ADDRESS_LIMIT:
                return
            found.setdefault(key, person)


@lru_cache(maxsize=4_096)
def _people(role: ParticipantRole, value: str) -> tuple[_Keyed, ...]:
    """The participants of a short value, remembered: the same few people write most mail."""
    return tuple(_read_people(role, value))


def _read_people(role: ParticipantRole, value: str) -> Iterator[_Keyed]:
    """Each participant of one header value."""
    for part in _parts(value):
        read = _person if len(part) <= SHORT_ENTRY else _person.__wrapped__
        if (person := read(role, part)) is not None:
            yield person


@lru_cache(maxsize=8_192)
def _person(role: ParticipantRole, part: str) -> _Keyed | None:
    """The participant of one entry, None where it names nobody."""
    name, address = _one(part)
    if not (name or address):
        return None
    person = Participant(role=role, address=address, name=name)
    return (role, address or name.casefold()), person


def split_addresses(value: str) -> Iterator[tuple[str, str]]:
    """Each `(name, address)` of an address header; either may be "" but not both."""
    for part in _parts(value):
        name, address = _one(part)
        if name or address:
            yield name, address


def _parts(value: str) -> list[str]:
    """The header cut at its separators: commas and semicolons outside quotes and comments."""
    if not _needs_care(value):
        return value.split(",")
    if _PLAIN_LIST.match(value):
        return _ENTRY.findall(value)
    parts, closed = _cut(value, quotes=True)
    return parts if closed else _cut(value, quotes=False)[0]


def _needs_care(value: str) -> bool:
    """Whether anything but plain commas and angle brackets stands in the value."""
    return any(sign in value for sign in '"(;:\\')


def _cut(value: str, *, quotes: bool) -> tuple[list[str], bool]:
    """Cut at top-level separators, and say whether every quote and bracket was closed."""
    parts: list[str] = []
    start, in_quote, in_angle, depth, escaped = 0, False, False, 0, -1
    for special in _SPECIAL.finditer(value):
        sign, at = special[0], special.start()
        if at == escaped:
            continue
        if sign == "\\":
            escaped = at + 1
        elif in_quote or (sign == '"' and quotes and not depth):
            in_quote ^= sign == '"'
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" and quotes else -1))
        elif depth:
            continue
        elif sign in "<>":
            in_angle = sign == "<"
        elif sign == ":" and not in_angle and _is_group(value[start:at]):
            start = at + 1
        elif sign in ",;" and not (in_angle and sign == ","):
            parts.append(value[start:at])
            start, in_angle = at + 1, False
    parts.append(value[start:])
    return parts, not (in_quote or depth)


def _is_group(before: str) -> bool:
    """Whether text before a colon names a group: `team: a@x, b@x;`, not `mailto:`."""
    word = before.strip().lower()
    return bool(word) and "@" not in word and word not in {"mailto", "smtp"}


def _one(part: str) -> tuple[str, str]:
    """Name and address of one entry."""
    part = part.strip()
    opened = part.rfind("<")
    if opened < 0:
        return _bare(part)
    inside = part[opened + 1 :].partition(">")[0]
    name = clean_name(part[:opened])
    address = _address(inside)
    if not address and inside.strip():
        name = name or _directory_name(inside)
    elif not address:
        return _bare(part[:opened])
    return ("" if name.lower() == address else name), address


def _bare(part: str) -> tuple[str, str]:
    """An entry without angle brackets: an address, a name, or both run together."""
    comments = _COMMENT.findall(part) if "(" in part else []
    text = clean_name(_COMMENT.sub(" ", part)) if comments else clean_name(part)
    if "<" in text and "@" in text:
        return _one(text)
    if "@" not in text:
        return _directory_name(text), ""
    words = text.split()
    for word in reversed(words):
        address = _address(word)
        if address and (len(words) == 1 or "." in address.rpartition("@")[2]):
            rest = clean_name(
                " ".join(other for other in words if other is not word and other[0] != "@")
            )
            return rest or clean_name(" ".join(comments)), address
    return _directory_name(text.rpartition("@")[0]), ""


def _address(text: str) -> str:
    """A lower-case `local@domain`, or "" where the text is none."""
    text = text.strip(_WRAPPING)
    if text.lower().startswith(("mailto:", "smtp:")):
        text = text.partition(":")[2]
    if text.startswith("@"):
        text = text.rpartition(":")[2]
    if text.count("@") > 1 and not text.startswith('"'):
        inner, _, outer = text.rpartition("@")
        text = inner if "." not in outer else text
    local, at, domain = text.rpartition("@")
    domain = domain.rstrip(".")
    if (
        not (at and local and domain)
        or len(text) > ADDRESS_LENGTH
        or text.lower().startswith("imceaex-")
    ):
        return ""
    quoted = local[:1] == local[-1:] == '"'
    if not quoted and (any(sign in local for sign in "/=,;<>()[]@") and "." not in domain):
        return ""
    if not text.isprintable() or " " in domain or (" " in local and not quoted):
        return ""
    return f"{local}@{domain}".lower()


def _directory_name(text: str) -> str:
    """The person of a directory path: `/O=ORG/CN=JDOE`, `CN=Jane Doe/OU=X`, `Jane Doe/OU/ORG`."""
    pieces = _COMMON_NAME.split("/" + text) if "cn=" in text.lower() else []
    if len(pieces) > 1:
        return clean_name(pieces[-1].partition("/")[0].partition("@")[0])
    return clean_name(text.partition("/")[0] or text)


def clean_name(text: str) -> str:
    """A display name: words decoded, quotes and escapes undone, white space folded."""
    name = decode_words(text.strip()[:WORDS_LENGTH]) if "=?" in text else text
    if "\\" in name:
        name = re.sub(r"\\(.)", r"\1", name)
    name = " ".join(name.replace('"', "").split())
    if not name.isprintable():
        name = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return name.strip("' ,;")[:NAME_LIMIT].strip()
