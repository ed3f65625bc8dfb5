"""Microsoft Graph as its documentation has it: folders, deltas, whole mails, windows of calendars.

https://learn.microsoft.com/graph/delta-query-messages and /graph/api/message-delta
https://learn.microsoft.com/graph/api/mailfolder-delta
https://learn.microsoft.com/graph/outlook-get-mime-message
https://learn.microsoft.com/graph/delta-query-events and /graph/api/event-delta
https://learn.microsoft.com/graph/errors and /graph/delta-query-overview (410, resync)
https://learn.microsoft.com/graph/throttling-limits (4 at a time for each mailbox)
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.live.fakes import Asked, Says

__all__ = ["Graph", "error"]

BASE = "/v1.0/me/"
HOST = "https://graph.microsoft.com"
USES = ("inbox", "sentitems", "drafts", "deleteditems", "junkemail", "outbox")
NAMES = ("Posteingang", "Gesendet", "Entwürfe", "Gelöscht", "Junk", "Ausgang")
READ_BASIC = frozenset(
    {"subject", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "replyTo"}
    | {"sentDateTime", "receivedDateTime", "internetMessageId", "internetMessageHeaders"}
    | {"id", "isDraft"}
)


def error(status: int, code: str, **headers: str) -> Says:
    """https://learn.microsoft.com/graph/errors."""
    return Says.json({"error": {"code": code, "message": f"about {code}"}}, status, **headers)


