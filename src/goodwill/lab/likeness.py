"""How alike two texts are: by the share of their words that both hold.

Lines that are alike are not torn apart when parts are held out (`train.blocks`), and unseen
sentences are counted again without those that are close to a line learnt from (`card.unseen`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

__all__ = ["WORD", "Closest", "likeness", "words_in"]

WORD = re.compile(r"\w+")


def words_in(text: str) -> frozenset[str]:
    """The words of a text, written small."""
    return frozenset(WORD.findall(text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share (0 to 1) of all words of two texts that stand in both."""
    return len(one & other) / len(one | other) if one or other else 0.0


class Closest:
    """Finds how like a text is to the likest of many."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the words of `texts`, and where each stands."""
        self._texts = [words_in(text) for text in texts]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self._texts):
            for word in words:
                self._holding[word].append(at)

    def likeness(self, text: str) -> float:
        """The likeness (0 to 1) of `text` to the likest text; 0 where no word is shared."""
        words = words_in(text)
        shared = Counter(at for word in words for at in self._holding.get(word, ()))
        sizes = ((count, len(words) + len(self._texts[at])) for at, count in shared.items())
        return max((count / (both - count) for count, both in sizes), default=0.0)
