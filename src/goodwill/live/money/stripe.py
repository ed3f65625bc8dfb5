"""Stripe as a live source: customers, invoices and payments, as its exports have them.

Everything is listed once; from then on events tell which records changed, and those are asked for
anew, since an event may show them in another version. Events are kept for 30 days: a source that
slept longer lists everything again. Sources: https://docs.stripe.com/api/pagination,
https://docs.stripe.com/api/events/list, https://docs.stripe.com/api/charges/object,
https://docs.stripe.com/api/invoices/object, https://docs.stripe.com/rate-limits (100 a second, 25
in test mode), https://docs.stripe.com/currencies#zero-decimal, https://docs.stripe.com/keys#limit-access.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.kinds import SECRET, Ask, LiveKind
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Answer, AnswerError, Api, Key
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.trail import Trail
from goodwill.live.wire.vendors import iso, server_time, web_of

__all__ = ["STRIPE", "major_units"]

READS = "customers, invoices and payments of Stripe; nothing is changed"
NEEDS = "to read Customers, Invoices, Charges and Refunds, Disputes, and Events"
USUAL = "https://api.stripe.com"
VERSION = "2024-06-20"
"""A charge of this version says which invoice it pays; those since 2025 do not."""
LIMITS = (Limit(20, 1.0),)
PAGE = 100
REACH = 29 * 86_400.0
"""Seconds for which Stripe keeps events, less a day."""

_NO_PARTS = frozenset(
    {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"}
    | {"pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"}
)
_THREE_PLACES = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})
_GONE = 404


class Objects:
    """One sort of records of Stripe, as a stream."""

    name = ""
    path = ""
    events: Sequence[str] = ()
    expand: Sequence[str] = ()
    headers: Sequence[str] = ()

    def __init__(self, api: Api) -> None:
        self._api = api

    def count(self) -> int | None:
        """It is told by no list."""
        return None

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """Everything at first, then what events tell of."""
        since = float(cursor.get("since", "0"))
        if not since or "after" in cursor:
            yield from self._listed(cursor.get("after", ""), since)
            return
        changed: dict[str, str] = {}
        begun, after, trail = 0.0, "", Trail("Stripe")
        while True:
            answer = self._events(since, after)
            begun = begun or server_time(answer, since)
            if begun - since > REACH:
                yield from self._listed("", 0.0)
                return
            for event in answer.data["data"]:
                moment = iso(int(event["created"]))
                for key in _of_event(event):
                    changed[key] = max(moment, changed.get(key, ""))
            if not answer.data["has_more"]:
                break
            after = trail.after(after, answer.data["data"][-1]["id"])
        behind = {"since": str(int(begun))}
        keys = sorted(changed)
        for start in range(0, len(keys), PAGE):
            bite = keys[start : start + PAGE]
            is_last = start + PAGE >= len(keys)
            yield self._asked_for(bite, changed, behind if is_last else cursor)
        if not keys:
            yield Page(cursor=behind)

    def _listed(self, after: str, since: float) -> Iterator[Page]:
        """Every record, the newest first."""
        is_whole, changed = not after, iso(since)
        while True:
            asked: list[tuple[str, str | int]] = [("limit", PAGE)]
            asked += [("expand[]", f"data.{name}") for name in self.expand]
            asked += [("starting_after", after)] if after else []
            answer = self._api.get(f"/v1/{self.path}", asked)
            if not since:
                since = server_time(answer, 1.0)
                changed = iso(since)
            found = answer.data["data"]
            has_more = bool(answer.data["has_more"])
            behind = {"since": str(int(since))}
            if has_more:
                after = str(found[-1]["id"])
                behind["after"] = after
            records = [self._record(one, changed) for one in found]
            yield Page(cursor=behind, records=records, is_all=is_whole and not has_more)
            if not has_more:
                return

    def _events(self, since: float, after: str) -> Answer:
        asked: list[tuple[str, str | int]] = [("limit", PAGE), ("created[gte]", int(since))]
        asked += [("types[]", name) for name in self.events]
        asked += [("starting_after", after)] if after else []
        return self._api.get("/v1/events", asked)

    def _asked_for(self, keys: Sequence[str], changed: Mapping[str, str], behind: Cursor) -> Page:
        """These records as they are now."""
        records, gone = [], []
        for key in keys:
            asked = [("expand[]", name) for name in self.expand]
            try:
                found = self._api.get(f"/v1/{self.path}/{key}", asked or None).data
            except AnswerError as error:
                if error.status != _GONE:
                    raise
                found = {"deleted": True}
            if found.get("deleted"):
                gone.append(key)
            else:
                records.append(self._record(found, changed[key]))
        return Page(cursor=behind, records=records, deleted=gone)

    def _record(self, found: Mapping[str, Any], changed: str) -> Record:
        return Record(id=str(found["id"]), changed=changed, rows=(self._row(found),))

    def _row(self, found: Mapping[str, Any]) -> Cells:
        """The row of a record, in the words of an export."""
        raise NotImplementedError


class Customers(Objects):
    """Customers."""

    name, path = "customers", "customers"
    events = ("customer.created", "customer.updated", "customer.deleted")
    headers = ("id", "Description", "Email", "Name", "Created (UTC)", "Delinquent")
    mapping = export_mapping("stripe_customers")

    def _row(self, found: Mapping[str, Any]) -> Cells:
        return {
            "id": found["id"],
            "Description": found.get("description"),
            "Email": found.get("email"),
            "Name": found.get("name"),
            "Created (UTC)": _moment(found.get("created")),
            "Delinquent": found.get("delinquent"),
        }


class Invoices(Objects):
    """Invoices; drafts and void ones are left out, and step back."""

    name, path = "invoices", "invoices"
    events = (
        "invoice.finalized",
        "invoice.updated",
        "invoice.paid",
        "invoice.voided",
        "invoice.marked_uncollectible",
        "invoice.deleted",
    )
    headers = (
        "id",
        "Number",
        "Customer",
        "Customer Name",
        "Customer Email",
        "Currency",
        "Date (UTC)",
        "Finalized At (UTC)",
        "Due Date (UTC)",
        "Paid At (UTC)",
        "Amount Due",
        "Tax",
        "Total",
        "Status",
        "Charge",
    )
    mapping = export_mapping("stripe_invoices")

    def _row(self, found: Mapping[str, Any]) -> Cells:
        currency, moments = str(found.get("currency")), found.get("status_transitions") or {}
        charge = found.get("charge")
        return {
            "id": found["id"],
            "Number": found.get("number"),
            "Customer": found.get("customer"),
            "Customer Name": found.get("customer_name"),
            "Customer Email": found.get("customer_email"),
            "Currency": currency,
            "Date (UTC)": _moment(found.get("created")),
            "Finalized At (UTC)": _moment(moments.get("finalized_at")),
            "Due Date (UTC)": _moment(found.get("due_date")),
            "Paid At (UTC)": _moment(moments.get("paid_at")),
            "Amount Due": major_units(found.get("amount_due"), currency),
            "Tax": major_units(found.get("tax") or 0, currency),
            "Total": major_units(found.get("total"), currency),
            "Status": found.get("status"),
            "Charge": charge["id"] if isinstance(charge, Mapping) else charge,
        }


class Payments(Objects):
    """Charges, with what was paid back or disputed of each."""

    name, path = "payments", "charges"
    events = (
        "charge.succeeded",
        "charge.captured",
        "charge.updated",
        "charge.refunded",
        "charge.refund.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    )
    expand = ("refunds",)
    headers = (
        "id",
        "Created (UTC)",
        "Amount",
        "Amount Refunded",
        "Currency",
        "Status",
        "Captured",
        "Customer ID",
        "Customer Description",
        "Customer Email",
        "Invoice ID",
        "Refunded date (UTC)",
        "Dispute Status",
        "Dispute Date (UTC)",
        "Disputed Amount",
    )
    mapping = export_mapping("stripe_payments")

    def _row(self, found: Mapping[str, Any]) -> Cells:
        currency = str(found.get("currency"))
        refunds = [one["created"] for one in (found.get("refunds") or {}).get("data") or ()]
        dispute = self._dispute(str(found["id"])) if found.get("disputed") else {}
        return {
            "id": found["id"],
            "Created (UTC)": _moment(found.get("created")),
            "Amount": major_units(found.get("amount"), currency),
            "Amount Refunded": major_units(found.get("amount_refunded"), currency),
            "Currency": currency,
            "Status": _status(found),
            "Captured": found.get("captured"),
            "Customer ID": found.get("customer"),
            "Customer Email": (found.get("billing_details") or {}).get("email"),
            "Invoice ID": found.get("invoice"),
            "Refunded date (UTC)": _moment(max(refunds, default=None)),
            "Dispute Status": dispute.get("status"),
            "Dispute Date (UTC)": _moment(dispute.get("created")),
            "Disputed Amount": major_units(dispute.get("amount"), currency),
        }

    def _dispute(self, charge: str) -> Mapping[str, Any]:
        """The newest dispute about a charge; a charge only says that there is one."""
        told = self._api.get("/v1/disputes", {"charge": charge, "limit": 1}).data["data"]
        return told[0] if told else {}


def _status(found: Mapping[str, Any]) -> str:
    """As an export says it."""
    if not found.get("paid"):
        return "Failed"
    return "Refunded" if found.get("refunded") else "Paid"


def _of_event(event: Mapping[str, Any]) -> Iterator[str]:
    """The record that an event is about: a refund or dispute is about its charge."""
    told = event["data"]["object"]
    is_part = told.get("object") in {"refund", "dispute"}
    if key := told.get("charge") if is_part else told.get("id"):
        yield str(key)


def major_units(value: int | None, currency: str) -> Decimal | None:
    """An amount in whole units; Stripe counts in the smallest ones, which not all have."""
    if value is None:
        return None
    places = 0 if currency in _NO_PARTS else 3 if currency in _THREE_PLACES else 2
    return Decimal(value).scaleb(-places)


def _moment(at: int | None) -> str | None:
    """A moment in UTC without saying so, as exports write it."""
    return None if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M}"


def open_stripe(config: SourceConfig, secret: str) -> RecordSource:
    """The records that a restricted key may read."""
    permit = Key("authorization", secret, "Bearer ")
    paces = paces_of(LIMITS, "stripe", config.said("gateway"), secret)
    api = Api(
        web_of(config, USUAL),
        permit,
        vendor="Stripe",
        limits=paces,
        needs=NEEDS,
        headers={"stripe-version": VERSION},
    )
    return RecordSource(config, api, [sort(api) for sort in (Customers, Invoices, Payments)], READS)


STRIPE = LiveKind(
    name="stripe",
    reads=READS,
    open=open_stripe,
    wants_notice=False,
    polled_every=900.0,
    asks=(Ask(key=SECRET, label="Restricted key", sort="secret"),),
)
