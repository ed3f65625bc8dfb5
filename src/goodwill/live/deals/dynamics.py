"""Dynamics 365 Sales as a live source: accounts, contacts and opportunities of Dataverse.

Changes, and what was deleted, come by the link that the last answer gave (change tracking); one
that has grown too old is begun anew, and what is missing then has gone. Accounts go by their ids
here; exports know their names alone. Sources:
https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems,
https://learn.microsoft.com/power-apps/developer/data-platform/api-limits (6,000 calls in 5 min),
https://learn.microsoft.com/power-apps/developer/data-platform/use-multi-tenant-server-server-authentication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from goodwill.live.base import SourceConfig
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer, Permit
from goodwill.live.oauth.provider import Consent, microsoft
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Answer, AnswerError, Api
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.vendors import own_address, web_of

__all__ = ["DYNAMICS"]

READS = "accounts, contacts and opportunities of Dynamics 365 Sales; nothing is changed"
NEEDS = "a role that may read accounts, contacts, opportunities and currencies"
EXAMPLE = "https://COMPANY.crm.dynamics.com"
BASE = "/api/data/v9.2"
LIMITS = (Limit(5000, 300.0),)
PAGE = 1000

_TEXT = "@OData.Community.Display.V1.FormattedValue"
_TRACKED = {
    "prefer": (
        f'odata.track-changes,odata.maxpagesize={PAGE},odata.include-annotations="{_TEXT[1:]}"'
    ),
    "odata-version": "4.0",
}
_STATES = {0: "Open", 1: "Won", 2: "Lost"}
_AGED = frozenset({400, 404, 410})


class Currencies:
    """The ISO codes of currencies by id, asked for once in a run."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """By id."""
        found = self._api.get(f"{BASE}/transactioncurrencies?$select=isocurrencycode").data["value"]
        return {str(one["transactioncurrencyid"]): str(one["isocurrencycode"]) for one in found}


class Rows:
    """One table of Dataverse, as a stream."""

    name = ""
    table = ""
    key = ""
    select = ""
    headers: Sequence[str] = ()

    def __init__(self, api: Api, currencies: Currencies) -> None:
        self._api, self._currencies = api, currencies

    def count(self) -> int | None:
        """How many there are, as the database last counted them."""
        asked = f"{BASE}/RetrieveTotalRecordCount(EntityNames=['{self.key.removesuffix('id')}'])"
        found = self._api.get(asked).data["EntityRecordCountCollection"]
        return int(found["Values"][0])

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed or deleted since the last link."""
        link, is_whole = cursor.get("link", ""), not cursor
        while True:
            try:
                answer = self._asked(link)
            except AnswerError as error:
                if not link or is_whole or error.status not in _AGED:
                    raise
                link, is_whole = "", True
                continue
            link = _here(answer, "@odata.nextLink") or _here(answer, "@odata.deltaLink")
            is_last = "@odata.nextLink" not in answer.data
            yield self._page(answer.data["value"], {"link": link}, is_all=is_whole and is_last)
            if is_last:
                return

    def _asked(self, link: str) -> Answer:
        first = f"{BASE}/{self.table}?$select={self.select},versionnumber"
        return self._api.get(link or first, headers=_TRACKED)

    def _page(self, found: Sequence[Mapping[str, Any]], behind: Cursor, *, is_all: bool) -> Page:
        gone = [str(one["id"]) for one in found if _is_deleted(one)]
        records = tuple(
            Record(
                id=str(one[self.key]),
                changed=f"{int(one['versionnumber']):020d}",
                rows=(self._row(one),),
            )
            for one in found
            if not _is_deleted(one)
        )
        return Page(cursor=behind, records=records, deleted=gone, is_all=is_all)

    def _row(self, found: Mapping[str, Any]) -> Cells:
        """The row of a record."""
        raise NotImplementedError


