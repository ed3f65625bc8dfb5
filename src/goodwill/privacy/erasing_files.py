"""Files beside a book that hold something of a person: they go, and the book goes on without them.

What was handed in on a page, what could not be read, pages and exports that were written there,
copies of the book from before an upgrade. A file of many people's mail goes as a whole: what it
gave stands in the book. Files that were imported from elsewhere are nobody's but their owner's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.privacy.redaction import Redactor, name_forms
from goodwill.store.upkeep.kept_files import note_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodwill.privacy.whom import Whom
    from goodwill.store.database import Store

__all__ = ["drop_files"]

_KEPT = frozenset({"book.db", "import.lock", "audit.head", "erased.list", "goodwill.toml"})
"""Files that a book cannot do without; what of them has to go went before."""
_OWN_WORDS = ("catalogue", "mappings")
"""Folders of what people wrote to explain their data."""
_UPLOADS = "uploads"
_COPIES = "book.db.before-*"
_AT_ONCE = 1 << 20
_OVERLAP = 1_024


def drop_files(store: Store, whom: Whom, paths: Collection[str]) -> tuple[str, ...]:
    """Take away every file of the book's folder that holds something of her; their names.

    `paths` are the files that she was read from, wherever they lie: in whatever way such a file
    is packed, it holds her. Those that are not the book's own stay where they are.
    """
    if store.folder is None:
        return ()
    read = {Path(path.partition("!")[0]) for path in paths}
    sources = {Path(path.partition("!")[0]) for (path,) in store.rows(_SOURCES)}
    own = store.folder.absolute()
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    gone = []
    for path in sorted(_suspected(own)):
        is_handed_in = path.is_relative_to(own / _UPLOADS)
        if path in sources and not is_handed_in:
            continue
        if path in read or path.match(_COPIES) or _holds(path, redactor):
            path.unlink()
            gone.append(path.relative_to(own).as_posix())
    note_files(store)
    return tuple(gone)


_SOURCES = "select path from source_file"


def _suspected(folder: Path) -> Iterator[Path]:
    """Every file of the folder that may go."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).parts[0]
        is_kept = name in _KEPT or (name.startswith("book.db") and not path.match(_COPIES))
        if not is_kept and name not in _OWN_WORDS and path.is_file() and not path.is_symlink():
            yield path


def _holds(path: Path, redactor: Redactor) -> bool:
    """Whether a file speaks of her, some of it read at a time."""
    tail = b""
    with path.open("rb") as file:
        while some := file.read(_AT_ONCE):
            if redactor.find((tail + some).decode("utf-8", "replace")):
                return True
            tail = some[-_OVERLAP:]
    return False
