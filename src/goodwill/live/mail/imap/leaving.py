"""Mails that have left a folder: deleted, or moved to another one, where they need not be fetched.

A folder that holds fewer mails than it was left with has lost some; which, a server tells that
keeps account of it (QRESYNC, RFC 7162), by one command, without naming those that are there.
Nothing in the book goes by that: a mail that is found in another folder is known again there, by
its headers, and lies in that folder from then on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goodwill.live.base import Known, KnownItems, Moved, Part
from goodwill.live.faults import RefusedError
from goodwill.live.mail.imap.client import Client
from goodwill.live.mail.imap.fetching import SLOWEST, TOLD, Spot
from goodwill.live.mail.imap.folders import Folder
from goodwill.live.mail.imap.opening import Noted, Opened
from goodwill.live.mail.imap.words import Word, as_number

__all__ = ["Left", "Settled", "Shrunk", "has_shrunk", "tells_who_left"]

WINDOW = 100_000
"""Numbers that one command asks about: if every second one is gone, its answer is half a line."""


class Shrunk(Part):
    """A folder that has lost mails: which, is asked before others are read."""

    __slots__ = ()


class Settled(Part):
    """The same folder after all others were read: its new state is noted, and not before.

    So whatever breaks in between, those that have left are asked for again.
    """

    __slots__ = ()


@dataclass(slots=True)
class Left:
    """What is known in one run of mails that have left: their numbers, by the path of the folder.

    `now` is the state to be noted of each folder in the end, `again` are those that were met.
    """

    validity: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, tuple[range, ...]] = field(default_factory=dict)
    now: dict[str, Known] = field(default_factory=dict)
    again: set[Spot] = field(default_factory=set)

    def ask(self, client: Client, part: Part, opened: Opened) -> None:
        """Ask for those that have left an opened folder; one that is numbered anew has none."""
        before, now = Noted.of(part.known.mark), opened.noted
        if now.validity is None or now.validity != before.validity:
            return
        self.now[part.path] = Known(position=part.known.position, mark=now.mark)
        if before.changes is None or now.changes is None or now.changes < before.changes:
            return
        self.validity[part.path] = now.validity
        self.numbers[part.path] = _merged(_gone(client, part.known.position, before.changes))

    def known(self, items: KnownItems, path: str) -> dict[str, Spot]:
        """Those that may be met again in a folder, by mark: where each has been."""
        found: dict[str, Spot] = {}
        for left, numbers in self.numbers.items():
            validity = str(self.validity[left])
            for at, mark in items(left, as_in=path).items() if numbers else ():
                before, _, number = at.partition("/")
                is_left = before == validity and number.isdigit() and _holds(numbers, int(number))
                if mark and is_left:
                    found[mark] = Spot(left, at)
        return {mark: place for mark, place in found.items() if place not in self.again}

    def met(self, moved: Moved) -> None:
        """Note that some of them were met again: each only once."""
        self.again |= {Spot(moved.path, at) for at in moved.locators}


def tells_who_left(client: Client) -> bool:
    """Have a server keep account of what leaves a folder; whether it does."""
    if not {b"ENABLE", b"QRESYNC"} <= client.capabilities:
        return False
    try:
        told = client.run(b"ENABLE QRESYNC")
    except RefusedError:
        return False
    enabled = [word for one in told if one.kind == b"ENABLED" for word in one.words]
    return any(isinstance(word, bytes) and word.upper() == b"QRESYNC" for word in enabled)


def has_shrunk(folder: Folder, known: Known) -> bool:
    """Whether a folder may hold fewer of the mails that were read, by its counts alone."""
    before = Noted.of(known.mark)
    if before.messages is None or folder.messages is None or folder.next_uid is None:
        return False
    come = folder.next_uid - 1 - known.position
    is_same = folder.validity == before.validity
    return is_same and come >= 0 and folder.messages != before.messages + come


def _gone(client: Client, last: int, changes: int) -> Iterator[range]:
    """Numbers up to the last one that are no more, since some change."""
    for first in range(1, last + 1, WINDOW):
        until = min(first + WINDOW - 1, last)
        asked = b"UID FETCH %d:%d (UID) (CHANGEDSINCE %d VANISHED)" % (first, until, changes)
        try:
            for answer in client.answers(asked, budget=TOLD * WINDOW, pace=SLOWEST):
                if answer.kind == b"VANISHED" and len(answer.words) > 1:
                    yield from _ranges(answer.words[1])
        except RefusedError:
            return


def _ranges(word: Word) -> Iterator[range]:
    """Numbers as a server writes them (`3,7:12`); what is no number is left out."""
    for one in word.split(b",") if isinstance(word, bytes) else ():
        low, _, high = one.partition(b":")
        first, last = as_number(low), as_number(high or low)
        if first is not None and last is not None:
            yield range(min(first, last), max(first, last) + 1)


def _merged(found: Iterator[range]) -> tuple[range, ...]:
    """In order, those that touch as one."""
    merged: list[range] = []
    for one in sorted(found, key=lambda one: one.start):
        if merged and one.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, one.stop))
        else:
            merged.append(one)
    return tuple(merged)


def _holds(numbers: Sequence[range], one: int) -> bool:
    at = bisect_right(numbers, one, key=lambda some: some.start) - 1
    return at >= 0 and one in numbers[at]
