"""Xero as a live source: customers, sales invoices, credit notes and payments.

What changed comes by `If-Modified-Since`, in the order of changes: each page begins where the last
one ended, so what is changed meanwhile moves no record past us. Customers go by their ids here;
exports know their names alone. Sources:
https://developer.xero.com/documentation/api/accounting/invoices (paging, statuses),
https://developer.xero.com/documentation/guides/oauth2/limits (60 calls a minute, 5,000 a day),
https://developer.xero.com/documentation/guides/oauth2/custom-connections,
https://developer.xero.com/documentation/guides/oauth2/scopes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.faults import RefusedError
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer, Permit
from goodwill.live.oauth.provider import Consent, Provider
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Answer, Api
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.vendors import iso, provider_at, server_time, web_of

__all__ = ["XERO"]

READS = "customers, sales invoices, credit notes and payments of Xero; nothing is changed"
SCOPES = ("accounting.contacts.read", "accounting.invoices.read", "accounting.payments.read")
NEEDS = ", ".join(SCOPES)
USUAL = "https://api.xero.com"
BASE = "/api.xro/2.0"
LIMITS = (Limit(58, 60.0), Limit(5000, 86_400.0))
PAGE = 500

_MOMENT = re.compile(r"/Date\((-?\d+)")
_STATUSES = {
    "DRAFT": "Draft",
    "SUBMITTED": "Awaiting Approval",
    "AUTHORISED": "Awaiting Payment",
    "PAID": "Paid",
    "VOIDED": "Voided",
    "DELETED": "Deleted",
}


class Organisation:
    """The organisation whose books are read: the one that was named, else the only one."""

    def __init__(self, api: Api, wanted: str) -> None:
        self._api, self._wanted = api, wanted

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """What tells Xero which organisation is meant."""
        found = self._api.get("/connections").data or []
        named = [
            str(one["tenantId"])
            for one in found
            if not self._wanted or self._wanted in {one["tenantId"], one.get("tenantName")}
        ]
        if len(named) != 1:
            names = ", ".join(str(one.get("tenantName")) for one in found) or "none"
            raise RefusedError(
                f"It is not clear which organisation of Xero is meant; there are: {names}.",
                hint="Connect it anew, and name one:  --company NAME",
            )
        return {"xero-tenant-id": named[0]}


class Listed:
    """One sort of records of Xero, as a stream."""

    name = ""
    path = ""
    key = ""
    where = ""
    more: Mapping[str, str] = MappingProxyType({})
    headers: Sequence[str] = ()

    def __init__(self, api: Api, organisation: Organisation) -> None:
        self._api, self._organisation = api, organisation

    def count(self) -> int | None:
        """How many there are."""
        told = (self._asked(0, 1, 1).data or {}).get("pagination") or {}
        return int(told["itemCount"]) if "itemCount" in told else None

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed since, from the oldest change on."""
        since, page, begun = int(cursor.get("since", "0")), 1, ""
        while True:
            answer = self._asked(since, page, PAGE)
            found = (answer.data or {}).get(self.path) or []
            newest = max((_seconds(one["UpdatedDateUTC"]) for one in found), default=0.0)
            begun = begun or str(int(server_time(answer, newest or since)))
            if len(found) < PAGE:
                behind = {"since": str(max(int(begun), 0))}
            elif math.floor(newest) - 1 > since:
                since, page = math.floor(newest) - 1, 1  # the header knows no parts of a second
                behind = {"since": str(since)}
            else:
                page += 1
                behind = {"since": str(since)}
            yield Page(cursor=behind, records=[self._record(one) for one in found])
            if len(found) < PAGE:
                return

    def _asked(self, since: int, page: int, size: int) -> Answer:
        asked: dict[str, str | int] = {
            "page": page,
            "pageSize": size,
            "order": "UpdatedDateUTC ASC",
            "where": self.where,
            **self.more,
        }
        headers = dict(self._organisation.headers)
        if since:
            moment = datetime.fromtimestamp(since, UTC).strftime("%Y-%m-%dT%H:%M:%S")
            headers["if-modified-since"] = moment
        return self._api.get(f"{BASE}/{self.path}", asked, headers=headers)

    def _record(self, found: Mapping[str, Any]) -> Record:
        changed = iso(_seconds(found["UpdatedDateUTC"]))
        return Record(id=str(found[self.key]), changed=changed, rows=tuple(self._rows(found)))

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        """The rows of a record."""
        raise NotImplementedError


class Contacts(Listed):
    """Customers; one that was merged into another keeps its invoices, which then name the other."""

    name, path, key, where = "customers", "Contacts", "ContactID", "IsCustomer==true"
    more = MappingProxyType({"includeArchived": "true"})
    headers = (
        "ContactID",
        "ContactName",
        "AccountNumber",
        "EmailAddress",
        "FirstName",
        "LastName",
        "Website",
    )
    mapping = export_mapping("xero_contacts", account_id="ContactID")

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        row: dict[str, object] = {
            "ContactID": found["ContactID"],
            "ContactName": found.get("Name"),
            "AccountNumber": found.get("AccountNumber"),
            "Website": found.get("Website"),
        }
        people = (found, *(found.get("ContactPersons") or ()))
        named = [one for one in people if one.get("EmailAddress")] or [found]
        for one in named:
            yield {**row, **{k: one.get(k) for k in ("EmailAddress", "FirstName", "LastName")}}


