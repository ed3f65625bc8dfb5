"""One mail in one file: `.eml`, or any file that begins with the headers of a mail.

Many mails in one file are next door in `mbox`, a folder of mails with a mail server's names in
`maildir`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.sources import maildir
from goodwill.sources.base import Connector, Item, SourceFile
from goodwill.sources.mail_file import looks_like_mail, mail_record
from goodwill.sources.mbox import begins_a_message
from goodwill.sources.streams import BOM, guarded

__all__ = ["CONNECTOR"]


def read(file: SourceFile, position: int) -> Iterator[Item]:
    """Yield the one message, unless it was read before."""
    if position == 0:
        yield mail_record(file, connector=CONNECTOR.name, locator=None)


def recognises(name: str, head: bytes) -> bool:
    """A file that is named `.eml`, or begins as a mail does, where `mbox` and `maildir` pass."""
    if begins_a_message(head.removeprefix(BOM).lstrip(b"\r\n")) or maildir.recognises(name, head):
        return False
    return name.lower().endswith(".eml") or looks_like_mail(head)


CONNECTOR = Connector(name="eml", payload_type="rfc822", recognises=recognises, read=guarded(read))
