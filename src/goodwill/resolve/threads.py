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

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from goodwill.resolve.subjects import Subject, read_subject
from goodwill.resolve.thread_book import NOTHING_EARLIER, Earlier, Said, ThreadBook
from goodwill.resolve.thread_fit import (
    REPLY_DAYS,
    SECONDS_A_DAY,
    Reply,
    Thread,
    ThreadMessage,
    has_other_ticket,
    likeliest,
)

__all__ = ["ThreadMessage", "Threaded", "thread_in_order", "thread_messages"]

SERIES_HOURS = 24
"""The parts of a numbered series are sent within so many hours of each other."""

SERIES_AT_ONCE_HOURS = 1
"""And where only one is missing, whoever writes it, within so many."""

MANY_PARTS = 5
"""Parts of a series that no other of one hour is likely to have just as many of."""


class Threaded(NamedTuple):
    """A message, the name of its thread, and what leads later mails to the thread by it."""

    message_id: int
    thread: str
    sent_at: int | None
    leads: list[str]


def thread_messages(messages: Iterable[ThreadMessage]) -> dict[int, str]:
    """The thread id of every message: the ref of its thread's earliest message.

    The answer does not depend on the order in which messages come; and what it says of messages
    up to any moment is what it would say if nothing had been sent since.
    """
    ordered = sorted(messages, key=lambda m: (m.sent_at is None, m.sent_at or 0, m.ref, m.id))
    quoted = frozenset(message.quoted_id for message in ordered if message.quoted_id)
    return {found.message_id: found.thread for found in thread_in_order(ordered, quoted)}


def thread_in_order(
    ordered: Iterable[ThreadMessage],
    quoted: frozenset[str],
    earlier: Earlier = NOTHING_EARLIER,
) -> Iterator[Threaded]:
    """The same for messages that come in the order they were sent, one by one.

    What was sent at once comes by its ref and id, what has no date last. `quoted` are the texts
    that any of them quotes: of no other is it remembered where it stood. Where these are not the
    first messages of all, `earlier` tells of those before.
    """
    book = ThreadBook(quoted, earlier)
    for message in ordered:
        subject = read_subject(message.subject)
        thread = _thread_of(book, message, subject)
        if thread is None:
            thread = Thread(message.ref, message.sent_at or 0)
        leads = book.add(thread, message, subject)
        yield Threaded(message.id, thread.name, message.sent_at, leads)


def _thread_of(book: ThreadBook, message: ThreadMessage, subject: Subject) -> Thread | None:
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


def _by_ids(book: ThreadBook, message: ThreadMessage) -> Thread | None:
    """The thread of the nearest mail that it answers, or of another answer to a lost one."""
    for parent in reversed(message.parents):
        if thread := book.by_id[parent]:
            return thread
    return book.by_id[message.message_id] if message.message_id else None


def _quoted(book: ThreadBook, message: ThreadMessage, subject: Subject) -> list[Said]:
    """Where the words that it quotes were written among people that it knows, newest first."""
    if not message.quoted_id:
        return []
    oldest = (message.sent_at or 0) - REPLY_DAYS * SECONDS_A_DAY
    return [
        said
        for said in book.said(message.quoted_id)
        if said.at >= oldest
        and not message.people.isdisjoint(said.thread.people)
        and not has_other_ticket(said.thread, subject)
    ]


def _by_quote(message: ThreadMessage, subject: Subject, quoted: list[Said]) -> Thread | None:
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


def _is_answered(message: ThreadMessage, said: Said) -> bool:
    """Whether somebody who was there, where a writer is known, writes to who said something."""
    was_there = not message.sender or message.sender in said.people
    return was_there and said.sender in message.people | {""}


def _may_answer(book: ThreadBook, message: ThreadMessage, said: Said) -> bool:
    """Whether a mail answers what was said, or comes from a list that it was said on."""
    shared = message.people & said.people
    return _is_answered(message, said) or any(map(book.is_list, shared))


def _by_ticket(book: ThreadBook, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread of the number that a help desk or a tracker gave, among people of it."""
    thread = book.by_ticket[subject.ticket] if subject.ticket else None
    if thread is None or message.sent_at is None or message.people.isdisjoint(thread.people):
        return None
    is_fresh = message.sent_at - thread.last_at <= REPLY_DAYS * SECONDS_A_DAY
    return thread if is_fresh else None


def _by_subject(book: ThreadBook, message: ThreadMessage, subject: Subject) -> Thread | None:
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
        if thread := likeliest(reply, book.of_subject(bare)):
            return thread
    return None


def _by_series(book: ThreadBook, message: ThreadMessage, subject: Subject) -> Thread | None:
    """The thread of the other parts of a series.

    Told by who writes; and of many parts, where somebody writes under two addresses, by this one
    being the only one that is missing.
    """
    if subject.part is None or message.sent_at is None:
        return None
    name, count, which = subject.part
    own = book.by_series[message.sender, name, count]
    if own and message.sent_at - own.thread.last_at <= SERIES_HOURS * 3600:
        return own.thread
    last = book.by_series["", name, count] if int(count) >= MANY_PARTS else None
    if last is None or which in last.parts:
        return None
    seconds = message.sent_at - last.thread.last_at
    return last.thread if seconds <= SERIES_AT_ONCE_HOURS * 3600 else None
