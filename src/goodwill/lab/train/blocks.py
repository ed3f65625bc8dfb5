"""Which lines are held out together: blocks of neighbours, as their writer wrote them.

Lines that stand side by side share a writer, an hour and turns of phrase, and contrast pairs share
most of their words. Held out line by line, a fit would have seen nearly the same line already. The
sentences of a mail stay together, and no public set of ours names its threads or writers; that of
e-mail intents is in the order of its letters, so that its blocks hold what begins alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from goodwill.lab.likeness import likeness, words_in
from goodwill.lab.train.examples import Example

__all__ = ["FEWEST_IN_BLOCK", "in_blocks"]

FEWEST_IN_BLOCK = 10
"""Lines after which a block may end: so many are most often written in one go."""

_ALIKE = 0.25
"""Likeness from which on two neighbours stay together: both halves of a contrast pair reach it."""


def in_blocks(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples of whole files, in their order; each group becomes groups of neighbours."""
    for _, part in groupby(examples, key=attrgetter("group")):
        yield from _parted(part)


def _parted(examples: Iterable[Example]) -> Iterator[Example]:
    block, filled = 0, 0
    before: Example | None = None
    for example in examples:
        if filled >= FEWEST_IN_BLOCK and before and not _belong_together(before, example):
            block, filled = block + 1, 0
        filled, before = filled + 1, example
        yield replace(example, group=f"{example.group}:{block}")


def _belong_together(before: Example, after: Example) -> bool:
    if before.mail is not None and before.mail == after.mail:
        return True
    return likeness(words_in(before.text), words_in(after.text)) >= _ALIKE
