"""The two trees by which a store finds its items: read here, and written anew in memory.

A store is a file of pages and blocks ([MS-PST] 2.2.2): one tree says in which blocks a node lies,
the other where a block lies. libpff reads stores; what is here reads the trees alone, and puts
others in their place without writing to the file (`Overlaid`).
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Final, cast

__all__ = [
    "BLOCKS",
    "HEADER",
    "NAMES",
    "NODES",
    "ROOT",
    "Index",
    "Layout",
    "Overlaid",
    "child_of_root",
    "counts",
    "is_whole",
    "layout_of",
]

BLOCKS, NODES = 0x80, 0x81
ROOT: Final = 0x122
NAMES: Final = 0x61
HEADER: Final = 564
LARGEST_BLOCK: Final = 1 << 16
DEEPEST: Final = 16

_STORE: Final = 0x21
_ALONE: Final = 0x200004
_MAGIC: Final = b"!BDN"
_CHECK_FROM: Final = 0xFFFFFFFF
_CHECKED_FROM: Final = 8
_PARTIAL_END: Final = 479
_CHECKED: Final = ((4, _PARTIAL_END), (524, 524))
"""Where the header's checksums stand, and the byte before which each ends; an old one has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where things stand in pages and in the header of one of the three formats.

    `number` is the form of an id or of an offset; `count_at` where a page says how many entries it
    has, how many fit, their size, and its level; `kind_at` where its trailer begins.
    """

    page: int
    number: str
    count_at: int
    counts: str
    kind_at: int
    check_at: int
    id_at: int
    nodes_at: int
    blocks_at: int
    size_at: int
    node_entry: int
    block_entry: int

    @property
    def width(self) -> int:
        """Bytes of an id or an offset."""
        return struct.calcsize(self.number)


_ANSI: Final = Layout(
    page=512, number="<I", count_at=496, counts="BBBB", kind_at=500, check_at=508, id_at=504,
    nodes_at=184, blocks_at=192, size_at=168, node_entry=16, block_entry=12,
)  # fmt: skip
_UNICODE: Final = Layout(
    page=512, number="<Q", count_at=488, counts="BBBB", kind_at=496, check_at=500, id_at=504,
    nodes_at=216, blocks_at=232, size_at=184, node_entry=32, block_entry=24,
)  # fmt: skip
_LARGE: Final = Layout(
    page=4096, number="<Q", count_at=4056, counts="<HHBB", kind_at=4072, check_at=4076, id_at=4080,
    nodes_at=216, blocks_at=232, size_at=184, node_entry=32, block_entry=24,
)  # fmt: skip
_LAYOUTS: Final = {14: _ANSI, 15: _ANSI, 21: _UNICODE, 23: _UNICODE, 36: _LARGE, 37: _LARGE}


def layout_of(header: bytes) -> Layout | None:
    """The layout of a store by its header; None where it is no store."""
    layout = _LAYOUTS.get(int.from_bytes(header[10:12], "little"))
    return layout if header.startswith(_MAGIC) and len(header) >= HEADER else None


def child_of_root(entry: bytes, layout: Layout) -> bytes:
    """An entry of the tree of nodes, with the topmost folder above it."""
    at = 3 * layout.width
    return entry[:at] + struct.pack("<I", ROOT) + entry[at + 4 :]


def is_whole(page: bytes, layout: Layout) -> bool:
    """Whether the checksum and the sizes of a page fit."""
    count, _, size, level = counts(page, layout)
    is_of_nodes = page[layout.kind_at] == NODES
    wanted = layout.node_entry if is_of_nodes else layout.block_entry
    wanted = 3 * layout.width if level else wanted
    if size != wanted or count * size > layout.count_at:
        return False
    said = struct.unpack_from("<I", page, layout.check_at)[0]
    return bool(said == _check(page, layout))


def counts(page: bytes, layout: Layout) -> tuple[int, ...]:
    """How many entries a page has, how many fit, their size, and its level: 0 for a leaf."""
    return struct.unpack_from(layout.counts, page, layout.count_at)


def _check(page: bytes, layout: Layout) -> int:
    """The checksum of a page ([MS-PST] 5.3): of all that stands before its trailer."""
    return zlib.crc32(page[: layout.kind_at], _CHECK_FROM) ^ _CHECK_FROM


class Index:
    """Looks up nodes and blocks of a store that is whole enough to be read."""

    def __init__(self, source: BinaryIO) -> None:
        source.seek(0)
        self._header = source.read(HEADER)
        layout = layout_of(self._header)
        if layout is None:
            raise OSError("it is no store")
        self._source = source
        self._layout = layout
        self.word = layout.number[1]
        self._page = lru_cache(maxsize=256)(self._read_page)

    def node(self, key: int) -> bytes | None:
        """The entry of a node; None where it is lost."""
        return self._entry(NODES, self._layout.nodes_at, key)

    def numbers(self, entry: bytes) -> tuple[int, ...]:
        """The numbers that an entry begins with."""
        return struct.unpack_from(f"<3{self.word}", entry)

    def block(self, key: int) -> bytes:
        """The bytes of a block that lists others; none where it is lost. No cipher hides these."""
        entry = self._entry(BLOCKS, self._layout.blocks_at, key & ~1)
        if entry is None:
            return b""
        offset = struct.unpack_from(self._layout.number, entry, self._layout.width)[0]
        size = struct.unpack_from("<H", entry, 2 * self._layout.width)[0]
        self._source.seek(offset)
        data = self._source.read(size)
        return _inflated(data) if self._layout is _LARGE else data

    def _entry(self, kind: int, root_at: int, key: int) -> bytes | None:
        """The row of a key in one of the trees."""
        layout = self._layout
        offset = struct.unpack_from(layout.number, self._header, root_at + layout.width)[0]
        for _ in range(DEEPEST):
            page = self._page(offset)
            if (
                len(page) < layout.page
                or page[layout.kind_at] != kind
                or not is_whole(page, layout)
            ):
                return None
            count, _, size, level = counts(page, layout)
            rows = [page[at : at + size] for at in range(0, count * size, size)]
            keyed = [(struct.unpack_from(layout.number, row)[0], row) for row in rows]
            if not level:
                return next((row for number, row in keyed if number & ~1 == key & ~1), None)
            below = [row for number, row in keyed if number <= key | 1]
            if not below:
                return None
            offset = struct.unpack_from(layout.number, below[-1], 2 * layout.width)[0]
        return None

    def _read_page(self, offset: int) -> bytes:
        self._source.seek(offset)
        return self._source.read(self._layout.page)

    def with_one(self, data: int, within: int) -> BinaryIO:
        """The same store, with one message alone in its topmost folder."""
        layout = self._layout
        kept = {key: self.node(key) for key in (_STORE, NAMES, ROOT)}
        nodes = {key: entry for key, entry in kept.items() if entry is not None}
        pad = bytes(layout.node_entry - 3 * layout.width - 4)
        row = struct.pack(f"<3{self.word}I", _ALONE, data, within, ROOT)
        nodes[_ALONE] = row + pad
        return cast("BinaryIO", Overlaid(self._source, self._header, layout, {NODES: nodes}))


def _inflated(data: bytes) -> bytes:
    """A block as it was before it was packed, as new stores do."""
    try:
        return zlib.decompressobj().decompress(data, LARGEST_BLOCK)
    except zlib.error:
        return data


class Overlaid(io.RawIOBase):
    """A store's bytes, with another header before them, and behind them trees of these entries."""

    def __init__(
        self,
        source: BinaryIO,
        header: bytes,
        layout: Layout,
        leaves: dict[int, dict[int, bytes]],
    ) -> None:
        super().__init__()
        self._source = source
        size = source.seek(0, os.SEEK_END)
        self._end = -(-size // layout.page) * layout.page
        self._at = 0
        trees = _Trees(layout, self._end)
        roots = {kind: trees.grown(kind, entries) for kind, entries in leaves.items()}
        self._behind = bytes(trees.pages)
        self._header = _with_roots(header, layout, roots, self._end + len(self._behind))

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As a file's `seek`."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}
        self._at = base.get(whence, self._end + len(self._behind)) + offset
        return self._at

    def tell(self) -> int:
        """As a file's `tell`."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """As a file's `read`; zeros where the file was cut off."""
        whole = self._end + len(self._behind)
        end = whole if size < 0 else min(self._at + size, whole)
        found = bytearray()
        while self._at < end:
            piece = self._piece(end)
            found += piece
            self._at += len(piece)
        return bytes(found)

    def _piece(self, end: int) -> bytes:
        if self._at < len(self._header):
            return self._header[self._at : end]
        if self._at >= self._end:
            return self._behind[self._at - self._end : end - self._end]
        self._source.seek(self._at)
        wanted = min(end, self._end) - self._at
        return self._source.read(wanted) or bytes(wanted)


class _Trees:
    """Pages of new trees, which lie from `offset` on."""

    def __init__(self, layout: Layout, offset: int) -> None:
        self._layout = layout
        self._offset = offset
        self.pages = bytearray()
        self._next = 0

    def grown(self, kind: int, entries: dict[int, bytes]) -> tuple[int, int]:
        """A tree of these entries: the id and the offset of its root."""
        layout = self._layout
        size = layout.node_entry if kind == NODES else layout.block_entry
        level = 0
        rows = [(key, entries[key]) for key in sorted(entries)]
        while True:
            most = (layout.count_at - layout.width) // size
            rows = [
                (chunk[0][0], self._page(kind, level, size, [row for _, row in chunk]))
                for chunk in (rows[at : at + most] for at in range(0, len(rows), most))
            ]
            if len(rows) == 1:
                return struct.unpack(f"<{layout.number[1]}{layout.number[1]}", rows[0][1])
            rows = [(key, struct.pack(layout.number, key) + place) for key, place in rows]
            size, level = 3 * layout.width, level + 1

    def _page(self, kind: int, level: int, size: int, rows: list[bytes]) -> bytes:
        """One page; its id and offset, as a page above names it."""
        layout = self._layout
        page = bytearray(layout.page)
        joined = b"".join(rows)
        page[: len(joined)] = joined
        most = layout.count_at // size
        struct.pack_into(layout.counts, page, layout.count_at, len(rows), most, size, level)
        self._next += 1
        offset = self._offset + len(self.pages)
        page[layout.kind_at : layout.kind_at + 2] = bytes((kind, kind))
        struct.pack_into("<I", page, layout.check_at, _check(bytes(page), layout))
        struct.pack_into(layout.number, page, layout.id_at, self._next)
        self.pages += page
        return struct.pack(layout.number, self._next) + struct.pack(layout.number, offset)


def _with_roots(
    header: bytes, layout: Layout, roots: dict[int, tuple[int, int]], size: int
) -> bytes:
    """The header with other roots of trees, and the size that the file has with them."""
    changed = bytearray(header)
    struct.pack_into(layout.number, changed, layout.size_at, size)
    pair = f"<2{layout.number[1]}"
    for kind, root in roots.items():
        struct.pack_into(
            pair, changed, layout.nodes_at if kind == NODES else layout.blocks_at, *root
        )
    for at, end in _CHECKED:
        check = zlib.crc32(changed[_CHECKED_FROM:end], _CHECK_FROM) ^ _CHECK_FROM
        if at < _PARTIAL_END or layout is not _ANSI:
            struct.pack_into("<I", changed, at, check)
    return bytes(changed)
