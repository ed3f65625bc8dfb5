"""Salesforce as its documentation has it: SOQL in pages with `nextRecordsUrl`, `queryAll`, errors.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_queryall.htm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date
from tests.live.vendors.signing import Signing

from goodwill.live.wire.vendors import iso, seconds_of

__all__ = ["Salesforce"]

_ASKED = re.compile(
    r"SELECT (?P<fields>.+) FROM (?P<table>\w+)(?: WHERE SystemModstamp >= (?P<since>\S+))?"
)


@dataclass
class Salesforce(Signing):
    """Records by table and id; `lacks` are fields that this edition has not."""

    now: float = 1_790_000_000.0
    size: int = 200
    lacks: frozenset[str] = frozenset({"CurrencyIsoCode", "MainCompetitors__c"})
    records: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {"Account": {}, "Contact": {}, "Opportunity": {}}
    )
    cursors: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def put(self, table: str, key: str, **said: object) -> None:
        """Make or change a record."""
        stamp = iso(self.now).replace("Z", "+0000")
        known = self.records[table].get(key, {"Id": key, "IsDeleted": False, "OwnerId": "005A"})
        self.records[table][key] = {**known, **said, "SystemModstamp": stamp}

    def answer(self, asked: Asked) -> Says:
        if told := self.signed(asked):
            return told
        if "q" not in asked.query:
            return self._page(asked.path.rpartition("/")[2])
        found = _ASKED.match(asked.query["q"])
        assert found is not None, asked.query["q"]
        rows = list(self.records[found["table"]].values())
        if found["fields"] == "COUNT()":
            return Says.json({"totalSize": len(rows), "done": True, "records": []})
        names = [one.strip() for one in found["fields"].split(",")]
        for name in names:
            if name in self.lacks:
                message = f"No such column '{name}' on entity '{found['table']}'."
                return Says.json([{"message": message, "errorCode": "INVALID_FIELD"}], 400)
        since = seconds_of(found["since"]) if found["since"] else 0.0
        rows = [one for one in rows if seconds_of(one["SystemModstamp"]) >= since]
        rows.sort(key=lambda one: (one["SystemModstamp"], one["Id"]))
        self.cursors[key := f"01g{len(self.cursors)}"] = [_with(one, names) for one in rows]
        return self._page(f"{key}-0")

    def _page(self, cursor: str) -> Says:
        key, _, start = cursor.partition("-")
        rows, first = self.cursors[key], int(start)
        end = first + self.size
        told = {"totalSize": len(rows), "done": end >= len(rows), "records": rows[first:end]}
        if end < len(rows):
            told["nextRecordsUrl"] = f"/services/data/v62.0/query/{key}-{end}"
        return Says.json(told, date=http_date(self.now))


def _with(one: dict[str, Any], names: list[str]) -> dict[str, Any]:
    told = {name: one.get(name) for name in names if "." not in name}
    return {"attributes": {"type": "?"}, **told, "Owner": one.get("Owner")}
