"""HubSpot as its documentation has it: search, owners, associations and archived records.

https://developers.hubspot.com/docs/api-reference/search/guide: `limit` up to 200, filters joined by
AND within a group, `total`, `paging.next.after`; a search gives 10,000 results at most.
https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide: `from.id`,
`to[].toObjectId` and the types of each.
https://developers.hubspot.com/docs/api-reference/crm-owners-v3/guide.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date

from goodwill.live.wire.vendors import iso, seconds_of

__all__ = ["HubSpot"]

LARGEST, CAP = 200, 10_000
CHANGED = {"contacts": "lastmodifieddate"}


@dataclass
class HubSpot:
    """Records by sort and id, with their properties; `now` is its own time, in seconds UTC."""

    token: str
    now: float = 1_790_000_000.0
    owners: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: {"companies": {}, "contacts": {}, "deals": {}}
    )
    contacts_of: dict[int, list[int]] = field(default_factory=dict)

    def put(self, sort: str, key: int, **said: str | None) -> None:
        """Make or change a record."""
        known = self.records[sort].get(key, {"properties": {"createdate": iso(self.now)}})
        properties = {**known["properties"], **said, "hs_object_id": str(key)}
        properties[CHANGED.get(sort, "hs_lastmodifieddate")] = iso(self.now)
        self.records[sort][key] = {
            "id": str(key),
            "properties": properties,
            "createdAt": properties["createdate"],
            "updatedAt": iso(self.now),
            "archived": False,
        }

    def archive(self, sort: str, key: int) -> None:
        """Delete a record; it stays in the bin."""
        self.records[sort][key] |= {"archived": True, "archivedAt": iso(self.now)}

    def merge(self, sort: str, key: int, into: int) -> None:
        """One record is taken in by another, and is found nowhere any more."""
        del self.records[sort][key]
        self.put(sort, into, hs_merged_object_ids=str(key))

    def answer(self, asked: Asked) -> Says:  # noqa: PLR0911  one for each page
        if asked.token != self.token:
            return Says.json(
                {"status": "error", "message": "Authentication credentials not found"}, 401
            )
        document = json.loads(asked.body) if asked.body else {}
        match asked.path.strip("/").split("/"):
            case ["crm", "v3", "objects", sort, "search"]:
                return self._search(sort, document)
            case ["crm", "v3", "objects", sort, "batch", "read"]:
                return self._read(sort, document)
            case ["crm", "v3", "objects", sort]:
                return self._archived(sort, asked)
            case ["crm", "v4", "associations", "deals", "contacts", "batch", "read"]:
                return self._associations(document)
        if asked.path == "/crm/v3/owners":
            return self._owners(asked)
        return Says.json({"status": "error", "message": f"no {asked.path}"}, 404)

    def _search(self, sort: str, document: dict[str, Any]) -> Says:
        if document["limit"] > LARGEST:
            return Says.json({"status": "error", "message": "limit must be 200 or less"}, 400)
        (group,) = document["filterGroups"]
        found = [
            one
            for _, one in sorted(self.records[sort].items())
            if not one["archived"] and all(_holds(one, asked) for asked in group["filters"])
        ]
        start = int(document.get("after", 0))
        if start + document["limit"] > CAP:
            return Says.json({"status": "error", "message": "10,000 results at most"}, 400)
        page = found[start : start + document["limit"]]
        told: dict[str, Any] = {
            "total": len(found),
            "results": [_with(one, document["properties"]) for one in page],
        }
        if start + len(page) < len(found):
            told["paging"] = {"next": {"after": str(start + len(page))}}
        return self._says(told)

    def _read(self, sort: str, document: dict[str, Any]) -> Says:
        if len(document["inputs"]) > 100:
            return Says.json({"status": "error", "message": "at most 100 inputs"}, 400)
        found = [self.records[sort].get(int(one["id"])) for one in document["inputs"]]
        results = [_with(one, document["properties"]) for one in found if one]
        return self._says({"status": "COMPLETE", "results": results})

    def _archived(self, sort: str, asked: Asked) -> Says:
        found = [one for _, one in sorted(self.records[sort].items()) if one["archived"]]
        start, limit = int(asked.query.get("after", 0)), int(asked.query["limit"])
        told: dict[str, Any] = {"results": found[start : start + limit]}
        if start + limit < len(found):
            told["paging"] = {"next": {"after": str(start + limit), "link": "?"}}
        return self._says(told)

    def _associations(self, document: dict[str, Any]) -> Says:
        kind = {"category": "HUBSPOT_DEFINED", "typeId": 3, "label": None}
        results = [
            {
                "from": {"id": one["id"]},
                "to": [{"toObjectId": str(key), "associationTypes": [kind]} for key in keys],
            }
            for one in document["inputs"]
            if (keys := self.contacts_of.get(int(one["id"])))
        ]
        return self._says({"status": "COMPLETE", "results": results}, 200)

    def _owners(self, asked: Asked) -> Says:
        results = [
            {"id": key, "firstName": name.split()[0], "lastName": name.split()[1], "email": ""}
            for key, name in self.owners.items()
        ]
        return self._says({"results": results if asked.query["archived"] == "false" else []})

    def _says(self, told: object, status: int = 200) -> Says:
        return Says.json(told, status, date=http_date(self.now))


def _holds(one: dict[str, Any], asked: dict[str, str]) -> bool:
    value = str(one["properties"].get(asked["propertyName"]) or "")
    if asked["propertyName"] == "hs_object_id":
        return int(value) > int(asked["value"])
    return seconds_of(value) * 1000 >= float(asked["value"])


def _with(one: dict[str, Any], properties: list[str]) -> dict[str, Any]:
    """A record with the properties that were asked for; one that is not set is null."""
    said = {name: one["properties"].get(name) for name in properties}
    return {**one, "properties": said}
