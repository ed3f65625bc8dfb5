"""What of a batch may still be stored, asked in the transaction that stores it.

An import may run for hours, and somebody may be erased meanwhile: whatever comes after that must
not bring her back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.privacy.erased_list import forgotten, last_erased

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.privacy.forgotten import Forgotten
    from goodwill.store.database import Transaction
    from goodwill.store.rows import Entry

__all__ = ["Sieve"]


class Sieve:
    """Keeps out who was erased, as of this very moment."""

    def __init__(self) -> None:
        self._gone: Forgotten | None = None

    def __call__(self, tx: Transaction, entries: Sequence[Entry]) -> Sequence[Entry]:
        """What is left of the entries of a batch."""
        last = last_erased(tx)
        if last and (self._gone is None or self._gone.last != last):
            self._gone = forgotten(tx)
        return entries if self._gone is None or not last else self._gone.entries(entries)