class Accounts(Rows):
    """Companies."""

    name, table, key = "accounts", "accounts", "accountid"
    select = "name,websiteurl,emailaddress1,_ownerid_value,_parentaccountid_value"
    headers = ("AccountId", "ParentId", "Account Name", "Website", "Email", "Owner")
    mapping = export_mapping(
        "dynamics_accounts", account_id="AccountId", parent_account_id="ParentId"
    )

    def _row(self, found: Mapping[str, Any]) -> Cells:
        return {
            "AccountId": found["accountid"],
            "ParentId": found.get("_parentaccountid_value"),
            "Account Name": found.get("name"),
            "Website": found.get("websiteurl"),
            "Email": found.get("emailaddress1"),
            "Owner": found.get(f"_ownerid_value{_TEXT}"),
        }


class Contacts(Rows):
    """People of companies."""

    name, table, key = "contacts", "contacts", "contactid"
    select = "fullname,emailaddress1,jobtitle,_parentcustomerid_value"
    headers = ("AccountId", "Full Name", "Email", "Job Title")
    mapping = export_mapping("dynamics_contacts", account_id="AccountId")

    def _row(self, found: Mapping[str, Any]) -> Cells:
        return {
            "AccountId": found.get("_parentcustomerid_value"),
            "Full Name": found.get("fullname"),
            "Email": found.get("emailaddress1"),
            "Job Title": found.get("jobtitle"),
        }


class Opportunities(Rows):
    """Deals."""

    name, table, key = "opportunities", "opportunities", "opportunityid"
    select = (
        "name,createdon,actualclosedate,actualvalue,estimatedvalue,statecode,statuscode,"
        "_customerid_value,_parentaccountid_value,_ownerid_value,_transactioncurrencyid_value"
    )
    headers = (
        "(Do Not Modify) Opportunity",
        "AccountId",
        "CurrencyCode",
        "Topic",
        "Account",
        "Created On",
        "Actual Close Date",
        "Actual Revenue",
        "Est. Revenue",
        "Status",
        "Status Reason",
        "Owner",
    )
    mapping = export_mapping(
        "dynamics_opportunities", account_id="AccountId", currency="CurrencyCode"
    )

    def _row(self, found: Mapping[str, Any]) -> Cells:
        currency = found.get("_transactioncurrencyid_value")
        return {
            "(Do Not Modify) Opportunity": found["opportunityid"],
            "AccountId": found.get("_parentaccountid_value") or found.get("_customerid_value"),
            "CurrencyCode": self._currencies.codes.get(str(currency)) if currency else None,
            "Topic": found.get("name"),
            "Created On": found.get("createdon"),
            "Actual Close Date": found.get("actualclosedate"),
            "Actual Revenue": found.get("actualvalue"),
            "Est. Revenue": found.get("estimatedvalue"),
            "Status": _STATES.get(int(found["statecode"])),
            "Status Reason": found.get(f"statuscode{_TEXT}"),
            "Owner": found.get(f"_ownerid_value{_TEXT}"),
        }


def _is_deleted(found: Mapping[str, Any]) -> bool:
    return "$deletedEntity" in str(found.get("@odata.context", ""))


def _here(answer: Answer, name: str) -> str:
    """A link of an answer without its host: it is asked for where this one was."""
    parts = urlsplit(str(answer.data.get(name, "")))
    return f"{parts.path}?{parts.query}" if parts.path else ""


def _scopes(config: SourceConfig) -> tuple[str, ...]:
    base = own_address(config, EXAMPLE)
    return (f"{base}/.default",) if config.said("program") else (f"{base}/user_impersonation",)


def open_dynamics(config: SourceConfig, bearer: Bearer) -> RecordSource:
    """The records that whoever signed in may read."""
    web = web_of(config, own_address(config, EXAMPLE))
    paces = paces_of(LIMITS, str(web.place), config.said("client_id"))
    api = Api(web, Permit(bearer), vendor="Dynamics 365", limits=paces, needs=NEEDS)
    currencies = Currencies(api)
    streams = [sort(api, currencies) for sort in (Accounts, Contacts, Opportunities)]
    return RecordSource(config, api, streams, READS)


DYNAMICS = LiveKind(
    name="dynamics",
    reads=READS,
    wants_notice=False,
    polled_every=900.0,
    consent=Consent(provider=microsoft, scopes=_scopes),
    open_signed=open_dynamics,
)
