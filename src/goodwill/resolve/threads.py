"""Which messages are one conversation.

By ids where there are any (References, In-Reply-To). Where an archive has lost them: by the words
that a reply quotes, else by a reply's subject among the same people within sixty days, else as a
part of a numbered series. A subject alone, without a sign of a reply, never makes a thread: two
weekly reports are two conversations. Subjects are taken apart in `subjects`.

Messages are looked at in the order they were sent, and each joins a thread that is there already
or begins one. So what is sent later changes no thread: a thread keeps the name of its first
message, and a mail that cites two threads belongs to one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from goodwill.resolve.subjects import Subject, read_subject

__all__ = ["ThreadMessage", "thread_messages"]

REPLY_DAYS = 60
"""A reply by subject joins what was last written to at most so long before."""

UNMARKED_DAYS = 3
"""An answer whose subject wears no mark of one comes within so many days of what it answers."""

FRESH_DAYS = 14
"""One of a thread who passes its subject on to others does so within so many days."""

SERIES_HOURS = 24
"""The parts of a numbered series are sent within so long of each other."""

LOOK_BACK = 50
"""How many threads of one subject, or of one text, are looked at, so that work stays linear."""

ENOUGH_PEOPLE = 2
"""People that a reply shares with a thread and that are enough, whatever its subject."""

LIST_WRITERS = 3
"""Different people who wrote to an address before it counts as a list, if it never wrote itself."""

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """What threading needs to know of a message.

    `people` are person ids or folded names, `sender` the one of them who wrote, "" where nobody
    knows; `sent_at` is in seconds, None where no date is believed.
    """

    id: int
    ref: str
    message_id: str | None
    parents: tuple[str, ...]
    subject: str
    sent_at: int | None
    people: frozenset[str]
    sender: str
    text_id: str
    quoted_id: str | None


@dataclass(slots=True, eq=False)
class _Thread:
    """A conversation so far."""

    name: str
    subject: str
    last_at: int
    last_sender: str = ""
    people: set[str] = field(default_factory=set)
    senders: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Book:
    """All conversations so far, by what leads to them."""

    by_id: dict[str, _Thread] = field(default_factory=dict)
    by_text: defaultdict[str, list[_Thread]] = field(default_factory=lambda: defaultdict(list))
    by_subject: defaultdict[str, list[_Thread]] = field(default_factory=lambda: defaultdict(list))
    by_series: dict[tuple[str, str, str], _Thread] = field(default_factory=dict)
    writers_to: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    has_written: set[str] = field(default_factory=set)

    def is_list(self, who: str) -> bool:
        """Whether many write to an address that has never written."""
        return who not in self.has_written and len(self.writers_to.get(who, ())) >= LIST_WRITERS


def thread_messages(messages: Iterable[ThreadMessage]) -> dict[int, str]:
    """The thread id of every message: the ref of its thread's earliest message.

    The answer does not depend on the order in which messages come; and what it says of messages
    up to any moment is what it would say if nothing had been sent since.
    """
    ordered = sorted(messages, key=lambda m: (m.sent_at is None, m.sent_at or 0, m.ref, m.id))
    book = _Book()
    found: dict[int, str] = {}
    for message in ordered:
        subject = read_subject(message.subject)
        thread = _thread_of(book, message, subject)
        if thread is None:
            thread = _Thread(message.ref, subject.bare, message.sent_at or 0)
        _add(book, thread, message, subject)
        found[message.id] = thread.name
    return found


def _thread_of(book: _Book, message: ThreadMessage, subject: Subject) -> _Thread | None:
    """The thread that a message belongs to, None where it begins one."""
    return (
        _by_ids(book, message)
        or _by_quote(book, message, subject)
        or _by_subject(book, message, subject)
        or next(iter(_quoted_threads(book, message)), None)
        or _by_series(book, message, subject)
    )


def _by_ids(book: _Book, message: ThreadMessage) -> _Thread | None:
    """The thread of the nearest mail that it answers, or of another answer to a lost one."""
    for parent in reversed(message.parents):
        if thread := book.by_id.get(parent):
            return thread
    return book.by_id.get(message.message_id) if message.message_id else None


def _by_quote(book: _Book, message: ThreadMessage, subject: Subject) -> _Thread | None:
    """The thread in which the words that it quotes were written.

    Many mails say no more than "thank you very much": of several threads, the one of its subject.
    """
    threads = _quoted_threads(book, message)
    if len(threads) == 1:
        return threads[0]
    return next((t for t in threads if t.subject in {subject.bare, subject.was}), None)


def _quoted_threads(book: _Book, message: ThreadMessage) -> list[_Thread]:
    """Every thread with the quoted words in which its people are known, newest first."""
    if not message.quoted_id:
        return []
    threads = _latest(book.by_text.get(message.quoted_id, ()))
    return [t for t in dict.fromkeys(threads) if not message.people.isdisjoint(t.people)]


def _by_subject(book: _Book, message: ThreadMessage, subject: Subject) -> _Thread | None:
    """The thread of its subject, or of what its subject was, that its people fit best."""
    if message.sent_at is None:
        return None
    is_marked = subject.is_reply or bool(subject.was or message.quoted_id)
    if not (is_marked or subject.is_telling):
        return None
    days = REPLY_DAYS if is_marked and subject.bare else UNMARKED_DAYS
    fit = _fit if is_marked else _fit_unmarked
    oldest = message.sent_at - days * _SECONDS_A_DAY
    for bare in (subject.bare, *([subject.was] if subject.was else ())):
        known = [t for t in _latest(book.by_subject.get(bare, ())) if t.last_at >= oldest]
        fits = [(fit(book, message, thread, subject), thread.last_at) for thread in known]
        best = max(range(len(known)), key=fits.__getitem__, default=None)
        if best is not None and fits[best][0]:
            return known[best]
    return None


def _fit(book: _Book, message: ThreadMessage, thread: _Thread, subject: Subject) -> int:
    """How well a reply's people fit a thread of its subject; 0 where they do not."""
    if _is_between_them(message, thread):
        return 3
    if not subject.bare:
        return 0
    shared = message.people & thread.people
    if len(shared) >= ENOUGH_PEOPLE:
        return 2
    if message.sender in thread.people and _is_fresh(message, thread):
        return 1
    is_there = bool(shared) or not thread.tags.isdisjoint(subject.tags)
    return int(is_there and (subject.is_telling or any(map(book.is_list, shared))))


