"""Who stays forgotten, as an import asks it: the marks of everybody who was erased.

The marks are kept by `goodwill.store.privacy.erase_list`, which carries them beside backups
too: whoever restores one that is older than an erasure puts its marks back into the book, and
`goodwill.privacy.erasing.erase_marked` then erases what they mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.privacy.forgotten import Forgotten
from goodwill.privacy.keyed import known_key

if TYPE_CHECKING:
    from goodwill.store.reader import Reader

__all__ = ["forgotten", "last_erased"]


def last_erased(reader: Reader) -> int:
    """The number of the newest mark, 0 where nobody was ever erased."""
    return int(reader.rows("select coalesce(max(id), 0) from erased")[0][0])


def forgotten(reader: Reader) -> Forgotten | None:
    """Everybody who was erased; None where nobody was."""
    key, rows = known_key(reader), reader.rows("select id, mark from erased order by id")
    if key is None or not rows:
        return None
    return Forgotten(key, frozenset(mark for _, mark in rows), rows[-1][0])
