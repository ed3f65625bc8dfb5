"""A book as a viewer sees it, with what was granted to them by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from goodwill.access.rights import Grant, GrantKind, Rights, rights_of
from goodwill.store.users.users import grants_to, users

if TYPE_CHECKING:
    from goodwill.access.viewer import Viewer
    from goodwill.book import Book
    from goodwill.store.reader import Reader
    from goodwill.store.users.users import GrantRow

__all__ = ["rights_in", "seen_by"]


def seen_by(book: Book, viewer: Viewer, *, at: int) -> Book:
    """The same reading methods, over what may be seen; the book itself where it has no users."""
    if viewer.is_everyone:
        return book
    from goodwill.access.seen_book import SeenBook  # noqa: PLC0415  the schema: 0.3 s

    return SeenBook(lambda: book, book.look(lambda reader: rights_in(reader, viewer, at)))


def rights_in(reader: Reader, viewer: Viewer, at: int) -> Rights:
    """What a viewer sees of a book at a second (UTC)."""
    if viewer.is_everyone:
        raise ValueError("a book without users keeps nothing from anybody")
    owns = {str(one.id): one.addresses for one in users(reader)}
    rows = grants_to(reader, int(viewer.user_id))
    return rights_of(viewer, [_grant(row, owns.get(row.made_by, ())) for row in rows], at)


def _grant(row: GrantRow, lenders: tuple[str, ...]) -> Grant:
    """A grant as it is kept; words are lent by whoever made it, of their own mail."""
    return Grant(
        id=row.id,
        kind=cast("GrantKind", row.kind),
        subject=row.subject,
        words=row.words,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        made_by=row.made_by,
        reason=row.reason,
        lenders=lenders,
    )
