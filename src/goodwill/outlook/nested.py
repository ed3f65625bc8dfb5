"""Items that are attached to items: each is given a store of its own to be read from.

libpff's door for Python does not lead to them.
Within a node of a store lie further nodes, listed in blocks ([MS-PST] 2.2.2.8.3.3). One of them is
the attached item. A store that holds this item alone is the same file behind another header, whose
index of nodes has one page; it costs no more than that page. Read so, an attached item is read like
every other, and so is what is attached to it.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Final, NamedTuple

from goodwill.outlook.index import Index

__all__ = ["Nested", "Node"]

MOST_WITHIN: Final = 20_000
"""Nodes within a node that are looked through."""
DEEPEST: Final = 3
_LIST: Final = 0
_SUBNODES: Final = 2


class Node(NamedTuple):
    """A node: the ids of the block that holds it, and of the one that lists what lies within."""

    data: int
    within: int


class Nested:
    """Finds nodes within the nodes of a store."""

    def __init__(self, source: BinaryIO) -> None:
        self._index = Index(source)
        self._source = source

    def node(self, key: int) -> Node | None:
        """A node of the store itself; None where it is lost."""
        entry = self._index.node(key)
        return None if entry is None else Node(*self._index.numbers(entry)[1:3])

    def within(self, node: Node, key: int) -> Node | None:
        """A node within another; None where there is none, or it is lost."""
        return self._listed(node.within, key, 0) if node.within else None

    def alone(self, node: Node) -> BinaryIO:
        """A store in which this node is the one message, in the topmost folder."""
        return self._index.with_one(node.data, node.within)

    def _listed(self, block: int, key: int, depth: int) -> Node | None:
        data = self._index.block(block)
        if len(data) < 4 or data[0] != _SUBNODES or depth > DEEPEST:  # noqa: PLR2004  its head
            return None
        count = min(struct.unpack_from("<H", data, 2)[0], MOST_WITHIN)
        word = self._index.word
        rows = data[4 if word == "I" else 8 :]
        if data[1] == _LIST:
            size = 3 * struct.calcsize(word)
            whole = rows[: min(count, len(rows) // size) * size]
            found = {
                number & 0xFFFFFFFF: Node(held, below)
                for number, held, below in struct.iter_unpack(f"<3{word}", whole)
            }
            return found.get(key)
        size = 2 * struct.calcsize(word)
        whole = rows[: min(count, len(rows) // size) * size]
        lists = [(first & 0xFFFFFFFF, at) for first, at in struct.iter_unpack(f"<2{word}", whole)]
        before = [at for first, at in lists if first <= key]
        return self._listed(before[-1], key, depth + 1) if before else None
