"""Dataverse as its documentation has change tracking: `@odata.deltaLink`, `$deletedEntity`, 410.

https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date
from tests.live.vendors.signing import Signing

__all__ = ["Dynamics"]

KEYS = {"accounts": "accountid", "contacts": "contactid", "opportunities": "opportunityid"}
TEXT = "@OData.Community.Display.V1.FormattedValue"


@dataclass
class Dynamics(Signing):
    """Rows by table and id, each with the number of its change; deleted ones keep theirs."""

    now: float = 1_790_000_000.0
    size: int = 200
    number: int = 1000
    oldest: int = 0
    rows: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in KEYS}
    )
    gone: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in KEYS})

    def put(self, table: str, key: str, **said: object) -> None:
        """Make or change a row."""
        self.number += 1
        known = self.rows[table].get(key, {KEYS[table]: key})
        self.rows[table][key] = {**known, **said, "versionnumber": self.number}

    def delete(self, table: str, key: str) -> None:
        """Delete a row."""
        self.number += 1
        del self.rows[table][key]
        self.gone[table][key] = self.number

    def answer(self, asked: Asked) -> Says:
        if told := self.signed(asked):
            return told
        table = asked.path.rpartition("/")[2]
        if table == "transactioncurrencies":
            return Says.json({"value": [{"transactioncurrencyid": "c1", "isocurrencycode": "EUR"}]})
        if table not in KEYS:
            return Says.json({"EntityRecordCountCollection": {"Values": [len(self.rows)]}})
        assert "odata.track-changes" in asked.headers["prefer"]
        since, upto, start = map(int, asked.query.get("$at", f"0,{self.number},0").split(","))
        if "$deltatoken" in asked.query:
            since, upto, start = int(asked.query["$deltatoken"]), self.number, 0
            if since < self.oldest:
                return Says.json({"error": {"code": "0x80060891", "message": "too old"}}, 410)
        return self._page(table, since, upto, start)

    def _page(self, table: str, since: int, upto: int, start: int) -> Says:
        found = sorted(
            (one for one in self.rows[table].values() if since < one["versionnumber"] <= upto),
            key=lambda one: one["versionnumber"],
        )
        gone = [
            {"@odata.context": f"#{table}/$deletedEntity", "id": key, "reason": "deleted"}
            for key, at in self.gone[table].items()
            if since and since < at <= upto
        ]
        every = [*found, *gone]
        end = start + self.size
        link = f"http://elsewhere.example/api/data/v9.2/{table}?"
        more = (
            {"@odata.nextLink": f"{link}$at={since},{upto},{end}"}
            if end < len(every)
            else {"@odata.deltaLink": f"{link}$deltatoken={upto}"}
        )
        return Says.json({"value": every[start:end], **more}, date=http_date(self.now))
