"""The terms of a sentence that the linear model weighs: words, pairs of words, letter groups.

Two blocks are kept apart, since each is brought to length one: words with their pairs, and the
letter groups of the words. Letter groups carry what words have in common: an ending, a misspelt
word, a compound nobody has seen.
"""

from __future__ import annotations

from itertools import pairwise

from goodwill.acts.linear.words import BEGIN, END, LONGEST, NAME, cut, is_named, level

__all__ = ["DAMPING", "GRAM_SIZES", "ends_of", "grams_of", "is_far", "pairs_of", "words_of"]

GRAM_SIZES = (3, 4, 5)
"""Letters in a group; a word's first and last letters are marked."""

DAMPING = (150.0, 300.0)
"""Added to the squared length of each block: two or three words are little to be sure by."""

_GAP = " _ "


def words_of(sentence: str, known: frozenset[str]) -> list[str]:
    """The words of a sentence, begin and end marked; unknown capitalised ones are names."""
    words = [BEGIN]
    for raw in cut(sentence):
        word = level(raw)
        if is_named(raw) and word not in known:
            word = NAME
        if word != NAME or words[-1] != NAME:
            words.append(word)
    words.append(END)
    return words


def pairs_of(words: list[str]) -> list[str]:
    """Each word with the next, and with the one after the next."""
    near = [f"{one} {other}" for one, other in pairwise(words)]
    far = [f"{one}{_GAP}{other}" for one, other in zip(words, words[2:], strict=False)]
    return near + far


def is_far(pair: str) -> bool:
    """Whether one word stands between the two of a pair."""
    return _GAP in pair


def ends_of(pair: str) -> tuple[str, str]:
    """The two words of a pair."""
    first, _, rest = pair.partition(" ")
    return first, rest.rpartition(" ")[2]


def grams_of(word: str) -> list[str]:
    """The letter groups of one word; none of marks, signs and figures."""
    if not word[0].isalpha():
        return []
    marked = f"[{word[:LONGEST]}]"
    return [marked[at : at + size] for size in GRAM_SIZES for at in range(len(marked) - size + 1)]
