"""Who looks at the book in a request, and the book as it is for them.

Pages and the API ask here, and never the application for its book: what somebody may not see is
not there.
"""

from __future__ import annotations

from starlette.requests import Request

from goodwill.serve.ports import PagesPort
from goodwill.serve.web.shelf import Shelf

__all__ = ["book_for", "shelf_for"]


def shelf_for(request: Request) -> Shelf:
    """What pages read, as it is for whoever asks."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def book_for(request: Request) -> PagesPort:
    """The book, as it is for whoever asks."""
    return shelf_for(request).book
