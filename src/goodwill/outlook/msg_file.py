"""A `.msg` file: one item of Outlook in a file of its own ([MS-OXMSG]), opened by olefile."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import olefile

from goodwill.outlook.bag import Bag, Value, names_from
from goodwill.outlook.item import Attached, Item
from goodwill.outlook.tags import Tag, Type

__all__ = ["MARK", "is_msg", "item_of_msg"]

MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What every OLE file begins with."""

_PROPERTIES: Final = "__properties_version1.0"
_NAMES: Final = "__nameid_version1.0"
_RECIPIENT: Final = "__recip_version1.0_#"
_ATTACHED: Final = "__attach_version1.0_#"
_ENTRY: Final = struct.Struct("<HHI8s")
_HEADS: Final = {"": 32, "item": 24, "row": 8}
"""Bytes before the properties: of the file, of an item within it, of a recipient or attachment."""
_FIXED: Final = frozenset({Type.SHORT, Type.LONG, Type.BOOLEAN, Type.TIME})
_EMBEDDED: Final = 5
_MOST: Final = 10_000
"""Recipients or attachments of an item that are looked at."""

Place = tuple[str, ...]


def is_msg(data: bytes) -> bool:
    """Whether a whole OLE file is an item of Outlook."""
    if not data.startswith(MARK):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists(_PROPERTIES))
    except Exception:  # noqa: BLE001  a broken file is none
        return False


def item_of_msg(data: bytes) -> Item:
    """The item in a file; an `OSError` of one sentence where it holds none."""
    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except Exception as error:
        raise OSError(f"it is damaged, or cut off ({error})") from error
    if not ole.exists(_PROPERTIES):
        raise OSError("it holds no item of Outlook")
    return _MsgFile(ole).item(())


class _MsgFile:
    """The file, and where it keeps named properties."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        sets = self._stream((_NAMES, "__substg1.0_00020102"))
        self._names = names_from(sets, self._stream((_NAMES, "__substg1.0_00030102")))

    def item(self, place: Place) -> Item:
        """The item that lies in a storage of the file; () is the file's own."""
        bag = self._bag(place, "item" if place else "", "")
        missing: list[str] = [] if bag.data(Tag.MESSAGE_CLASS) else ["class"]
        recipients = tuple(
            self._bag(row, "row", bag.codec) for row in self._rows(place, _RECIPIENT)
        )
        attached = tuple(self._attached(row, bag.codec) for row in self._rows(place, _ATTACHED))
        return Item(bag=bag, recipients=recipients, attached=attached, missing=tuple(missing))

    def _rows(self, place: Place, start: str) -> Iterator[Place]:
        """The storages within another whose names begin so, in order."""
        found = self._ole.root
        for name in place:
            found = found.kids_dict[name.lower()]
        names = sorted(kid.name for kid in found.kids if kid.name.lower().startswith(start))
        for name in names[:_MOST]:
            yield (*place, name)

    def _attached(self, place: Place, codec: str) -> Attached:
        bag = self._bag(place, "row", codec)
        within = (*place, f"__substg1.0_{Tag.ATTACHED:04X}{Type.OBJECT:04X}")
        is_item = bag.number(Tag.ATTACH_METHOD) == _EMBEDDED and self._ole.exists(list(within))
        name = bag.line(Tag.FILE_NAME) or bag.line(Tag.SHORT_FILE_NAME)
        return Attached(
            name=name or bag.line(Tag.DISPLAY_NAME),
            content_type=bag.line(Tag.MIME_TYPE),
            item=partial(self.item, within) if is_item else None,
            content=None if is_item else _beginning(partial(bag.data, Tag.ATTACHED)),
        )

    def _bag(self, place: Place, sort: str, codec: str) -> Bag:
        """The properties of a storage; those of a fixed size stand in one stream."""
        values: dict[int, Value] = {}
        data = self._stream((*place, _PROPERTIES))[_HEADS[sort] :]
        for kind, tag, _, value in _ENTRY.iter_unpack(data[: len(data) // 16 * 16]):
            if kind in _FIXED:
                values[tag] = Value(kind, value)
            else:
                stream = (*place, f"__substg1.0_{tag:04X}{kind:04X}")
                values[tag] = Value(kind, partial(self._stream, stream))
        return Bag(values, self._names, codec)

    def _stream(self, place: Place) -> bytes:
        """The bytes of a stream; none where it is missing or damaged."""
        try:
            with self._ole.openstream(list(place)) as stream:
                found: bytes = stream.read()
        except Exception:  # noqa: BLE001  of one property
            return b""
        return found


def _beginning(fetch: Callable[[], bytes]) -> Callable[[int], bytes]:
    """At most so many bytes of what can be fetched whole: none where it is more."""

    def fetched(most: int) -> bytes:
        data = fetch()
        return data if len(data) <= most else b""

    return fetched
