"""QuickBooks Online as its documentation has it: queries, and change data capture with deletions.

https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries,
.../change-data-capture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date
from tests.live.vendors.signing import Signing

from goodwill.live.wire.vendors import iso, seconds_of

__all__ = ["QuickBooks"]

SORTS = ("Customer", "Invoice", "CreditMemo", "SalesReceipt", "RefundReceipt", "Payment")
_SINCE = re.compile(r"MetaData\.LastUpdatedTime >= '([^']+)'")
_PAGE = re.compile(r"startposition (\d+) maxresults (\d+)")
_IDS = re.compile(r"'(\w+)'")


@dataclass
class QuickBooks(Signing):
    """Objects by sort and id; deleted ones are told by change data capture alone."""

    company: str = "9130347957983546"
    now: float = 1_790_000_000.0
    objects: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in SORTS}
    )
    gone: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in SORTS}
    )

    def put(self, sort: str, key: str, **said: object) -> None:
        """Make or change an object."""
        known = self.objects[sort].get(key, {"Id": key})
        times = {"CreateTime": iso(self.now), "LastUpdatedTime": iso(self.now)}
        self.objects[sort][key] = {**known, **said, "MetaData": times}

    def delete(self, sort: str, key: str) -> None:
        """Delete an object."""
        del self.objects[sort][key]
        told = {"Id": key, "status": "Deleted", "domain": "QBO"}
        self.gone[sort][key] = {**told, "MetaData": {"LastUpdatedTime": iso(self.now)}}

    def answer(self, asked: Asked) -> Says:
        if told := self.signed(asked):
            return told
        assert asked.path.startswith(f"/v3/company/{self.company}/")
        if asked.path.endswith("/cdc"):
            return self._captured(asked.query["entities"], asked.query["changedSince"])
        return self._queried(asked.query["query"])

    def _captured(self, sort: str, since: str) -> Says:
        every = [*self.objects[sort].values(), *self.gone[sort].values()]
        found = [one for one in every if _at(one) >= seconds_of(since)]
        response = {sort: found} if found else {}
        return self._says({"CDCResponse": [{"QueryResponse": [response]}]})

    def _queried(self, asked: str) -> Says:
        sort = asked.partition(" from ")[2].split()[0]
        found = sorted(self.objects[sort].values(), key=lambda one: (_at(one), one["Id"]))
        if "count(*)" in asked:
            return self._says({"QueryResponse": {"totalCount": len(found)}})
        if since := _SINCE.search(asked):
            found = [one for one in found if _at(one) >= seconds_of(since[1])]
        if " where Id in " in asked:
            named = set(_IDS.findall(asked))
            found = [one for one in found if one["Id"] in named]
        elif page := _PAGE.search(asked):
            start, size = int(page[1]) - 1, int(page[2])
            assert size <= 1000
            found = found[start : start + size]
        return self._says({"QueryResponse": {sort: found} if found else {}})

    def _says(self, told: dict[str, Any]) -> Says:
        return Says.json({**told, "time": iso(self.now)}, date=http_date(self.now))


def _at(one: dict[str, Any]) -> float:
    return seconds_of(one["MetaData"]["LastUpdatedTime"])