class Sales(Listed):
    """What sales invoices and credit notes have in common: a head, repeated beside each item."""

    sort = ""
    number = ""
    headers = (
        "ContactID",
        "ContactName",
        "InvoiceNumber",
        "InvoiceDate",
        "DueDate",
        "Total",
        "TaxTotal",
        "Currency",
        "Type",
        "Status",
        "InventoryItemCode",
        "Description",
        "Quantity",
        "UnitAmount",
        "Discount",
        "LineAmount",
    )
    mapping = export_mapping("xero_sales_invoices", account_id="ContactID")

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        head = {
            "ContactID": (found.get("Contact") or {}).get("ContactID"),
            "InvoiceNumber": found.get(self.number) or found[self.key],
            "InvoiceDate": _day(found, "Date"),
            "DueDate": _day(found, "DueDate"),
            "Total": found.get("Total"),
            "TaxTotal": found.get("TotalTax"),
            "Currency": found.get("CurrencyCode"),
            "Type": self.sort,
            "Status": _STATUSES.get(str(found.get("Status")), found.get("Status")),
        }
        lines = [one for one in found.get("LineItems") or () if one.get("LineAmount") is not None]
        for one in lines or [{"LineAmount": found.get("SubTotal")}]:
            yield {
                **head,
                "InventoryItemCode": one.get("ItemCode"),
                "Description": one.get("Description"),
                "Quantity": one.get("Quantity"),
                "UnitAmount": one.get("UnitAmount"),
                "Discount": one.get("DiscountRate"),
                "LineAmount": one.get("LineAmount"),
            }


class Invoices(Sales):
    """Sales invoices; drafts and voided ones are left out, and step back."""

    name, path, key, where = "invoices", "Invoices", "InvoiceID", 'Type=="ACCREC"'
    sort, number = "Sales invoice", "InvoiceNumber"


class CreditNotes(Sales):
    """Credit notes to customers."""

    name, path, key, where = "credit notes", "CreditNotes", "CreditNoteID", 'Type=="ACCRECCREDIT"'
    sort, number = "Sales credit note", "CreditNoteNumber"


class Payments(Listed):
    """What customers paid for invoices, and were paid back for credit notes."""

    name, path, key = "payments", "Payments", "PaymentID"
    where = 'PaymentType=="ACCRECPAYMENT" OR PaymentType=="ARCREDITPAYMENT"'
    headers = ("PaymentID", "PaymentType", "InvoiceNumber", "Date", "Amount", "Status")
    mapping = export_mapping("xero_payments")

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        invoice, note = found.get("Invoice") or {}, found.get("CreditNote") or {}
        yield {
            "PaymentID": found["PaymentID"],
            "PaymentType": found.get("PaymentType"),
            "InvoiceNumber": (
                invoice.get("InvoiceNumber")
                or note.get("CreditNoteNumber")
                or invoice.get("InvoiceID")
                or note.get("CreditNoteID")
            ),
            "Date": _day(found, "Date"),
            "Amount": found.get("Amount"),
            "Status": found.get("Status"),
        }


def _seconds(text: str) -> float:
    """A moment as Xero writes it: `/Date(1573755038314+0000)/`."""
    found = _MOMENT.match(text)
    if found is None:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    return int(found[1]) / 1000


def _day(found: Mapping[str, Any], name: str) -> str:
    """A day without its time, which is midnight and of no zone."""
    text = str(found.get(f"{name}String") or "")
    if not text and found.get(name):
        text = iso(_seconds(str(found[name])))
    return text[:10]


def _provider(config: SourceConfig) -> Provider:
    """A program's own connection names its secret in a header; an app of people has none."""
    return provider_at(
        config,
        Provider(
            name="Xero",
            authorize="https://login.xero.com/identity/connect/authorize",
            token="https://identity.xero.com/connect/token",  # noqa: S106  an address
            always=("offline_access",),
            redirect_host="localhost",
            port=8765,
            is_basic=bool(config.said("program")),
        ),
    )


def open_xero(config: SourceConfig, bearer: Bearer) -> RecordSource:
    """The records of one organisation."""
    web = web_of(config, USUAL)
    paces = paces_of(
        LIMITS, "xero", config.said("gateway"), config.said("client_id"), config.said("company")
    )
    api = Api(web, Permit(bearer), vendor="Xero", limits=paces, needs=NEEDS)
    organisation = Organisation(api, config.said("company"))
    streams = [sort(api, organisation) for sort in (Contacts, Invoices, CreditNotes, Payments)]
    return RecordSource(config, api, streams, READS)


XERO = LiveKind(
    name="xero",
    reads=READS,
    wants_notice=False,
    polled_every=1800.0,
    consent=Consent(provider=_provider, scopes=lambda _: SCOPES),
    open_signed=open_xero,
)
