"""HubSpot as a live source: companies, contacts and deals, as an export of them reads.

What changed is searched for by its day of change, in the order of ids, so that neither ties nor
the 10,000 results of one search lose a record. Archived records are listed every hour; of merged
ones the survivor says what it took in. Sources:
https://developers.hubspot.com/docs/api-reference/search/guide (five searches a second, 200 a page),
https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide,
https://developers.hubspot.com/docs/api-reference/crm-owners-v3/guide,
https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines (100 calls in 10 s).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.kinds import SECRET, Ask, LiveKind
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Api, Key
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.trail import Trail
from goodwill.live.wire.vendors import iso, seconds_of, server_time, web_of

__all__ = ["HUBSPOT"]

READS = (
    "companies, contacts and deals of HubSpot, and the names of their owners; nothing is changed"
)
NEEDS = (
    "crm.objects.companies.read, crm.objects.contacts.read, crm.objects.deals.read,"
    " crm.objects.owners.read"
)
USUAL = "https://api.hubapi.com"
LIMITS = (Limit(4, 1.0), Limit(90, 10.0))
PAGE, BATCH, ARCHIVED = 200, 100, 100
SWEPT_EVERY = 3600.0

_OWNED = "hubspot_owner_id"
_MERGED = "hs_merged_object_ids"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """One sort of records: what is asked for, and under which header of an export it stands."""

    name: str
    mapping: str
    changed: str
    headers: Mapping[str, str]


_SORTS = (
    _Sort(
        name="companies",
        mapping="hubspot_companies",
        changed="hs_lastmodifieddate",
        headers={
            "name": "Company name",
            "domain": "Company Domain Name",
            "website": "Website URL",
            "hs_lifecyclestage_customer_date": "Became a Customer Date",
        },
    ),
    _Sort(
        name="contacts",
        mapping="hubspot_contacts",
        changed="lastmodifieddate",
        headers={
            "firstname": "First Name",
            "lastname": "Last Name",
            "email": "Email",
            "jobtitle": "Job Title",
            "associatedcompanyid": "Associated Company IDs (Primary)",
        },
    ),
    _Sort(
        name="deals",
        mapping="hubspot_deals_all_properties",
        changed="hs_lastmodifieddate",
        headers={
            "dealname": "Deal Name",
            "dealstage": "Deal Stage",
            "pipeline": "Pipeline",
            "amount": "Amount",
            "deal_currency_code": "Currency",
            "createdate": "Create Date",
            "closedate": "Close Date",
            "dealtype": "Deal Type",
            "hs_is_closed": "Is Deal Closed?",
            "hs_is_closed_won": "Is Closed Won",
            "closed_lost_reason": "Closed Lost Reason",
            "hs_primary_associated_company": "Associated Company IDs (Primary)",
        },
    ),
)
_OWNER = {"companies": "Company owner", "deals": "Deal owner"}
_BESIDE = {"deals": ("Associated Contact", "Associated Company (Primary)")}
_DEAL_TYPES = {"existingbusiness": "Existing Business", "newbusiness": "New Business"}


class Owners:
    """The names of owners by id, asked for once in a run, and only where somebody needs them."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Also of those who have left."""
        return {key: name for gone in ("false", "true") for key, name in self._listed(gone)}

    def _listed(self, gone: str) -> Iterator[tuple[str, str]]:
        after, trail = "", Trail("HubSpot")
        while True:
            asked: dict[str, str | int] = {"limit": 500, "archived": gone}
            if after:
                asked["after"] = after
            found = self._api.get("/crm/v3/owners", asked).data
            for one in found["results"]:
                name = f"{one.get('firstName') or ''} {one.get('lastName') or ''}".strip()
                yield str(one["id"]), name or str(one.get("email") or "")
            if not (after := trail.after(after, _next(found))):
                return


