"""Mailboxes as their owners saw them: mails, threads, and who could have answered.

An archive without Message-IDs is one mailbox, whose owner takes part in most of its mails. One
with ids, a public list's, is taken as the mailbox of each of its writers in turn: the threads they
wrote in or were written to, theirs on our side and everybody else's on the other. There
In-Reply-To tells what was answered; in the first kind, threads do.

A mail without an answer says something only where an answer would be here: it counts only where
the archive holds another mail, of another thread, by who is asked, from the same two weeks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from goodwill.facts.acts import Act
from goodwill.facts.interactions import Message
from goodwill.importing.mail_acts import read_mails
from goodwill.lab.mailbox import read_mbox
from goodwill.resolve.names import is_person_name
from goodwill.resolve.ours import person_key
from goodwill.resolve.threads import ThreadMessage, thread_messages

__all__ = ["Archive", "Mail", "Mailbox", "mailboxes", "read_archive"]

NEAR_SECONDS = 14 * 86_400
"""Two weeks, ten working days: so near must be another mail of who is asked."""

_WRITTEN = {False: frozenset({"human"}), True: frozenset({"human", "bulk"})}
"""Kinds of mail that people wrote: what a discussion list passes on is bulk, too."""

_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail, who is on it, and its thread; `sent_at` in seconds since 1970."""

    message: Message
    acts: tuple[Act, ...]
    thread: str
    sender: str
    people: tuple[tuple[str, str], ...]  # role and key, the sender's first
    sent_at: int


@dataclass(frozen=True)
class Archive:
    """The mails of one file that people wrote, by time."""

    name: str
    has_ids: bool
    mails: tuple[Mail, ...]

    @cached_property
    def times(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """When each person wrote, and in which thread."""
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for mail in self.mails:
            found[mail.sender].append((mail.sent_at, mail.thread))
        return found

    @cached_property
    def answers(self) -> Mapping[str, Sequence[Mail]]:
        """The mails that say to answer each Message-ID."""
        found: defaultdict[str, list[Mail]] = defaultdict(list)
        for mail in self.mails:
            if mail.message.in_reply_to:
                found[mail.message.in_reply_to].append(mail)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """What one person saw of an archive."""

    archive: Archive
    owner: str
    mails: tuple[Mail, ...]

    def is_ours(self, person: str) -> bool:
        """Whether a mail's person is the owner, by whole name or by the last name alone."""
        return person in {self.owner, self.owner.rpartition(" ")[2]}

    def would_show(self, mail: Mail) -> bool:
        """Whether an answer to a mail would be here: the other side writes then, too."""
        by_owner = self.is_ours(mail.sender)
        return any(
            _wrote_near(times, mail)
            for person, times in self._asked(by_owner=by_owner)
            if self.is_ours(person) != by_owner
        )

    def _asked(self, *, by_owner: bool) -> Iterator[tuple[str, Sequence[tuple[int, str]]]]:
        if by_owner:
            yield from self.archive.times.items()
        elif self.owner in self.archive.times:
            yield self.owner, self.archive.times[self.owner]

    def is_answered(self, mail: Mail) -> bool:
        """Whether a mail of the other side says, within two weeks, that it answers this one."""
        by_owner = self.is_ours(mail.sender)
        return any(
            self.is_ours(answer.sender) != by_owner
            and 0 <= answer.sent_at - mail.sent_at <= NEAR_SECONDS
            for answer in self.archive.answers.get(mail.message.message_id or "", ())
        )


def _wrote_near(times: Sequence[tuple[int, str]], mail: Mail) -> bool:
    """Whether somebody wrote within two weeks of a mail, and in another thread."""
    first = bisect_left(times, (mail.sent_at - NEAR_SECONDS, ""))
    behind = bisect_right(times, (mail.sent_at + NEAR_SECONDS, "\U0010ffff"))
    return any(thread != mail.thread for _, thread in times[first:behind])


def read_archive(path: Path, *, imported_at: datetime) -> Archive:
    """The mails of an mbox that people wrote, copies once; what is no mail is passed over."""
    found: dict[str, Message] = {}
    for _, read in read_mbox(path, imported_at):
        if isinstance(read, Message):
            found.setdefault(read.fact_id, read)
    ids = sum(message.message_id is not None for message in found.values())
    has_ids = 2 * ids > len(found)
    written = sorted(
        (each for each in found.values() if each.category in _WRITTEN[has_ids] and each.sent_at),
        key=lambda each: (each.sent_at, each.ref),
    )
    return Archive(path.stem, has_ids, tuple(_mails(written)))


def _mails(written: Sequence[Message]) -> Iterator[Mail]:
    """Each mail with its people, its thread and its acts."""
    people = [
        tuple((who.role, person_key(who.address, who.name)) for who in each.participants)
        for each in written
    ]
    threads = thread_messages(map(_threaded, range(len(written)), written, people))
    acts: list[tuple[Act, ...]] = []
    for start in range(0, len(written), _AT_ONCE):
        acts += [found.acts for found in read_mails(written[start : start + _AT_ONCE], "UTC")]
    for place, (message, who, said) in enumerate(zip(written, people, acts, strict=True)):
        yield Mail(
            message=message,
            acts=said,
            thread=threads[place],
            sender=_sender(who),
            people=who,
            sent_at=_seconds(message),
        )


def _threaded(place: int, message: Message, people: Sequence[tuple[str, str]]) -> ThreadMessage:
    return ThreadMessage(
        id=place,
        ref=message.fact_id,
        message_id=message.message_id,
        parents=tuple(filter(None, (*message.references, message.in_reply_to))),
        subject=message.subject,
        sent_at=_seconds(message),
        people=frozenset(person for _, person in people),
        sender=_sender(people),
        text_id=message.text_id,
        quoted_id=message.quoted_id,
    )


def _sender(people: Sequence[tuple[str, str]]) -> str:
    return next((person for role, person in people if role == "from"), "")


def _seconds(message: Message) -> int:
    return int(message.sent_at.timestamp()) if message.sent_at else 0


def mailboxes(archive: Archive) -> Iterator[Mailbox]:
    """The mailbox of an archive's owner, or of each of a list's writers."""
    if not archive.has_ids:
        yield Mailbox(archive=archive, owner=_owner(archive.mails), mails=archive.mails)
        return
    by_thread: defaultdict[str, list[Mail]] = defaultdict(list)
    threads_of: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mail in archive.mails:
        by_thread[mail.thread].append(mail)
        for _, person in mail.people:
            threads_of[person][mail.thread] = None
    for owner in filter(None, archive.times):
        mails = [mail for thread in threads_of[owner] for mail in by_thread[thread]]
        yield Mailbox(archive=archive, owner=owner, mails=tuple(mails))


def _owner(mails: Sequence[Mail]) -> str:
    """Who takes part in most mails and has a first and a last name."""
    counts = Counter(person for mail in mails for person in {who for _, who in mail.people})
    named = (person for person, _ in counts.most_common() if is_person_name(person))
    return next(named, "")