@dataclass
class Graph:
    """One mailbox and its calendars. `is_untidy`: pages in any order, the last told again."""

    page: int = 50
    is_untidy: bool = False
    at: int = 1
    oldest: int = 0
    folders: dict[str, tuple[str, str]] = field(default_factory=dict)
    mails: dict[str, tuple[str, bytes, bool, dict[str, Any]]] = field(default_factory=dict)
    changes: list[tuple[int, str, str, bool]] = field(default_factory=list)
    vanishing: set[str] = field(default_factory=set)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    masters: dict[str, dict[str, Any]] = field(default_factory=dict)
    touched: list[tuple[int, str]] = field(default_factory=list)
    windows: list[tuple[str, str]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    mutable: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for use, name in zip(USES, NAMES, strict=True):
            self.folders[f"id-{use}"] = (name, "root")

    # What happens in the mailbox.

    def make_folder(self, name: str, parent: str = "root") -> str:
        key = f"id-{len(self.folders)}=="
        self.folders[key] = (name, parent)
        return key

    def deliver(
        self, raw: bytes, folder: str = "id-inbox", *, is_draft: bool = False, **told: Any
    ) -> str:
        key = f"AAMkAD{len(self.mails)}="
        self.mails[key] = (folder, raw, is_draft, told)
        self._note(folder, key, is_there=True)
        return key

    def move(self, key: str, folder: str) -> None:
        """With ids that are immutable it stays the same mail."""
        old, *rest = self.mails[key]
        self.mails[key] = (folder, *rest)  # type: ignore[assignment]
        self._note(old, key, is_there=False)
        self._note(folder, key, is_there=True)

    def _note(self, folder: str, key: str, *, is_there: bool) -> None:
        self.at += 1
        self.changes.append((self.at, folder, key, is_there))

    def put(self, key: str, **event: Any) -> None:
        """An event, a date of a series or (type `seriesMaster`) a series."""
        self.at += 1
        usual = {"id": key, "type": "singleInstance", "iCalUId": f"uid-{key}", "isAllDay": False}
        self.events[key] = {**usual, **event}
        self.touched.append((self.at, key))

    def forget(self) -> None:
        """Links so far hold no more."""
        self.at += 1
        self.oldest = self.at

    # What is said of it.

    def answer(self, asked: Asked) -> Says:
        """What is at a path, with the ids that were asked for."""
        if 'IdType="ImmutableId"' not in asked.headers.get("prefer", ""):
            self.mutable.append(asked.path)
        match [unquote(one) for one in asked.path.removeprefix(BASE).split("/")]:
            case ["mailFolders", "delta"]:
                return self._pages(asked, [self._folder(key) for key in self.folders], "mailFolder")
            case ["mailFolders", use]:
                return Says.json({"id": f"id-{use}"}) if use in USES else error(404, "NotFound")
            case ["mailFolders", folder, "messages", "delta"]:
                return self._messages(asked, folder)
            case ["messages", key, "$value"]:
                return self._whole(key)
            case other:
                return self._of_calendars(asked, other)

    def _of_calendars(self, asked: Asked, path: list[str]) -> Says:
        match path:
            case ["calendars"]:
                found = {"id": "cal-1", "name": "Kalender", "isDefaultCalendar": True}
                return self._pages(asked, [found], "calendar")
            case ["calendars", "cal-1", "calendarView", "delta"]:
                return self._view(asked)
            case ["events", key] if key in self.masters:
                return self._says("event", self.masters[key])
        return error(404, "ErrorItemNotFound")

    def _says(self, schema: str, found: dict[str, Any]) -> Says:
        self.told.append({"schema": schema, **found})
        return Says.json(found)

    def _folder(self, key: str) -> dict[str, Any]:
        name, parent = self.folders[key]
        total = sum(folder == key for folder, *_ in self.mails.values())
        return {
            "id": key,
            "displayName": name,
            "parentFolderId": parent,
            "totalItemCount": total,
            "childFolderCount": 0,
        }

    def _messages(self, asked: Asked, folder: str) -> Says:
        if folder not in self.folders:
            return error(404, "ErrorItemNotFound")
        token = asked.query.get("$deltatoken") or asked.query.get("$skiptoken", "")
        start, is_known, select = self._state(token, asked.query.get("$select", ""))
        if not is_known:
            return error(410, "syncStateNotFound")
        latest = {key: there for at, f, key, there in self.changes if f == folder and at > start}
        values = [
            self._message(key, select) if there else {"id": key, "@removed": {"reason": "deleted"}}
            for key, there in latest.items()
            if there or token
        ]
        return self._pages(asked, values, "message", state=start, rest=select)

    def _state(self, token: str, rest: str) -> tuple[int, bool, str]:
        """Since when a token tells, whether it is still known, and what was asked for with it."""
        if not token:
            return 0, True, rest
        times, _, told = token.partition(".")
        since, _, issued = times.partition("-")
        return int(since), int(issued) >= self.oldest, told.partition(".")[0]

    def _message(self, key: str, select: str) -> dict[str, Any]:
        _, _, is_draft, told = self.mails[key]
        whole = {**told, "id": key, "isDraft": is_draft, "@odata.etag": f'W/"{key}"'}
        wanted = {"id", "@odata.etag", *select.split(",")}
        return {name: value for name, value in whole.items() if name in wanted}

    def _pages(
        self,
        asked: Asked,
        values: list[dict[str, Any]],
        schema: str,
        *,
        state: int = 0,
        rest: str = "",
    ) -> Says:
        """One page of values: tokens hold what was asked for, as the documentation says."""
        token = asked.query.get("$skiptoken", "")
        start = int(token.rpartition(".")[2] or 0) if token else 0
        prefer = asked.headers.get("prefer", "")
        most = int(prefer.partition("odata.maxpagesize=")[2].partition(",")[0] or 10)
        size = min(most, self.page)
        part = values[start : start + size]
        for one in part:
            self.told.append({"schema": schema, **one})
        if self.is_untidy and part:
            part = [*part, *values[max(0, start - 1) : start]]
            random.Random(start).shuffle(part)  # noqa: S311  an order, no secret
        link = f"{HOST}{asked.path}?"
        found: dict[str, Any] = {"@odata.context": f"{HOST}/v1.0/$metadata", "value": part}
        if start + size < len(values):
            found["@odata.nextLink"] = f"{link}$skiptoken={state}-{self.at}.{rest}.{start + size}"
        elif asked.path.endswith("delta"):
            found["@odata.deltaLink"] = f"{link}$deltatoken={self.at}-{self.at}.{rest}"
        return Says.json(found)

    def _whole(self, key: str) -> Says:
        if key in self.vanishing or key not in self.mails:
            return error(404, "ErrorItemNotFound")
        return Says(200, self.mails[key][1], {"content-type": "text/plain"})

    def _view(self, asked: Asked) -> Says:
        token = asked.query.get("$deltatoken") or asked.query.get("$skiptoken", "")
        since, is_known, window = self._state(token, "")
        if not is_known:
            return error(410, "SyncStateNotFound")
        if not token:
            window = f"{asked.query['startDateTime'][:10]}_{asked.query['endDateTime'][:10]}"
            self.windows.append((window[:10], window[11:]))
        touched = dict.fromkeys(key for at, key in self.touched if at > since)
        values = [self.events[key] for key in touched if self._is_in(self.events[key], window)]
        return self._pages(asked, values, "event", state=since, rest=window)

    def _is_in(self, event: Mapping[str, Any], window: str) -> bool:
        if "@removed" in event or event["type"] == "seriesMaster":
            return True
        day = str(event["start"]["dateTime"])[:10]
        return window[:10] <= day < window[11:]
