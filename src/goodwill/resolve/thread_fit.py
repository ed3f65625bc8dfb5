"""How well a mail without ids fits the conversations of its subject.

Two things are asked: whether its people fit a conversation at all, and which of those that fit is
the likeliest. How a mail comes to be asked about, and what else ties mails together, is said in
`threads`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from goodwill.resolve.subjects import Subject

__all__ = [
    "REPLY_DAYS",
    "SECONDS_A_DAY",
    "Reply",
    "Thread",
    "ThreadMessage",
    "has_other_ticket",
    "likeliest",
]

REPLY_DAYS = 60
"""A reply joins what was last written to at most so long before."""

UNMARKED_DAYS = 3
"""An answer whose subject wears no mark of one comes within so many days of what it answers."""

FRESH_DAYS = 14
"""One of a thread who passes its subject on to others does so within so many days."""

ENOUGH_PEOPLE = 2
"""People that a reply shares with a thread and that are enough, whatever its subject."""

SECONDS_A_DAY = 86_400


class ThreadMessage(NamedTuple):
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
    text_id: str
    quoted_id: str | None
    people: frozenset[str]
    sender: str


Words = set[str] | frozenset[str]


@dataclass(slots=True, eq=False)
class Thread:
    """A conversation so far."""

    name: str
    last_at: int
    last_sender: str = ""
    last_people: frozenset[str] = frozenset()
    has_marks: bool = False
    tickets: Words = frozenset()
    chains: Words = frozenset()
    tags: Words = frozenset()
    people: Words = frozenset()
    senders: Words = frozenset()

    def take(self, message: ThreadMessage, subject: Subject) -> None:
        """Note who is on one more of its mails, when that was sent and what its subject wears."""
        if subject.ticket:
            self.tickets = _with(self.tickets, frozenset([subject.ticket]))
        if message.sent_at is None:
            return
        self.last_at = message.sent_at
        self.last_sender, self.last_people = message.sender, message.people
        self.people = _with(self.people, message.people)
        self.senders = _with(self.senders, frozenset([message.sender]))
        self.has_marks |= subject.is_reply
        self.tags = _with(self.tags, frozenset(subject.tags))
        if subject.chain:
            self.chains = _with(self.chains, frozenset([subject.chain]))


def _with(known: Words, more: frozenset[str]) -> Words:
    """Some words and more of them: their own set is made when something is new to it."""
    if more <= known:
        return known
    if isinstance(known, set):
        known |= more
        return known
    return {*known, *more} if known else more


class Reply(NamedTuple):
    """A mail looking for its thread: all on it but its writer, and which of all are lists."""

    message: ThreadMessage
    subject: Subject
    is_marked: bool
    others: frozenset[str]
    lists: frozenset[str]


def likeliest(reply: Reply, threads: Iterable[Thread]) -> Thread | None:
    """The thread that a mail belongs to among those of its subject, None where it fits none."""
    days = REPLY_DAYS if reply.is_marked and reply.subject.bare else UNMARKED_DAYS
    oldest = (reply.message.sent_at or 0) - days * SECONDS_A_DAY
    fit = _fit if reply.is_marked else _fit_unmarked
    fits = [
        (_order(reply, thread, fitting), thread)
        for thread in threads
        if thread.last_at >= oldest
        and not has_other_ticket(thread, reply.subject)
        and (fitting := fit(reply, thread))
    ]
    return max(fits, key=itemgetter(0))[1] if fits else None


def _order(reply: Reply, thread: Thread, fitting: int) -> tuple[float, ...]:
    """What makes one of the threads that fit a reply the likeliest: the first difference decides.

    Marks that a mail program has heaped up, a help desk's number, that nobody is new to it, how
    its people fit, on how much of its last mail's people, and how new it is.
    """
    people, last = reply.message.people, thread.last_people
    return (
        reply.subject.answers in thread.chains,
        not thread.tickets or reply.subject.ticket in thread.tickets,
        reply.others <= thread.people,
        fitting,
        len(people & last) / max(len(people | last), 1),
        thread.last_at,
    )


def _fit(reply: Reply, thread: Thread) -> int:
    """How well a reply's people fit a thread of its subject; 0 where they do not."""
    is_tagged = not thread.tags.isdisjoint(reply.subject.tags)
    if not is_tagged and thread.people.isdisjoint(reply.message.people):
        return 0
    if fitting := _fit_of_an_answer(reply, thread):
        return fitting
    if is_tagged or not thread.last_people.isdisjoint(reply.lists):
        return 2 if reply.subject.bare else 0
    return int(bool(reply.subject.bare) and _may_have_seen(reply, thread))


def _fit_of_an_answer(reply: Reply, thread: Thread) -> int:
    """4 where somebody of a thread answers its last writer, 3 another and nobody is new; else 0."""
    if reply.message.sender not in thread.people:
        return 0
    if thread.last_sender in reply.others:
        return 4
    is_answer = reply.others <= thread.people and not thread.senders.isdisjoint(reply.others)
    return 3 if is_answer else 0


def _may_have_seen(reply: Reply, thread: Thread) -> bool:
    """Whether a mail that answers nobody in particular may still be part of a thread.

    Somebody of the thread writes again to people of it, or passes it on; or somebody new answers
    for one of them, a colleague of a shared mailbox.
    """
    message, subject = reply.message, reply.subject
    has_many = len(message.people & thread.people) >= ENOUGH_PEOPLE
    is_fresh = (message.sent_at or 0) - thread.last_at <= FRESH_DAYS * SECONDS_A_DAY
    if not message.sender or message.sender in thread.people:
        is_among_them = has_many and reply.others <= thread.people
        return is_among_them or (subject.is_forward and is_fresh) or _is_prompt(reply, thread)
    answers_last = thread.last_sender in reply.others
    if answers_last and subject.is_telling:
        return True
    return is_fresh and (answers_last or has_many or subject.is_telling)


def _is_prompt(reply: Reply, thread: Thread) -> bool:
    """Whether somebody of a thread answers within days, though to nobody known there.

    Whom it answers may have written under another address.
    """
    message = reply.message
    is_soon = (message.sent_at or 0) - thread.last_at <= UNMARKED_DAYS * SECONDS_A_DAY
    return is_soon and reply.subject.is_telling and thread.last_sender != message.sender


def _fit_unmarked(reply: Reply, thread: Thread) -> int:
    """1 where a mail is an answer though it does not say so: by another writer, to this one.

    Not where others have said so, but on lists that take marks away: who leaves the mark out
    means something new.
    """
    subject, sender = reply.subject, reply.message.sender
    if thread.last_sender == sender:
        return 0
    was_answered = sender in thread.people and not thread.senders.isdisjoint(reply.others)
    is_between = subject.is_telling and not thread.has_marks and was_answered
    return int(is_between or not thread.tags.isdisjoint(subject.tags))


def has_other_ticket(thread: Thread, subject: Subject) -> bool:
    """Whether a help desk keeps a mail and a thread apart."""
    return bool(subject.ticket and thread.tickets) and subject.ticket not in thread.tickets
