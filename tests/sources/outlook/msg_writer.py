"""Writes `.msg` files for tests: an item as [MS-OXMSG] lays it out, in an OLE file ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tests.sources.outlook.store_writer import Made, Properties, named_streams

__all__ = ["msg_of", "ole_of"]

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_FIXED = {0x2, 0x3, 0xB, 0x40}


def msg_of(made: Made, *, named: Sequence[tuple[bytes, int]] = ()) -> bytes:
    """The file that holds an item."""
    streams = named_streams(named)
    names = {f"__substg1.0_{tag:04X}0102": value for tag, (_, value) in streams.items()}
    return ole_of({**_item(made, head=32), "__nameid_version1.0": names})


def _item(made: Made, *, head: int) -> dict[str, bytes | Tree]:
    tree = _bag(made.properties, head=head)
    for at, row in enumerate(made.recipients):
        tree[f"__recip_version1.0_#{at:08X}"] = _bag(row, head=8)
    for at, (properties, item) in enumerate(made.attachments):
        below = _bag(properties, head=8)
        if item is not None:
            below["__substg1.0_3701000D"] = _item(item, head=24)
        tree[f"__attach_version1.0_#{at:08X}"] = below
    return tree


def _bag(properties: Properties, *, head: int) -> dict[str, bytes | Tree]:
    tree: dict[str, bytes | Tree] = {}
    rows = bytes(head)
    for tag, (kind, value) in sorted(properties.items()):
        held = value.ljust(8, b"\0") if kind in _FIXED else struct.pack("<II", len(value), 0)
        rows += struct.pack("<HHI", kind, tag, 6) + held
        if kind not in _FIXED:
            tree[f"__substg1.0_{tag:04X}{kind:04X}"] = value
    tree["__properties_version1.0"] = rows
    return tree


class _Ole:
    """Sectors, the chains of them, and the table of contents."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.chain: list[int] = []
        self.small = b""
        self.small_chain: list[int] = []
        self.entries: list[bytes] = []

    def put(self, content: bytes) -> int:
        """Content in sectors of its own: the number of the first."""
        first = len(self.sectors)
        pieces = [content[at : at + _SECTOR] for at in range(0, len(content), _SECTOR)]
        self.sectors += [piece.ljust(_SECTOR, b"\0") for piece in pieces]
        self.chain += [*range(first + 1, first + len(pieces)), _END] if pieces else []
        return first if pieces else _END

    def put_small(self, content: bytes) -> int:
        first = len(self.small_chain)
        count = -(-len(content) // _MINI)
        self.small += content.ljust(count * _MINI, b"\0")
        self.small_chain += [*range(first + 1, first + count), _END] if count else []
        return first if count else _END

    def add(self, tree: Tree) -> int:
        """The entries of a storage, as a chain of right siblings: the number of its first."""
        names = sorted(tree, key=lambda name: (len(name), name.upper()))
        numbers = [len(self.entries) + at for at in range(len(names))]
        self.entries += [b""] * len(names)
        following = [*numbers[1:], _FREE]
        for number, name, right in zip(numbers, names, following, strict=True):
            content = tree[name]
            if isinstance(content, bytes):
                put = self.put if len(content) >= _CUTOFF else self.put_small
                self.entries[number] = _entry(name, (2, right, _FREE), put(content), len(content))
            else:
                self.entries[number] = _entry(name, (1, right, self.add(content)), 0, 0)
        return numbers[0] if numbers else _FREE


def _entry(name: str, place: tuple[int, int, int], start: int, size: int) -> bytes:
    """An entry; `place` is its kind, the next beside it, and the first below it."""
    kind, right, child = place
    encoded = (name + "\0").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def ole_of(tree: Tree) -> bytes:
    """An OLE file of storages and streams."""
    ole = _Ole()
    ole.entries.append(b"")
    child = ole.add(tree)
    small = ole.put(ole.small)
    ole.entries[0] = _entry("Root Entry", (5, _FREE, child), small, len(ole.small))
    directory = ole.put(b"".join(ole.entries))
    packed = struct.pack(f"<{len(ole.small_chain)}I", *ole.small_chain)
    padded = packed + b"\xff" * (-len(packed) % _SECTOR)
    small_table = ole.put(padded)
    count = 1
    while count * (_SECTOR // 4) < len(ole.chain) + count:
        count += 1
    first_table = len(ole.sectors)
    chain = ole.chain + [_FAT_SECTOR] * count
    chain += [_FREE] * (count * (_SECTOR // 4) - len(chain))
    table = struct.pack(f"<{len(chain)}I", *chain)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, count)
    head += struct.pack(
        "<IIIIIII", directory, 0, _CUTOFF, small_table, len(padded) // _SECTOR, _END, 0
    )
    places = [*range(first_table, first_table + count)]
    head += struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return head + b"".join(ole.sectors) + table
