"""Microsoft's mailboxes over Graph, as a live source: each folder is a part, its delta the cursor.

Asked for least: `Mail.ReadBasic` where headers alone are taken, which gives no text at all, else
`Mail.Read`. A delta tells which mails a folder has or was given; each is then fetched as it came
(`/$value`), four at a time. Ids are immutable ones, so a mail that is moved is known again.

Sources: https://learn.microsoft.com/graph/delta-query-messages, /graph/api/message-delta,
/graph/api/mailfolder-delta, /graph/outlook-get-mime-message; `wire.graph` has those on limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any, NamedTuple

from goodwill.live.base import (
    Brought,
    Closed,
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
from goodwill.live.faults import CutOffError
from goodwill.live.kinds import LiveKind
from goodwill.live.mail.header_mail import as_people, header_mail
from goodwill.live.mail.mail_items import Mail, brought
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import Consent, microsoft
from goodwill.live.wire.api import AnswerError, Api, quoted
from goodwill.live.wire.graph import SCOPES, Links, Page, Told, graph_lines
from goodwill.live.wire.lines import Lines

__all__ = ["MICROSOFT"]

READS = "whole mails of the folders you choose; nothing is changed there, not even what is unread"
READS_HEADERS = "who wrote to whom, when, and the subject; what mails say is never asked for"
USES = {
    "inbox": "inbox",
    "sentitems": "sent",
    "drafts": "drafts",
    "deleteditems": "trash",
    "junkemail": "junk",
    "outbox": "outbox",
}
"""Folders by the names that Graph knows them by, whatever they are called in a mailbox."""

WHY_NOT = {
    "drafts": "drafts were never sent",
    "junk": "refuse",
    "outbox": "not sent yet",
    "trash": "was thrown away",
}
USUAL = frozenset({"inbox", "sent"})
PAGE = 200
_ROUND = "next"
"""Before the link of a round that is not done; a day stands before one that is."""

HEADERS = (
    "subject,from,sender,toRecipients,ccRecipients,bccRecipients,replyTo,sentDateTime,"
    "receivedDateTime,internetMessageId,internetMessageHeaders"
)
_BEGINS = re.compile(rb"[A-Za-z][!-9;-~]*[ \t]*:")
"""How every mail begins: with the name of a header."""
_OF_OTHERS = frozenset({"text/html", "application/json"})
_PASSED_ON = frozenset({"in-reply-to", "references", "auto-submitted", "list-id", "precedence"})


class Folder(NamedTuple):
    """A folder: its id, its path as people read it, how many mails it holds, what it is for."""

    id: str
    name: str
    items: int | None
    use: str = ""


@dataclass(slots=True)
class Round:
    """Pages of a delta: the first of them, and whether they begin anew."""

    page: Page
    is_anew: bool


class MicrosoftMail(LiveSource):
    """One mailbox, signed in."""

    def __init__(self, lines: Lines, config: SourceConfig) -> None:
        self._lines, self._config = lines, config
        prefer = (f"odata.maxpagesize={PAGE}",)
        self._links = Links(lines.first, config, prefer=prefer)
        self._has_headers_only = config.said("take") in {"metadata", "subject"}
        self._begun: dict[str, Round] = {}
        self._met: set[str] = set()
        self._chosen: list[str] = []

    def look(self) -> Look:
        """Folders with how many mails each holds."""
        seen = [
            PartSeen(
                name=one.name,
                items=one.items,
                is_chosen=self._is_chosen(one),
                use=one.use,
                why_not=WHY_NOT.get(one.use, ""),
            )
            for one in self._with_uses(self._folders())
        ]
        reads = READS_HEADERS if self._has_headers_only else READS
        return Look(source=self._config.name, reads=reads, parts=tuple(seen))

    def _is_chosen(self, folder: Folder) -> bool:
        return self._config.chooses(
            folder.name, usually=folder.use in USUAL, among_all=folder.use not in WHY_NOT
        )

    def _folders(self) -> list[Folder]:
        """Every folder at any depth, by its path."""
        found: dict[str, Told] = {}
        for page in self._links.pages("me/mailFolders/delta"):
            for one in page.values:
                if "@removed" in one:
                    found.pop(str(one["id"]), None)
                else:
                    found[str(one["id"])] = one
        folders = [Folder(key, _path(key, found), _count(one)) for key, one in found.items()]
        return sorted(folders, key=lambda one: one.name)

    def _with_uses(self, folders: list[Folder]) -> list[Folder]:
        """What folders are for, which Graph tells only of those that it is asked for by name."""

        def ask(api: Api, name: str) -> Any:
            headers = {"prefer": 'IdType="ImmutableId"'}
            return api.get(f"me/mailFolders/{name}", {"$select": "id"}, headers=headers).data

        told = {
            str(found["id"]): USES[name]
            for name, found in self._lines.each(USES, ask)
            if isinstance(found, Mapping)
        }
        return [one._replace(use=told.get(one.id, "")) for one in folders]

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """Chosen folders that were not read to the end, or have changed since."""
        folders = self._folders()
        if self._config.all_folders or not self._config.folders:
            folders = self._with_uses(folders)
        chosen = [one for one in folders if self._is_chosen(one)]
        self._chosen = [self._path(one.name) for one in chosen]
        for folder in chosen:
            path = self._path(folder.name)
            before = known(path) or Known()
            day, _, link = before.mark.partition(" ")
            begun = self._begin(folder.id, link)
            self._begun[path] = begun
            is_news = begun.is_anew or begun.page.values or begun.page.next
            if not link or day in {_ROUND, ""} or day != today() or is_news:
                yield Part(
                    path=path,
                    connector="microsoft",
                    id=folder.id,
                    known=before,
                    items=folder.items if not link else None,
                )

    def _path(self, name: str) -> str:
        return f"microsoft://{self._config.name}/{name}"

    def _begin(self, folder: str, link: str) -> Round:
        if not link:
            return Round(self._links.page(self._start(folder)), is_anew=True)
        page, is_anew = self._links.page_or_anew(link, lambda: self._start(folder))
        return Round(page, is_anew)

    def _start(self, folder: str) -> str:
        """Where all mails of a folder are told, and then those that it is given."""
        select = f"id,isDraft,{HEADERS}" if self._has_headers_only else "id,isDraft"
        return f"me/mailFolders/{quoted(folder)}/messages/delta?changeType=created&$select={select}"

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """The mails of a folder that are not known, wherever in the mailbox they were met."""
        known = {at for path in self._chosen for at in items(path)}
        page = self._begun[part.path].page
        try:
            while True:
                yield from self._mails(part, page, known)
                if not page.next:
                    break
                yield Reached(Known(position=1, mark=f"{_ROUND} {page.next}"))
                page, _ = self._links.page_or_anew(page.next, lambda: self._start(str(part.id)))
        except AnswerError as error:  # a folder that is gone since it was listed
            yield Closed(f"{part.path}: {error.message}")
            return
        yield Reached(Known(position=1, mark=f"{today()} {page.delta}"))

    def _mails(self, part: Part, page: Page, known: set[str]) -> Iterator[Brought]:
        told = {
            str(one["id"]): one
            for one in page.values
            if "@removed" not in one and not one.get("isDraft")
        }
        new = [key for key in told if key not in known and key not in self._met]
        self._met.update(new)
        if self._has_headers_only:
            for key in new:
                mail = Mail(payload=_headers(told[key]))
                yield from brought(mail, connector="microsoft", path=part.path, locator=key)
            return
        for key, found in self._lines.each(new, _whole):
            yield from brought(found, connector="microsoft", path=part.path, locator=key)

    def close(self) -> None:
        """Let go of the connections."""
        self._lines.close()


def _whole(api: Api, key: str) -> Mail:
    headers = {"prefer": 'IdType="ImmutableId"', "accept": "*/*"}
    path = f"me/messages/{quoted(key)}/$value"
    answer = api.get(path, headers=headers, read=bytes)
    if _BEGINS.match(answer.body):
        return Mail(payload=answer.body)
    sort = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sort in _OF_OTHERS:  # a page of somebody on the way, for every mail alike
        raise CutOffError(
            f"Instead of a mail there came {sort}.", hint="It is tried again by itself."
        )
    raise AnswerError(
        f"what came is no mail, but {sort or 'of no sort'}",
        hint="Look at it in Outlook.",
        status=answer.status,
        text="",
    )


def _path(key: str, folders: Mapping[str, Told]) -> str:
    """A folder's name behind those of the folders that it lies in."""
    names: list[str] = []
    met: set[str] = set()
    while key in folders and key not in met:
        met.add(key)
        names.append(str(folders[key].get("displayName") or "?").replace("/", "\N{DIVISION SLASH}"))
        key = str(folders[key].get("parentFolderId"))
    return "/".join(reversed(names))


