"""Which folders a mailbox has, how many mails each holds, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from goodwill.live.faults import RefusedError, ServerError
from goodwill.live.mail.imap.client import Answer, Client
from goodwill.live.mail.imap.names import Literal, as_argument, shown
from goodwill.live.mail.imap.words import Word, as_number, pairs

__all__ = ["Folder", "folders"]

FOLDER_LIMIT = 20_000

_STATUS = b"(MESSAGES UIDNEXT UIDVALIDITY)"
_USES = {b"\\ALL", b"\\ARCHIVE", b"\\DRAFTS", b"\\FLAGGED", b"\\JUNK", b"\\SENT", b"\\TRASH"}
_UNREADABLE = {b"\\NOSELECT", b"\\NONEXISTENT"}
_NOT_TAKEN = {"all", "drafts", "flagged", "junk", "trash"}
_ASKED_AT_ONCE = 50
"""Commands that are sent before the first answer is read: a way there and back for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder. `use` is what it is for by its server (`sent`, `trash`), "" where it does not say.

    `messages`, `next_uid` and `validity` are None where the server did not tell.
    """

    raw: bytes
    use: str = ""
    messages: int | None = None
    next_uid: int | None = None
    validity: int | None = None
    is_others: bool = False

    @property
    def name(self) -> str:
        """As people read it."""
        return shown(self.raw)

    @property
    def is_usually_taken(self) -> bool:
        """Whether mail in it is read when nobody names folders: no copies, drafts or refuse."""
        return self.use not in _NOT_TAKEN and not self.is_others


def folders(client: Client) -> list[Folder]:
    """Every folder that can be opened, by name."""
    others = _others(client)
    found = {one.raw: one for one in _listed(client)}
    if len(found) > FOLDER_LIMIT:
        raise ServerError(
            f"The mailbox has more than {FOLDER_LIMIT} folders.", hint="Name those to be read."
        )
    unknown = [one.raw for one in found.values() if one.next_uid is None]
    told = {**{one.raw: one for one in found.values()}, **_asked(client, unknown, found)}
    return [
        Folder(
            raw=one.raw,
            use=one.use,
            messages=one.messages,
            next_uid=one.next_uid,
            validity=one.validity,
            is_others=any(one.raw.startswith(prefix) for prefix in others),
        )
        for one in sorted(told.values(), key=lambda one: one.raw)
    ]


def _listed(client: Client) -> Iterator[Folder]:
    """What LIST says; servers that can tell all at once are asked to."""
    can = client.capabilities
    returned = b""
    if b"LIST-STATUS" in can:
        returned = b" RETURN (SPECIAL-USE STATUS %s)" % _STATUS
    elif b"LIST-EXTENDED" in can and b"SPECIAL-USE" in can:
        returned = b" RETURN (SPECIAL-USE)"
    answers = client.run(b'LIST "" "*"' + returned)
    uses = {raw: use for answer in answers for raw, use in _of_list(answer)}
    states = {raw: state for answer in answers for raw, state in _of_status(answer)}
    for raw, use in uses.items():
        yield _folder(raw, use, states.get(raw, {}))


def _of_list(answer: Answer) -> Iterator[tuple[bytes, str]]:
    """Name and use of a folder that can be opened."""
    if answer.kind != b"LIST" or len(answer.words) < 3:  # noqa: PLR2004  flags, delimiter, name
        return
    flags, _, name = answer.words[:3]
    if not isinstance(name, bytes) or not isinstance(flags, tuple):
        return
    known = {flag.upper() for flag in flags if isinstance(flag, bytes)}
    if known & _UNREADABLE:
        return
    uses = sorted(known & _USES)
    yield name, uses[0][1:].decode().lower() if uses else ""


def _of_status(answer: Answer) -> Iterator[tuple[bytes, dict[bytes, Word]]]:
    if answer.kind == b"STATUS" and len(answer.words) > 1 and isinstance(answer.words[0], bytes):
        yield answer.words[0], pairs(answer.words[1])


def _folder(raw: bytes, use: str, state: dict[bytes, Word]) -> Folder:
    return Folder(
        raw=raw,
        use=use,
        messages=as_number(state.get(b"MESSAGES")),
        next_uid=as_number(state.get(b"UIDNEXT")),
        validity=as_number(state.get(b"UIDVALIDITY")),
    )


def _asked(client: Client, names: list[bytes], known: dict[bytes, Folder]) -> dict[bytes, Folder]:
    """The state of folders that LIST did not tell; one that refuses stays as it is listed."""
    found: dict[bytes, Folder] = {}
    arguments = {name: as_argument(name) for name in names}
    plain = [name for name in names if not isinstance(arguments[name], Literal)]
    answers: list[Answer] = []
    for start in range(0, len(plain), _ASKED_AT_ONCE):
        asked = [
            b"STATUS %s %s" % (arguments[name], _STATUS) for name in plain[start:][:_ASKED_AT_ONCE]
        ]
        answers += [one for many in client.run_many(asked) for one in many]
    for name in set(names).difference(plain):
        with suppress(RefusedError):
            answers += client.run(b"STATUS ", arguments[name], b" " + _STATUS)
    for answer in answers:
        for name, state in _of_status(answer):
            if name in known:
                found[name] = _folder(name, known[name].use, state)
    return found


def _others(client: Client) -> tuple[bytes, ...]:
    """Where the folders of other people begin, and shared ones."""
    if b"NAMESPACE" not in client.capabilities:
        return ()
    found: list[bytes] = []
    for answer in client.run(b"NAMESPACE"):
        if answer.kind != b"NAMESPACE":
            continue
        for group in answer.words[1:]:
            for space in group if isinstance(group, tuple) else ():
                prefix = space[0] if isinstance(space, tuple) and space else None
                found += [prefix] if isinstance(prefix, bytes) and prefix else []
    return tuple(found)
