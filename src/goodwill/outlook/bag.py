"""One set of properties: of a mail, a recipient, an attachment.

Values are read when they are asked for, each as what it is asked for; one that is missing, of
another type or not believable is None or "". Texts that are not Unicode are in the code page that
the item names.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from goodwill.outlook.tags import Tag, Type

__all__ = ["Bag", "Names", "Value", "codec_of", "names_from"]

Names = Mapping[tuple[UUID, int], int]
"""Under which tag a file keeps a named property."""

_DEFAULT: Final = "cp1252"
_CODECS: Final = {
    1200: "utf-16-le",
    10000: "mac-roman",
    20127: "ascii",
    20866: "koi8-r",
    20932: "euc-jp",
    21866: "koi8-u",
    38598: "iso8859-8",
    50220: "iso2022-jp",
    50221: "iso2022-jp",
    50222: "iso2022-jp",
    50225: "iso2022-kr",
    51932: "euc-jp",
    51936: "gb18030",
    51949: "euc-kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
}
_LATIN: Final = 28590  # 28591 is ISO 8859-1, 28605 is ISO 8859-15
_LATINS: Final = 16
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_EARLIEST: Final = datetime(1971, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2400, 1, 1, tzinfo=UTC)  # 1 January 4501 is how Outlook writes "none"
_PUBLIC_SETS: Final = 3
_ENTRY: Final = struct.Struct("<IHH")
_GUID: Final = 16
_MOST_NAMES: Final = 1 << 15
_FIRST_NAMED: Final = 0x8000


class Value(NamedTuple):
    """What a property holds: its type, and its bytes, at hand or to be fetched."""

    type: int
    data: bytes | Callable[[], bytes]


class Bag:
    """Properties by tag; `names` says under which tag a named one stands."""

    def __init__(self, values: Mapping[int, Value], names: Names, codec: str = "") -> None:
        self._values = values
        self._names = names
        self.codec = codec or self._own_codec()

    def __contains__(self, tag: int) -> bool:
        return tag in self._values

    def _own_codec(self) -> str:
        """The code page that the properties name for themselves."""
        found = self.number(Tag.MESSAGE_CODEPAGE) or self.number(Tag.INTERNET_CODEPAGE)
        return codec_of(found) or _DEFAULT

    def _value(self, what: int | tuple[UUID, int]) -> Value | None:
        tag = self._names.get(what) if isinstance(what, tuple) else what
        return None if tag is None else self._values.get(tag)

    def data(self, what: int | tuple[UUID, int]) -> bytes:
        """The bytes of a property; none where it is missing."""
        value = self._value(what)
        if value is None:
            return b""
        return value.data() if callable(value.data) else value.data

    def type_of(self, what: int) -> int:
        """The type of a property; 0 where it is missing."""
        value = self._value(what)
        return 0 if value is None else value.type

    def text(self, what: int | tuple[UUID, int]) -> str:
        """A property that is text; "" where it is missing or anything else."""
        value = self._value(what)
        if value is None or value.type not in {Type.UNICODE, Type.STRING8}:
            return ""
        data = self.data(what)
        codec = "utf-16-le" if value.type == Type.UNICODE else self.codec
        return data.decode(codec, "replace").rstrip("\x00").replace("\x00", "")

    def line(self, what: int | tuple[UUID, int]) -> str:
        """The same on one line."""
        return " ".join(self.text(what).split())

    def number(self, what: int | tuple[UUID, int]) -> int | None:
        """A property that is a whole number, or yes (1) or no (0)."""
        value = self._value(what)
        if value is None or value.type not in {Type.LONG, Type.SHORT, Type.BOOLEAN}:
            return None
        size = 4 if value.type == Type.LONG else 2 if value.type == Type.SHORT else 1
        data = self.data(what)[:size]
        return int.from_bytes(data, "little") if data else None

    def time(self, what: int | tuple[UUID, int]) -> datetime | None:
        """A property that is a moment; None where nobody would believe it."""
        value = self._value(what)
        data = self.data(what)
        if value is None or value.type != Type.TIME or len(data) != struct.calcsize("<Q"):
            return None
        try:
            found = _EPOCH + timedelta(microseconds=int.from_bytes(data, "little") // 10)
        except OverflowError:
            return None
        return found if _EARLIEST <= found < _LATEST else None


def codec_of(codepage: int | None) -> str:
    """Python's name for a code page of Windows; "" where there is none."""
    if not codepage:
        return ""
    latin = f"iso8859-{codepage - _LATIN}" if 0 < codepage - _LATIN < _LATINS else ""
    name = _CODECS.get(codepage) or latin or f"cp{codepage}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def names_from(sets: bytes, entries: bytes) -> dict[tuple[UUID, int], int]:
    """Where named properties stand, from the two streams that say so ([MS-PST] 2.4.7)."""
    found: dict[tuple[UUID, int], int] = {}
    whole = len(entries) // _ENTRY.size * _ENTRY.size
    for number, where, index in list(_ENTRY.iter_unpack(entries[:whole]))[:_MOST_NAMES]:
        at = ((where >> 1) - _PUBLIC_SETS) * _GUID
        is_text = bool(where & 1)
        if not is_text and 0 <= at <= len(sets) - _GUID:
            guid = UUID(bytes_le=sets[at : at + _GUID])
            found[guid, number] = _FIRST_NAMED + index
    return found
