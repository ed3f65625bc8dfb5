"""A book as somebody sees it who shows a token to a program: for doors without a browser.

The token is looked up again at every look, so that one that was ended ends it there too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.access.opening import rights_in
from goodwill.access.second_factor import has_to_set_one_up
from goodwill.access.tokens import known
from goodwill.clock import now
from goodwill.errors import NotPermittedError
from goodwill.store.users.users import has_users

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["seen_with"]


def seen_with(book: Book, secret: str, *, audience: str) -> Book:
    """The book as the token's user sees it; the book itself where it has no users."""
    if not book.look(has_users):
        return book
    from goodwill.access.seen_book import SeenBook  # noqa: PLC0415  the schema: 0.3 s

    viewer = known(book.store, secret, audience=audience, at=_at()) if secret else None
    if viewer is None:
        raise NotPermittedError(
            f"This book has users, and no token for this door ({audience}) was shown that holds.",
            hint=f"Set GOODWILL_TOKEN to one of:  goodwill users token USER --for {audience}",
        )
    if book.look(lambda reader: has_to_set_one_up(reader, viewer.user_id, book.settings.users)):
        raise NotPermittedError(
            "The token's user needs a second factor, and has none yet.",
            hint="They set it up on the pages, at /me.",
        )
    rights = book.look(lambda reader: rights_in(reader, viewer, _at()))
    return SeenBook(
        lambda: book,
        rights,
        holds=lambda: known(book.store, secret, audience=audience, at=_at()) == viewer,
    )


def _at() -> int:
    return int(now().timestamp())
