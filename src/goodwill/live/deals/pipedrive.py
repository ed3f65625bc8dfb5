"""Pipedrive as a live source: organizations, people and deals, as an export of them reads.

What changed comes by `updated_since`; deleted deals are listed with the others. Of organizations
and people deleted or merged ones are listed nowhere, so on each new day all are listed once, and
what is missing has gone. Sources: https://developers.pipedrive.com/docs/api/v1/Deals (v2),
https://pipedrive.readme.io/docs/core-api-concepts-pagination (500 a page, `next_cursor`),
https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting (20 calls in 2 s, a daily budget).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.days import today
from goodwill.live.kinds import LiveKind
from goodwill.live.records import Cells, Cursor, Page, Record, RecordSource, export_mapping
from goodwill.live.wire.api import Api, Key
from goodwill.live.wire.paces import Limit, paces_of
from goodwill.live.wire.vendors import iso, own_address, seconds_of, server_time, web_of

__all__ = ["PIPEDRIVE"]

READS = (
    "organizations, people and deals of Pipedrive, and the names of its users; nothing is changed"
)
NEEDS = "to see all deals, people and organizations"
LIMITS = (Limit(20, 2.0),)
PAGE, BATCH = 500, 100

_STATUS = {"open": "Open", "won": "Won", "lost": "Lost", "deleted": "Deleted"}
_ADDRESSES = ("Person - Email - Work", "Person - Email - Home", "Person - Email - Other")
_LABELS = {"work": _ADDRESSES[0], "home": _ADDRESSES[1]}


class People:
    """Names of users and addresses of people, asked for where deals name them."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @cached_property
    def users(self) -> Mapping[int, str]:
        """The names of users by id, also of those who have left."""
        found = self._api.get("/api/v1/users").data["data"] or []
        return {int(one["id"]): str(one.get("name") or one.get("email") or "") for one in found}

    def addresses(self, keys: Sequence[int]) -> dict[int, str]:
        """The first address of each of these people."""
        found = dict[int, str]()
        for start in range(0, len(keys), BATCH):
            ids = ",".join(map(str, keys[start : start + BATCH]))
            told = self._api.get("/api/v2/persons", {"ids": ids, "limit": BATCH}).data["data"]
            for one in told or ():
                emails = sorted(one.get("emails") or (), key=lambda e: not e.get("primary"))
                found[int(one["id"])] = str(emails[0]["value"]) if emails else ""
        return found


