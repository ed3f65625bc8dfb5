"""Following a vendor from page to page: to the last one, and never in a circle."""

from __future__ import annotations

from goodwill.live.faults import ServerError

__all__ = ["Trail"]

LONGEST = 200_000
"""Pages one after the other; the largest mailbox that a provider sells has fewer."""


class Trail:
    """The pages that were followed one after the other, by how their vendor names them.

    A page that does not follow on the last one begins anew: the vendor forgot where we were, or it
    is another list.
    """

    def __init__(self, vendor: str) -> None:
        self._vendor = vendor
        self._met: set[str] = set()
        self._next = ""

    def after(self, page: str, following: object) -> str:
        """What follows a page, "" behind the last one; the first page may be "", too.

        Raises:
            ServerError: it was met before, or there is no end of pages.
        """
        if not page or page != self._next:
            self._met.clear()
        self._met.add(page)
        self._next = str(following or "")
        if self._next and (self._next in self._met or len(self._met) > LONGEST):
            raise ServerError(f"{self._vendor} leads in a circle.", hint="It is tried again later.")
        return self._next
