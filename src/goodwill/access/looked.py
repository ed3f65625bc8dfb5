"""That somebody read words which a colleague lent them, or behind a broken glass, is noted.

Reading one's own mail is nobody's business. Who reads the same person's words at the same account
again within the hour is noted once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from goodwill.access.rights import Rights
from goodwill.clock import now
from goodwill.privacy.audit import Entry, noted
from goodwill.store.people import lenders_on

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["NotedLooks"]

AGAIN = 3600
"""Seconds within which the same look is noted once."""

MOST_REMEMBERED = 1000


class NotedLooks:
    """Notes what one viewer reads of what was lent to them."""

    def __init__(self, whole: Callable[[], Book], rights: Rights) -> None:
        self._whole, self._who = whole, rights.viewer.user_id
        self._own = frozenset(rights.viewer.addresses)
        sight = rights.sight
        self._lent = (sight.readers - self._own) | {lender for _, lender in sight.shared}
        self._noted: dict[tuple[object, ...], int] = {}

    def note(
        self, refs: Sequence[str], account: str | None = None, line: str | None = None
    ) -> None:
        """Some messages were shown: whose, where they are somebody else's."""
        if not self._lent or not refs:
            return
        book, at = self._whole(), int(now().timestamp())
        whose = book.look(lambda reader: lenders_on(reader, refs, self._lent, self._own))
        key = (whose, account, line)
        if not whose or at - self._noted.get(key, -AGAIN) < AGAIN:
            return
        if len(self._noted) > MOST_REMEMBERED:
            self._noted.clear()
        self._noted[key] = at
        noted(
            book.store,
            Entry(
                who=self._who,
                what="read_words",
                at=datetime.fromtimestamp(at, UTC),
                whose=tuple(sorted(whose)),
                account_id=account,
                line=line,
            ),
        )
