"""All conversations so far, and by what a later mail finds them.

Threads look back only, so a book of them can be continued: what was there before the first mail
that is looked at is asked of `Earlier` where it is first needed. `leads` are the words under which
mails have to be kept for that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, dropwhile, islice
from typing import Generic, NamedTuple, Protocol, TypeVar

from goodwill.resolve.subjects import Subject
from goodwill.resolve.thread_fit import Thread, ThreadMessage

__all__ = [
    "LIST_WRITERS",
    "LOOK_BACK",
    "NOTHING_EARLIER",
    "Earlier",
    "Said",
    "Series",
    "SeriesName",
    "ThreadBook",
    "id_lead",
    "leads_of",
    "replayed",
    "series_lead",
    "subject_lead",
    "text_lead",
    "ticket_lead",
]

LOOK_BACK = 50
"""How many threads of one subject, or of one text, are looked at, so that work stays linear."""

LIST_WRITERS = 3
"""Different people who wrote to an address before it counts as a list, if it never wrote itself."""

SeriesName = tuple[str, str, str]
"""Who writes it ("" for whoever), what it is called, of how many parts."""


class Said(NamedTuple):
    """Words that may be quoted: who wrote them to whom, when, in which conversation."""

    thread: Thread
    subject: str
    sender: str
    people: frozenset[str]
    at: int


@dataclass(slots=True)
class Series:
    """A conversation of numbered parts, and which are there."""

    thread: Thread
    parts: set[str]


class Earlier(Protocol):
    """What was there before the first mail that is looked at."""

    def by_id(self, mail_id: str) -> Thread | None:
        """The conversation that first named an id."""

    def said(self, text_id: str) -> Iterator[Said]:
        """Where a text was written, newest first."""

    def of_subject(self, bare: str) -> Iterator[Thread]:
        """The conversations of a subject, newest first; not one twice in a row."""

    def with_ticket(self, ticket: str) -> Thread | None:
        """The last conversation that a help desk gave this number."""

    def series(self, name: SeriesName) -> Series | None:
        """The last series of a name."""

    def has_written(self, who: str) -> bool:
        """Whether somebody has sent any mail."""

    def writers_to(self, who: str) -> frozenset[str]:
        """People who wrote to somebody, `LIST_WRITERS` of them at most."""


class _NothingEarlier:
    """The first mail that is looked at is the first of all."""

    def by_id(self, _mail_id: str) -> None:
        return None

    def said(self, _text_id: str) -> Iterator[Said]:
        return iter(())

    def of_subject(self, _bare: str) -> Iterator[Thread]:
        return iter(())

    def with_ticket(self, _ticket: str) -> None:
        return None

    def series(self, _name: SeriesName) -> None:
        return None

    def has_written(self, _who: str) -> bool:
        return False

    def writers_to(self, _who: str) -> frozenset[str]:
        return frozenset()


NOTHING_EARLIER: Earlier = _NothingEarlier()

K = TypeVar("K")
V = TypeVar("V")


class _Asked(dict[K, V], Generic[K, V]):
    """What was there earlier is asked once for each key, and kept."""

    def __init__(self, ask: Callable[[K], V]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: K) -> V:
        found = self[key] = self._ask(key)
        return found


@dataclass(slots=True)
class ThreadBook:
    """All conversations so far, by what leads to them.

    `quoted` are the texts that any message looked at quotes: of no other is it remembered where
    it stood.
    """

    quoted: frozenset[str]
    earlier: Earlier = NOTHING_EARLIER
    by_id: _Asked[str, Thread | None] = field(init=False)
    by_ticket: _Asked[str, Thread | None] = field(init=False)
    by_series: _Asked[SeriesName, Series | None] = field(init=False)
    _by_text: defaultdict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    _by_subject: defaultdict[str, list[Thread]] = field(default_factory=lambda: defaultdict(list))
    _writers_to: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _has_written: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Ask what was there by each sort of lead."""
        self.by_id = _Asked(self.earlier.by_id)
        self.by_ticket = _Asked(self.earlier.with_ticket)
        self.by_series = _Asked(self.earlier.series)

    def said(self, text_id: str) -> Iterator[Said]:
        """Where a text was written, the last `LOOK_BACK` times, newest first."""
        own = self._by_text.get(text_id, ())
        return islice(chain(reversed(own), self.earlier.said(text_id)), LOOK_BACK)

    def of_subject(self, bare: str) -> Iterator[Thread]:
        """The last `LOOK_BACK` conversations of a subject, newest first."""
        own = self._by_subject.get(bare, ())
        before = self.earlier.of_subject(bare)
        if own:
            before = dropwhile(lambda thread: thread is own[0], before)
        return islice(chain(reversed(own), before), LOOK_BACK)

    def is_list(self, who: str) -> bool:
        """Whether many write to an address that has never written."""
        if who in self._has_written or self.earlier.has_written(who):
            return False
        writers = self._writers_to.get(who, set()) | self.earlier.writers_to(who)
        return len(writers) >= LIST_WRITERS

    def add(self, thread: Thread, message: ThreadMessage, subject: Subject) -> list[str]:
        """Make a message part of a thread; what now leads to the thread by this message."""
        leads = [id_lead(one) for one in ids_of(message) if self._is_first(one, thread)]
        leads.append(text_lead(message.text_id))
        if message.text_id in self.quoted:
            self._by_text[message.text_id].append(
                Said(thread, subject.bare, message.sender, message.people, message.sent_at or 0)
            )
        if subject.ticket:
            self.by_ticket[subject.ticket] = thread
            leads.append(ticket_lead(subject.ticket))
        thread.take(message, subject)
        if message.sent_at is None:
            return leads
        _append(self._by_subject[subject.bare], thread)
        leads.append(subject_lead(subject.bare))
        if subject.part:
            self._add_part(thread, message.sender, subject.part)
            leads.append(series_lead(*subject.part[:2]))
        self._note_writer(message)
        return leads

    def _is_first(self, mail_id: str, thread: Thread) -> bool:
        """Whether nobody had named an id yet; then it leads to this thread."""
        if self.by_id[mail_id] is not None:
            return False
        self.by_id[mail_id] = thread
        return True

    def _note_writer(self, message: ThreadMessage) -> None:
        self._has_written.add(message.sender)
        for who in message.people - {message.sender}:
            if len(writers := self._writers_to[who]) < LIST_WRITERS:
                writers.add(message.sender)

    def _add_part(self, thread: Thread, sender: str, part: tuple[str, str, str]) -> None:
        """Note that a part of a series has come, by its writer and by whomever."""
        name, count, which = part
        for writer in (sender, ""):
            key = (writer, name, count)
            self.by_series[key] = _with_part(self.by_series[key], thread, which)


