"""Which messages are one conversation.

By ids where there are any (References, In-Reply-To). Where an archive has lost them: by the words
that a reply quotes, by the number that a help desk gave, else by a reply's subject among the same
people within sixty days, else as a part of a numbered series. A subject alone, without a sign of
a reply, never makes a thread: two weekly reports are two conversations; nor do words that anybody
may have written: who quotes a "thank you" must have got it. Subjects are taken apart in
`subjects`; whose subject is whose is weighed in `thread_fit`.

Messages are looked at in the order they were sent, and each joins a thread that is there already
or begins one. So what is sent later changes no thread: a thread keeps the name of its first
message, and a mail that cites two threads belongs to one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from goodwill.resolve.subjects import Subject, read_subject
from goodwill.resolve.thread_fit import (
    REPLY_DAYS,
    SECONDS_A_DAY,
    Reply,
    Thread,
    ThreadMessage,
    has_other_ticket,
    likeliest,
)

__all__ = ["ThreadMessage", "thread_in_order", "thread_messages"]

SERIES_HOURS = 24
"""The parts of a numbered series are sent within so many hours of each other."""

SERIES_AT_ONCE_HOURS = 1
"""And where only one is missing, whoever writes it, within so many."""

MANY_PARTS = 5
"""Parts of a series that no other of one hour is likely to have just as many of."""

LOOK_BACK = 50
"""How many threads of one subject, or of one text, are looked at, so that work stays linear."""

LIST_WRITERS = 3
"""Different people who wrote to an address before it counts as a list, if it never wrote itself."""


@dataclass(slots=True)
class _Series:
    """A conversation of numbered parts, and which are there."""

    thread: Thread
    parts: set[str]


class _Said(NamedTuple):
    """Words that may be quoted: who wrote them to whom, when, in which conversation."""

    thread: Thread
    subject: str
    sender: str
    people: frozenset[str]
    at: int


@dataclass(slots=True)
class _Book:
    """All conversations so far, by what leads to them."""

    quoted: frozenset[str]
    by_id: dict[str, Thread] = field(default_factory=dict)
    by_text: defaultdict[str, list[_Said]] = field(default_factory=lambda: defaultdict(list))
    by_subject: defaultdict[str, list[Thread]] = field(default_factory=lambda: defaultdict(list))
    by_ticket: dict[str, Thread] = field(default_factory=dict)
    by_series: dict[tuple[str, ...], _Series] = field(default_factory=dict)
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
    quoted = frozenset(message.quoted_id for message in ordered if message.quoted_id)
    return dict(thread_in_order(ordered, quoted))


def thread_in_order(
    ordered: Iterable[ThreadMessage], quoted: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """The same for messages that come in the order they were sent, one by one.

    What was sent at once comes by its ref and id, what has no date last. `quoted` are the texts
    that any message quotes: of no other is it remembered where it stood.
    """
    book = _Book(quoted)
    for message in ordered:
        subject = read_subject(message.subject)
        thread = _thread_of(book, message, subject)
        if thread is None:
            thread = Thread(message.ref, message.sent_at or 0)
        _add(book, thread, message, subject)
        yield message.id, thread.name


def _thread_of(book: _Book, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread that a message belongs to, None where it begins one."""
    if by_ids := _by_ids(book, message):
        return by_ids
    quoted = _quoted(book, message, subject)
    return (
        _by_quote(message, subject, quoted)
        or _by_ticket(book, message, subject)
        or _by_subject(book, message, subject)
        or next((said.thread for said in quoted if _may_answer(book, message, said)), None)
        or _by_series(book, message, subject)
    )


def _by_ids(book: _Book, message: ThreadMessage) -> Thread | None:
    """The thread of the nearest mail that it answers, or of another answer to a lost one."""
    for parent in reversed(message.parents):
        if thread := book.by_id.get(parent):
            return thread
    return book.by_id.get(message.message_id) if message.message_id else None


def _quoted(book: _Book, message: ThreadMessage, subject: Subject) -> list[_Said]:
    """Where the words that it quotes were written among people that it knows, newest first."""
    if not message.quoted_id:
        return []
    oldest = (message.sent_at or 0) - REPLY_DAYS * SECONDS_A_DAY
    return [
        said
        for said in _latest(book.by_text.get(message.quoted_id, ()))
        if said.at >= oldest
        and not message.people.isdisjoint(said.thread.people)
        and not has_other_ticket(said.thread, subject)
    ]


