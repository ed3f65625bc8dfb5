"""A mailbox as a live source: which of its folders are read, and what is new in each.

Only new mail matters to a book: facts are written once, so neither flags nor removals on the
server change anything. A folder whose next number (UIDNEXT) is the one that was read up to has
nothing new, and is not even opened; where no folder has, nothing more is asked. Else those that
have lost mails are asked which (`leaving`): what was moved is not fetched again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from goodwill.live.base import (
    Brought,
    Closed,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Moved,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.faults import RefusedError, SignInError
from goodwill.live.kinds import HOST, PASSWORD, USER, Ask, LiveKind
from goodwill.live.mail.imap.client import Answer, Client, Login
from goodwill.live.mail.imap.fetching import Mailing, Spot, Spots, new_mail
from goodwill.live.mail.imap.folders import Folder, folders
from goodwill.live.mail.imap.leaving import Left, Settled, Shrunk, has_shrunk, tells_who_left
from goodwill.live.mail.imap.names import in_address
from goodwill.live.mail.imap.opening import Noted, Opened, examine
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
        self._left = Left()

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
        """The chosen folders that hold numbers which were not read, between those that shrank."""
        chosen = [one for one in folders(self._client) if self._is_chosen(one)]
        before = {one: known(self._path(one)) for one in chosen}
        news = [one for one, was in before.items() if was is None or not _is_read(one, was)]
        shrunk = [one for one, was in before.items() if was is not None and has_shrunk(one, was)]
        if not news:
            return
        if not tells_who_left(self._client):
            shrunk = []
        for sort, some in ((Shrunk, shrunk), (Part, news), (Settled, shrunk)):
            for one in some:
                yield sort(
                    path=self._path(one),
                    connector="imap",
                    id=one.raw,
                    known=before[one] or Known(),
                    items=one.messages,
                )

    def _path(self, folder: Folder) -> str:
        return f"imap://{self._config.name}/{in_address(folder.raw)}"

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """New mail of a folder, but for what the book has of it from elsewhere."""
        if isinstance(part, Settled):
            if (now := self._left.now.get(part.path)) is not None:
                yield Reached(now)
            return
        try:
            opened = examine(self._client, _raw(part), self._config.name)
        except RefusedError as error:
            yield Closed(error.message)
            return
        if isinstance(part, Shrunk):
            self._left.ask(self._client, part, opened)
        else:
            yield from self._new_mail(part, opened, items)

    def _new_mail(self, part: Part, opened: Opened, items: KnownItems) -> Iterator[Brought]:
        """All of a folder that is numbered anew, or whose server has gone back, is looked at."""
        validity, path = opened.noted.validity or 0, part.path
        is_same = Noted.of(part.known.mark).validity == validity
        goes_on = is_same and not opened.has_gone_back(part.known)
        after = part.known.position if goes_on else 0
        own, taken = _held(items(path), path, validity, after)
        mailing = Mailing(
            path=path,
            validity=validity,
            after=after,
            before=opened.known.position,
            mark=part.known.mark if goes_on else "",
            taken=taken,
        )
        for brought in new_mail(self._client, mailing, (own, self._left.known(items, path))):
            if isinstance(brought, Moved):
                self._left.met(brought)
            yield brought
        now = replace(opened.known, position=max(mailing.before, mailing.after))
        if path in self._left.now:
            self._left.now[path] = now
            yield mailing.reached(now.position)
        else:
            yield Reached(now)

    def wait(self, seconds: float, listening: Callable[[], None]) -> bool:
        """Let the server tell of new mail, over this one line (IDLE).

        Of every chosen folder where it can (NOTIFY, RFC 5465); else of the inbox, or the first that
        was chosen: more lines would be taken from the person's own programs. That one is opened in
        any case: of the others a server may hear only what its own delivery agent puts there.
        """
        chosen = [one.raw for one in folders(self._client) if self._is_chosen(one)]
        if b"IDLE" not in self._client.capabilities or not chosen:
            return False
        inbox = min(chosen, key=lambda name: name.upper() != b"INBOX")
        examine(self._client, inbox, self._config.name)
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
    """Whether nothing can have come since; not where the server does not tell, or has gone back."""
    if folder.next_uid is None or folder.validity is None:
        return False
    is_same = Noted.of(known.mark).validity == folder.validity
    return is_same and folder.next_uid == known.position + 1


def _is_of(answer: Answer, wanted: frozenset[bytes]) -> bool:
    """Whether a notice is of a folder that is read; one that there were too many is of any."""
    if answer.kind == b"EXISTS":  # of the folder that is open
        return True
    first = answer.words[0] if answer.words else b""
    if answer.kind == b"OK" and isinstance(first, bytes):
        return first.upper().startswith(b"[NOTIFICATIONOVERFLOW]")
    return answer.kind == b"STATUS" and first in wanted


def _held(
    held: Mapping[str, str], path: str, validity: int, after: int
) -> tuple[Spots, dict[str, str]]:
    """Mails that the book has of a folder, and which may be met again after some number.

    By mark where each is; and of those under a number that holds as yet, locator and mark. One
    without a mark has to come again.
    """
    own: Spots = {}
    taken: dict[str, str] = {}
    for at, mark in held.items():
        if not mark:
            continue
        before, _, number = at.partition("/")
        if before != str(validity):
            own[mark] = Spot(path, at)
        elif int(number) > after:
            own[mark], taken[at] = Spot(path, at), mark
    return own, taken


def _raw(part: Part) -> bytes:
    return part.id if isinstance(part.id, bytes) else b""


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
