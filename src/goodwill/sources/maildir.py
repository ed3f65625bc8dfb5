"""Mail in Maildir folders: one mail a file, under a mail server's own unique names.

A mail moves from `new` to `cur` and its flags change (`NAME:2,RS`); the unique part of its name
stays, and that is how it is known again. Which folders are Maildirs is seen in `walk`; here a
file is recognised by its own name and place alone, as in an archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodwill.sources.base import Connector, Item, SourceFile
from goodwill.sources.mail_file import mail_record
from goodwill.sources.streams import guarded

__all__ = ["CONNECTOR", "MAIL_FOLDERS", "stable_name", "unique_name"]

MAIL_FOLDERS = ("cur", "new")
"""Where delivered mail lies; `tmp` holds what is still being delivered."""

_SERVER_NAME = re.compile(r"\d+\.[^/]+")


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the one message, unless it was read before."""
    if position == 0:
        name = file.path.replace("\\", "/").rsplit("/", 1)[-1]
        yield mail_record(file, connector=CONNECTOR.name, locator=unique_name(name))


def recognises(name: str, head: bytes) -> bool:
    """A file in `cur` or `new` that a mail server named: `SECONDS.SOMETHING.HOST`."""
    del head  # a broken mail is still one
    parts = name.replace("\\", "/").rsplit("/", 2)
    in_mail_folder = len(parts) > 1 and parts[-2] in MAIL_FOLDERS
    return in_mail_folder and _SERVER_NAME.fullmatch(parts[-1]) is not None


def unique_name(name: str) -> str:
    """A mail's file name without its flags; `;` and `!` stand for `:` where that is forbidden."""
    return re.split(r"[:;!]2,", name, maxsplit=1)[0]


def stable_name(path: str) -> str:
    """The path of a mail without `cur`, `new` and flags: the same after it was moved."""
    folder, slash, name = path.rpartition("/")
    kept = [folder.removesuffix(one) for one in MAIL_FOLDERS if folder.endswith(one)]
    return f"{kept[0] if kept else folder + slash}{unique_name(name)}"


CONNECTOR = Connector(
    name="maildir", payload_type="rfc822", recognises=recognises, read=guarded(read)
)
