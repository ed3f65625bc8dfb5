"""How much of a mailbox is taken: who wrote to whom and when, the subject too, or the text too.

`[privacy.mailboxes]` names mailboxes and folders; the longest name that fits decides, and
`[privacy] take` where none does. What a mode leaves out is never stored anywhere, and acts are
read from what is taken alone: a mail without its text says nothing, and still counts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodwill.config import Privacy, Settings, Taking
    from goodwill.facts.interactions import Meeting, Message

__all__ = ["as_taken", "event_as_taken", "lies_in", "rank_of", "taking_of", "what_to_take"]


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
    return max(fitting)[1] if fitting else privacy.take


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
