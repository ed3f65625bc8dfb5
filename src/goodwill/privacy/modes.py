"""How much of a mailbox is taken: who wrote to whom and when, the subject too, or the text too.

`[privacy.mailboxes]` names mailboxes and folders; the longest name that fits decides, and
`[privacy] take` where none does. Of a source no more is taken than was chosen when it was
connected. What a mode leaves out is never stored anywhere, and acts are
read from what is taken alone: a mail without its text says nothing, and still counts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from goodwill.config import TAKINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodwill.config import Privacy, Settings, Taking
    from goodwill.facts.interactions import Meeting, Message

__all__ = [
    "as_connected",
    "as_taken",
    "event_as_taken",
    "keeps_raw",
    "least",
    "lies_in",
    "rank_of",
    "taking_of",
    "what_to_take",
]


def what_to_take(settings: Settings, mailbox: str, folder: str = "") -> Taking | None:
    """How much is taken of a folder of a mailbox; None: nothing, only that there was a mail.

    `mailbox` is what it is called where it was connected, an address or the path of its files;
    `folder` the path within, "" for all of it. Case makes no difference.
    """
    place = f"{mailbox}/{folder}".rstrip("/")
    if any(lies_in(one, place) for one in settings.privacy.exclude_folders):
        return None
    return taking_of(settings.privacy, place)


@lru_cache(maxsize=4_096)
def taking_of(privacy: Privacy, place: str) -> Taking:
    """How much is taken of a mailbox, folder or file that is not left out."""
    fitting = [(len(name), taking) for name, taking in privacy.mailboxes if lies_in(name, place)]
    chosen = [taking for name, taking in privacy.at_most if _is_of_source(name, place)]
    return least([max(fitting)[1] if fitting else privacy.take, *chosen])


def keeps_raw(privacy: Privacy) -> bool:
    """Whether a book keeps everything that a mail holds, for good; then, too, as it came."""
    named = (*privacy.mailboxes, *privacy.at_most)
    takes_all = privacy.take == "text" and all(how == "text" for _, how in named)
    return takes_all and privacy.keep_bodies is True and privacy.sensitive_topics == "keep"


def least(takings: Iterable[Taking]) -> Taking:
    """The one of which least is taken."""
    return min(takings, key=TAKINGS.index)


def as_connected(settings: Settings, chosen: Iterable[tuple[str, str]]) -> Settings:
    """The settings, with how much is taken of sources as it was chosen when they were connected."""
    at_most = tuple((name, one) for name, take in chosen for one in TAKINGS if one == take)
    if not at_most:
        return settings
    return replace(settings, privacy=replace(settings.privacy, at_most=at_most))


def _is_of_source(name: str, place: str) -> bool:
    """Whether a path is a source of that name, or lies in it: `imap://NAME/FOLDER`."""
    behind = (place.partition("://")[2] or place).lower()
    return behind == name.lower() or behind.startswith(f"{name.lower()}/")


def lies_in(folder: str, path: str) -> bool:
    """Whether a path is a folder, or a mailbox, of that name or path, or lies in one."""
    wanted, lower = _bare(folder), _bare(path.replace("!", "/"))
    names = {part.lstrip(".") for part in lower.split("/")} | {PurePosixPath(lower).stem}
    return bool(wanted) and (wanted.lstrip(".") in names or f"/{wanted}/" in f"/{lower}/")


def _bare(path: str) -> str:
    return path.replace("\\", "/").strip().strip("/").lower()


def as_taken(message: Message, taking: Taking) -> Message:
    """A mail with what its mode takes of it; what it passes on goes with its text.

    So does what was made of its words: the marks by which a quotation of them is found.
    """
    if taking == "text":
        return message
    return replace(
        message,
        subject=message.subject if taking == "subject" else "",
        text="",
        zones=(),
        text_id="",
        quoted_id=None,
        language=None,
        attachments=(),
        passed_on=(),
        notes=(),
    )


def event_as_taken(meeting: Meeting, taking: Taking) -> Meeting:
    """A meeting with what its mode takes of it: its title is a subject, its description a text."""
    if taking == "text":
        return meeting
    title = meeting.title if taking == "subject" else ""
    return replace(meeting, title=title, place="", description="")


def rank_of(taking: Taking, rank: str) -> str:
    """The rank of a copy of a mail: one of which more was taken goes before all others."""
    return _RANKS[taking] + rank


_RANKS: dict[Taking, str] = {"metadata": "!", "subject": "-", "text": ""}
"""Signs that stand before every digit, the less was taken the earlier."""