def _with_part(series: Series | None, thread: Thread, which: str) -> Series:
    """A series with one part more; one of another conversation begins anew."""
    if series is None or series.thread is not thread:
        series = Series(thread, set())
    series.parts.add(which)
    return series


def replayed(parts: list[tuple[Thread, str, str]], writer: str) -> Series | None:
    """The last series of a name, of all its parts (thread, writer, which) in their order."""
    series: Series | None = None
    for thread, sender, which in parts:
        if writer in {sender, ""}:
            series = _with_part(series, thread, which)
    return series


def _append(threads: list[Thread], thread: Thread) -> None:
    """Add a thread where it is not the last one there already."""
    if not threads or threads[-1] is not thread:
        threads.append(thread)


def ids_of(message: ThreadMessage) -> tuple[str, ...]:
    """Every id that a message names: its own last."""
    return (*message.parents, *([message.message_id] if message.message_id else ()))


def id_lead(mail_id: str) -> str:
    """By a Message-ID."""
    return f"id {mail_id}"


def text_lead(text_id: str) -> str:
    """By words that may be quoted."""
    return f"text {text_id}"


def subject_lead(bare: str) -> str:
    """By a subject without marks."""
    return f"subject {bare}"


def ticket_lead(ticket: str) -> str:
    """By the number that a help desk gave."""
    return f"ticket {ticket}"


def series_lead(name: str, count: str) -> str:
    """By a series of so many parts."""
    return f"series {count} {name}"


def leads_of(message: ThreadMessage, subject: Subject) -> list[str]:
    """Everything that may lead to the thread of a message: `ThreadBook.add` gives some of these."""
    return [
        *map(id_lead, ids_of(message)),
        text_lead(message.text_id),
        subject_lead(subject.bare),
        *([ticket_lead(subject.ticket)] if subject.ticket else ()),
        *([series_lead(*subject.part[:2])] if subject.part else ()),
    ]
