"""People without their addresses: a keyed mark, the same for the same address in one book.

The key is made once for each book and kept in it. So a mark tells nobody anything who has not the
book; who has the book, and an address to try, can find out whether that address was marked.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING

from goodwill.store.book_state import read_state

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

__all__ = ["KEY", "key_of", "known_key", "mark_of"]

KEY = "privacy key"
"""What the book remembers its key as, in hex."""

_KEY_BYTES = 32
_MARK_BYTES = 16


def known_key(reader: Reader) -> bytes | None:
    """The book's key; None where nothing was ever marked."""
    found = read_state(reader, KEY)
    return None if found is None else bytes.fromhex(found)


def key_of(tx: Transaction) -> bytes:
    """The book's key, made now where there is none."""
    known = known_key(tx)
    if known is not None:
        return known
    fresh = secrets.token_bytes(_KEY_BYTES)
    tx.run("insert into book_state (name, value) values (?, ?)", (KEY, fresh.hex()))
    return fresh


def mark_of(key: bytes, kind: str, name: str) -> str:
    """The mark of an address, or of whatever else `kind` says that `name` is; case is no matter."""
    said = f"{kind} {name.strip().casefold()}".encode("utf-8", "surrogatepass")
    return blake2b(said, key=key, digest_size=_MARK_BYTES).hexdigest()
