"""One item of Outlook in one file: `.msg`, told by what is in it.

A mail or a meeting, with what is attached to it; what it says is read in the processes that read
mail (`goodwill.importing.parsing`). Many items in one file are next door in `outlook_stores`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodwill.sources.base import Connector, Item, RawRecord, SourceFile
from goodwill.sources.mbox import MESSAGE_LIMIT
from goodwill.sources.streams import guarded, read_whole

__all__ = ["CONNECTOR", "MARK"]

MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What every OLE file begins with; Word and Excel once wrote such files, too."""

_INSIDE: Final = tuple(
    name.encode("utf-16-le") for name in ("__properties_version1.0", "__nameid_version1.0")
)


def recognises(name: str, head: bytes) -> bool:
    """An OLE file that is named `.msg`, or in whose table of contents stands what only it has."""
    if not head.startswith(MARK):
        return False
    is_named = name.lower().endswith((".msg", ".oft"))
    return is_named or any(inside in head for inside in _INSIDE)


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the one item, unless it was read before."""
    if position:
        return
    data = read_whole(file, MESSAGE_LIMIT)
    yield RawRecord(
        connector=CONNECTOR.name,
        payload_type=CONNECTOR.payload_type,
        path=file.path,
        locator=f"0+{len(data)}",
        position=max(len(data), 1),
        payload=data,
    )


CONNECTOR = Connector(
    name="msg", payload_type="outlook_item", recognises=recognises, read=guarded(read)
)
