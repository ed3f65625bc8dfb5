"""A store of Outlook (`.pst`, `.ost`): its folders, and the items in them, opened by libpff.

One item is held at a time. What is damaged raises a `StoreError` of one sentence and leaves the
rest readable; a store whose index is damaged is opened through `mending`. Folders are known by
where they stand among their neighbours, items by their number in the folder, so that reading can go
on where it ended. Items that belong to no folder any more are in a folder of their own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final

import pypff

from goodwill.outlook.bag import Bag, Names, Value, names_from
from goodwill.outlook.item import Attached, Item
from goodwill.outlook.mending import mended
from goodwill.outlook.nested import Nested, Node
from goodwill.outlook.tags import Tag

__all__ = ["Folder", "LostFolder", "StoreError", "StoreFile"]

DEEPEST: Final = 50
"""Folders in folders; a folder that holds itself ends here."""
MOST_FOLDERS: Final = 100_000
MOST_LOOKED_AT: Final = 200
"""Places of a folder that are looked at to see whether any holds an item."""
MOST_ATTACHED: Final = 1_000
MOST_RECIPIENTS: Final = 5_000
_SORT_BITS: Final = 0x1F
_FOLDERS: Final = frozenset({0x2})  # searches, 0x3, hold nothing of their own
_NO_ITEMS: Final = frozenset({0x2, 0x3, 0x8, 0xD, 0xE, 0xF, 0x10})
"""Sorts of nodes that are folders, tables, or settings that a folder keeps."""
_NODE_AT: Final = 20
_SETS, _ENTRIES = 0x0002, 0x0003
_EMBEDDED: Final = 5
_HOMELESS: Final = "(items of no folder)"
_SENTENCE: Final = 160
_NUMBERS: Final = re.compile(r"\s*\([^()]*\)|:?\s*\b(?:0x[0-9a-f]+|\d+)\b")

_LOST: Final = (OSError, MemoryError)
"""What libpff raises for what is damaged."""

Where = tuple[int, ...]


class StoreError(Exception):
    """Something of a store cannot be read; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One folder: where it stands, what it is called from the top, and how many places it has.

    At a place stands an item, or something else that a folder keeps. Its own table of items is not
    asked: it is what is lost first, and what stands below a folder is in it.
    """

    where: Where
    path: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostFolder:
    """A folder of which nothing can be read, with the name of what it stands in."""

    path: tuple[str, ...]
    reason: str


class StoreFile:
    """One store. `was_mended` says that its index was damaged and is put together from its parts.

    Raises:
        StoreError: it is no store, or nothing of it can be found.
    """

    def __init__(self, source: BinaryIO) -> None:
        self.was_mended = False
        self._source = source
        self._file = self._opened(source)
        self._names = self._named()
        self._nested = Nested(self._source)
        self._at: tuple[Where, Any] | None = None

    def _opened(self, source: BinaryIO) -> Any:
        """The store, opened as it is, else with its index mended."""
        file, reason = None, "it holds no folder and no item"
        try:
            file = _open(source)
            is_damaged = file.get_root_folder() is None
        except _LOST as error:
            is_damaged, reason = True, _sentence(error)
        if file is not None and not is_damaged and not _count(file.get_number_of_orphan_items):
            return file
        for tried, whole in enumerate(mended(source)):
            try:
                file = _open(whole)
                if file.get_root_folder() is None:
                    continue
            except _LOST as error:
                reason = _sentence(error)
                continue
            self._source, self.was_mended = whole, is_damaged or tried > 0
            return file
        raise StoreError(reason)

    def _named(self) -> Names:
        """Under which tags this store keeps named properties."""
        try:
            table = self._file.get_name_to_id_map()
            found = {} if table is None else _raw(table)
        except _LOST:
            return {}
        sets, entries = found.get(_SETS), found.get(_ENTRIES)
        return names_from(sets or b"", entries or b"")

    def folders(self) -> Iterator[Folder | LostFolder]:
        """Every folder, from the top down; searches hold nothing of their own."""
        root = self._root()
        if root is not None:
            yield from islice(self._below(root, (), (), self._top()), MOST_FOLDERS)

    def _root(self) -> Any:
        """The folder above all; None where it is lost."""
        try:
            return self._file.get_root_folder()
        except _LOST:
            return None

    def _top(self) -> int:
        """The node under which people's own folders stand; 0 where the store does not say."""
        try:
            store = self._file.get_message_store()
            entry = {} if store is None else _raw(store)
        except _LOST:
            return 0
        return int.from_bytes(entry.get(Tag.IPM_SUBTREE, b"")[_NODE_AT : _NODE_AT + 4], "little")

    def _below(
        self, folder: Any, where: Where, path: tuple[str, ...], top: int
    ) -> Iterator[Folder | LostFolder]:
        places = _count(folder.get_number_of_sub_items)
        steps = self._steps_down(folder, places)
        if places > MOST_LOOKED_AT or any(_may_be_item(folder, at) for at in range(places)):
            yield Folder(where=where, path=path or (_HOMELESS,), places=places)
        for step in steps if len(where) < DEEPEST else ():
            try:
                within = _step(folder, step)
                node = within.get_identifier()
                if node & _SORT_BITS not in _FOLDERS:
                    continue
                name = " ".join((within.get_name() or "").split())
            except _LOST as error:
                if step >= 0:  # else it is among the items that are told
                    yield LostFolder(path=path, reason=_sentence(error))
                continue
            is_top = node == top or name == "IPM_SUBTREE"
            below = () if is_top else (*path, name or f"(folder {abs(step)})")
            yield from self._below(within, (*where, step), below, top)

    def _steps_down(self, folder: Any, places: int) -> list[int]:
        """How to reach each folder below: its number, or -1 less that of the place it stands at.

        A folder has a table of those below it; one that is lost may miss some.
        """
        try:
            if not self.was_mended and isinstance(folder, pypff.folder):
                return list(range(folder.get_number_of_sub_folders()))
        except _LOST:
            pass
        return [-1 - at for at in range(min(places, MOST_FOLDERS)) if not _may_be_item(folder, at)]

    def item(self, folder: Folder, number: int) -> Item | None:
        """One item of a folder, by its number; None where what stands there is none.

        Raises:
            StoreError: it cannot be read.
        """
        try:
            found = self._found(folder, number)
            if found.get_identifier() & _SORT_BITS in _NO_ITEMS:
                return None
            return self._item(found, partial(self._nested.node, found.get_identifier()))
        except (*_LOST, ValueError, OverflowError) as error:
            raise StoreError(_sentence(error)) from error

    def _found(self, folder: Folder, number: int) -> Any:
        if self._at is None or self._at[0] != folder.where:
            found = self._file.get_root_folder()
            for step in folder.where:
                found = _step(found, step)
            self._at = (folder.where, found)
        return self._at[1].get_sub_item(number)

    def bags(self) -> Iterator[Bag]:
        """The properties of every item and of every recipient, as far as they can be read."""
        for folder in [one for one in self.folders() if isinstance(one, Folder)]:
            for number in range(folder.places):
                try:
                    found = self._found(folder, number)
                    bag = self._bag(found, "")
                except (*_LOST, ValueError):
                    continue
                yield bag
                yield from self._recipients(found, bag.codec, [])

    def _item(self, found: Any, node: Callable[[], Node | None]) -> Item:
        bag = self._bag(found, "")
        lost: list[str] = []
        return Item(
            bag=bag,
            recipients=tuple(self._recipients(found, bag.codec, lost)),
            attached=tuple(self._attachments(found, bag.codec, node, lost)),
            missing=tuple(lost),
        )

    def _recipients(self, found: Any, codec: str, lost: list[str]) -> Iterator[Bag]:
        try:
            table = getattr(found, "recipients", None)
            rows = islice(table.record_sets, MOST_RECIPIENTS) if table is not None else ()
            for row in rows:
                yield Bag(_values(row), self._names, codec)
        except _LOST:
            lost.append("recipients")

    def _attachments(
        self, found: Any, codec: str, node: Callable[[], Node | None], lost: list[str]
    ) -> Iterator[Attached]:
        try:
            is_message = isinstance(found, pypff.message)
            count = found.get_number_of_attachments() if is_message else 0
        except _LOST:
            lost.append("attachments")
            return
        for number in range(min(count, MOST_ATTACHED)):
            try:
                yield self._attached(found.get_attachment(number), codec, node)
            except _LOST:
                lost.append("attachments")

    def _attached(self, attachment: Any, codec: str, node: Callable[[], Node | None]) -> Attached:
        bag = self._bag(attachment, codec)
        is_item = bag.number(Tag.ATTACH_METHOD) == _EMBEDDED
        name = bag.line(Tag.FILE_NAME) or bag.line(Tag.SHORT_FILE_NAME)
        return Attached(
            name=name or bag.line(Tag.DISPLAY_NAME),
            content_type=bag.line(Tag.MIME_TYPE),
            item=partial(self._within, attachment, bag, node) if is_item else None,
            content=None if is_item else partial(_content, attachment),
        )

    def _within(self, attachment: Any, bag: Bag, owner: Callable[[], Node | None]) -> Item:
        """The item that is attached; one of nothing where it cannot be read."""
        try:
            node = owner()
            node = node and self._nested.within(node, attachment.get_identifier())
            key = int.from_bytes(bag.data(Tag.ATTACHED)[:4], "little")
            node = node and self._nested.within(node, key)
            if node is not None:
                alone = _open(self._nested.alone(node))
                found = alone.get_root_folder().get_sub_item(0)
                return self._item(found, lambda: node)
        except _LOST:
            pass
        return Item(bag=Bag({}, {}), missing=("attached item",))

    def _bag(self, found: Any, codec: str) -> Bag:
        values: dict[int, Value] = {}
        for row in found.record_sets:
            values |= _values(row)
        return Bag(values, self._names, codec)


