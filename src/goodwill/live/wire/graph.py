"""What Microsoft's mail and calendars over Graph have in common: how it is asked, and its deltas.

A delta comes in pages (`@odata.nextLink`) and ends with a link to ask for changes with
(`@odata.deltaLink`). One that the server knows no more (410, `syncStateNotFound`) is begun anew.

Sources: https://learn.microsoft.com/graph/delta-query-overview (links, 410), /graph/throttling and
/graph/throttling-limits (Outlook: 10,000 requests in 10 minutes and 4 at a time for each mailbox),
/graph/outlook-immutable-id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from goodwill.live.base import SourceConfig
from goodwill.live.faults import ServerError
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import behind
from goodwill.live.wire.api import AnswerError, Api
from goodwill.live.wire.lines import Lines, signed_lines
from goodwill.live.wire.paces import Limit
from goodwill.live.wire.trail import Trail

__all__ = ["LIMITS", "LINES", "SCOPES", "URL", "Links", "Page", "graph_lines"]

URL = "https://graph.microsoft.com/v1.0/"
SCOPES = "https://graph.microsoft.com/"
LINES = 4
LIMITS = (Limit(10_000, 600.0), Limit(400, 10.0))
RESTARTS = 100
"""Rounds that are begun anew in one run of a mailbox: some for each folder, and no end of them."""

_NOT_FOUND, _GONE = 404, 410
_FORGOTTEN = ("syncstatenotfound", "syncstateinvalid", "resyncrequired")

Told = Mapping[str, Any]


class Page(NamedTuple):
    """What a page holds. `next` is where the next one is, `delta` where changes are asked for."""

    values: list[Told]
    next: str
    delta: str


class Links:
    """Follows the links of one mailbox, through its gateway where it has one."""

    def __init__(self, api: Api, config: SourceConfig, *, prefer: tuple[str, ...] = ()) -> None:
        self._api, self._config = api, config
        self._trail = Trail("Microsoft Graph")
        self._restarts = 0
        self._headers = {"prefer": ", ".join(('IdType="ImmutableId"', *prefer))}

    def page(self, link: str) -> Page:
        """The page at a link, or at a path below the first address."""
        told = self._api.get(self._behind(link), headers=self._headers).data
        if not isinstance(told, Mapping) or not isinstance(told.get("value"), list):
            raise ServerError("Microsoft Graph answers with no list.", hint="Try again later.")
        values = [one for one in told["value"] if isinstance(one, Mapping)]
        after = self._trail.after(link, told.get("@odata.nextLink"))
        return Page(values, after, str(told.get("@odata.deltaLink") or ""))

    def pages(self, link: str) -> Iterator[Page]:
        """The page at a link, and all after it."""
        while link:
            page = self.page(link)
            yield page
            link = page.next

    def one(self, path: str) -> Told | None:
        """One thing at a path; None where it is no more."""
        try:
            told = self._api.get(path, headers=self._headers).data
        except AnswerError as error:
            if error.status in {_NOT_FOUND, _GONE}:
                return None
            raise
        return told if isinstance(told, Mapping) else None

    def page_or_anew(self, link: str, start: Callable[[], str]) -> tuple[Page, bool]:
        """The page at a link; where the server has forgotten it, the first one, and True."""
        try:
            return self.page(link), False
        except AnswerError as error:
            self._restarts += 1
            if not is_forgotten(error) or self._restarts > RESTARTS:
                raise
            return self.page(start()), True

    def _behind(self, link: str) -> str:
        if not self._config.said("gateway") or "://" not in link:
            return link
        query = link.partition("?")[2]
        return behind(self._config, link) + (f"?{query}" if query else "")


def is_forgotten(error: AnswerError) -> bool:
    """Whether a delta has to be begun anew."""
    text = error.text.lower()
    return error.status == _GONE or any(word in text for word in _FORGOTTEN)


def graph_lines(config: SourceConfig, bearer: Bearer, *, needs: str, count: int) -> Lines:
    """Lines to Graph, as many as a mailbox takes at a time."""
    return signed_lines(
        config,
        bearer,
        URL,
        vendor="Microsoft Graph",
        needs=needs,
        count=min(count, LINES),
        limits=LIMITS,
        at_once=LINES,
    )
