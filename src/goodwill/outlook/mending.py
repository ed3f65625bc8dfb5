"""A store whose index is damaged, with one that is put together from the parts that are not.

A store finds its items by two trees of pages ([MS-PST] 2.2.2.7.7): of nodes, and of blocks. Each
page carries a checksum. Where a page of a tree is lost, everything below it is; but the leaves lie
all over the file and are whole. They are looked for in one pass, and trees of them are built behind
the end of the file, in memory. The file itself is never written to.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from goodwill.outlook.index import (
    BLOCKS,
    HEADER,
    NAMES,
    NODES,
    ROOT,
    Layout,
    Overlaid,
    child_of_root,
    counts,
    is_whole,
    layout_of,
)

__all__ = ["mended"]

MOST_LEAVES: Final = 1 << 17
"""Leaf pages that are put together: those of a store of twenty gigabytes."""

MOST_ROOTS: Final = 20
"""Folders, and messages, that are tried in the place of the topmost."""

_SORT_BITS: Final = 0x1F
_FOLDER, _MESSAGE = 0x2, 0x4
_WINDOW: Final = 1 << 20


def mended(source: BinaryIO) -> Iterator[BinaryIO]:
    """The same store with trees of its own leaves; none where it is no store, or has no leaf.

    Items whose folder is lost stand in the topmost one. Where that is lost as well, another node's
    properties stand in for its own; where the table of named properties is lost, there is none. So
    there are several such stores, the best first, to be tried.
    """
    source.seek(0)
    header = source.read(HEADER)
    layout = layout_of(header)
    if layout is None:
        return
    leaves = _leaves(source, header, layout)
    nodes, blocks = leaves[NODES], leaves[BLOCKS]
    if not blocks:
        return
    for own in _roots(nodes, layout):
        at_home = _with_homes(nodes | {ROOT: own}, layout)
        nameless = {key: entry for key, entry in at_home.items() if key != NAMES}
        for tried in (at_home, nameless):
            whole = Overlaid(source, header, layout, {NODES: tried, BLOCKS: blocks})
            yield cast("BinaryIO", whole)


def _leaves(source: BinaryIO, header: bytes, layout: Layout) -> dict[int, dict[int, bytes]]:
    """The entries of both trees: from their roots down, and where a page is lost, from all over."""
    leaves = {NODES: dict[int, bytes](), BLOCKS: dict[int, bytes]()}
    is_sound = True
    for kind, at in ((NODES, layout.nodes_at), (BLOCKS, layout.blocks_at)):
        root = struct.unpack_from(layout.number, header, at + layout.width)[0]
        is_sound &= _descend(source, layout, kind, root, leaves[kind])
    if not is_sound:
        scattered = {NODES: dict[int, bytes](), BLOCKS: dict[int, bytes]()}
        _collect(source, layout, scattered)
        for kind, entries in scattered.items():
            leaves[kind] = entries | leaves[kind]
    return leaves


def _descend(
    source: BinaryIO, layout: Layout, kind: int, offset: int, entries: dict[int, bytes]
) -> bool:
    """Take the entries below a page; whether every page on the way was whole."""
    waiting, seen, is_sound = [offset], set[int](), True
    while waiting and len(seen) < MOST_LEAVES:
        offset = waiting.pop()
        source.seek(offset)
        page = source.read(layout.page)
        fits = len(page) == layout.page and page[layout.kind_at] == kind and offset not in seen
        seen.add(offset)
        if not (fits and is_whole(page, layout)):
            is_sound = False
            continue
        count, _, size, level = counts(page, layout)
        rows = [page[at : at + size] for at in range(0, count * size, size)]
        if level:
            waiting += [struct.unpack_from(layout.number, row, 2 * layout.width)[0] for row in rows]
        else:
            entries |= {struct.unpack_from(layout.number, row)[0]: row for row in rows}
    return is_sound


def _roots(nodes: dict[int, bytes], layout: Layout) -> Iterator[bytes]:
    """What may stand for the topmost folder: itself, else every other."""
    if ROOT in nodes:
        yield nodes[ROOT]
    own = struct.pack(layout.number, ROOT)
    others = [key for key in sorted(nodes) if key != ROOT]
    folders = [key for key in others if key & _SORT_BITS == _FOLDER][:MOST_ROOTS]
    messages = [key for key in others if key & _SORT_BITS == _MESSAGE][:MOST_ROOTS]
    for key in (*folders, *messages):
        yield child_of_root(own + nodes[key][layout.width :], layout)


def _with_homes(nodes: dict[int, bytes], layout: Layout) -> dict[int, bytes]:
    """Folders and messages whose folder is lost are put into the topmost one."""
    found = {}
    for key, entry in nodes.items():
        parent = struct.unpack_from("<I", entry, 3 * layout.width)[0]
        is_lost = key & _SORT_BITS in {_FOLDER, _MESSAGE} and parent not in nodes
        found[key] = child_of_root(entry, layout) if is_lost else entry
    return found


def _collect(source: BinaryIO, layout: Layout, leaves: dict[int, dict[int, bytes]]) -> None:
    """Every entry of every whole leaf; of two for one key, the page that was written last."""
    newest: dict[tuple[int, int], int] = {}
    for page in _pages(source, layout):
        kind = page[layout.kind_at]
        size = layout.node_entry if kind == NODES else layout.block_entry
        count = counts(page, layout)[0]
        written = struct.unpack_from(layout.number, page, layout.id_at)[0]
        for at in range(0, count * size, size):
            entry = page[at : at + size]
            key = struct.unpack_from(layout.number, entry)[0]
            if newest.get((kind, key), -1) <= written:
                newest[kind, key] = written
                leaves[kind][key] = entry


def _pages(source: BinaryIO, layout: Layout) -> Iterator[bytes]:
    """Whole leaves of either tree, in the order of the file, at most so many."""
    found, offset = 0, 0
    source.seek(0)
    while (window := source.read(_WINDOW)) and found < MOST_LEAVES:
        for at in range(0, len(window) - layout.page + 1, layout.page):
            kind = window[at + layout.kind_at]
            is_leaf = kind in {NODES, BLOCKS} and window[at + layout.kind_at + 1] == kind
            page = window[at : at + layout.page] if is_leaf else b""
            if page and is_whole(page, layout) and not counts(page, layout)[-1]:
                found += 1
                yield page
        offset += len(window)