class Objects:
    """One sort of records of HubSpot, as a stream."""

    def __init__(self, api: Api, sort: _Sort, owners: Owners) -> None:
        self._api, self._sort, self._owners = api, sort, owners
        self.name = sort.name
        self.mapping = export_mapping(sort.mapping)
        owner = (_OWNER[self.name],) if self.name in _OWNER else ()
        self.headers: Sequence[str] = (
            "Record ID",
            *sort.headers.values(),
            *owner,
            *_BESIDE.get(self.name, ()),
        )

    def count(self) -> int | None:
        """How many there are."""
        return int(self._search("", "0", 1).data["total"])

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed since, by id; then what was archived."""
        since, last = cursor.get("since", ""), cursor.get("after", "0")
        swept, begun = cursor.get("swept", ""), cursor.get("begun", "")
        while True:
            answer = self._search(since, last, PAGE)
            found = answer.data["results"]
            if not begun:
                newest = max((seconds_of(one["updatedAt"]) for one in found), default=0.0)
                begun = iso(server_time(answer, newest))
            last = str(found[-1]["id"]) if found else last
            is_last = len(found) < PAGE
            behind = {"since": since, "after": last, "swept": swept, "begun": begun}
            if is_last:
                behind = {"since": begun if found or answer.at else since, "swept": swept}
            merged = [key for one in found for key in _merged(one["properties"])]
            yield Page(cursor=behind, records=self._records(found), deleted=merged)
            if is_last:
                break
        now = answer.at or seconds_of(begun)
        if not swept:
            yield Page(cursor={**behind, "swept": iso(now)})
        elif now - seconds_of(swept) >= SWEPT_EVERY:
            gone = [*self._archived(seconds_of(swept) - SWEPT_EVERY)]
            yield Page(cursor={**behind, "swept": iso(now)}, deleted=gone)

    def _search(self, since: str, last: str, count: int) -> Any:
        filters = [{"propertyName": "hs_object_id", "operator": "GT", "value": last}]
        if since:
            value = str(int(seconds_of(since) * 1000))
            filters.append({"propertyName": self._sort.changed, "operator": "GTE", "value": value})
        asked = {
            "filterGroups": [{"filters": filters}],
            "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
            "properties": [*self._sort.headers, _OWNED, _MERGED, *_MORE.get(self.name, ())],
            "limit": count,
        }
        return self._api.post(f"/crm/v3/objects/{self.name}/search", asked)

    def _records(self, found: Sequence[Mapping[str, Any]]) -> tuple[Record, ...]:
        contacts = self._contacts(found) if self.name == "deals" else {}
        return tuple(
            Record(
                id=str(one["id"]),
                changed=iso(seconds_of(one["updatedAt"])),
                rows=tuple(self._rows(one, contacts.get(str(one["id"]), ""))),
            )
            for one in found
        )

    def _rows(self, found: Mapping[str, Any], contact: str) -> Iterator[Cells]:
        """The row of a record; of a contact with several addresses, one for each."""
        said = found["properties"]
        row: dict[str, object] = {
            header: said.get(name) for name, header in self._sort.headers.items()
        }
        row["Record ID"] = str(found["id"])
        if self.name in _OWNER and said.get(_OWNED):
            row[_OWNER[self.name]] = self._owners.names.get(str(said[_OWNED]), "")
        if self.name == "deals":
            row["Associated Contact"] = contact
            row["Deal Type"] = _DEAL_TYPES.get(str(said.get("dealtype")), said.get("dealtype"))
        yield row
        for other in str(said.get("hs_additional_emails") or "").split(";"):
            if other.strip() and self.name == "contacts":
                yield {**row, "Email": other.strip()}

    def _contacts(self, deals: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """The address of the first contact of each deal, for two calls or three."""
        if not deals:
            return {}
        asked = {"inputs": [{"id": str(one["id"])} for one in deals]}
        found = self._api.post("/crm/v4/associations/deals/contacts/batch/read", asked).data
        first = {
            str(one["from"]["id"]): str(one["to"][0]["toObjectId"])
            for one in found["results"]
            if one.get("to")
        }
        wanted, addresses = sorted(set(first.values()), key=int), dict[str, str]()
        for start in range(0, len(wanted), BATCH):
            inputs = [{"id": key} for key in wanted[start : start + BATCH]]
            emails = {"properties": ["email"], "inputs": inputs}
            told = self._api.post("/crm/v3/objects/contacts/batch/read", emails).data
            for one in told["results"]:
                addresses[str(one["id"])] = str(one["properties"].get("email") or "")
        return {deal: addresses.get(contact, "") for deal, contact in first.items()}

    def _archived(self, since: float) -> Iterator[str]:
        """The ids of what was archived since; HubSpot keeps them for 90 days."""
        after, trail = "", Trail("HubSpot")
        while True:
            asked: dict[str, str | int] = {
                "limit": ARCHIVED,
                "archived": "true",
                "properties": "hs_object_id",
            }
            if after:
                asked["after"] = after
            found = self._api.get(f"/crm/v3/objects/{self.name}", asked).data
            for one in found["results"]:
                if seconds_of(one["archivedAt"]) >= since:
                    yield str(one["id"])
            if not (after := trail.after(after, _next(found))):
                return


_MORE = {"contacts": ("hs_additional_emails", "hs_calculated_merged_vids")}


def _merged(said: Mapping[str, Any]) -> Iterator[str]:
    """The ids of records that were merged into this one."""
    for name in (_MERGED, "hs_calculated_merged_vids"):
        for part in str(said.get(name) or "").split(";"):
            key = part.partition(":")[0].strip()
            if key and key != str(said.get("hs_object_id")):
                yield key


def _next(found: Mapping[str, Any]) -> object:
    """Where the next page begins; nothing behind the last."""
    return ((found.get("paging") or {}).get("next") or {}).get("after")


def open_hubspot(config: SourceConfig, secret: str) -> RecordSource:
    """The records that a private app's token may read."""
    permit = Key("authorization", secret, "Bearer ")
    paces = paces_of(LIMITS, "hubspot", config.said("gateway"), secret)
    api = Api(web_of(config, USUAL), permit, vendor="HubSpot", limits=paces, needs=NEEDS)
    owners = Owners(api)
    streams = [Objects(api, sort, owners) for sort in _SORTS]
    return RecordSource(config, api, streams, READS)


HUBSPOT = LiveKind(
    name="hubspot",
    reads=READS,
    open=open_hubspot,
    wants_notice=False,
    polled_every=900.0,
    asks=(Ask(key=SECRET, label="Token of a private app", sort="secret"),),
)
