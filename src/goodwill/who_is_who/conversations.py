"""Threads of a whole book: worked out where they have to be, and gone on with where they can be.

Ties `goodwill.resolve.threads` to the store. Threads look back only: where nobody has turned out
to be somebody else, what was sent before the first new mail is part of the threads that it was
part of. So a sync follows its own mails, and those sent since the oldest of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

import orjson

from goodwill.resolve.names import fold_name
from goodwill.resolve.subjects import read_subject
from goodwill.resolve.thread_book import leads_of
from goodwill.resolve.threads import thread_in_order
from goodwill.resolve.types import PointUse, Resolution
from goodwill.statements.rules import digest_of_reader
from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Transaction
from goodwill.store.who_is_who import threads as kept
from goodwill.who_is_who.kept_threads import KeptThreads, as_message

__all__ = ["ThreadsNow", "threads_now", "who_is_on_mail"]

_THREADING = (
    *("who_is_who/conversations.py", "who_is_who/kept_threads.py", "store/who_is_who/threads.py"),
    *("resolve/threads.py", "resolve/thread_book.py", "resolve/thread_fit.py"),
    *("resolve/subjects.py", "resolve/reply_marks.txt"),
)
"""Files that tell which messages are one conversation, and what is kept to go on with them."""

FEW = 1_000
"""So many mails are always followed by themselves."""

A_SHARE = 20
"""Of more, one in so many of the book's: one mail by itself takes several times as long as one of
all. Measured on a book of 120,000 (`docs/performance.md`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What threads were made of: the rules, which messages, who is whom among those on them.

    `points` is the last contact point there was, `who` a word for which of them up to it are one.
    """

    rules: str
    messages: int
    last: int
    points: int
    who: str

    @classmethod
    def read(cls, tx: Transaction) -> Self | None:
        """Of the threads that are kept; None where there are none, or an older version's."""
        said = read_state(tx, kept.THREADED) or ""
        return cls(**orjson.loads(said)) if said.startswith("{") else None

    @classmethod
    def of(cls, tx: Transaction, who: Mapping[int, str], upto: _Ground | None = None) -> Self:
        """Of the book as it is, or of that part of it which an earlier one knew."""
        last, points = (upto.last, upto.points) if upto else (_NO_END, _NO_END)
        ((messages, newest),) = tx.rows(
            "select count(*), coalesce(max(id), 0) from message"
            " where category <> 'forwarded' and id <= ?",
            (last,),
        )
        return cls(
            rules=digest_of_reader(*map(Path(__file__).parents[1].joinpath, _THREADING)),
            messages=messages,
            last=upto.last if upto else newest,
            points=upto.points if upto else max(who, default=0),
            who=_who_is_whom(who, points),
        )


_NO_END = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadsNow:
    """Threads to write down: of all messages, or of `found` only where others' hold."""

    found: kept.ThreadColumns | None = None
    is_all: bool = False
    gone: Sequence[int] = ()
    outdated: Sequence[kept.Key] = ()
    ground: _Ground

    def keep(self, tx: Transaction) -> None:
        """Write them down, and what they were made of."""
        if self.found is None:
            return
        if self.is_all:
            kept.replace_threads(tx, self.found)
        else:
            kept.add_threads(tx, self.found, gone=self.gone, outdated=self.outdated)
        write_state(tx, kept.THREADED, orjson.dumps(asdict(self.ground)).decode())


def who_is_on_mail(resolution: Resolution, points: Sequence[PointUse]) -> dict[int, str]:
    """What people are compared by in threads: who they are, else their name."""
    person_of = {link.point_id: link.person_id for link in resolution.links}
    return {p.point_id: person_of.get(p.point_id) or p.address or fold_name(p.name) for p in points}


def _who_is_whom(who: Mapping[int, str], last: int) -> str:
    """A word for which contact points are one; what they are called by does not matter."""
    first_of: dict[str, int] = {}
    firsts = (first_of.setdefault(who[point], point) for point in sorted(who) if point <= last)
    return sha256(array("q", firsts).tobytes()).hexdigest()[:16]


def threads_now(tx: Transaction, who: Mapping[int, str]) -> ThreadsNow:
    """The threads that have to be written for a book to be up to date."""
    ground, before = _Ground.of(tx, who), _Ground.read(tx)
    if before is None:
        return _all(tx, who, ground)
    still = _Ground.of(tx, who, upto=before)
    if (still.rules, still.who) != (before.rules, before.who):
        return _all(tx, who, ground)
    if still == before and ground.last == before.last:
        return ThreadsNow(ground=ground)
    gone = [] if still.messages == before.messages else _gone(tx)
    if before.messages - still.messages != len(gone):
        return _all(tx, who, ground)
    return _since(tx, who, ground, gone=gone, last=before.last)


def _gone(tx: Transaction) -> list[tuple[int, int]]:
    """Messages that have threads and are no longer there: when they were sent, and their ids."""
    return tx.rows(
        "select k.met_at, k.message_id from thread_key k"
        " left join message m on m.id = k.message_id where k.key = ? and m.id is null",
        (kept.EVERY,),
    )


def _all(tx: Transaction, who: Mapping[int, str], ground: _Ground) -> ThreadsNow:
    """The threads of all messages."""
    circles: dict[frozenset[str], frozenset[str]] = {}  # one object for the same people
    messages = (as_message(row, who, circles) for row in kept.thread_rows(tx))
    found = kept.ThreadColumns()
    for one in thread_in_order(messages, kept.quoted_ids(tx)):
        found.add(*one)
    return ThreadsNow(found=found, is_all=True, ground=ground)


def _since(
    tx: Transaction,
    who: Mapping[int, str],
    ground: _Ground,
    *,
    gone: Collection[tuple[int, int]],
    last: int,
) -> ThreadsNow:
    """The threads of what was sent since the oldest mail that came or went.

    Of all messages, if that is much.
    """
    came = tx.rows(
        "select sent_at, id from message where category <> 'forwarded' and id > ?", (last,)
    )
    sent = [kept.UNDATED if at is None else at for at, _ in came]
    first = min([*sent, *(at for at, _ in gone)])
    later = tx.rows(
        "select met_at, message_id from thread_key where key = ? and met_at >= ?",
        (kept.EVERY, first),
    )
    if len(came) + len(later) > max(FEW, ground.messages // A_SHARE):
        return _all(tx, who, ground)
    stay = set(later) - set(gone)
    order = sorted([*stay, *zip(sent, (key for _, key in came), strict=True)])
    circles: dict[frozenset[str], frozenset[str]] = {}
    rows = kept.in_order(kept.mails_at_hand(tx, [key for _, key in order]))
    messages = [as_message(row, who, circles) for row in rows]
    quoted = frozenset(m.quoted_id for m in messages if m.quoted_id)
    found = kept.ThreadColumns()
    for one in thread_in_order(messages, quoted, KeptThreads(tx, first, who, circles)):
        found.add(*one)
    outdated = [(kept.EVERY, at, key) for at, key in later]
    outdated += [
        (kept.key_of(lead), m.sent_at, m.id)
        for m in messages
        if m.sent_at is not None and (m.sent_at, m.id) in stay
        for lead in leads_of(m, read_subject(m.subject))
    ]
    return ThreadsNow(found=found, gone=[key for _, key in gone], outdated=outdated, ground=ground)
