"""How well conversations are found again in archives whose ids are hidden.

    python bench/threads.py PATH...

Each PATH is an mbox file or a folder of mails with ids. Truth is what References and In-Reply-To
tie together; then ids and references are taken away and every mail is threaded again. Printed
are pairwise precision, recall and F1, and messages a second. `whole` counts all mails. `rooted`
counts the conversations whose first mail is there: where it is not, ids do not tell which mails
belong together (an archive that is a sample has many such), so a pair may be right that truth
calls wrong. `with ids` is what the ids give. `made_threads` next door writes an archive with all
the habits that hide a conversation.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from goodwill.facts.interactions import Message
from goodwill.normalise.rfc822 import normalise_mail
from goodwill.resolve.names import fold_name
from goodwill.resolve.subjects import read_subject
from goodwill.resolve.threads import ThreadMessage, thread_messages
from goodwill.sources.base import RawRecord

IMPORTED_AT = datetime(2035, 1, 1, tzinfo=UTC)
_FROM_LINE = re.compile(rb"(?m)^(?=From \S+ +[^\n]*\d{4}\n)")


def mails_of(path: Path) -> list[Message]:
    """Every mail that people wrote: neither bounces nor automatic answers."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    found = (read_mail(payload) for file in files for payload in payloads(file.read_bytes()))
    return [m for m in found if m is not None and m.category not in {"bounce", "automatic"}]


def payloads(content: bytes) -> Iterator[bytes]:
    """The mails of an mbox, or the one mail of a file."""
    for piece in _FROM_LINE.split(content) if content.startswith(b"From ") else [content]:
        yield piece.partition(b"\n")[2] if piece.startswith(b"From ") else piece


def read_mail(payload: bytes) -> Message | None:
    """A mail, None where there is none."""
    record = RawRecord(
        connector="bench",
        payload_type="rfc822",
        path="",
        locator="",
        position=0,
        payload=payload,
        envelope=None,
    )
    mail = normalise_mail(record, imported_at=IMPORTED_AT)
    return mail if isinstance(mail, Message) else None


def as_threaded(number: int, mail: Message) -> ThreadMessage:
    """What threading sees of a mail."""
    names = [(who.role, who.address or fold_name(who.name)) for who in mail.participants]
    return ThreadMessage(
        id=number,
        ref=mail.ref,
        message_id=mail.message_id,
        parents=mail.references + ((mail.in_reply_to,) if mail.in_reply_to else ()),
        subject=mail.subject,
        sent_at=int(mail.sent_at.timestamp()) if mail.sent_at else None,
        people=frozenset(name for _, name in names),
        sender=next((name for role, name in names if role == "from"), ""),
        text_id=mail.text_id,
        quoted_id=mail.quoted_id,
    )


def without_ids(message: ThreadMessage) -> ThreadMessage:
    """The same mail as an export without ids has it."""
    return message._replace(message_id=None, parents=(), ref=f"{message.id:08}")


def true_threads(messages: Sequence[ThreadMessage]) -> dict[int, object]:
    """Messages that ids tie together, lost ones between them too."""
    up: dict[object, object] = {}

    def root(node: object) -> object:
        while up.setdefault(node, node) != node:
            node = up[node]
        return node

    for message in messages:
        for name in (message.message_id, *message.parents):
            if name:
                up[root(message.id)] = root(name)
    return {message.id: root(message.id) for message in messages}


def rooted(messages: Sequence[ThreadMessage], truth: Mapping[int, object]) -> dict[int, object]:
    """The messages of threads whose first mail is there."""
    known = {message.message_id for message in messages}
    cut = {
        truth[m.id]
        for m in messages
        if any(parent not in known for parent in m.parents)
        or (not m.parents and read_subject(m.subject).is_reply)
    }
    return {number: thread for number, thread in truth.items() if thread not in cut}


def pairs(groups: Iterable[object]) -> int:
    """Pairs within groups, given the group of each item."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def score(truth: Mapping[int, object], found: Mapping[int, str]) -> str:
    """Precision, recall and F1 over pairs of messages."""
    both = pairs((thread, found[number]) for number, thread in truth.items())
    precision = both / max(pairs(found[number] for number in truth), 1)
    recall = both / max(pairs(truth.values()), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:6.3f} {recall:6.3f} {f1:6.3f} {pairs(truth.values()):7}"


def report(name: str, messages: Sequence[ThreadMessage], truth: Mapping[int, object]) -> None:
    """Thread without ids, and print how well that went."""
    hidden = [without_ids(message) for message in messages]
    start = time.process_time()
    found = thread_messages(hidden)
    speed = len(hidden) / max(time.process_time() - start, 1e-9)
    by_ids = thread_messages(messages)
    full = rooted(messages, truth)
    for what, some, answer in (
        ("whole", truth, found),
        ("rooted", full, found),
        ("with ids", truth, by_ids),
    ):
        print(f"{name[:24]:24} {what:9} {len(some):6} {score(some, answer)} {speed:9.0f}")


def main(paths: list[str]) -> None:
    """Print three lines for each archive."""
    print(f"{'archive':24} {'':9} {'mails':>6} {'prec.':>6} {'recall':>6} {'F1':>6} {'pairs':>7} "
          f"{'mails/s':>9}")  # fmt: skip
    for path in map(Path, paths):
        messages = [as_threaded(number, mail) for number, mail in enumerate(mails_of(path))]
        report(path.name, messages, true_threads(messages))


if __name__ == "__main__":
    main(sys.argv[1:])
