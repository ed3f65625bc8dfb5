"""Threads put together without ids, against the threads that the ids of the same archive make.

An mbox is threaded twice: by Message-ID, References and In-Reply-To, which is taken for true,
and by `goodwill.resolve.threads` with all ids hidden. Counted are pairs of mails: of pairs we put
into one thread how many belong there, of pairs that belong together how many we found.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.interactions import Message
from goodwill.lab.evaluate.archive import read_archive
from goodwill.lab.evaluate.counted import f1, share
from goodwill.lab.evaluate.draws import FEWEST, Draws, few_groups, interval
from goodwill.lab.evaluate.results import Answers, By, Estimate, Line, Measured
from goodwill.resolve.names import fold_name
from goodwill.resolve.threads import ThreadMessage, thread_messages

__all__ = ["measure_threads"]

_MEASURES = {"f1": f1(0, 1, 2), "precision": share(0, 1), "recall": share(0, 2)}
"""Columns: pairs rightly together, pairs together, pairs that belong together."""

BEGUN = "begun in it"

_UNWRITTEN = frozenset({"automatic", "bounce"})
_MARKS = re.compile(r"\A(?:\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rif)\s*:)+", re.IGNORECASE)

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]


def measure_threads(path: Path, *, imported_at: datetime) -> Measured:
    """A line for the archive, and one for those of its threads that are there from the start.

    Counted are mails that people wrote and that have an id, copies once.
    """
    messages, skipped = read_archive(path, imported_at, _with_an_id)
    if not messages:
        return Measured(skipped=skipped, notes=(f"{path}: no mail in it has a Message-ID.",))
    answers: tuple[tuple[By, str, Codes], ...] = (
        ("ours", "ids hidden", _codes(_without_ids(messages))),
        ("floor", "one thread for each subject", _codes(_by_subject(messages))),
        ("majority", "every mail a thread of its own", _codes(range(len(messages)))),
    )
    true = _by_ids(messages)
    lines = [_line(path.name, _codes(true), answers)]
    whole = _have_first_mail(messages, true)
    if 0 < whole.sum() < len(messages):
        kept = [(by, how, found[whole]) for by, how, found in answers]
        begun = [thread for thread, is_kept in zip(true, whole, strict=True) if is_kept]
        lines.append(_line(f"{path.name}, {BEGUN}", _codes(begun), kept))
    return Measured(lines=tuple(lines), skipped=skipped)


def _line(name: str, true: Codes, answers: Sequence[tuple[By, str, Codes]]) -> Line:
    draws = Draws(_codes(list(dict.fromkeys(true.tolist()))))
    return Line(
        task="threads",
        name=name,
        n=len(true),
        held=None,
        groups=draws.groups,
        grouped_by="thread",
        shown=tuple(_MEASURES),
        answers=tuple(
            Answers(by=by, how=how, measures=_compare(true, found, draws))
            for by, how, found in answers
        ),
        too_little=few_groups(draws.groups),
    )


def _have_first_mail(messages: Sequence[Message], true: Sequence[Hashable]) -> NDArray[np.bool_]:
    """Whether a mail's thread is there from its first mail on, so that ids tell the whole of it."""
    known = {message.message_id for message in messages}
    cut = {
        thread
        for message, thread in zip(messages, true, strict=True)
        if any(each not in known for each in _cited(message))
        or (not _cited(message) and _MARKS.match(message.subject))
    }
    return np.array([thread not in cut for thread in true])


def _cited(message: Message) -> list[str]:
    return [each for each in (message.in_reply_to, *message.references) if each]


def _with_an_id(message: Message, _: bytes) -> Message | None:
    """A mail that somebody wrote, to a list perhaps, and that has an id."""
    return message if message.message_id and message.category not in _UNWRITTEN else None


def _by_ids(messages: Sequence[Message]) -> list[Hashable]:
    """The thread of each mail by what it cites; also through mails that are not there."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (parent := above.get(name, name)) != name:
            above[name] = above.get(parent, parent)
            name = parent
        return name

    for message in messages:
        own = message.message_id or message.ref
        for cited in _cited(message):
            above[top(own)] = top(cited)
    return [top(message.message_id or message.ref) for message in messages]


def _without_ids(messages: Sequence[Message]) -> list[Hashable]:
    """The thread of each mail as Goodwill finds it where ids are lost."""
    found = thread_messages(_hidden(place, each) for place, each in enumerate(messages))
    return [found[place] for place in range(len(messages))]


def _hidden(place: int, message: Message) -> ThreadMessage:
    people = {each: each.address or fold_name(each.name) for each in message.participants}
    writers = [name for each, name in people.items() if each.role == "from"]
    return ThreadMessage(
        id=place,
        ref=message.fact_id,
        message_id=None,
        parents=(),
        subject=message.subject,
        sent_at=int(message.sent_at.timestamp()) if message.sent_at else None,
        people=frozenset(people.values()),
        sender=writers[0] if writers else "",
        text_id=message.text_id,
        quoted_id=message.quoted_id,
    )


def _by_subject(messages: Sequence[Message]) -> list[Hashable]:
    """One thread for each subject without its marks of an answer; none without a subject."""
    bare = [_MARKS.sub("", message.subject).strip().casefold() for message in messages]
    return [subject or place for place, subject in enumerate(bare)]


def _codes(names: Sequence[Hashable]) -> Codes:
    place: dict[Hashable, int] = {}
    return np.array([place.setdefault(name, len(place)) for name in names], np.int64)


def _compare(true: Codes, found: Codes, draws: Draws) -> Mapping[str, Estimate]:
    """Pairwise measures; in a draw a true thread counts as often as it was drawn."""
    both, sizes = np.unique(np.stack((true, found)), axis=1, return_counts=True)
    pairs = _Pairs(both[0], both[1], sizes.astype(np.float64))
    whole = pairs.counts(np.ones(draws.groups))
    drawn = None
    if draws.groups >= FEWEST:
        drawn = np.stack([pairs.counts(weights) for weights in draws.weights()])
    return {
        name: interval(float(measure(whole)), None if drawn is None else measure(drawn))
        for name, measure in _MEASURES.items()
    }


@dataclass(frozen=True)
class _Pairs:
    """Mails by true and found thread: cell by cell, which two they are and how many mails."""

    threads: Codes
    ours: Codes
    sizes: Floats

    def counts(self, weights: Floats) -> Floats:
        """Pairs rightly together, pairs together, pairs that belong together."""
        of_cells = weights[self.threads]
        right = (of_cells * self.sizes * (self.sizes - 1) / 2).sum()
        totals = np.bincount(self.threads, weights=self.sizes)
        wanted = (weights * totals * (totals - 1) / 2).sum()
        weighted = of_cells * self.sizes
        together = np.bincount(self.ours, weights=weighted)
        wrong = ((together**2).sum() - (weighted**2).sum()) / 2
        return np.array([right, right + wrong, wanted])
