"""What conversations there were before a moment, asked of a book mail by mail.

The other side of `goodwill.resolve.thread_book.Earlier`: each answer is what the book in memory
would hold had all mails been followed up to that moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from goodwill.resolve import thread_book as leads
from goodwill.resolve.subjects import read_subject
from goodwill.resolve.thread_book import LIST_WRITERS, Said, Series, SeriesName
from goodwill.resolve.thread_fit import Thread, ThreadMessage
from goodwill.store.database import Transaction
from goodwill.store.who_is_who.threads import ThreadRow, in_order, key_of, mails_at_hand

__all__ = ["KeptThreads", "as_message"]

Circles = dict[frozenset[str], frozenset[str]]


def as_message(row: ThreadRow, who: Mapping[int, str], circles: Circles) -> ThreadMessage:
    """A message as threads compare it; the same people are one object."""
    _, writers, others = row.people
    circle = frozenset([who[point] for point in (*writers, *others)])
    return ThreadMessage(
        id=row.id,
        ref=row.ref,
        message_id=row.message_id,
        parents=row.parents,
        subject=row.subject,
        sent_at=row.sent_at,
        text_id=row.text_id,
        quoted_id=row.quoted_id,
        people=circles.setdefault(circle, circle),
        sender=who[writers[-1]] if writers else "",
    )


class _Met(NamedTuple):
    """A mail that a lead was met on, and the thread that it is part of."""

    message_id: int
    sent_at: int
    ref: str
    thread: str


_MET = """
select k.message_id, k.met_at, m.ref, t.thread_id
from thread_key k
join message m on m.id = k.message_id and m.sent_at = k.met_at
join message_thread t on t.message_id = k.message_id
where k.key = ? and k.met_at < ? order by k.met_at desc"""

_OF_THREAD = """
select t.message_id from message_thread t join message m on m.id = t.message_id
where t.thread_id = ? and m.sent_at < ? order by m.sent_at, m.id"""

_LAST_WRITER = """(
    select q.point_id from participant q where q.message_id = p.message_id and q.role = 'from'
    order by q.position desc limit 1)"""
_HAS_WRITTEN = f"""
select 1 from participant p join message m on m.id = p.message_id
where p.point_id = ? and p.role = 'from' and m.sent_at < ? and m.category <> 'forwarded'
and p.point_id = {_LAST_WRITER} limit 1"""  # noqa: S608  a constant of ours
_WRITERS_TO = f"""
select {_LAST_WRITER} from participant p join message m on m.id = p.message_id
where p.point_id = ? and m.sent_at < ? and m.category <> 'forwarded'"""  # noqa: S608  a constant of ours


@dataclass
class KeptThreads:
    """Threads of the mails sent before `first`, in seconds; `who` is each contact point."""

    tx: Transaction
    first: int
    who: Mapping[int, str]
    circles: Circles
    _threads: dict[str, Thread] = field(default_factory=dict)
    _have_written: dict[str, bool] = field(default_factory=dict)
    _writers: dict[str, frozenset[str]] = field(default_factory=dict)

    def by_id(self, mail_id: str) -> Thread | None:
        """The conversation that first named an id."""
        return self._last_with(leads.id_lead(mail_id))

    def with_ticket(self, ticket: str) -> Thread | None:
        """The last conversation that a help desk gave this number."""
        return self._last_with(leads.ticket_lead(ticket))

    def said(self, text_id: str) -> Iterator[Said]:
        """Where a text was written, newest first."""
        for met in self._met(leads.text_lead(text_id)):
            for thread, m in self._messages([met]):
                bare = read_subject(m.subject).bare
                yield Said(thread, bare, m.sender, m.people, m.sent_at or 0)

    def of_subject(self, bare: str) -> Iterator[Thread]:
        """The conversations of a subject, newest first; not one twice in a row."""
        for name, _ in groupby(self._met(leads.subject_lead(bare)), attrgetter("thread")):
            yield self._thread(name)

    def series(self, name: SeriesName) -> Series | None:
        """The last series of a name."""
        writer, title, count = name
        parts = []
        for thread, message in self._messages(list(self._met(leads.series_lead(title, count)))):
            if part := read_subject(message.subject).part:
                parts.append((thread, message.sender, part[2]))
        return leads.replayed(parts, writer)

    def has_written(self, who: str) -> bool:
        """Whether somebody has sent any mail."""
        if who not in self._have_written:
            self._have_written[who] = any(
                self.tx.rows(_HAS_WRITTEN, (point, self.first))
                for point in self._points.get(who, ())
            )
        return self._have_written[who]

    def writers_to(self, who: str) -> frozenset[str]:
        """People who wrote to somebody, `LIST_WRITERS` of them at most."""
        if who not in self._writers:
            self._writers[who] = self._some_writers_to(who)
        return self._writers[who]

    def _some_writers_to(self, who: str) -> frozenset[str]:
        found: set[str] = set()
        for point in self._points.get(who, ()):
            for (writer,) in self.tx.each(_WRITERS_TO, (point, self.first)):
                found.add("" if writer is None else self.who[writer])
                found.discard(who)
                if len(found) >= LIST_WRITERS:
                    return frozenset(found)
        return frozenset(found)

    @cached_property
    def _points(self) -> dict[str, list[int]]:
        """The contact points of everybody."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for point, who in self.who.items():
            found[who].append(point)
        return found

    def _met(self, lead: str) -> Iterator[_Met]:
        """Mails that a lead was met on, newest first; at once by ref and id."""
        rows = (_Met(*row) for row in self.tx.each(_MET, (key_of(lead), self.first)))
        for _, at_once in groupby(rows, attrgetter("sent_at")):
            yield from sorted(at_once, key=attrgetter("ref", "message_id"), reverse=True)

    def _last_with(self, lead: str) -> Thread | None:
        """The thread of the newest mail that a lead was met on."""
        met = next(self._met(lead), None)
        return self._thread(met.thread) if met else None

    def _messages(self, met: list[_Met]) -> Iterator[tuple[Thread, ThreadMessage]]:
        """The mails themselves with their threads, oldest first."""
        thread_of = {one.message_id: one.thread for one in met}
        ids = [one.message_id for one in reversed(met)]
        for row in mails_at_hand(self.tx, ids):
            yield self._thread(thread_of[row.id]), as_message(row, self.who, self.circles)

    def _thread(self, name: str) -> Thread:
        """A conversation as it was."""
        if name not in self._threads:
            ids = [key for (key,) in self.tx.rows(_OF_THREAD, (name, self.first))]
            thread: Thread | None = None
            for row in in_order(mails_at_hand(self.tx, ids)):
                thread = thread or Thread(name, row.sent_at or 0)
                message = as_message(row, self.who, self.circles)
                thread.take(message, read_subject(message.subject))
            self._threads[name] = thread or Thread(name, 0)
        return self._threads[name]
