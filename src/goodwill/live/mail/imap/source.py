"""A mailbox as a live source: which of its folders are read, and what is new in each.

Only new mail matters to a book: facts are written once, so neither flags nor removals on the
server change anything. A folder whose next number (UIDNEXT) is the one that was read up to has
nothing new, and is not even opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from goodwill.live.base import (
    Brought,
    Closed,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    SourceConfig,
)
from goodwill.live.faults import RefusedError, ServerError, SignInError
from goodwill.live.kinds import HOST, PASSWORD, USER, Ask, LiveKind
from goodwill.live.mail.imap.client import Answer, Client, Login
from goodwill.live.mail.imap.fetching import Mailing, new_mail
from goodwill.live.mail.imap.folders import Folder, folders
from goodwill.live.mail.imap.names import as_argument, in_address
from goodwill.live.mail.imap.words import as_number
from goodwill.live.oauth.bearer import Bearer
from goodwill.live.oauth.provider import Consent, Provider, google, microsoft
from goodwill.live.wire.reach import Place, safe_tls

__all__ = ["IMAP", "Mailbox"]

WHY_NOT = {
    "all": "holds copies of all other mail",
    "drafts": "drafts were never sent",
    "flagged": "holds copies of other mail",
    "junk": "refuse",
    "trash": "was thrown away",
}
READS = "whole mails of the folders you choose; nothing is changed there, not even what is unread"
SAID_AGAIN = 25 * 60.0
"""Seconds after which IDLE is begun anew; servers end it after 30 minutes (RFC 2177)."""


_NOTIFY = b"NOTIFY SET (selected %s) (personal %s)" % ((b"(MessageNew MessageExpunge)",) * 2)


class Mailbox(LiveSource):
    """One mailbox, signed in."""

    def __init__(self, client: Client, config: SourceConfig) -> None:
        self._client = client
        self._config = config

    def look(self) -> Look:
        """Folders with their counts."""
        return Look(
            source=self._config.name,
            reads=READS,
            parts=tuple(self._seen(one) for one in folders(self._client)),
        )

    def _seen(self, folder: Folder) -> PartSeen:
        why_not = WHY_NOT.get(folder.use, "of other people" if folder.is_others else "")
        return PartSeen(
            name=folder.name,
            items=folder.messages,
            is_chosen=self._is_chosen(folder),
            use=folder.use,
            why_not=why_not,
        )

    def _is_chosen(self, folder: Folder) -> bool:
        return self._config.chooses(
            folder.name,
            usually=folder.raw.upper() == b"INBOX" or folder.use == "sent",
            among_all=folder.is_usually_taken,
        )

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """The chosen folders that hold numbers which were not read."""
        for folder in folders(self._client):
            if not self._is_chosen(folder):
                continue
            path = self._path(folder)
            before = known(path)
            if before is None or not _is_read(folder, before):
                yield Part(
                    path=path,
                    connector="imap",
                    id=folder.raw,
                    known=before or Known(),
                    items=folder.messages,
                )

    def _path(self, folder: Folder) -> str:
        return f"imap://{self._config.name}/{in_address(folder.raw)}"

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """New mail of a folder; of one that was numbered anew, what is not known by its headers."""
        try:
            validity, next_uid = self._examine(part.id if isinstance(part.id, bytes) else b"")
        except RefusedError as error:
            yield Closed(error.message)
            return
        is_same = part.known.mark == str(validity)
        mailing = Mailing(
            path=part.path,
            validity=validity,
            after=part.known.position if is_same else 0,
            before=next_uid - 1,
        )
        here = f"{validity}/"
        known = {mark: at for at, mark in items(part.path).items() if not at.startswith(here)}
        yield from new_mail(self._client, mailing, known)
        yield mailing.reached(max(mailing.before, mailing.after))

    def _examine(self, name: bytes) -> tuple[int, int]:
        """Open a folder for reading; its validity and its next number."""
        validity = next_uid = None
        for answer in self._client.run(b"EXAMINE ", as_argument(name)):
            validity = _told(answer, b"UIDVALIDITY") or validity
            next_uid = _told(answer, b"UIDNEXT") or next_uid
        if validity is None:
            raise ServerError(
                f"{self._config.name} does not number its mails, so they cannot be known again.",
                hint="Export the folder as mbox and import that.",
            )
        return validity, next_uid or self._last_number() + 1

    def _last_number(self) -> int:
        """The highest number, from a server that does not tell the next one."""
        found = [0]
        for answer in self._client.run(b"UID FETCH * (UID)"):
            words = answer.words[0] if answer.kind == b"FETCH" and answer.words else ()
            number = as_number(words[1]) if isinstance(words, tuple) and len(words) > 1 else None
            found.append(number or 0)
        return max(found)

    def wait(self, seconds: float, listening: Callable[[], None]) -> bool:
        """Let the server tell of new mail, over this one line (IDLE).

        Of every chosen folder where it can (NOTIFY, RFC 5465); else of the inbox, or the first that
        was chosen: more lines would be taken from the person's own programs. That one is opened in
        any case: of the others a server may hear only what its own delivery agent puts there.
        """
        chosen = [one.raw for one in folders(self._client) if self._is_chosen(one)]
        if b"IDLE" not in self._client.capabilities or not chosen:
            return False
        self._examine(min(chosen, key=lambda name: name.upper() != b"INBOX"))
        seconds = min(seconds, SAID_AGAIN)
        if len(chosen) > 1 and self._notifies():
            wanted = frozenset(chosen)
            return self._client.idle(seconds, listening, lambda answer: _is_of(answer, wanted))
        return self._client.idle(seconds, listening)

    def _notifies(self) -> bool:
        """Whether the server tells of all folders from now on."""
        if b"NOTIFY" not in self._client.capabilities:
            return False
        try:
            self._client.run(_NOTIFY)
        except RefusedError:
            return False
        return True

    def close(self) -> None:
        """Sign out."""
        self._client.close()


def _is_read(folder: Folder, known: Known) -> bool:
    """Whether nothing can have come since; not where the server does not tell."""
    if folder.next_uid is None or folder.validity is None:
        return False
    return known.mark == str(folder.validity) and folder.next_uid <= known.position + 1


def _is_of(answer: Answer, wanted: frozenset[bytes]) -> bool:
    """Whether a notice is of a folder that is read; one that there were too many is of any."""
    if answer.kind == b"EXISTS":  # of the folder that is open
        return True
    first = answer.words[0] if answer.words else b""
    if answer.kind == b"OK" and isinstance(first, bytes):
        return first.upper().startswith(b"[NOTIFICATIONOVERFLOW]")
    return answer.kind == b"STATUS" and first in wanted


def _told(answer: Answer, code: bytes) -> int | None:
    """A number that a server tells in brackets: `[UIDVALIDITY 3]`."""
    text = answer.words[0] if answer.kind == b"OK" and answer.words else None
    if not isinstance(text, bytes) or not text.startswith(b"[" + code + b" "):
        return None
    return as_number(text[len(code) + 2 :].partition(b"]")[0].strip())


def open_mailbox(config: SourceConfig, secret: str) -> Mailbox:
    """Sign in to a mailbox."""
    ca_file = config.said("ca_file") or None
    login = Login(
        user=config.user,
        secret=secret,
        security=config.said("security") or "tls",
        ca_file=ca_file,
    )
    return _opened(config, login)


def open_signed_mailbox(config: SourceConfig, bearer: Bearer) -> Mailbox:
    """Sign in with a token (XOAUTH2); with another one where it is refused."""
    login = Login(
        user=config.user,
        secret=bearer.token(),
        security=config.said("security") or "tls",
        is_token=True,
        ca_file=config.said("ca_file") or None,
    )
    try:
        return _opened(config, login)
    except SignInError:
        return _opened(config, replace(login, secret=bearer.instead_of(login.secret)))


def _opened(config: SourceConfig, login: Login) -> Mailbox:
    place = Place(host=config.host, port=config.port, is_own=config.is_own_network)
    return Mailbox(Client.open(place, login, safe_tls(login.ca_file)), config)


def _provider(config: SourceConfig) -> Provider:
    return microsoft(config) if config.said("provider") == "microsoft" else google(config)


def _scopes(config: SourceConfig) -> tuple[str, ...]:
    """The least that gives IMAP: at Google there is but one."""
    if config.said("provider") == "microsoft":
        return ("https://outlook.office.com/IMAP.AccessAsUser.All",)
    return ("https://mail.google.com/",)


IMAP = LiveKind(
    name="imap",
    reads=READS,
    open=open_mailbox,
    can_tell=True,
    knows_itself=True,
    consent=Consent(provider=_provider, scopes=_scopes),
    open_signed=open_signed_mailbox,
    asks=(
        HOST,
        USER,
        PASSWORD,
        Ask(key="security", label="Security", sort="choice", choices=("tls", "starttls", "none")),
        Ask(key="port", label="Port, if not the usual one", sort="number", is_needed=False),
        Ask(key="domains", label="Only mail with these domains", is_needed=False),
    ),
    usual_port=lambda said: 993 if said.get("security") == "tls" else 143,
)
