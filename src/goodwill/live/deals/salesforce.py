"""Salesforce as a live source: accounts, contacts and opportunities, as its data export has them.

What changed is asked for by `SystemModstamp` with `queryAll`, which has deleted and merged records
too. Owners come by name, as in reports. Fields that an edition does not have (currencies, main
competitors) are left out once it says so. Sources:
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_queryall.htm
(pages of 2,000, `nextRecordsUrl`), .../errorcodes.htm (`REQUEST_LIMIT_EXCEEDED`, `INVALID_FIELD`),
https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer, Permit
from goodwill.live.oauth.provider import Consent, Provider
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Answer, AnswerError, Api, quoted
from goodwill.live.wire.vendors import (
    iso,
    own_address,
    provider_at,
    seconds_of,
    server_time,
    web_of,
)

__all__ = ["SALESFORCE"]

READS = "accounts, contacts and opportunities of Salesforce; nothing is changed"
NEEDS = "the scope api, and to read accounts, contacts and opportunities"
VERSION = "v62.0"
EXAMPLE = "https://COMPANY.my.salesforce.com"

_LACKS = re.compile(r"No such column '([A-Za-z_.]+)'")
_OPTIONAL = frozenset({"CurrencyIsoCode", "MainCompetitors__c"})


class Objects:
    """One sort of records of Salesforce, as a stream: the fields of `mapping`, by their names."""

    def __init__(self, api: Api, name: str, table: str, mapping: str, headers: str) -> None:
        self._api, self.name, self._table = api, name, table
        self.mapping = export_mapping(mapping)
        self.headers: Sequence[str] = tuple(headers.split())

    def count(self) -> int | None:
        """How many there are."""
        asked = f"SELECT COUNT() FROM {self._table}"  # noqa: S608  names of our own
        return int(self._query(asked, "query").data["totalSize"])

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed since, from the oldest change on."""
        since, lacks = cursor.get("since", ""), cursor.get("lacks", "")
        answer, lacks = self._first(since, lacks)
        begun = ""
        while True:
            found = answer.data["records"]
            newest = max((seconds_of(one["SystemModstamp"]) for one in found), default=0.0)
            begun = begun or iso(server_time(answer, newest))
            since = iso(newest) if found else since
            is_last = bool(answer.data["done"])
            yield Page(
                cursor={"since": begun if is_last else since, "lacks": lacks},
                records=[_record(one, self._row(one)) for one in found if not one["IsDeleted"]],
                deleted=[str(one["Id"]) for one in found if one["IsDeleted"]],
            )
            if is_last:
                return
            answer = self._api.get(str(answer.data["nextRecordsUrl"]))

    def _first(self, since: str, lacks: str) -> tuple[Answer, str]:
        """The first page; a field that this edition does not have is asked for no more."""
        while True:
            missing = set(lacks.split())
            fields = [name for name in self.headers if name not in missing]
            named = ", ".join([*fields, "Owner.Name", "SystemModstamp", "IsDeleted"])
            where = f" WHERE SystemModstamp >= {since}" if since else ""
            asked = (
                f"SELECT {named} FROM {self._table}{where}"  # noqa: S608  names of our own
                " ORDER BY SystemModstamp, Id"
            )
            try:
                return self._query(asked, "queryAll"), lacks
            except AnswerError as error:
                found = _LACKS.search(error.text)
                if found is None or found[1] not in _OPTIONAL - missing:
                    raise
                lacks = " ".join(sorted({*missing, found[1]}))

    def _query(self, asked: str, how: str) -> Answer:
        return self._api.get(f"/services/data/{VERSION}/{how}?q={quoted(asked)}")

    def _row(self, found: Mapping[str, Any]) -> Cells:
        owner = (found.get("Owner") or {}).get("Name")
        return {**{name: found.get(name) for name in self.headers}, "OwnerId": owner}


def _record(found: Mapping[str, Any], row: Cells) -> Record:
    changed = iso(seconds_of(found["SystemModstamp"]))
    return Record(id=str(found["Id"]), changed=changed, rows=(row,))


def _provider(config: SourceConfig) -> Provider:
    base = own_address(config, EXAMPLE)
    return provider_at(
        config,
        Provider(
            name="Salesforce",
            authorize=f"{base}/services/oauth2/authorize",
            token=f"{base}/services/oauth2/token",
            redirect_host="localhost",
            port=8765,
        ),
    )


def _scopes(config: SourceConfig) -> tuple[str, ...]:
    """A program's scopes are those of its app; a person is asked for reading, and for going on."""
    return () if config.said("program") else ("api", "refresh_token")


def open_salesforce(config: SourceConfig, bearer: Bearer) -> RecordSource:
    """The records that whoever signed in may read."""
    web = web_of(config, own_address(config, EXAMPLE))
    api = Api(web, Permit(bearer), vendor="Salesforce", needs=NEEDS)
    streams = [
        Objects(
            api,
            "accounts",
            "Account",
            "salesforce_account_records",
            "Id Name Website ParentId OwnerId BillingCountry",
        ),
        Objects(
            api,
            "contacts",
            "Contact",
            "salesforce_contact_records",
            "Id AccountId FirstName LastName Title Email OwnerId",
        ),
        Objects(
            api,
            "opportunities",
            "Opportunity",
            "salesforce_opportunity_records",
            "Id AccountId Name StageName CloseDate CreatedDate IsClosed IsWon LeadSource Amount"
            " CurrencyIsoCode MainCompetitors__c OwnerId",
        ),
    ]
    return RecordSource(config, api, streams, READS)


SALESFORCE = LiveKind(
    name="salesforce",
    reads=READS,
    wants_notice=False,
    polled_every=900.0,
    consent=Consent(provider=_provider, scopes=_scopes),
    open_signed=open_salesforce,
)
