"""That words are read: how often is counted; whose, where they are somebody else's, is noted.

Those are words which a colleague lent, or behind a broken glass. Reading one's own mail is nobody's
business. Who reads the same person's words at the same account again within the hour is noted once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from goodwill.access.pace import check_pace
from goodwill.access.rights import Rights
from goodwill.clock import now
from goodwill.privacy.audit import Entry, noted
from goodwill.store.users.users import lenders_on

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.facts.overview import Overview
    from goodwill.facts.statement import Statement
    from goodwill.reports import LineEvidence

__all__ = ["NotedLooks", "quoted"]

AGAIN = 3600
"""Seconds within which the same look is noted once."""

MOST_REMEMBERED = 1000


def quoted(found: object) -> Iterator[str]:
    """The messages that a document quotes, wherever it does."""
    if isinstance(found, Mapping):
        if found.get("quote") and found.get("source") == "message":
            yield found["ref"]
        found = found.values()
    elif not isinstance(found, list | tuple):
        return
    for one in found:
        yield from quoted(one)


class NotedLooks:
    """Counts what one viewer asks for, and notes what they read of what was lent to them."""

    def __init__(self, whole: Callable[[], Book], rights: Rights) -> None:
        self._whole, self._who = whole, rights.viewer.user_id
        self._own = frozenset(rights.viewer.addresses)
        sight = rights.sight
        self._has_words = bool(sight.readers or sight.shared)
        self._lent = (sight.readers - self._own) | {lender for _, lender in sight.shared}
        self._noted: dict[tuple[object, ...], int] = {}

    def messages(self, refs: Sequence[str], account: str | None = None) -> None:
        """Some messages were asked for; raises `TooOftenError`, as `line` does."""
        if refs:
            self._count()
            self._note(refs, account)

    def line(self, found: LineEvidence) -> None:
        """All evidence of a line was asked for."""
        self._count()
        if self._lent:
            self._note(tuple(quoted(found.evidence)), found.account, found.name)

    def documents(self, *found: Statement | Overview) -> None:
        """Statements were shown, or what the pages over all accounts read of them."""
        for one in found if self._lent else ():
            self._note(tuple(quoted(one)), one["account"]["id"])

    def _count(self) -> None:
        if self._has_words:
            book = self._whole()
            most, at = book.settings.users.looks_an_hour, int(now().timestamp())
            check_pace(book.store, book.place, self._who, most, at=at)

    def _note(self, refs: Sequence[str], account: str | None, line: str | None = None) -> None:
        """Some messages are shown: whose, where they are somebody else's."""
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
