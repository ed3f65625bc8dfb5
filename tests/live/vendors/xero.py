"""Xero as its documentation has it: `If-Modified-Since`, `page`, `order`, moments as `/Date(...)/`.

https://developer.xero.com/documentation/api/accounting/invoices, .../payments, .../contacts,
https://developer.xero.com/documentation/guides/oauth2/tenants.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date
from tests.live.vendors.signing import Signing

__all__ = ["Xero", "xero_day"]

KEYS = {
    "Contacts": "ContactID",
    "Invoices": "InvoiceID",
    "CreditNotes": "CreditNoteID",
    "Payments": "PaymentID",
}
TENANT = "70784a63-d24b-46a9-a4db-0e70a274b056"


def xero_day(day: str) -> str:
    """A day as Xero writes it."""
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return f"/Date({int(at.timestamp() * 1000)}+0000)/"


@dataclass
class Xero(Signing):
    """Records by path and id; `now` is its own time. A page is of `size` at most."""

    now: float = 1_790_000_000.0
    size: int = 200
    records: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in KEYS}
    )

    def put(self, path: str, key: str, **said: object) -> None:
        """Make or change a record."""
        known = self.records[path].get(key, {KEYS[path]: key})
        stamp = f"/Date({int(self.now * 1000)}+0000)/"
        self.records[path][key] = {**known, **said, "UpdatedDateUTC": stamp, "at": self.now}

    def answer(self, asked: Asked) -> Says:
        if told := self.signed(asked):
            return told
        if asked.path == "/connections":
            return Says.json([{"id": "1", "tenantId": TENANT, "tenantName": "Ours Ltd"}])
        if asked.headers.get("xero-tenant-id") != TENANT:
            return Says.json({"Title": "Forbidden", "Detail": "AuthenticationUnsuccessful"}, 403)
        path = asked.path.rpartition("/")[2]
        since = datetime.fromisoformat(asked.headers.get("if-modified-since", "1970-01-01"))
        floor = since.replace(tzinfo=UTC).timestamp()
        assert asked.query["order"] == "UpdatedDateUTC ASC"
        found = sorted(
            (one for one in self.records[path].values() if one["at"] > floor or not floor),
            key=lambda one: (one["at"], one[KEYS[path]]),
        )
        size, page = int(asked.query["pageSize"]), int(asked.query["page"])
        page_of: dict[str, object] = {
            "pagination": {"page": page, "pageSize": size, "itemCount": len(found)},
            path: [_shown(one) for one in found[(page - 1) * size : page * size]],
        }
        return Says.json(page_of, date=http_date(self.now))


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    """A record without our own note of when it was changed."""
    return {name: value for name, value in one.items() if name != "at"}
