"""A book's own settings file, `goodwill.toml`, handed on as it stands.

What it says is read by `goodwill.settings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.sources.base import Connector, Item, RawRecord, SourceFile
from goodwill.sources.streams import guarded, read_whole

__all__ = ["CONNECTOR", "FILE_NAME"]

FILE_NAME = "goodwill.toml"
SIZE_LIMIT = 1 << 20


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the file as one record, unless it was read before."""
    if position == 0:
        data = read_whole(file, SIZE_LIMIT)
        yield RawRecord(
            connector=CONNECTOR.name,
            payload_type="settings",
            path=file.path,
            locator=f"0+{len(data)}",
            position=max(len(data), 1),
            payload=data,
        )


def recognises(name: str, head: bytes) -> bool:
    """A file of that very name, whatever is in it: a broken one must be told, not passed over."""
    del head
    return name.replace("\\", "/").rsplit("/", 1)[-1] == FILE_NAME


CONNECTOR = Connector(
    name="settings", payload_type="settings", recognises=recognises, read=guarded(read)
)
