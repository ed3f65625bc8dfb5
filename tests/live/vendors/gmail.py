"""Gmail as its documentation has it: labels, pages, the history, what calls cost, how they fail.

https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/list
https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/get
https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.history/list (404)
https://developers.google.com/workspace/gmail/api/reference/quota
https://developers.google.com/workspace/gmail/api/guides/handle-errors
"""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.live.fakes import Asked, Says

__all__ = ["Gmail", "error", "units"]

BASE = "/gmail/v1/users/me/"
SYSTEM = ("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "CATEGORY_UPDATES")
LARGEST_PAGE = 500
UNITS = {"messages": 5, "history": 2, "labels": 1, "profile": 1}


def error(status: int, reason: str, message: str = "", **headers: str) -> Says:
    """https://developers.google.com/workspace/gmail/api/guides/handle-errors."""
    told = {
        "error": {
            "code": status,
            "message": message or reason,
            "errors": [{"domain": "usageLimits", "reason": reason, "message": message or reason}],
        }
    }
    return Says.json(told, status, **headers)


def units(asked: Asked) -> int:
    """What a call costs."""
    what, _, rest = asked.path.removeprefix(BASE).partition("/")
    return 20 if what == "messages" and rest else UNITS.get(what, 0)


@dataclass
class Gmail:
    """One mailbox. `is_untidy`: pages come in any order, and tell a mail of the last one again."""

    page: int = 50
    is_untidy: bool = False
    mails: dict[str, tuple[bytes, set[str]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    history: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    at: int = 1_000
    oldest: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    vanishing: set[str] = field(default_factory=set)

    def deliver(self, raw: bytes, *labels: str) -> str:
        """A mail comes, or is sent."""
        key = f"{0x18C0000 + len(self.mails):x}"
        self.mails[key] = (raw, set(labels or ("INBOX", "UNREAD")))
        self._note("messagesAdded", key)
        return key

    def label(self, key: str, *labels: str) -> None:
        """Somebody gives a mail labels."""
        self.mails[key][1].update(labels)
        self._note("labelsAdded", key, *labels)

    def delete(self, key: str) -> None:
        """A mail is gone for good."""
        self._note("messagesDeleted", key)
        del self.mails[key]

    def make_label(self, name: str) -> str:
        """Somebody makes a label."""
        key = f"Label_{len(self.labels) + 1}"
        self.labels[key] = name
        return key

    def forget(self) -> None:
        """The history so far is no longer told."""
        self.at += 17
        self.oldest = self.at

    def _note(self, kind: str, key: str, *labels: str) -> None:
        self.at += 1 + len(self.history) % 3
        self.history.append((self.at, kind, key, labels))

    def answer(self, asked: Asked) -> Says:
        """What is at a path."""
        what, _, key = asked.path.removeprefix(BASE).partition("/")
        match what:
            case "profile":
                found = {
                    "emailAddress": "ada@ours.example",
                    "messagesTotal": len(self.mails),
                    "threadsTotal": len(self.mails),
                    "historyId": str(self.at),
                }
                return self._says("Profile", found)
            case "labels":
                return self._label(key) if key else self._labels()
            case "messages":
                return self._mail(asked, key) if key else self._list(asked)
            case "history":
                return self._history(asked)
        return error(404, "notFound")

    def _says(self, schema: str, found: dict[str, Any]) -> Says:
        self.told.append({"schema": schema, **found})
        return Says.json(found)

    def _labels(self) -> Says:
        found = [{"id": one, "name": one, "type": "system"} for one in SYSTEM]
        found += [{"id": key, "name": name, "type": "user"} for key, name in self.labels.items()]
        return self._says("ListLabelsResponse", {"labels": found})

    def _label(self, key: str) -> Says:
        name = key if key in SYSTEM else self.labels.get(key)
        if name is None:
            return error(404, "notFound")
        total = sum(key in labels for _, labels in self.mails.values())
        kind = "system" if key in SYSTEM else "user"
        found = {"id": key, "name": name, "type": kind, "messagesTotal": total}
        return self._says("Label", found)

    def _list(self, asked: Asked) -> Says:
        wanted = asked.query.get("labelIds")
        hidden = {"SPAM", "TRASH"}
        keys = [
            key
            for key, (_, labels) in reversed(self.mails.items())
            if (wanted in labels if wanted else not labels & hidden)
        ]
        token = asked.query.get("pageToken")
        if token is not None and not token.isdecimal():
            return error(400, "invalidArgument", "Invalid pageToken")
        return self._says("ListMessagesResponse", self._page(asked, keys, int(token or 0)))

    def _page(self, asked: Asked, keys: list[str], start: int) -> dict[str, Any]:
        size = min(int(asked.query.get("maxResults", 100)), LARGEST_PAGE, self.page)
        part = keys[start : start + size]
        if self.is_untidy and part:
            part = [*part, *keys[max(0, start - 1) : start]]
            random.Random(start).shuffle(part)  # noqa: S311  an order, no secret
        found: dict[str, Any] = {"resultSizeEstimate": len(keys)}
        if part:
            found["messages"] = [{"id": key, "threadId": key} for key in part]
        if start + size < len(keys):
            found["nextPageToken"] = str(start + size)
        return found

    def _mail(self, asked: Asked, key: str) -> Says:
        if key not in self.mails:
            return error(404, "notFound", "Requested entity was not found.")
        if key in self.vanishing:
            self.vanishing.discard(key)
            del self.mails[key]
            return error(404, "notFound", "Requested entity was not found.")
        raw, labels = self.mails[key]
        fields = {one.partition("/")[0] for one in asked.query["fields"].split(",")}
        whole: dict[str, Any] = {
            "id": key,
            "threadId": key,
            "labelIds": sorted(labels),
            "snippet": "what it says",
            "sizeEstimate": len(raw),
        }
        if asked.query["format"] == "raw":
            whole["raw"] = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        else:
            lines = raw.partition(b"\r\n\r\n")[0].decode().split("\r\n")
            headers = [line.split(": ", 1) for line in lines]
            told = [{"name": name, "value": value} for name, value in headers]
            whole["payload"] = {"mimeType": "text/plain", "headers": told}
        return self._says("Message", {name: whole[name] for name in fields if name in whole})

    def _history(self, asked: Asked) -> Says:
        told = dict(parse_qsl(urlsplit(asked.target).query))
        kinds = {v for k, v in parse_qsl(urlsplit(asked.target).query) if k == "historyTypes"}
        names = {"messageAdded": "messagesAdded", "labelAdded": "labelsAdded"}
        since = int(told["startHistoryId"])
        if since < self.oldest:
            return error(404, "notFound", "Requested entity was not found.")
        wanted = {names[kind] for kind in kinds}
        records = [one for one in self.history if one[0] > since and one[1] in wanted]
        start = int(told.get("pageToken", 0))
        size = min(int(told.get("maxResults", 100)), LARGEST_PAGE, self.page)
        found: dict[str, Any] = {"historyId": str(self.at)}
        part = [self._record(*one) for one in records[start : start + size]]
        if part:
            found["history"] = part
        if start + size < len(records):
            found["nextPageToken"] = str(start + size)
        return self._says("ListHistoryResponse", found)

    def _record(self, at: int, kind: str, key: str, labels: tuple[str, ...]) -> dict[str, Any]:
        now = sorted(self.mails[key][1]) if key in self.mails else []
        message = {"id": key, "threadId": key, "labelIds": now}
        change = {"message": message, **({"labelIds": list(labels)} if labels else {})}
        return {"id": str(at), "messages": [{"id": key, "threadId": key}], kind: [change]}
