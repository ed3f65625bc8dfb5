"""Mails of one opened folder, as they stream by: sizes first, then whole mails a few at a time.

A mail that is larger than any mail should be is not asked for. One that was listed and does not
come is gone: somebody deleted it meanwhile. Mails come in the order of their numbers; where a
server sends them otherwise, `Reached` waits until all of a bite are there.

A mail that the book has under another number, or in another folder, is known again by its size and
its headers, and is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from goodwill.live.base import Brought, Gone, Item, Known, Moved, Reached
from goodwill.live.faults import ServerError
from goodwill.live.mail.imap.client import Answer, Client
from goodwill.live.mail.imap.words import Word, as_number, pairs
from goodwill.sources.base import RawRecord, ReadError
from goodwill.sources.mbox import MESSAGE_LIMIT

__all__ = ["SLOWEST", "TOLD", "Mailing", "Spot", "mark_of", "new_mail"]

WINDOW = 5_000
"""Numbers whose sizes are asked for at once."""

SPARSE = 4
"""By so much the next window is wider where hardly any number of the last one was taken."""

TOLD = 200
"""Bytes in which a server tells the size of one mail, at most."""

BITE_MAILS, BITE_BYTES = 500, 16 << 20
"""What one command fetches at most; a broken line costs no more than that again."""

SLOWEST = 50_000
"""Bytes a second below which a line counts as standing still, after the first moment."""

MAILS = 5_000_000
"""Mails that a folder may hold."""

LAST = 0xFFFFFFFF
_HEADER_END = (b"\r\n\r\n", b"\n\n")
_HEADER_LIMIT = 4 << 20
_ONCE = "once/"
"""Before the locator of a mail whose number stands for another one by now."""


class Spot(NamedTuple):
    """Where the book has a mail: the path of its folder, and its locator there."""

    path: str
    locator: str


Spots = dict[str, Spot]
"""Where mails are, by mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What is fetched: of which folder, as which path of the book, after which number.

    `mark` is noted beside each number on the way; `taken` are the locators of this validity that
    the book has and that may stand for other mails by now, with their marks.
    """

    path: str
    validity: int
    after: int
    before: int = LAST
    mark: str = ""
    taken: dict[str, str] = field(default_factory=dict)

    def locator(self, uid: int) -> str:
        """Where a mail is found: numbers hold only as long as their folder's validity does."""
        return f"{self.validity}/{uid}"

    def reached(self, uid: int) -> Reached:
        """All mails up to a number have been brought."""
        return Reached(Known(position=uid, mark=self.mark or str(self.validity)))


def new_mail(client: Client, mailing: Mailing, known: Sequence[Spots]) -> Iterator[Brought]:
    """Every mail after the last one, window by window.

    `known` are mails that may be met again, those of this folder first: they are told as moved and
    not fetched. Who is met is taken out of it.
    """
    after, width = mailing.after, WINDOW
    while after < mailing.before:
        until = min(after + width, mailing.before)
        sizes = _sizes(client, after + 1, until)
        width = WINDOW if len(sizes) > WINDOW // SPARSE else width * SPARSE
        if any(known) or mailing.taken:
            again = _known_again(client, sizes, known)
            yield from _moves(mailing, sizes, again, known)
            sizes = {uid: size for uid, size in sizes.items() if uid not in again}
        yield from _mails(client, mailing, sizes)
        yield mailing.reached(until)
        after = until


def _moves(
    mailing: Mailing, sizes: Iterable[int], again: Mapping[int, Spot], known: Sequence[Spots]
) -> Iterator[Moved]:
    """What is found elsewhere now; before that, what has to make room for another mail."""
    now = {Spot(mailing.path, mailing.locator(uid)): was for uid, was in again.items()}
    places = (Spot(mailing.path, mailing.locator(uid)) for uid in sizes)
    aside = {
        at.locator: _ONCE + at.locator
        for at in places
        if at.locator in mailing.taken and now.get(at) != at
    }
    if aside:
        yield Moved(aside)
    for old, put in aside.items():
        mark = mailing.taken.pop(old)
        for some in known:
            if some.get(mark) == Spot(mailing.path, old):
                some[mark] = Spot(mailing.path, put)
    moved: dict[str, dict[str, str]] = {}
    for at, was in now.items():
        old = aside.get(was.locator, was.locator) if was.path == mailing.path else was.locator
        if (was.path, old) != at:
            moved.setdefault(was.path, {})[old] = at.locator
    yield from (Moved(locators, path) for path, locators in moved.items())


def _sizes(client: Client, first: int, last: int) -> dict[int, int]:
    """How large each mail is, by number, in their order."""
    found: dict[int, int] = {}
    budget = TOLD * min(last - first, MAILS)
    asked = b"UID FETCH %d:%d (RFC822.SIZE)" % (first, last)
    for answer in client.answers(asked, budget=budget, pace=SLOWEST):
        told = _fetched(answer)
        uid, size = as_number(told.get(b"UID")), as_number(told.get(b"RFC822.SIZE"))
        if uid is not None and first <= uid <= last:
            found[uid] = size or 0
    return dict(sorted(found.items()))


