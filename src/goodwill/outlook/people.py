"""Who wrote an item, and to whom it went: a name, and the address that mail is sent to.

Exchange knows its own people by their place in a directory (`/O=.../CN=...`). The address stands
beside it in newer files, within an entry of the address book in older ones, or in another item of
the same store (`Directory`). Where none stands, the name does: nobody's address is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from goodwill.outlook.bag import Bag
from goodwill.outlook.item import Item
from goodwill.outlook.tags import Tag

__all__ = ["NOBODY", "Directory", "Lookup", "Person", "recipients_of", "represented", "sender"]

MOST_KNOWN: Final = 200_000
"""People of an organisation that are remembered while one store is read."""
MOST_RECIPIENTS: Final = 5_000

_ONE_OFF: Final = bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")
_ONE_OFF_AT: Final = 4
_ONE_OFF_TEXTS: Final = 24
_IS_UNICODE: Final = 0x80
_ADDRESS: Final = re.compile(r"[^\s@<>\",;:()\[\]\\]{1,64}@[^\s@<>\"',;:()\[\]\\]{1,255}\Z")
_QUOTED: Final = re.compile(r"\A'(.*)'\Z")
_ROLES: Final = {1: "To", 2: "Cc", 3: "Bcc"}
_ROLE_BITS: Final = 0xF


class Person(NamedTuple):
    """Either may be "", but not both."""

    name: str
    address: str


NOBODY: Final = Person("", "")


class Lookup(Protocol):
    """Answers whose address stands for a place in the directory; "" where nobody knows."""

    def __call__(self, place: str, /) -> str:
        """The address, for a place such as `/o=.../cn=...`."""


class _Where(NamedTuple):
    """In which properties one person of an item stands."""

    name: int
    type: int
    address: int
    smtp: int
    search_key: int
    entry: int


_SENDER: Final = _Where(
    Tag.SENDER_NAME,
    Tag.SENDER_TYPE,
    Tag.SENDER_ADDRESS,
    Tag.SENDER_SMTP,
    Tag.SENDER_SEARCH_KEY,
    Tag.SENDER_ENTRY,
)
_REPRESENTED: Final = _Where(
    Tag.REPRESENTED_NAME,
    Tag.REPRESENTED_TYPE,
    Tag.REPRESENTED_ADDRESS,
    Tag.REPRESENTED_SMTP,
    Tag.REPRESENTED_SEARCH_KEY,
    Tag.REPRESENTED_ENTRY,
)
_RECIPIENT: Final = _Where(
    Tag.DISPLAY_NAME,
    Tag.ADDRESS_TYPE,
    Tag.ADDRESS,
    Tag.SMTP_ADDRESS,
    Tag.SEARCH_KEY,
    Tag.ENTRY,
)


def sender(bag: Bag, look_up: Lookup) -> Person:
    """Who sent an item."""
    return _person(bag, _SENDER, look_up)


def represented(bag: Bag, look_up: Lookup) -> Person:
    """In whose name it was sent: an assistant's principal, else who sent it."""
    found = _person(bag, _REPRESENTED, look_up)
    return found if found != NOBODY else sender(bag, look_up)


def recipients_of(item: Item, look_up: Lookup) -> dict[str, list[Person]]:
    """Whom it went to: `To`, `Cc` and `Bcc`, from the rows of recipients, else as shown."""
    found: dict[str, list[Person]] = {}
    for bag in item.recipients[:MOST_RECIPIENTS]:
        role = _ROLES.get((bag.number(Tag.RECIPIENT_TYPE) or 0) & _ROLE_BITS)
        person = _person(bag, _RECIPIENT, look_up)
        if role and person != NOBODY:
            found.setdefault(role, []).append(person)
    return found or _shown(item.bag)


def _shown(bag: Bag) -> dict[str, list[Person]]:
    """The names that Outlook shows, where the rows of recipients are lost."""
    tags = {"To": Tag.DISPLAY_TO, "Cc": Tag.DISPLAY_CC, "Bcc": Tag.DISPLAY_BCC}
    found: dict[str, list[Person]] = {}
    for role, tag in tags.items():
        names = [" ".join(name.strip(" '").split()) for name in bag.text(tag).split(";")]
        people = [_named(name) for name in names[:MOST_RECIPIENTS] if name]
        if people:
            found[role] = people
    return found


def _person(bag: Bag, where: _Where, look_up: Lookup) -> Person:
    address = _address(bag, where, look_up)
    name = bag.line(where.name).strip("'\" ")
    if not address:
        return _named(name)
    return Person("" if name.lower() == address.lower() else name, address)


def _named(name: str) -> Person:
    """Somebody of whom only a name is known, which may be an address."""
    return Person("", name) if _ADDRESS.match(name) else Person(name, "")


def _address(bag: Bag, where: _Where, look_up: Lookup) -> str:
    """The address that mail is sent to; "" where none stands."""
    kind = bag.line(where.type).upper()
    own = bag.line(where.address)
    for found in (bag.line(where.smtp), own if kind in {"", "SMTP"} else "", own):
        if (address := _QUOTED.sub(r"\1", found)) and _ADDRESS.match(address):
            return address
    for found in (_in_search_key(bag.data(where.search_key)), _in_entry(bag.data(where.entry))):
        if found:
            return found
    return look_up(own) if own.startswith("/") else ""


def _in_search_key(data: bytes) -> str:
    """The address of `SMTP:WHO@WHERE`; capitals are Outlook's own there."""
    kind, _, rest = data.rstrip(b"\x00").decode("ascii", "replace").partition(":")
    return rest.lower() if kind.upper() == "SMTP" and _ADDRESS.match(rest) else ""


def _in_entry(data: bytes) -> str:
    """The address in a one-off entry of an address book ([MS-OXCDATA] 2.2.5.1)."""
    if data[_ONE_OFF_AT : _ONE_OFF_AT + len(_ONE_OFF)] != _ONE_OFF:
        return ""
    rest = data[_ONE_OFF_TEXTS:]
    if data[_ONE_OFF_TEXTS - 1] & _IS_UNICODE:
        texts = rest[: len(rest) // 2 * 2].decode("utf-16-le", "replace").split("\x00")
    else:
        texts = rest.decode("cp1252", "replace").split("\x00")
    kind, address = (*texts[1:3], "", "")[:2]
    return address if kind.upper() == "SMTP" and _ADDRESS.match(address) else ""


class Directory:
    """Addresses of people whom a store knows by their place in a directory, wherever both stand.

    What an item tells does not depend on the items before it: the first question has all items of
    the store looked at (`bags`), once.
    """

    def __init__(self, bags: Iterator[Bag]) -> None:
        self._bags: Iterator[Bag] | None = bags
        self._known: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """The address that belongs to a place; "" where nothing in the store says so."""
        if self._bags is not None:
            bags, self._bags = self._bags, None
            for bag in bags:
                self._learn(bag)
                if len(self._known) >= MOST_KNOWN:
                    break
        return self._known.get(place.casefold(), "")

    def _learn(self, bag: Bag) -> None:
        received = (Tag.RECEIVED_BY_ADDRESS, Tag.RECEIVED_BY_SMTP)
        pairs = [(where.address, where.smtp) for where in (_SENDER, _REPRESENTED, _RECIPIENT)]
        for place_in, smtp_in in (*pairs, received):
            place = bag.line(place_in) if smtp_in in bag else ""
            smtp = bag.line(smtp_in) if place.startswith("/") else ""
            if _ADDRESS.match(smtp):
                self._known.setdefault(place.casefold(), smtp)
