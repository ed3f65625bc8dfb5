"""Writes stores of Outlook for tests, as [MS-PST] describes them: no more than readers need.

A `Made` item is properties by tag; `store_of` lays folders of them out in a file, old (ANSI) or
new (Unicode). Values above some hundred bytes stand in blocks of their own, as Outlook keeps them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

__all__ = ["Made", "filetime", "mail", "named_streams", "store_of", "text"]

Properties = Mapping[int, tuple[int, bytes]]

ANY_NAMES = ((bytes(16), 1),)
"""A store without named properties is none."""

LARGE = 300
_BLOCK = 8176
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TO_FOLDER, _TO_MESSAGE, _TO_ATTACHMENT, _TO_ITEM, _LARGE_VALUE = 0x2, 0x4, 0x5, 0x4, 0x1F
_RECIPIENTS, _ATTACHMENTS = 0x692, 0x671
_ROOT, _STORE, _NAMES = 0x122, 0x21, 0x61


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An item to be written: its properties, its recipients, its attachments.

    An attachment is its properties, and the item that it is, if it is one.
    """

    properties: Properties
    recipients: Sequence[Properties] = ()
    attachments: Sequence[tuple[Properties, Made | None]] = ()


def text(value: str, *, codepage: str = "") -> tuple[int, bytes]:
    """A text as a property: Unicode, or in a code page."""
    return (0x1E, value.encode(codepage)) if codepage else (0x1F, value.encode("utf-16-le"))


def number(value: int) -> tuple[int, bytes]:
    return 0x3, struct.pack("<I", value)


def filetime(moment: datetime) -> tuple[int, bytes]:
    """A moment as a property."""
    return 0x40, struct.pack("<Q", int((moment - _EPOCH).total_seconds() * 10_000_000))


def mail(sender: str, to: str, subject: str, body: str, *, sent: datetime) -> Made:
    """A plain mail between two addresses."""
    return Made(
        properties={
            0x001A: text("IPM.Note"),
            0x0037: text(subject),
            0x0039: filetime(sent),
            0x0C1E: text("SMTP"),
            0x0C1F: text(sender),
            0x1000: text(body),
            0x1035: text(f"<{subject.replace(' ', '.')}@made.example>"),
        },
        recipients=[{0x0C15: number(1), 0x3002: text("SMTP"), 0x3003: text(to)}],
    )


def named_streams(names: Sequence[tuple[bytes, int]]) -> Properties:
    """The table of named properties: the n-th pair of set and number stands under 0x8000 + n."""
    sets = list(dict.fromkeys(guid for guid, _ in names))
    entries = b"".join(
        struct.pack("<IHH", lid, (sets.index(guid) + 3) << 1, at)
        for at, (guid, lid) in enumerate(names)
    )
    return {0x0002: (0x102, b"".join(sets)), 0x0003: (0x102, entries), 0x0004: (0x102, bytes(4))}


