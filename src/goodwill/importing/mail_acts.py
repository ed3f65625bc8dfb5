"""What mails say: their acts, the days their promises name, and remarks on promises.

Ties `acts` to messages; many mails are read at once, which costs much less than one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from goodwill.acts import Reading, Unread, read_texts
from goodwill.acts.discreet import without_private_words
from goodwill.acts.remarks import Told, remarks_of
from goodwill.facts.acts import Act
from goodwill.facts.interactions import Message

if TYPE_CHECKING:
    from goodwill.importing.work import KeptMail

__all__ = ["Mail", "acts_of_mails", "read_mails", "said_on"]

_SPOKEN = frozenset({"human", "forwarded"})

Mail: TypeAlias = "Message | KeptMail"
"""Just read from a file, or kept by the book."""


def read_mails(messages: Sequence[Mail], timezone: str) -> list[Reading]:
    """The reading of each mail's new text, in order; `timezone` is the company's."""
    return read_texts(
        [
            Unread(message.text, message.subject, message.language, said_on(message, timezone))
            for message in messages
        ]
    )


def acts_of_mails(messages: Sequence[Mail], timezone: str) -> list[tuple[Act, ...]]:
    """The acts of each mail, and its remarks; none of mail that nobody wrote.

    What speaks of somebody's health, faith and the like keeps none of its words.
    """
    human = [message for message in messages if message.category in _SPOKEN]
    read = _with_remarks(human, read_mails(human, timezone), timezone)
    found = iter(without_private_words(read))
    return [next(found) if message.category in _SPOKEN else () for message in messages]


def _with_remarks(
    messages: Sequence[Mail], readings: Sequence[Reading], timezone: str
) -> list[tuple[Act, ...]]:
    """The acts of mails with their remarks; without a day a mail's remarks mean nothing."""
    told, dated = [], []
    for place, (message, reading) in enumerate(zip(messages, readings, strict=True)):
        if day := said_on(message, timezone):
            read, spans = reading.read, reading.sentences
            told.append(Told(message.text, read, spans, day, message.language))
            dated.append(place)
    acts = [reading.acts for reading in readings]
    for place, remarks in zip(dated, remarks_of(told), strict=True):
        acts[place] += remarks
    return acts


def said_on(message: Mail, timezone: str) -> date | None:
    """The sender's own calendar day: "tomorrow" is theirs, not the company's."""
    if message.sent_at is None:
        return None
    if message.utc_offset_minutes is None:
        return _local_day(message.sent_at, timezone)
    return (message.sent_at + timedelta(minutes=message.utc_offset_minutes)).date()


def _local_day(at: datetime, timezone: str) -> date:
    return at.astimezone(ZoneInfo(timezone)).date()
