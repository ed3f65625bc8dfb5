"""Training texts as numbers: the same terms, in the same measure, as `goodwill.acts.linear` weighs.

Which terms there are, and how rare, is counted over all texts of a training, held-out parts too;
what they weigh is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from goodwill.acts.linear.shipped import RARITY_STEP
from goodwill.acts.linear.terms import DAMPING, ends_of, grams_of, pairs_of, words_of
from goodwill.acts.linear.words import MARKS, WORD, is_named, level

__all__ = ["FEWEST", "Features", "known_words", "make_features", "matrix_of"]

FEWEST = {"words": 3, "pairs": 4, "grams": 12}
"""A term counts from so many texts on: what stands in one alone is learnt by heart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The terms that count, and how much: `rarity`, in steps of `RARITY_STEP`."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    grams: tuple[str, ...]
    rarity: NDArray[np.uint8]


def known_words(texts: Iterable[str], *, nameless: Iterable[str]) -> frozenset[str]:
    """Words that are no names: they stand where no names are, or are mostly written small.

    `nameless` are texts in which names were blanked.
    """
    known = {level(raw) for text in nameless for raw in WORD.findall(text)}
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for raw in set(WORD.findall(text)):
            (large if is_named(raw) else small)[level(raw)] += 1
    enough = {word for word, count in small.items() if count >= FEWEST["words"]}
    return frozenset(known | {word for word in enough if small[word] > large[word]})


def make_features(texts: Sequence[str], known: frozenset[str]) -> Features:
    """Cut, count and weigh the terms of all texts."""
    words = [words_of(text, known) for text in texts]
    vocabulary = frozenset(_frequent(words, FEWEST["words"])) & (known | MARKS)
    docs = _terms(texts, vocabulary)
    kept = {name: _frequent(found, FEWEST[name]) for name, found in docs.items()}
    rarities = {name: _rarities(found, len(texts)) for name, found in kept.items()}
    return Features(
        words=tuple(kept["words"]),
        pairs=tuple(kept["pairs"]),
        grams=tuple(kept["grams"]),
        rarity=np.concatenate([rarities[name] for name in kept]),
    )


def matrix_of(texts: Sequence[Sequence[str]], features: Features) -> sparse.csr_matrix:
    """Texts as numbers (texts x terms): each is a sequence of sentences, whose terms add up."""
    sentences = [sentence for text in texts for sentence in text]
    docs = _terms(sentences, frozenset(features.words))
    counted = sparse.hstack(
        [_counts(docs[name], getattr(features, name)) for name in docs]
    ) @ sparse.diags(features.rarity * RARITY_STEP)
    ends = np.cumsum([0, *map(len, texts)])
    owner = np.repeat(np.arange(len(texts)), np.diff(ends))
    adds_up = sparse.csr_matrix(
        (np.ones(len(sentences)), (owner, np.arange(len(sentences)))),
        shape=(len(texts), len(sentences)),
    )
    cut = len(features.words) + len(features.pairs)
    squares = adds_up @ (counted @ sparse.diags(features.rarity * RARITY_STEP))
    sums = sparse.csc_matrix(adds_up @ counted)
    blocks = [
        _unit(sums[:, part], squares[:, part], damping)
        for part, damping in zip((slice(None, cut), slice(cut, None)), DAMPING, strict=True)
    ]
    return sparse.hstack(blocks).tocsr()


def _terms(texts: Sequence[str], vocabulary: frozenset[str]) -> dict[str, list[list[str]]]:
    """The terms of each text, by block."""
    words = [words_of(text, vocabulary) for text in texts]
    return {
        "words": [[word for word in each if word in vocabulary] for each in words],
        "pairs": [
            [p for p in pairs_of(each) if vocabulary.issuperset(ends_of(p))] for each in words
        ],
        "grams": [[gram for word in each for gram in grams_of(word)] for each in words],
    }


def _frequent(docs: Iterable[Sequence[str]], fewest: int) -> dict[str, int]:
    """The terms that enough texts hold, in order, with the number of texts."""
    counts = Counter(term for doc in docs for term in set(doc))
    return {term: counts[term] for term in sorted(counts) if counts[term] >= fewest}


def _rarities(counts: dict[str, int], total: int) -> NDArray[np.uint8]:
    values = [round((log(total / count) + 1) / RARITY_STEP) for count in counts.values()]
    return np.array(values, np.uint8)


def _counts(docs: Sequence[Sequence[str]], kept: Sequence[str]) -> sparse.csr_matrix:
    """How often each text holds each term."""
    place = {term: at for at, term in enumerate(kept)}
    columns = [[place[term] for term in doc if term in place] for doc in docs]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([at for row in columns for at in row], np.int64)
    found = sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(docs), len(kept)))
    found.sum_duplicates()
    return found


def _unit(sums: sparse.csc_matrix, squares: sparse.csr_matrix, damping: float) -> sparse.csr_matrix:
    """Each text brought to a length of nearly one; a term counts as often as it stands there."""
    lengths = np.sqrt(np.asarray(squares.sum(axis=1)).ravel() + damping)
    return sparse.csr_matrix(sparse.diags(1 / lengths) @ sums)