def _count(told: Told) -> int | None:
    found = told.get("totalItemCount")
    return found if isinstance(found, int) else None


def _headers(told: Told) -> bytes:
    """A mail without its text, from what Graph tells of it."""
    sender = told.get("from") or told.get("sender")
    sent = str(told.get("sentDateTime") or told.get("receivedDateTime") or "")
    named = [
        ("From", _people([sender] if sender else [])),
        ("To", _people(told.get("toRecipients"))),
        ("Cc", _people(told.get("ccRecipients"))),
        ("Bcc", _people(told.get("bccRecipients"))),
        ("Reply-To", _people(told.get("replyTo"))),
        ("Subject", str(told.get("subject") or "")),
        ("Date", _date(sent)),
        ("Message-ID", str(told.get("internetMessageId") or "")),
    ]
    more = [
        (str(one.get("name")), str(one.get("value") or ""))
        for one in told.get("internetMessageHeaders") or []
        if str(one.get("name")).lower() in _PASSED_ON
    ]
    return header_mail([*named, *more])


def _people(told: Any) -> str:
    found = [one.get("emailAddress") or {} for one in told or [] if isinstance(one, Mapping)]
    return as_people((str(one.get("name") or ""), str(one.get("address") or "")) for one in found)


def _date(text: str) -> str:
    try:
        return format_datetime(datetime.fromisoformat(text))
    except ValueError:
        return ""


def scopes(config: SourceConfig) -> tuple[str, ...]:
    """The least that is needed."""
    is_less = config.said("take") in {"metadata", "subject"}
    return (SCOPES + ("Mail.ReadBasic" if is_less else "Mail.Read"),)


def open_mail(config: SourceConfig, bearer: Bearer) -> MicrosoftMail:
    """A mailbox, with the tokens of whoever agreed."""
    return MicrosoftMail(graph_lines(config, bearer, needs="reading mail", count=4), config)


MICROSOFT = LiveKind(
    name="microsoft",
    reads=READS,
    consent=Consent(provider=microsoft, scopes=scopes),
    open_signed=open_mail,
)
