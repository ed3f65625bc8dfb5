"""A thing in a mailbox: its properties, whom it went to, what is attached; and what sort it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from goodwill.outlook.bag import Bag
from goodwill.outlook.tags import Tag

__all__ = ["Attached", "Item", "Sort", "sort_of"]

Sort = Literal["mail", "event", "contact", "task", "note", "journal", "chat", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What is attached: a file, or an item of its own. `content` fetches at most so many bytes."""

    name: str
    content_type: str = ""
    item: Callable[[], Item] | None = None
    content: Callable[[int], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item; `missing` names what of it could not be read."""

    bag: Bag
    recipients: tuple[Bag, ...] = ()
    attached: tuple[Attached, ...] = ()
    missing: tuple[str, ...] = field(default=())

    @property
    def message_class(self) -> str:
        """What Outlook calls this sort of item, in lower case."""
        return self.bag.line(Tag.MESSAGE_CLASS).lower()


_SORTS: tuple[tuple[str, Sort], ...] = (
    ("ipm.appointment", "event"),
    ("ipm.ole.class.{00061055", "event"),
    ("ipm.contact", "contact"),
    ("ipm.distlist", "contact"),
    ("ipm.abchperson", "contact"),
    ("ipm.taskrequest", "mail"),
    ("ipm.task", "task"),
    ("ipm.stickynote", "note"),
    ("ipm.activity", "journal"),
    ("ipm.skypeteams", "chat"),
    ("ipm.note.microsoft.conversation", "chat"),
    ("ipm.note.microsoft.missed", "chat"),
    ("ipm.note", "mail"),
    ("ipm.schedule", "mail"),
    ("ipm.post", "mail"),
    ("ipm.outlook.recall", "mail"),
    ("ipm.recall", "mail"),
    ("ipm.document", "other"),
    ("report", "mail"),
)
_FITS_ALL = frozenset({"", "ipm"})


def sort_of(item: Item) -> Sort:
    """What sort of item it is, by its class; one without a class that says who wrote is a mail."""
    name = item.message_class
    if name in _FITS_ALL:
        says_who = {Tag.SENDER_NAME, Tag.SENDER_ADDRESS, Tag.REPRESENTED_NAME}
        says_who |= {Tag.TRANSPORT_HEADERS, Tag.REPRESENTED_ADDRESS}
        return "mail" if any(tag in item.bag for tag in says_who) else "other"
    return next((sort for start, sort in _SORTS if name.startswith(start)), "other")
