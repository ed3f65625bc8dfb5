"""Pipedrive as its documentation has version 2: cursors, `updated_since`, deleted deals.

https://developers.pipedrive.com/docs/api/v1/Deals, .../Persons, .../Organizations, .../Users;
https://pipedrive.readme.io/docs/core-api-concepts-pagination: `additional_data.next_cursor`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date

from goodwill.live.wire.vendors import iso, seconds_of

__all__ = ["Pipedrive"]


@dataclass
class Pipedrive:
    """Records by sort and id; `now` is its own time."""

    token: str
    now: float = 1_790_000_000.0
    records: dict[str, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: {"organizations": {}, "persons": {}, "deals": {}}
    )

    def put(self, sort: str, key: int, **said: object) -> None:
        """Make or change a record."""
        moment = iso(self.now).replace(".000Z", "Z")
        known = self.records[sort].get(key, {"id": key, "add_time": "2026-03-01T09:00:00Z"})
        self.records[sort][key] = {**known, **said, "update_time": moment}

    def answer(self, asked: Asked) -> Says:
        if asked.headers.get("x-api-token") != self.token:
            return Says.json({"success": False, "error": "unauthorized access"}, 401)
        if asked.path == "/api/v1/users":
            return self._says([{"id": 7, "name": "Ada Ours", "email": "ada@ours.example"}])
        sort = asked.path.rpartition("/")[2]
        found = [one for one in self.records[sort].values() if _is_asked(one, sort, asked)]
        found.sort(key=lambda one: (one["update_time"], one["id"]))
        start, limit = int(asked.query.get("cursor", 0)), int(asked.query.get("limit", 100))
        assert limit <= 500
        page = found[start : start + limit]
        more = str(start + limit) if start + limit < len(found) else None
        return self._says(page, next_cursor=more)

    def _says(self, data: object, **more: object) -> Says:
        told = {"success": True, "data": data, **({"additional_data": more} if more else {})}
        return Says.json(told, date=http_date(self.now))


def _is_asked(one: dict[str, Any], sort: str, asked: Asked) -> bool:
    if ids := asked.query.get("ids"):
        return str(one["id"]) in ids.split(",")
    since = asked.query.get("updated_since")
    if since and seconds_of(one["update_time"]) < seconds_of(since):
        return False
    return sort != "deals" or str(one["status"]) in asked.query["status"].split(",")
