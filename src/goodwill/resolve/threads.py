"""Which messages are one conversation.

By ids where there are any (References, In-Reply-To). Where an archive has lost them: by the
words that a reply quotes, else by a reply's subject among the same people within sixty days.
A subject alone never makes a thread: two weekly reports are two conversations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

__all__ = ["ThreadMessage", "base_subject", "thread_messages"]

REPLY_DAYS = 60
"""A reply by subject joins what was written at most so long before."""

LOOK_BACK = 200
"""How many earlier messages of one subject are looked at, so that work stays linear."""

_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|vs|rv|res|ris|odp|fw|fwd|wg|tr|doorst|enc|i)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*:\s*)+",
    re.IGNORECASE,
)
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """What threading needs to know of a message; `people` are person ids or folded names."""

    id: int
    ref: str
    message_id: str | None
    parents: tuple[str, ...]
    subject: str
    sent_at: int | None
    people: frozenset[str]
    text_id: str
    quoted_id: str | None


@dataclass(slots=True)
class _Groups:
    """A union-find over messages and Message-IDs."""

    parent: dict[object, object] = field(default_factory=dict)

    def root(self, node: object) -> object:
        """The one that stands for `node`'s group."""
        path = []
        while (up := self.parent.setdefault(node, node)) != node:
            path.append(node)
            node = up
        for passed in path:
            self.parent[passed] = node
        return node

    def join(self, one: object, other: object) -> None:
        """Make two groups one."""
        self.parent[self.root(one)] = self.root(other)


def base_subject(subject: str) -> tuple[str, bool]:
    """The subject without reply and forward marks, folded; and whether it had one."""
    bare = _PREFIX.sub("", subject)
    return " ".join(bare.split()).casefold(), bare != subject


def thread_messages(messages: Iterable[ThreadMessage]) -> dict[int, str]:
    """The thread id of every message: the ref of its earliest message.

    The answer does not depend on the order in which messages come.
    """
    ordered = sorted(messages, key=lambda m: (m.sent_at is None, m.sent_at or 0, m.ref, m.id))
    groups = _Groups()
    known_ids = {m.message_id for m in ordered if m.message_id}
    for message in ordered:
        _join_by_ids(groups, message)
    _join_by_words(groups, ordered, known_ids)
    names: dict[object, str] = {}
    return {m.id: names.setdefault(groups.root(m.id), m.ref) for m in ordered}


def _join_by_ids(groups: _Groups, message: ThreadMessage) -> None:
    if message.message_id:
        groups.join(message.id, message.message_id)
    for parent in message.parents:
        groups.join(message.id, parent)


def _join_by_words(
    groups: _Groups, ordered: Sequence[ThreadMessage], known_ids: Collection[str]
) -> None:
    """Tie replies whose parent no id leads to."""
    by_text: dict[str, ThreadMessage] = {}
    by_subject: defaultdict[str, list[ThreadMessage]] = defaultdict(list)
    for message in ordered:
        subject, is_reply = base_subject(message.subject)
        if not any(parent in known_ids for parent in message.parents):
            quoted = by_text.get(message.quoted_id) if message.quoted_id else None
            earlier = quoted or (is_reply and _asked_before(message, by_subject[subject])) or None
            if earlier:
                groups.join(message.id, earlier.id)
        if message.text_id:
            by_text.setdefault(message.text_id, message)
        if subject:
            by_subject[subject].append(message)


def _asked_before(message: ThreadMessage, earlier: Sequence[ThreadMessage]) -> ThreadMessage | None:
    """The latest message of the same subject that two of the same people shared."""
    if message.sent_at is None:
        return None
    for other in earlier[: -LOOK_BACK - 1 : -1]:
        if other.sent_at is None:
            continue
        if message.sent_at - other.sent_at > REPLY_DAYS * _SECONDS_A_DAY:
            return None
        if len(message.people & other.people) > 1:
            return other
    return None
