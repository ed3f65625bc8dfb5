"""Mails that are not what they seem: copies in a journal's envelope, drafts, refuse and chats.

A mail system's journal sends every mail to an archive within a report of who got it: the mail is
what counts, and the report knows those whom its headers hide. An export of a whole mailbox holds
drafts that nobody ever got, unwanted mail and chats, and says so by a header.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from goodwill.normalise.category import is_authenticated
from goodwill.normalise.headers import split_headers
from goodwill.normalise.mime import attached_mails, parse_mime
from goodwill.normalise.people import split_addresses
from goodwill.normalise.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodwill.normalise.headers import Headers
    from goodwill.normalise.mime import Part
    from goodwill.sources.base import RawRecord

__all__ = ["out_of_journal", "why_no_letter"]

UNSENT = "never_sent"
REFUSE = "refuse"
CHAT = "chat"

MOST_RECIPIENTS = 5_000
_JOURNAL = "x-ms-journal-report"
_LABELS = "x-gmail-labels"
_UNSENT = "x-unsent"
_LINE = re.compile(
    r"^(sender|recipient|to|cc|bcc|message-id)\s*:\s*([^\s,;]+)", re.IGNORECASE | re.MULTILINE
)
_ROLES = {"to": "To", "cc": "Cc", "bcc": "Bcc", "recipient": "Bcc"}
_ADDRESS = re.compile(r"[!-+\--9;=?A-~]{1,64}@[\w.-]{1,255}\Z")
_GROUPS = {UNSENT: "kept_as_draft", REFUSE: "kept_as_refuse", CHAT: "kept_as_chat"}


def why_no_letter(headers: Headers) -> str:
    """Which rule keeps a mail out that is no letter, by its own headers; "" where none does."""
    if headers.first(_UNSENT) == "1" and not headers.all("received"):
        return UNSENT
    if _LABELS not in headers.values:
        return ""
    labels = {label.strip(' "').casefold() for label in headers.text(_LABELS).split(",")}
    return next((rule for rule, group in _GROUPS.items() if labels & _named(group)), "")


@cache
def _named(group: str) -> frozenset[str]:
    return frozenset(phrases(group))


def out_of_journal(record: RawRecord, headers: Headers) -> RawRecord:
    """The mail that a journal's report carries, with everybody who got it; else the record."""
    if _JOURNAL not in headers.values or not _is_from_within(headers):
        return record
    payload = record.payload if isinstance(record.payload, bytes) else b""
    root = parse_mime(payload, headers).root
    mail = next(attached_mails(root), None)
    if mail is None:
        return record
    added = "".join(_added(mail, _report(root)))
    return replace(record, payload=added.encode() + mail, envelope=None)


def _is_from_within(headers: Headers) -> bool:
    """Whether a journal's report may be believed: anybody can write such a header.

    Mail systems report to a mailbox of their own, so nobody had to judge who sent it; where a
    server did, the report must come from the very domain that it went to.
    """
    verdict = is_authenticated(headers)
    if verdict is None:
        return True
    domains = [
        {address.rpartition("@")[2] for value in headers.all(name) for _, address in
         split_addresses(value)}
        for name in ("from", "to")
    ]  # fmt: skip
    return verdict and bool(domains[0]) and domains[0] <= domains[1]


def _report(root: Part) -> str:
    """The words of the report itself: the first text."""
    if root.content_type == "text/plain" and root.content:
        return root.content.decode("utf-8", "replace")
    return next((text for child in root.children if (text := _report(child))), "")


def _added(mail: bytes, report: str) -> Iterator[str]:
    """Header lines for what the report knows and the mail does not say."""
    headers = split_headers(mail)
    said = [value for name in ("from", "to", "cc", "bcc") for value in headers.all(name)]
    known = {address.casefold() for value in said for _, address in split_addresses(value)}
    for found in list(_LINE.finditer(report))[:MOST_RECIPIENTS]:
        name, value = found[1].lower(), found[2].strip("<>\"'")
        if name == "message-id" and not headers.first("message-id"):
            yield f"Message-ID: <{value}>\r\n"
        if name in _ROLES and value.casefold() not in known and _ADDRESS.match(value):
            known.add(value.casefold())
            yield f"{_ROLES[name]}: {value}\r\n"
