"""QuickBooks Online as a live source: customers, sales of every sort, and payments.

Everything is asked for once, in the order of changes; from then on what changed or was deleted is
told by change data capture, which looks back 30 days: a source that slept longer asks for all
again. Customers go by their ids here; reports know their names alone. Sources:
https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
(1,000 a page), .../change-data-capture (30 days, 1,000 objects),
https://developer.intuit.com/app/developer/qbo/docs/develop/rest-api-features (500 calls a minute),
https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.faults import RefusedError
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer, Permit
from goodwill.live.oauth.provider import Consent, Provider
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Answer, Api
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.vendors import iso, provider_at, seconds_of, server_time, web_of

__all__ = ["QUICKBOOKS"]

READS = "customers, sales and payments of QuickBooks Online; nothing is changed"
SCOPES = ("com.intuit.quickbooks.accounting",)
USUAL = "https://quickbooks.api.intuit.com"
LIMITS = (Limit(450, 60.0), Limit(10, 1.0))
PAGE = CAPTURED = 1000
VERSION = 75
REACH = 29 * 86_400.0
"""Seconds that change data capture looks back, less a day."""


class Entities:
    """One sort of records of QuickBooks Online, as a stream."""

    name = ""
    entity = ""
    headers: Sequence[str] = ()
    where = ""

    def __init__(self, api: Api, company: str) -> None:
        self._api, self._base = api, f"/v3/company/{company}"

    def count(self) -> int | None:
        """How many there are."""
        asked = f"select count(*) from {self.entity}{self._where('')}"  # noqa: S608  of our own
        return int(self._query(asked).data["QueryResponse"]["totalCount"])

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """Everything at first, then what was changed or deleted since."""
        if "asked" in cursor or "since" not in cursor:
            yield from self._listed(cursor.get("asked", ""), cursor.get("begun", ""))
            return
        since = cursor["since"]
        query = (
            ("entities", self.entity),
            ("changedSince", since),
            ("minorversion", VERSION),
        )
        answer = self._api.get(f"{self._base}/cdc", query)
        now = server_time(answer, seconds_of(answer.data["time"]))
        if now - seconds_of(since) > REACH:
            yield from self._listed("", "")
            return
        found = [
            one
            for told in answer.data["CDCResponse"]
            for response in told["QueryResponse"]
            for one in response.get(self.entity) or ()
        ]
        if len(found) < CAPTURED:
            yield self._page(found, {"since": iso(now)})
            return
        yield self._page(found, cursor)
        yield from self._listed(since, iso(now))

    def _listed(self, since: str, begun: str) -> Iterator[Page]:
        """By query, from the oldest change on; each page begins where the last one ended."""
        start, is_whole = 1, not since
        while True:
            asked = (
                f"select * from {self.entity}{self._where(since)}"  # noqa: S608  of our own
                f" orderby MetaData.LastUpdatedTime startposition {start} maxresults {PAGE}"
            )
            answer = self._query(asked)
            found = answer.data["QueryResponse"].get(self.entity) or []
            begun = begun or iso(server_time(answer, seconds_of(answer.data["time"])))
            if len(found) < PAGE:
                yield self._page(found, {"since": begun}, is_all=is_whole)
                return
            last = _changed(found[-1])
            start, since = (1, last) if last != since else (start + PAGE, since)
            yield self._page(found, {"asked": since, "begun": begun})

    def _where(self, since: str) -> str:
        asked = [self.where] if self.where else []
        asked += [f"MetaData.LastUpdatedTime >= '{since}'"] if since else []
        return f" where {' and '.join(asked)}" if asked else ""

    def _query(self, asked: str) -> Answer:
        return self._api.get(f"{self._base}/query", {"query": asked, "minorversion": VERSION})

    def _page(
        self, found: Sequence[Mapping[str, Any]], behind: Cursor, *, is_all: bool = False
    ) -> Page:
        there = [one for one in found if not _is_gone(one)]
        records = tuple(
            Record(id=str(one["Id"]), changed=_changed(one), rows=tuple(self._rows(one)))
            for one in there
        )
        gone = [str(one["Id"]) for one in found if _is_gone(one)]
        return Page(cursor=behind, records=records, deleted=gone, is_all=is_all)

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        """The rows of a record."""
        raise NotImplementedError


class Customers(Entities):
    """Customers, also those that are no longer active."""

    name, entity, where = "customers", "Customer", "Active in (true, false)"
    headers = ("CustomerId", "Customer", "Phone Numbers", "Email", "Full Name", "Billing Address")
    mapping = export_mapping("quickbooks_customers", account_id="CustomerId")

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        yield {
            "CustomerId": str(found["Id"]),
            "Customer": found.get("FullyQualifiedName") or found.get("DisplayName"),
            "Email": (found.get("PrimaryEmailAddr") or {}).get("Address"),
            "Full Name": f"{found.get('GivenName') or ''} {found.get('FamilyName') or ''}".strip(),
        }


class Sales(Entities):
    """What all sorts of sales have in common: a row for each item, as in the report of sales."""

    sort = ""
    sign = 1
    headers = (
        "CustomerId",
        "Date",
        "Transaction Type",
        "Num",
        "Customer",
        "Product/Service",
        "Memo/Description",
        "Qty",
        "Sales Price",
        "Amount",
        "Currency",
        "Due Date",
    )
    mapping = export_mapping("quickbooks_sales_lines", account_id="CustomerId")

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        head = {
            "CustomerId": (found.get("CustomerRef") or {}).get("value"),
            "Date": found.get("TxnDate"),
            "Transaction Type": self.sort,
            "Num": found.get("DocNumber") or str(found["Id"]),
            "Currency": (found.get("CurrencyRef") or {}).get("value"),
            "Due Date": found.get("DueDate"),
        }
        for line in _lines(found.get("Line") or ()):
            detail = line.get("SalesItemLineDetail") or {}
            yield {
                **head,
                "Product/Service": (detail.get("ItemRef") or {}).get("name"),
                "Memo/Description": line.get("Description"),
                "Qty": _signed(detail.get("Qty"), self.sign),
                "Sales Price": detail.get("UnitPrice"),
                "Amount": _signed(line["Amount"], self.sign * _sign_of(line)),
            }


class Invoices(Sales):
    """Invoices."""

    name, entity, sort = "invoices", "Invoice", "Invoice"


class CreditMemos(Sales):
    """Credit memos: they take away."""

    name, entity, sort, sign = "credit memos", "CreditMemo", "Credit Memo", -1


class SalesReceipts(Sales):
    """Sales that were paid as they were made."""

    name, entity, sort = "sales receipts", "SalesReceipt", "Sales Receipt"


class Refunds(Sales):
    """Sales that were paid back."""

    name, entity, sort, sign = "refunds", "RefundReceipt", "Refund Receipt", -1


class Payments(Entities):
    """Payments, a row for each invoice or credit memo that one settles."""

    name, entity = "payments", "Payment"
    headers = ("PaymentId", "TxnId", "TxnType", "Num", "TxnDate", "LineAmount")
    mapping = export_mapping("quickbooks_payments")

    def _page(
        self, found: Sequence[Mapping[str, Any]], behind: Cursor, *, is_all: bool = False
    ) -> Page:
        self._numbers = self._asked_for(found)
        return super()._page(found, behind, is_all=is_all)

    def _rows(self, found: Mapping[str, Any]) -> Iterator[Cells]:
        for line in found.get("Line") or ():
            for linked in line.get("LinkedTxn") or ():
                key, sort = str(linked["TxnId"]), str(linked["TxnType"])
                yield {
                    "PaymentId": str(found["Id"]),
                    "TxnId": key,
                    "TxnType": sort,
                    "Num": _number_in(line) or self._numbers.get((sort, key)) or key,
                    "TxnDate": found.get("TxnDate"),
                    "LineAmount": line["Amount"],
                }

    def _asked_for(self, found: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
        """The numbers of invoices that payments name by their ids alone."""
        wanted = {
            (str(linked["TxnType"]), str(linked["TxnId"]))
            for one in found
            for line in one.get("Line") or ()
            for linked in line.get("LinkedTxn") or ()
            if not _number_in(line)
        }
        numbers: dict[tuple[str, str], str] = {}
        for sort in ("Invoice", "CreditMemo"):
            keys = sorted(key for one, key in wanted if one == sort)
            for start in range(0, len(keys), 300):
                named = ", ".join(f"'{key}'" for key in keys[start : start + 300])
                asked = f"select Id, DocNumber from {sort} where Id in ({named}) maxresults 1000"  # noqa: S608  ids of theirs
                for one in self._query(asked).data["QueryResponse"].get(sort) or ():
                    numbers[sort, str(one["Id"])] = str(one.get("DocNumber") or one["Id"])
        return numbers


def _lines(lines: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Items and discounts; those of a bundle one by one, and no totals."""
    for line in lines:
        kind = line.get("DetailType")
        if kind == "GroupLineDetail":
            yield from _lines((line.get("GroupLineDetail") or {}).get("Line") or ())
        elif kind in {"SalesItemLineDetail", "DiscountLineDetail"} and "Amount" in line:
            yield line