@dataclass
class _Writer:
    """The file as it grows: blocks first, then the pages of both trees, the header last."""

    is_ansi: bool
    data: bytearray = field(default_factory=lambda: bytearray(0x4600))
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    nodes: list[tuple[int, int, int, int]] = field(default_factory=list)
    next_id: int = 4
    next_page: int = 1

    @property
    def word(self) -> str:
        return "I" if self.is_ansi else "Q"

    def block(self, content: bytes, *, is_internal: bool = False) -> int:
        """One block of at most 8,176 bytes: its id."""
        bid = self.next_id | (2 if is_internal else 0)
        self.next_id += 4
        offset, trailer = len(self.data), 12 if self.is_ansi else 16
        size = -(-(len(content) + trailer) // 64) * 64
        signed = (offset ^ bid) & 0xFFFFFFFF
        signature = (signed >> 16) ^ (signed & 0xFFFF)
        check = _check(content)
        if self.is_ansi:
            end = struct.pack("<HHII", len(content), signature, bid, check)
        else:
            end = struct.pack("<HHIQ", len(content), signature, check, bid)
        self.data += content.ljust(size - trailer, b"\0") + end
        self.blocks.append((bid, offset, len(content)))
        return bid

    def content(self, content: bytes) -> int:
        """Bytes of any length: the id of their block, or of the block that lists theirs."""
        if len(content) <= _BLOCK:
            return self.block(content)
        ids = [self.block(content[at : at + _BLOCK]) for at in range(0, len(content), _BLOCK)]
        listed = b"".join(struct.pack(f"<{self.word}", bid) for bid in ids)
        head = struct.pack("<BBHI", 1, 1, len(ids), len(content))
        return self.block(head + listed, is_internal=True)

    def subnodes(self, entries: Mapping[int, tuple[int, int]]) -> int:
        """A list of nodes within a node: 0 where there are none."""
        if not entries:
            return 0
        head = struct.pack("<BBH", 2, 0, len(entries)) + (b"" if self.is_ansi else bytes(4))
        rows = (struct.pack(f"<3{self.word}", n, *entries[n]) for n in sorted(entries))
        return self.block(head + b"".join(rows), is_internal=True)

    def page(self, kind: int, level: int, size: int, rows: Sequence[bytes]) -> tuple[int, int]:
        """One page of a tree: its id and offset."""
        self.data += bytes(-len(self.data) % 512)
        offset, bid = len(self.data), self.next_page
        self.next_page += 1
        room = 496 if self.is_ansi else 488
        counts = struct.pack("<BBBB", len(rows), room // size, size, level)
        body = b"".join(rows).ljust(room, b"\0") + counts + (b"" if self.is_ansi else bytes(4))
        signed = (offset ^ bid) & 0xFFFFFFFF
        start = struct.pack("<BBH", kind, kind, (signed >> 16) ^ (signed & 0xFFFF))
        if self.is_ansi:
            end = start + struct.pack("<II", bid, _check(body))
        else:
            end = start + struct.pack("<IQ", _check(body), bid)
        self.data += body + end
        return bid, offset

    def tree(self, kind: int, rows: list[tuple[int, bytes]]) -> tuple[int, int]:
        """A tree of rows by their keys: the id and offset of its root."""
        rows, level = sorted(rows), 0
        while True:
            size = len(rows[0][1])
            most = (496 if self.is_ansi else 488) // size
            chunks = [rows[at : at + most] for at in range(0, len(rows), most)]
            places = [self.page(kind, level, size, [row for _, row in each]) for each in chunks]
            if len(places) == 1:
                return places[0]
            rows = [
                (each[0][0], struct.pack(f"<3{self.word}", each[0][0], *place))
                for each, place in zip(chunks, places, strict=True)
            ]
            level += 1

    def finished(self) -> bytes:
        """The whole file."""
        word = self.word
        pad = b"" if self.is_ansi else bytes(4)
        nodes = [
            (n, struct.pack(f"<3{word}I", n, data, sub, up) + pad)
            for n, data, sub, up in self.nodes
        ]
        blocks = [
            (bid, struct.pack(f"<2{word}HH", bid, at, size, 2) + pad)
            for bid, at, size in self.blocks
        ]
        node_root, block_root = self.tree(0x81, nodes), self.tree(0x80, blocks)
        header = bytearray(0x200 if self.is_ansi else 0x234)
        struct.pack_into(
            "<4sI2sHHBB", header, 0, b"!BDN", 0, b"SM", 14 if self.is_ansi else 23, 19, 1, 1
        )
        at, sentinel = (168, 460) if self.is_ansi else (184, 512)
        struct.pack_into(f"<{word}", header, at, len(self.data))
        at = 184 if self.is_ansi else 216
        struct.pack_into(f"<4{word}", header, at, *node_root, *block_root)
        struct.pack_into("<BB", header, sentinel, 0x80, 0)
        struct.pack_into("<I", header, 4, _check(bytes(header[8:479])))
        if not self.is_ansi:
            struct.pack_into("<I", header, 524, _check(bytes(header[8:524])))
        self.data[: len(header)] = header
        return bytes(self.data)


def _check(content: bytes) -> int:
    return zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF


class _Heap:
    """A heap on one block: allocations, and where each lies."""

    def __init__(self, client: int) -> None:
        self._client = client
        self.parts: list[bytes] = []

    def put(self, content: bytes) -> int:
        self.parts.append(content)
        return len(self.parts) << 5

    def written(self, root: int) -> bytes:
        at, places, body = 12, [], b""
        for part in self.parts:
            places.append(at)
            body += part
            at += len(part)
        places.append(at)
        pad = at % 2
        head = struct.pack("<HBBII", at + pad, 0xEC, self._client, root, 0)
        ends = struct.pack("<HH", len(self.parts), 0)
        return head + body + bytes(pad) + ends + struct.pack(f"<{len(places)}H", *places)


def _properties(writer: _Writer, properties: Properties, within: dict[int, tuple[int, int]]) -> int:
    """A property context: the id of its block; large values go to nodes of their own."""
    heap = _Heap(0xBC)
    header = heap.put(b"")
    rows = []
    for tag in sorted(properties):
        kind, value = properties[tag]
        if kind in {0x2, 0x3, 0xB}:
            held = int.from_bytes(value, "little")
        elif not value:
            held = 0
        elif len(value) > LARGE:
            held = (0x100 + len(within)) << 5 | _LARGE_VALUE
            within[held] = (writer.content(value), 0)
        else:
            held = heap.put(value)
        rows.append(struct.pack("<HHI", tag, kind, held))
    records = heap.put(b"".join(rows))
    heap.parts[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, records)
    return writer.block(heap.written(header))


def _table(
    writer: _Writer, rows: Sequence[tuple[int, Properties]], within: dict[int, tuple[int, int]]
) -> int:
    """A table context with a row for each set of properties: the id of its block."""
    heap = _Heap(0x7C)
    info = heap.put(b"")
    tags = {tag: kind for _, properties in rows for tag, (kind, _) in properties.items()}
    tags = {0x67F2: 0x3, 0x67F3: 0x3} | {tag: kind for tag, kind in tags.items() if kind != 0xD}
    fours = sorted(tags, key=lambda tag: (tag not in {0x67F2, 0x67F3}, tags[tag] == 0xB, tag))
    places, at = {}, 0
    for tag in fours:
        places[tag] = at
        at += 1 if tags[tag] == 0xB else 8 if tags[tag] == 0x40 else 4
    end_of_fours = sum(4 if tags[t] != 0x40 else 8 for t in fours if tags[t] != 0xB)
    bits = -(-len(fours) // 8)
    matrix, index = b"", b""
    for number_of_row, (row_id, properties) in enumerate(rows):
        row, there = bytearray(at + bits), 0
        full = {0x67F2: (0x3, struct.pack("<I", row_id)), 0x67F3: number(1)} | dict(properties)
        for column, tag in enumerate(fours):
            if tag not in full:
                continue
            kind, value = full[tag]
            if kind in {0x1E, 0x1F, 0x102}:
                value = struct.pack("<I", heap.put(value) if value else 0)
            row[places[tag] : places[tag] + len(value)] = value
            there |= 0x80 >> (column % 8) << (8 * (column // 8))
        row[at:] = there.to_bytes(bits, "little")
        matrix += row
        index += struct.pack("<IH" if writer.is_ansi else "<II", row_id, number_of_row)
    columns = b"".join(
        struct.pack(
            "<IHBB", tag << 16 | tags[tag], places[tag],
            1 if tags[tag] == 0xB else 8 if tags[tag] == 0x40 else 4, column,
        )
        for column, tag in sorted(enumerate(fours), key=lambda pair: pair[1])
    )  # fmt: skip
    entry = 2 if writer.is_ansi else 4
    row_index = heap.put(struct.pack("<BBBBI", 0xB5, 4, entry, 0, heap.put(index) if index else 0))
    row_place = _rows_place(writer, heap, matrix, within)
    heap.parts[0] = (
        struct.pack("<BB4H", 0x7C, len(fours), end_of_fours, end_of_fours, at, at + bits)
        + struct.pack("<III", row_index, row_place, 0)
        + columns
    )
    return writer.block(heap.written(info))


def _rows_place(
    writer: _Writer, heap: _Heap, matrix: bytes, within: dict[int, tuple[int, int]]
) -> int:
    if len(matrix) <= LARGE:
        return heap.put(matrix) if matrix else 0
    node = 0x7F << 5 | _LARGE_VALUE
    within[node] = (writer.content(matrix), 0)
    return node


def _message(writer: _Writer, made: Made) -> tuple[int, int]:
    """A message: the ids of its properties and of the nodes within it."""
    within: dict[int, tuple[int, int]] = {}
    data = _properties(writer, made.properties, within)
    if made.recipients:
        below: dict[int, tuple[int, int]] = {}
        table = _table(writer, list(enumerate(made.recipients)), below)
        within[_RECIPIENTS] = (table, writer.subnodes(below))
    if made.attachments:
        rows = []
        for at, (properties, item) in enumerate(made.attachments):
            node = (0x400 + at) << 5 | _TO_ATTACHMENT
            within[node] = _attachment(writer, properties, item)
            rows.append((node, {0x3705: properties.get(0x3705, number(1))}))
        below = {}
        table = _table(writer, rows, below)
        within[_ATTACHMENTS] = (table, writer.subnodes(below))
    return data, writer.subnodes(within)


def _attachment(writer: _Writer, properties: Properties, item: Made | None) -> tuple[int, int]:
    within: dict[int, tuple[int, int]] = {}
    full = dict(properties)
    if item is not None:
        node = 0x500 << 5 | _TO_ITEM
        within[node] = _message(writer, item)
        full |= {0x3705: number(5), 0x3701: (0xD, struct.pack("<II", node, 100))}
    return _properties(writer, full, within), writer.subnodes(within)


def store_of(
    folders: Mapping[str, Sequence[Made]],
    *,
    is_ansi: bool = False,
    named: Sequence[tuple[bytes, int]] = ANY_NAMES,
    store: Properties | None = None,
    lost: Sequence[Made] = (),
) -> bytes:
    """A store of folders, `A/B` within `A`; items that are `lost` belong to no folder."""
    writer = _Writer(is_ansi=is_ansi)
    paths = sorted({part for path in folders for part in _above(path)})
    nodes = {"": _ROOT} | {path: (0x401 + at) << 5 | 2 for at, path in enumerate(paths)}
    _add(writer, _STORE, {0x3001: text("Made")} | dict(store or {}), 0)
    _add(writer, _NAMES, named_streams(named), 0)
    next_message = 0x10000
    for path, node in nodes.items():
        up = nodes[path.rpartition("/")[0]]
        items = folders.get(path, ())
        below = [each for each in paths if each.rpartition("/")[0] == path]
        name = path.rpartition("/")[2]
        _add(writer, node, {0x3001: text(name), 0x3602: number(len(items))}, up)
        ids = [(next_message + at) << 5 | _TO_MESSAGE for at in range(len(items))]
        next_message += len(items)
        for nid, made in zip(ids, items, strict=True):
            writer.nodes.append((nid, *_message(writer, made), node))
        rows = [(nodes[each], {0x3001: text(each.rpartition("/")[2])}) for each in below]
        _add_table(writer, node & ~0x1F | 0xD, rows)
        _add_table(writer, node & ~0x1F | 0xE, [(nid, {0x001A: text("IPM.Note")}) for nid in ids])
        _add_table(writer, node & ~0x1F | 0xF, [])
    for at, made in enumerate(lost):
        writer.nodes.append(((0x90000 + at) << 5 | _TO_MESSAGE, *_message(writer, made), 0x99902))
    return writer.finished()


def _add(writer: _Writer, node: int, properties: Properties, parent: int) -> None:
    within: dict[int, tuple[int, int]] = {}
    data = _properties(writer, properties, within)
    writer.nodes.append((node, data, writer.subnodes(within), parent))


def _add_table(writer: _Writer, node: int, rows: Sequence[tuple[int, Properties]]) -> None:
    """A table of a folder; of one with many items only the first are listed."""
    within: dict[int, tuple[int, int]] = {}
    data = _table(writer, rows[:60], within)
    writer.nodes.append((node, data, writer.subnodes(within), 0))


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]
