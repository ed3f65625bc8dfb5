"""Sentences that the model never read: by other writers, or of situations held back whole.

What is shown on a page steers whoever trains next, and is no longer unseen. So a sentence's own
letters put it into one of two halves: mistakes of one are shown in the card, those of the other
are never shown anywhere, nor is any of a situation held back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from goodwill.lab.card.counting import Part
from goodwill.lab.likeness import Closest
from goodwill.lab.train.examples import read_mails

__all__ = ["Unseen", "apart", "precision", "read_situations", "read_unseen", "recall"]

_EVEN = 0.5
"""Probability from which on an act is listed."""

_CLOSE = 0.5
"""Likeness from which on two sentences are close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A sentence that no model learnt from, and the probability (0 to 1) it was given."""

    act: str
    text: str
    is_act: bool
    chance: float

    @property
    def is_listed(self) -> bool:
        """Whether the act is listed for the sentence."""
        return self.chance >= _EVEN

    @property
    def may_be_shown(self) -> bool:
        """Whether the sentence is of the half that may be shown."""
        return crc32(self.text.encode()) % 2 == 0


def read_unseen(
    folder: Path, chances: Callable[[str, Sequence[str]], Sequence[float]]
) -> Iterator[Unseen]:
    """The sentences of `folder`; `chances` gives an act's probability in each of some texts."""
    for path in sorted(folder.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        rows = [(text, side == "is") for side in ("is", "is_not") for text in case[side]]
        found = chances(case["act"], [text for text, _ in rows])
        for (text, is_act), chance in zip(rows, found, strict=True):
            yield Unseen(act=case["act"], text=text, is_act=is_act, chance=chance)


def read_situations(
    folder: Path, chances: Callable[[str, Sequence[str]], Sequence[float]]
) -> Iterator[Unseen]:
    """The lines of a folder of mails, each once for every act of which it is known what it is."""
    lines = tuple(read_mails(folder))
    for act in sorted({act for line in lines for act in line.lacks - line.resembles}):
        known = [line for line in lines if act in line.holds or act in line.lacks]
        found = chances(act, [line.text for line in known])
        for line, chance in zip(known, found, strict=True):
            yield Unseen(act=act, text=line.text, is_act=act in line.holds, chance=chance)


def apart(unseen: Iterable[Unseen], learnt_from: Iterable[str]) -> tuple[Unseen, ...]:
    """The sentences that share fewer than half their words with any text learnt from."""
    closest = Closest(learnt_from)
    return tuple(each for each in unseen if closest.likeness(each.text) < _CLOSE)


def recall(unseen: Iterable[Unseen]) -> Part:
    """Of the sentences that hold the act, those that list it."""
    listed = [each.is_listed for each in unseen if each.is_act]
    return Part(part=sum(listed), whole=len(listed))


def precision(unseen: Iterable[Unseen]) -> Part:
    """Of the sentences that list the act, those that hold it."""
    right = [each.is_act for each in unseen if each.is_listed]
    return Part(part=sum(right), whole=len(right))