def _sign_of(line: Mapping[str, Any]) -> int:
    return -1 if line.get("DetailType") == "DiscountLineDetail" else 1


def _signed(value: Any, sign: int) -> Any:
    return None if value is None else value * sign


def _number_in(line: Mapping[str, Any]) -> str:
    """The number of the invoice that a line of a payment is for, where the line tells."""
    for one in (line.get("LineEx") or {}).get("any") or ():
        value = one.get("value") or {}
        if value.get("Name") == "txnReferenceNumber":
            return str(value.get("Value") or "")
    return ""


def _is_gone(found: Mapping[str, Any]) -> bool:
    """Deleted, or voided: all amounts of a voided sale are nothing, and its note says so."""
    is_void = str(found.get("PrivateNote") or "").startswith("Voided")
    return found.get("status") == "Deleted" or (is_void and not found.get("TotalAmt"))


def _changed(found: Mapping[str, Any]) -> str:
    return iso(seconds_of(found["MetaData"]["LastUpdatedTime"]))


def _provider(config: SourceConfig) -> Provider:
    return provider_at(
        config,
        Provider(
            name="Intuit",
            authorize="https://appcenter.intuit.com/connect/oauth2",
            token="https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",  # noqa: S106
            redirect_host="localhost",
            port=8765,
            keeps=("realmId",),
            is_basic=True,
        ),
    )


def open_quickbooks(config: SourceConfig, bearer: Bearer) -> RecordSource:
    """The records of one company."""
    company = config.said("company") or bearer.told("realmId")
    if not company.isdecimal():
        raise RefusedError(
            "It is not told which company of QuickBooks is meant.",
            hint="Connect it anew with its company id:  --company 9130347...",
        )
    web = web_of(config, config.said("url") or USUAL)
    paces = paces_of(LIMITS, "quickbooks", config.said("gateway"), company)
    api = Api(web, Permit(bearer), vendor="QuickBooks", limits=paces, needs=SCOPES[0])
    sorts = (Customers, Invoices, CreditMemos, SalesReceipts, Refunds, Payments)
    return RecordSource(config, api, [sort(api, company) for sort in sorts], READS)


QUICKBOOKS = LiveKind(
    name="quickbooks",
    reads=READS,
    wants_notice=False,
    polled_every=1800.0,
    consent=Consent(provider=_provider, scopes=lambda _: SCOPES),
    open_signed=open_quickbooks,
)