class Listed:
    """One sort of records of Pipedrive, as a stream."""

    path = ""
    name = ""
    headers: Sequence[str] = ()
    is_swept = True

    def __init__(self, api: Api, people: People) -> None:
        self._api, self._people = api, people

    def count(self) -> int | None:
        """It is told by no list."""
        return None

    def pages(self, cursor: Cursor) -> Iterator[Page]:
        """What was changed since; on a new day everything, to see what is missing."""
        since, after = cursor.get("since", ""), cursor.get("after", "")
        begun, day = cursor.get("begun", ""), cursor.get("day", today())
        is_whole = not after and (not since or (self.is_swept and day != today()))
        if is_whole:
            since = ""
        while True:
            answer = self._api.get(f"/api/v2/{self.path}", self._asked(since, after))
            found = answer.data["data"] or []
            if not begun:
                newest = max((seconds_of(one["update_time"]) for one in found), default=0.0)
                begun = iso(server_time(answer, newest))
            after = str((answer.data.get("additional_data") or {}).get("next_cursor") or "")
            behind = {"since": since, "after": after, "begun": begun, "day": day}
            if not after:
                behind = {"since": begun, "day": today() if is_whole else day}
            yield self._page(found, behind, is_all=is_whole and not after)
            if not after:
                return

    def _asked(self, since: str, after: str) -> dict[str, str | int]:
        asked: dict[str, str | int] = {
            "limit": PAGE,
            "sort_by": "update_time",
            "sort_direction": "asc",
        }
        if since:
            asked["updated_since"] = iso(int(seconds_of(since))).replace(".000Z", "Z")
        if after:
            asked["cursor"] = after
        return asked

    def _page(self, found: Sequence[Mapping[str, Any]], behind: Cursor, *, is_all: bool) -> Page:
        there = [one for one in found if not _is_deleted(one)]
        records = tuple(
            Record(id=str(one["id"]), changed=iso(seconds_of(one["update_time"])), rows=(row,))
            for one, row in zip(there, self._rows(there), strict=True)
        )
        gone = [str(one["id"]) for one in found if _is_deleted(one)]
        return Page(cursor=behind, records=records, deleted=gone, is_all=is_all)

    def _rows(self, found: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
        """The row of each record."""
        raise NotImplementedError

    def _owner(self, found: Mapping[str, Any]) -> str:
        key = found.get("owner_id")
        return self._people.users.get(int(key), "") if key else ""


def _is_deleted(found: Mapping[str, Any]) -> bool:
    return bool(found.get("is_deleted")) or found.get("status") == "deleted"


class Organizations(Listed):
    """Companies."""

    name, path = "organizations", "organizations"
    mapping = export_mapping("pipedrive_organizations")
    headers = (
        "Organization - ID",
        "Organization - Name",
        "Organization - Website",
        "Organization - Owner",
    )

    def _rows(self, found: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
        for one in found:
            values = (str(one["id"]), one.get("name"), one.get("website"), self._owner(one))
            yield dict(zip(self.headers, values, strict=True))


class Persons(Listed):
    """People of companies."""

    name, path = "people", "persons"
    mapping = export_mapping("pipedrive_people")
    headers = (
        "Person - First name",
        "Person - Last name",
        *_ADDRESSES,
        "Person - Organization ID",
        "Person - Job title",
    )

    def _rows(self, found: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
        for one in found:
            row: dict[str, object] = {
                "Person - First name": one.get("first_name"),
                "Person - Last name": one.get("last_name") or one.get("name"),
                "Person - Organization ID": _text(one.get("org_id")),
                "Person - Job title": one.get("job_title"),
            }
            for email in sorted(one.get("emails") or (), key=lambda e: not e.get("primary")):
                header = _LABELS.get(str(email.get("label")), _ADDRESSES[2])
                row.setdefault(header, email["value"])
            yield row


class Deals(Listed):
    """Deals; a merged one is listed as deleted."""

    name, path = "deals", "deals"
    is_swept = False
    mapping = export_mapping("pipedrive_deals")
    headers = (
        "Deal - ID",
        "Deal - Title",
        "Deal - Status",
        "Deal - Organization",
        "Deal - Organization ID",
        "Deal - Value",
        "Deal - Currency of Value",
        "Deal - Deal created",
        "Deal - Deal closed on",
        "Deal - Won time",
        "Deal - Lost time",
        "Deal - Lost reason",
        "Deal - Owner",
        "Person - Email - Work",
    )

    def _asked(self, since: str, after: str) -> dict[str, str | int]:
        return {**super()._asked(since, after), "status": "open,won,lost,deleted"}

    def _rows(self, found: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
        keys = sorted({int(one["person_id"]) for one in found if one.get("person_id")})
        addresses = self._people.addresses(keys)
        for one in found:
            yield {
                "Deal - ID": str(one["id"]),
                "Deal - Title": one.get("title"),
                "Deal - Status": _STATUS.get(str(one.get("status")), one.get("status")),
                "Deal - Organization ID": _text(one.get("org_id")),
                "Deal - Value": one.get("value"),
                "Deal - Currency of Value": one.get("currency"),
                "Deal - Deal created": one.get("add_time"),
                "Deal - Deal closed on": one.get("close_time"),
                "Deal - Won time": one.get("won_time"),
                "Deal - Lost time": one.get("lost_time"),
                "Deal - Lost reason": one.get("lost_reason"),
                "Deal - Owner": self._owner(one),
                "Person - Email - Work": addresses.get(int(one.get("person_id") or 0), ""),
            }


def _text(key: object) -> str:
    return str(key) if key else ""


def open_pipedrive(config: SourceConfig, secret: str) -> RecordSource:
    """The records that a person's API token may read."""
    permit = Key("x-api-token", secret)
    web = web_of(config, own_address(config, "https://COMPANY.pipedrive.com"))
    paces = paces_of(LIMITS, "pipedrive", config.said("gateway"), secret)
    api = Api(web, permit, vendor="Pipedrive", limits=paces, needs=NEEDS)
    people = People(api)
    streams = [sort(api, people) for sort in (Organizations, Persons, Deals)]
    return RecordSource(config, api, streams, READS)


PIPEDRIVE = LiveKind(
    name="pipedrive", reads=READS, open=open_pipedrive, wants_notice=False, polled_every=900.0
)