def _fit_unmarked(_: _Book, message: ThreadMessage, thread: _Thread, subject: Subject) -> int:
    """Whether a mail is an answer though it does not say so: from another writer, to this one."""
    if thread.last_sender == message.sender:
        return 0
    is_there = _is_between_them(message, thread) or not thread.tags.isdisjoint(subject.tags)
    return int(is_there)


def _is_fresh(message: ThreadMessage, thread: _Thread) -> bool:
    """Whether somebody wrote in a thread a short while before."""
    return (message.sent_at or 0) - thread.last_at <= FRESH_DAYS * _SECONDS_A_DAY


def _is_between_them(message: ThreadMessage, thread: _Thread) -> bool:
    """Whether somebody of the thread writes to somebody who wrote in it."""
    if message.sender not in thread.people:
        return False
    return any(who in message.people for who in thread.senders if who != message.sender)


def _by_series(book: _Book, message: ThreadMessage, subject: Subject) -> _Thread | None:
    """The thread of another part, by the same writer, of the series it is a part of."""
    if subject.part is None or message.sent_at is None:
        return None
    thread = book.by_series.get((message.sender, *subject.part))
    is_fresh = thread is not None and message.sent_at - thread.last_at <= SERIES_HOURS * 3600
    return thread if is_fresh else None


def _latest(threads: Sequence[_Thread]) -> Iterator[_Thread]:
    """The last so many, newest first."""
    return islice(reversed(threads), LOOK_BACK)


def _add(book: _Book, thread: _Thread, message: ThreadMessage, subject: Subject) -> None:
    """Make a message part of a thread, and all that leads to it lead to the thread."""
    ids: Collection[str] = (*message.parents, *([message.message_id] if message.message_id else ()))
    for name in ids:
        book.by_id.setdefault(name, thread)
    if message.text_id:
        _append(book.by_text[message.text_id], thread)
    if message.sent_at is None:
        return
    _append(book.by_subject[subject.bare], thread)
    if subject.part:
        book.by_series[message.sender, *subject.part] = thread
    thread.last_at = message.sent_at
    thread.people |= message.people
    thread.senders.add(message.sender)
    thread.tags.update(subject.tags)
    thread.last_sender = message.sender
    book.has_written.add(message.sender)
    for who in message.people - {message.sender}:
        if len(writers := book.writers_to[who]) < LIST_WRITERS:
            writers.add(message.sender)


def _append(threads: list[_Thread], thread: _Thread) -> None:
    """Add a thread where it is not the last one there already."""
    if not threads or threads[-1] is not thread:
        threads.append(thread)