def _by_quote(message: ThreadMessage, subject: Subject, quoted: list[_Said]) -> Thread | None:
    """The thread in which the words that it quotes were written.

    Many mails say no more than "thank you very much": of several, the one of its subject, else
    the one that it answers, where whoever writes had got it.
    """
    same = [s for s in quoted if s.subject and s.subject in {subject.bare, subject.was}]
    if same:
        return next((s for s in same if _is_answered(message, s)), same[0]).thread
    threads = {said.thread for said in quoted}
    is_answer = any(_is_answered(message, said) for said in quoted)
    return threads.pop() if len(threads) == 1 and is_answer else None


def _is_answered(message: ThreadMessage, said: _Said) -> bool:
    """Whether somebody who was there, where a writer is known, writes to who said something."""
    was_there = not message.sender or message.sender in said.people
    return was_there and said.sender in message.people | {""}


def _may_answer(book: _Book, message: ThreadMessage, said: _Said) -> bool:
    """Whether a mail answers what was said, or comes from a list that it was said on."""
    shared = message.people & said.people
    return _is_answered(message, said) or any(map(book.is_list, shared))


def _by_ticket(book: _Book, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread of the number that a help desk or a tracker gave, among people of it."""
    thread = book.by_ticket.get(subject.ticket) if subject.ticket else None
    if thread is None or message.sent_at is None or message.people.isdisjoint(thread.people):
        return None
    is_fresh = message.sent_at - thread.last_at <= REPLY_DAYS * SECONDS_A_DAY
    return thread if is_fresh else None


def _by_subject(book: _Book, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread of its subject, or of what its subject was, that its people fit best."""
    if message.sent_at is None:
        return None
    is_marked = subject.is_reply or bool(subject.was or message.quoted_id)
    if not (is_marked or subject.is_telling or (subject.tags and subject.bare)):
        return None
    reply = Reply(
        message=message,
        subject=subject,
        is_marked=is_marked,
        others=message.people - {message.sender},
        lists=frozenset(filter(book.is_list, message.people)),
    )
    for bare in (subject.bare, *([subject.was] if subject.was else ())):
        if thread := likeliest(reply, _latest(book.by_subject.get(bare, ()))):
            return thread
    return None


def _by_series(book: _Book, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread of the other parts of a series.

    Told by who writes; and of many parts, where somebody writes under two addresses, by this one
    being the only one that is missing.
    """
    if subject.part is None or message.sent_at is None:
        return None
    name, count, which = subject.part
    own = book.by_series.get((message.sender, name, count))
    if own and message.sent_at - own.thread.last_at <= SERIES_HOURS * 3600:
        return own.thread
    last = book.by_series.get(("", name, count)) if int(count) >= MANY_PARTS else None
    if last is None or which in last.parts:
        return None
    seconds = message.sent_at - last.thread.last_at
    return last.thread if seconds <= SERIES_AT_ONCE_HOURS * 3600 else None


T = TypeVar("T")


def _latest(found: Sequence[T]) -> Iterator[T]:
    """The last so many, newest first."""
    return islice(reversed(found), LOOK_BACK)


def _add(book: _Book, thread: Thread, message: ThreadMessage, subject: Subject) -> None:
    """Make a message part of a thread, and all that leads to it lead to the thread."""
    ids: Collection[str] = (*message.parents, *([message.message_id] if message.message_id else ()))
    for mail_id in ids:
        book.by_id.setdefault(mail_id, thread)
    if message.text_id in book.quoted:
        book.by_text[message.text_id].append(
            _Said(thread, subject.bare, message.sender, message.people, message.sent_at or 0)
        )
    if subject.ticket:
        book.by_ticket[subject.ticket] = thread
    thread.take(message, subject)
    if message.sent_at is None:
        return
    _append(book.by_subject[subject.bare], thread)
    if subject.part:
        _add_part(book, thread, message.sender, subject.part)
    book.has_written.add(message.sender)
    for who in message.people - {message.sender}:
        if len(writers := book.writers_to[who]) < LIST_WRITERS:
            writers.add(message.sender)


def _add_part(book: _Book, thread: Thread, sender: str, part: tuple[str, str, str]) -> None:
    """Note that a part of a series has come, by its writer and by whomever."""
    name, count, which = part
    for writer in (sender, ""):
        series = book.by_series.get((writer, name, count))
        if series is None or series.thread is not thread:
            series = book.by_series[writer, name, count] = _Series(thread, set())
        series.parts.add(which)


def _append(threads: list[Thread], thread: Thread) -> None:
    """Add a thread where it is not the last one there already."""
    if not threads or threads[-1] is not thread:
        threads.append(thread)