def _fetched(answer: Answer) -> Mapping[bytes, Word]:
    return pairs(answer.words[0]) if answer.kind == b"FETCH" and answer.words else {}


def _mails(client: Client, mailing: Mailing, sizes: Mapping[int, int]) -> Iterator[Brought]:
    for uid in [uid for uid, size in sizes.items() if size > MESSAGE_LIMIT]:
        yield _too_large(mailing, uid, sizes[uid])
    wanted = {uid: size for uid, size in sizes.items() if size <= MESSAGE_LIMIT}
    for bite in _bites(wanted):
        yield from _bite(client, mailing, bite)


def _too_large(mailing: Mailing, uid: int, size: int) -> ReadError:
    return ReadError(
        path=mailing.path,
        locator=mailing.locator(uid),
        reason=f"the mail has {size} bytes, more than {MESSAGE_LIMIT}",
        hint="Save it without its attachments and import that.",
        kind="mail",
    )


def _bites(sizes: Mapping[int, int]) -> Iterator[dict[int, int]]:
    """Mails that are fetched together."""
    bite: dict[int, int] = {}
    weight = 0
    for uid, size in sizes.items():
        if bite and (len(bite) >= BITE_MAILS or weight + size > BITE_BYTES):
            yield bite
            bite, weight = {}, 0
        bite[uid] = size
        weight += size
    if bite:
        yield bite


def _bite(client: Client, mailing: Mailing, bite: Mapping[int, int]) -> Iterator[Brought]:
    """Some mails whole; `Reached` after each that came in its turn."""
    turn = iter(bite)
    met: set[int] = set()
    in_order = True
    for uid, payload in _whole(client, bite):
        if uid in met:
            continue
        met.add(uid)
        in_order = in_order and _comes_next(turn, uid)
        yield _item(mailing, uid, payload, bite[uid])
        if in_order:
            yield mailing.reached(uid)
    if gone := len(bite) - len(met):
        yield Gone(gone)
    yield mailing.reached(max(bite))


def _comes_next(turn: Iterator[int], uid: int) -> bool:
    """Whether a number is ahead in the order; those before it are gone."""
    return any(one == uid for one in turn)


def _whole(client: Client, bite: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
    weight = sum(bite.values())
    answers = client.answers(
        b"UID FETCH %s (BODY.PEEK[])" % number_set(bite),
        budget=2 * weight,
        pace=SLOWEST,
        literal=MESSAGE_LIMIT,
    )
    for answer in answers:
        told = _fetched(answer)
        uid, payload = as_number(told.get(b"UID")), told.get(b"BODY[]")
        if uid is None or uid not in bite:
            continue  # news of other mails, or flags that somebody set
        if isinstance(payload, bytes):
            yield uid, payload


def _item(mailing: Mailing, uid: int, payload: bytes, size: int) -> Item:
    record = RawRecord(
        connector="imap",
        payload_type="rfc822",
        path=mailing.path,
        locator=mailing.locator(uid),
        position=uid,
        payload=payload,
    )
    return Item(record, mark_of(size, payload))


def mark_of(size: int, mail: bytes) -> str:
    """By what a mail is known again: its size as its server has it, and its headers."""
    ends = [at for at in (mail.find(end) for end in _HEADER_END) if at >= 0]
    header = mail[: min(ends)] if ends else mail
    return f"{size} {blake2b(header.rstrip(), digest_size=12).hexdigest()}"


def _known_again(
    client: Client, sizes: Mapping[int, int], known: Sequence[Spots]
) -> dict[int, Spot]:
    """Mails that the book has already, by their new number, and where it has them."""
    found: dict[int, Spot] = {}
    likely = {mark.partition(" ")[0] for some in known for mark in some}
    asked = [uid for uid, size in sizes.items() if str(size) in likely]
    for start in range(0, len(asked), BITE_MAILS):
        bite = asked[start : start + BITE_MAILS]
        answers = client.answers(
            b"UID FETCH %s (BODY.PEEK[HEADER])" % number_set(bite),
            budget=len(bite) * _HEADER_LIMIT,
            pace=SLOWEST,
            literal=_HEADER_LIMIT,
        )
        for answer in answers:
            told = _fetched(answer)
            uid, header = as_number(told.get(b"UID")), told.get(b"BODY[HEADER]")
            if uid is not None and uid in sizes and uid not in found and isinstance(header, bytes):
                mark = mark_of(sizes[uid], header)
                was = next((some.pop(mark) for some in known if mark in some), None)
                if was is not None:
                    found[uid] = was
    return found


def number_set(uids: Iterable[int]) -> bytes:
    """Numbers as a command names them, those in a row as a range."""
    runs: list[tuple[int, int]] = []
    for uid in uids:
        if runs and uid == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], uid)
        else:
            runs.append((uid, uid))
    if not runs:
        raise ServerError("No mail was asked for.", hint="Please report this.")
    return b",".join(b"%d" % a if a == b else b"%d:%d" % (a, b) for a, b in runs)