def _may_be_item(folder: Any, at: int) -> bool:
    """Whether what stands at a place of a folder is an item, or may be one and is damaged."""
    try:
        return folder.get_sub_item(at).get_identifier() & _SORT_BITS not in _NO_ITEMS
    except _LOST:
        return True


def _step(folder: Any, step: int) -> Any:
    return folder.get_sub_folder(step) if step >= 0 else folder.get_sub_item(-1 - step)


def _open(source: BinaryIO) -> Any:
    """A store, opened by libpff itself where it is a file: that is twice as fast."""
    file = pypff.file()
    if isinstance(source, io.BufferedReader) and isinstance(source.raw, io.FileIO):
        file.open(f"/dev/fd/{source.fileno()}")
    else:
        source.seek(0)
        file.open_file_object(source)
    return file


def _values(row: Any) -> dict[int, Value]:
    """The properties of one set; what is large or seldom asked for is fetched when it is."""
    return {
        entry.entry_type: Value(entry.value_type, partial(_data, entry))
        for entry in row.entries
        if entry.entry_type is not None
    }


def _raw(found: Any) -> dict[int, bytes]:
    """The bytes of all properties of something small."""
    return {
        entry.entry_type: _data(entry)
        for row in found.record_sets
        for entry in row.entries
        if entry.entry_type is not None
    }


def _data(entry: Any) -> bytes:
    """The bytes of one property; none where they are lost."""
    try:
        found: bytes | None = entry.data
    except _LOST:
        return b""
    return found or b""


def _content(attachment: Any, most: int) -> bytes:
    """At most so many bytes of an attachment: none where it is more, or is lost."""
    try:
        size = attachment.get_size()
        if not size or size > most:
            return b""
        found: bytes = attachment.read_buffer(size)
    except _LOST:
        return b""
    return found


def _count(ask: Any) -> int:
    try:
        found: int = ask()
    except _LOST:
        return 0
    return found


def _sentence(error: Exception) -> str:
    """The innermost reason that libpff gives, without names of functions and without numbers."""
    if isinstance(error, MemoryError):  # which libpff says of all that it cannot make
        return "it is damaged"
    said = str(error).strip().split(". ")
    inner = next((each for each in said if each.startswith("lib")), said[0])
    reason = _NUMBERS.sub("", inner.partition(": ")[2])[:_SENTENCE].strip(" .")
    return f"it is damaged ({reason})" if reason else "it is damaged"
