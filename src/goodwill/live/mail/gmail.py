"""Gmail over its own interface, as a live source: its labels are parts, its history is the cursor.

Asked for least: headers alone where only those are taken (`gmail.metadata`), else reading
(`gmail.readonly`). A first reading lists each label and gets what is not known; later ones follow
the history from where it was read up to, and list anew where the server has forgotten it (404).
A mail with several labels is taken once, and left out where privacy leaves any of them out.

Sources: https://developers.google.com/workspace/gmail/api/guides/sync (history, 404),
.../reference/quota (6,000 units a minute for each user; what each method costs),
.../guides/handle-errors (403 and 429). Why not in batches: a call costs the same within one, an
answer would have no bound, and a line that breaks would cost all of them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from goodwill.live.base import (
    Brought,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.days import today
from goodwill.live.kinds import LiveKind
from goodwill.live.mail.header_mail import header_mail
from goodwill.live.mail.mail_items import Mail, brought
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import Consent, google
from goodwill.live.wire.api import AnswerError, Api, quoted
from goodwill.live.wire.lines import Lines, signed_lines
from goodwill.live.wire.paces import Limit
from goodwill.live.wire.trail import Trail

__all__ = ["GMAIL"]

URL = "https://gmail.googleapis.com/gmail/v1/users/me/"
READS = "mail with the labels you choose; nothing is changed there, not even what is unread"
READS_HEADERS = "who wrote to whom, when, and the subject; what mails say is never asked for"
SCOPES = "https://www.googleapis.com/auth/gmail."
LINES = 4
LIMITS = (Limit(5_400, 60.0), Limit(600, 6.0))
"""Units for each user: nine tenths of the 6,000 a minute that are published, since calls do not
arrive as evenly as they are sent; and never many of them in one go."""

GET, LIST, HISTORY, LABEL, PROFILE = 20, 5, 2, 1, 1
"""Units that a call costs."""

PAGE = 500
ALL = "All mail"
"""What we call all mail but what was thrown away: for Gmail it is no label."""

WHY_NOT = {
    "DRAFT": "drafts were never sent",
    "SPAM": "refuse",
    "TRASH": "was thrown away",
    "CHAT": "no mail",
}
USUAL = ("INBOX", "SENT")
_GONE, _BAD = 404, 400


class Label(NamedTuple):
    """A label: its id, and its name as people read it."""

    id: str
    name: str


class Listing(NamedTuple):
    """A first reading that is not done: the history to go on from then, and the next page."""

    newest: str
    page: str


@dataclass(slots=True)
class News:
    """What the history tells: the labels that new mails have been given, and how far it goes."""

    labels: dict[str, set[str]] = field(default_factory=dict)
    newest: str = ""
    pages: int = 0


class Gmail(LiveSource):
    """One mailbox, signed in."""

    def __init__(self, lines: Lines, config: SourceConfig) -> None:
        self._lines, self._config = lines, config
        self._has_headers_only = config.said("take") in {"metadata", "subject"}
        self._news: dict[str, News | None] = {}
        self._names: dict[str, str] = {}
        self._newest = ""
        self._met: set[str] = set()
        self._trail = Trail("Gmail")

    def look(self) -> Look:
        """Labels with how many mails have each."""
        labels = {one.id: one for one in self._labels()}
        seen = [self._seen(labels[key], found) for key, found in self._counted(labels)]
        total = self._lines.first.get("profile", weight=PROFILE).data
        all_mail = PartSeen(
            name=ALL, items=_number(total, "messagesTotal"), is_chosen=self._is_chosen(ALL)
        )
        return Look(
            source=self._config.name,
            reads=READS_HEADERS if self._has_headers_only else READS,
            parts=(*seen, all_mail),
        )

    def _counted(self, labels: Iterable[str]) -> Iterator[tuple[str, Any]]:
        def ask(api: Api, label: str) -> Any:
            return api.get(f"labels/{quoted(label)}", weight=LABEL).data

        return self._lines.each(labels, ask)

    def _seen(self, label: Label, found: Any) -> PartSeen:
        return PartSeen(
            name=label.name,
            items=None if isinstance(found, Exception) else _number(found, "messagesTotal"),
            is_chosen=label.id not in WHY_NOT and self._is_chosen(label.name),
            use={"INBOX": "inbox", "SENT": "sent"}.get(label.id, ""),
            why_not=WHY_NOT.get(label.id, ""),
        )

    def _is_chosen(self, name: str) -> bool:
        return self._config.chooses(name, usually=name in USUAL, among_all=name == ALL)

    def _labels(self) -> list[Label]:
        """The labels that people make, and those of Gmail that say where a mail lies."""
        told = self._lines.first.get("labels", weight=LABEL).data
        found = [
            Label(str(one["id"]), str(one["name"]))
            for one in _list(told, "labels")
            if one.get("type") == "user" or one.get("id") in {*USUAL, *WHY_NOT}
        ]
        self._names = {one.id: one.name for one in found}
        order = {key: place for place, key in enumerate((*USUAL, *WHY_NOT))}
        return sorted(found, key=lambda one: (order.get(one.id, len(order)), one.name))

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """Chosen labels that were not listed to the end, or that mails were given since."""
        labels = [one for one in self._labels() if one.id not in WHY_NOT]
        for label in [*labels, Label("", ALL)]:
            if not self._is_chosen(label.name):
                continue
            path = self._path(label.name)
            before = known(path) or Known()
            news = self._since(before)
            if news is None:
                if _listing(before) is None:
                    self._newest = self._newest or self._now()
                yield Part(path=path, connector="gmail", id=label.id, known=before)
            elif self._given(news, label.id) or news.pages > 1 or not _is_of_today(before):
                wanted = len(self._given(news, label.id))
                yield Part(path=path, connector="gmail", id=label.id, known=before, items=wanted)

    def _path(self, name: str) -> str:
        return f"gmail://{self._config.name}/{name}"

    def _now(self) -> str:
        """How far the history goes now."""
        return str(self._lines.first.get("profile", weight=PROFILE).data["historyId"])

    def _since(self, known: Known) -> News | None:
        """What the history tells since; None where everything has to be listed."""
        _, _, start = known.mark.partition(" ")
        if not start or _listing(known) is not None:
            return None
        if start not in self._news:
            self._news[start] = self._history(start)
        return self._news[start]

    def _history(self, start: str) -> News | None:
        news, page, trail = News(newest=start), "", Trail("Gmail")
        while page or not news.pages:
            asked = [
                ("startHistoryId", start),
                ("maxResults", str(PAGE)),
                ("historyTypes", "messageAdded"),
                ("historyTypes", "labelAdded"),
                *([("pageToken", page)] if page else []),
            ]
            try:
                told = self._lines.first.get(f"history?{urlencode(asked)}", weight=HISTORY).data
            except AnswerError as error:
                if error.status == _GONE:  # the server has forgotten what was then
                    return None
                raise
            for record in _list(told, "history"):
                for given in (*_list(record, "messagesAdded"), *_list(record, "labelsAdded")):
                    message = given["message"]
                    labels = {*_list(message, "labelIds"), *_list(given, "labelIds")}
                    news.labels.setdefault(str(message["id"]), set()).update(labels)
            news.newest = str(told.get("historyId") or news.newest)
            news.pages += 1
            page = trail.after(page, told.get("nextPageToken"))
        return news

    def _given(self, news: News, label: str) -> list[str]:
        """The mails that were given a label, and lie nowhere that is not read."""
        return [
            key
            for key, labels in news.labels.items()
            if (not label or label in labels) and not labels & WHY_NOT.keys()
        ]

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """What is new with a label, and in no other part that is read."""
        news = self._since(part.known)
        known = {at for name in self._chosen() for at in items(self._path(name))}
        if news is not None:
            yield from self._mails(part, self._given(news, str(part.id)), known)
            yield Reached(Known(position=1, mark=f"{today()} {news.newest}"))
            return
        state = _listing(part.known) or Listing(self._newest, "")
        while True:
            keys, page = self._listed(str(part.id), state.page)
            yield from self._mails(part, keys, known)
            if not page:
                break
            state = Listing(state.newest, page)
            yield Reached(Known(position=1, mark=f"list {state.newest} {state.page}"))
        yield Reached(Known(position=1, mark=f"{today()} {state.newest}"))

    def _chosen(self) -> list[str]:
        return [name for name in (*self._names.values(), ALL) if self._is_chosen(name)]

    def _listed(self, label: str, page: str) -> tuple[list[str], str]:
        """One page of the mails with a label, newest first; and where the next one is."""
        asked = {"maxResults": str(PAGE), "labelIds": label, "pageToken": page}
        query = {name: value for name, value in asked.items() if value}
        try:
            told = self._lines.first.get("messages", query, weight=LIST).data
        except AnswerError as error:
            if page and error.status == _BAD:  # it knows its own page no more: from the start
                return self._listed(label, "")
            raise
        keys = [str(one["id"]) for one in _list(told, "messages")]
        return keys, self._trail.after(page, told.get("nextPageToken"))

    def _mails(self, part: Part, keys: Iterable[str], known: set[str]) -> Iterator[Brought]:
        new = [key for key in dict.fromkeys(keys) if key not in known and key not in self._met]
        self._met.update(new)
        for key, found in self._lines.each(new, self._mail):
            mail = found
            if isinstance(found, Mail):
                here = tuple(one for one in found.also_in if one != part.path)
                mail = Mail(payload=found.payload, also_in=here)
            yield from brought(mail, connector="gmail", path=part.path, locator=key)

    def _mail(self, api: Api, key: str) -> Mail | None:
        """A mail; None where it lies among those that are not read."""
        wants = "payload/headers" if self._has_headers_only else "raw"
        asked = {
            "format": "metadata" if self._has_headers_only else "raw",
            "fields": f"id,labelIds,{wants}",
        }
        told = api.get(f"messages/{quoted(key)}", asked, weight=GET).data
        labels = _list(told, "labelIds")
        if not WHY_NOT.keys().isdisjoint(labels):
            return None
        payload = _headers(told) if self._has_headers_only else _raw(told)
        names = (self._names[one] for one in labels if one in self._names)
        return Mail(payload=payload, also_in=tuple(self._path(name) for name in names))

    def close(self) -> None:
        """Let go of the connections."""
        self._lines.close()


def _listing(known: Known) -> Listing | None:
    """A reading from the start that was not done."""
    word, _, rest = known.mark.partition(" ")
    newest, _, page = rest.partition(" ")
    return Listing(newest, page) if word == "list" else None


def _is_of_today(known: Known) -> bool:
    return known.mark.startswith(f"{today()} ")


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    """A list; of one that would be empty nothing is told."""
    found = told.get(name, [])
    if not isinstance(found, list):
        raise TypeError(name)
    return found


def _number(told: Any, name: str) -> int | None:
    found = told.get(name) if isinstance(told, Mapping) else None
    return found if isinstance(found, int) else None


def _raw(told: Mapping[str, Any]) -> bytes:
    """The mail as it came, from base64 for addresses, with or without its padding."""
    text = str(told.get("raw") or "")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _headers(told: Mapping[str, Any]) -> bytes:
    headers = _list(told.get("payload") or {}, "headers")
    return header_mail((str(one.get("name")), str(one.get("value") or "")) for one in headers)


def scopes(config: SourceConfig) -> tuple[str, ...]:
    """The least that is needed."""
    is_less = config.said("take") in {"metadata", "subject"}
    return (SCOPES + ("metadata" if is_less else "readonly"),)


def open_gmail(config: SourceConfig, bearer: Bearer) -> Gmail:
    """A mailbox, with the tokens of whoever agreed."""
    lines = signed_lines(
        config,
        bearer,
        URL,
        vendor="Gmail",
        needs="reading mail, with the Gmail API enabled in the client's project",
        count=LINES,
        limits=LIMITS,
    )
    return Gmail(lines, config)


GMAIL = LiveKind(
    name="gmail",
    reads=READS,
    consent=Consent(provider=google, scopes=scopes),
    open_signed=open_gmail,
)
