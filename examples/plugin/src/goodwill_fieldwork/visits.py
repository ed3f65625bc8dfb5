"""Visits of a service desk as a live source: what its interface gives becomes effort.

The desk (made up) answers `GET /visits?since=MOMENT&page=N` with a list of visits, oldest change
first, and whether there is more. A visit that was struck out is given with `"struck": true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.live.base import SourceConfig
from goodwill.live.kinds import ADDRESS, SECRET, Ask, LiveKind
from goodwill.live.records import Cursor, Page, Record, RecordSource
from goodwill.live.wire.api import Api, Key
from goodwill.live.wire.paces import Limit
from goodwill.live.wire.web import Web
from goodwill.sources.mapped.contract import mapping_for_table

__all__ = ["KIND"]

READS = "visits of the service desk: who was where, and for how long; nothing is changed"
LIMITS = (Limit(calls=10, seconds=1.0),)


class Visits:
    """The one sort of records that the desk has. Its rows are in the contract's own columns."""

    name = "visits"
    mapping = mapping_for_table("effort")
    headers = ("entry_id", "account_id", "person", "worked_on", "hours", "activity")

    def __init__(self, api: Api) -> None:
        self._api = api

    def count(self) -> int | None:
        """How many there are, for whoever looks before connecting."""
        return int(self._api.get("/visits", {"since": "", "page": 1}).data["total"])

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed since, from the oldest change on; each page says how far it goes."""
        since, number = cursor.get("since", ""), 1
        newest = since
        while True:
            told = self._api.get("/visits", {"since": since, "page": number}).data
            found = told["visits"]
            newest = found[-1]["changed"] if found else newest
            yield Page(
                cursor={"since": newest},
                records=[_record(one) for one in found if not one["struck"]],
                deleted=[one["id"] for one in found if one["struck"]],
            )
            if not told["more"]:
                return
            number += 1


def _record(visit: dict[str, str]) -> Record:
    row = {**visit, "entry_id": visit["id"]}
    return Record(id=visit["id"], changed=visit["changed"], rows=(row,))


def open_desk(config: SourceConfig, secret: str) -> RecordSource:
    """The desk at the address that was said, with the key that was asked for."""
    web = Web(config.said("url"), is_own=config.is_own_network)
    api = Api(web, Key("authorization", secret, "Bearer "), vendor="The desk", limits=LIMITS)
    return RecordSource(config, api, [Visits(api)], READS)


KIND = LiveKind(
    name="service-desk",
    reads=READS,
    open=open_desk,
    wants_notice=False,
    asks=(ADDRESS, Ask(key=SECRET, label="Key of the desk", sort="secret")),
)
