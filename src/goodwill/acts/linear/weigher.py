"""A linear model made ready to weigh sentences.

A sentence's log-odds for an act are a constant, plus the weights of its terms (each block of
terms brought to length one), plus weights of what the hand-written cues said. What is told of a
mail as a whole adds up the terms of all its sentences.

What one word adds is the same wherever it stands, its letter groups included, so it is worked
out once for each word as written and kept. Words come from strangers: the store is emptied when
it is full. Pairs are looked up for all sentences at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from goodwill.acts.linear.shipped import RARITY_STEP, Shipped, load_shipped
from goodwill.acts.linear.terms import DAMPING, ends_of, grams_of, is_far
from goodwill.acts.linear.words import BEGIN, END, NAME, WORD, is_named, level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Weighed", "Weigher", "weigher"]

_MOST_WORDS = 20_000
"""Different words as written that are kept ready."""


class Weighed(NamedTuple):
    """Log-odds of sentences (sentences x acts) and of mails (mails x the acts told of mails)."""

    sentences: NDArray[np.float32]
    mails: NDArray[np.float32]


class _Sums(NamedTuple):
    """What the terms of some texts add up to: weights by block, and squared lengths of both."""

    words: NDArray[np.float32]
    grams: NDArray[np.float32]
    lengths: NDArray[np.float32]


class Weigher:
    """Weighs sentences, many at a time."""

    def __init__(self, model: Shipped) -> None:
        self.acts = model.acts
        self._constants = model.constants.astype(np.float32)
        self._steps = model.steps.astype(np.float32)
        self._cues = model.cues.astype(np.float32)
        nothing = np.zeros((1, model.weights.shape[1]), np.int8)
        self._weights = np.concatenate((model.weights, nothing)).astype(np.float32)
        self._squares = (np.append(model.rarity, 0) * RARITY_STEP).astype(np.float32) ** 2
        self._nothing = len(model.weights)
        self._damping = np.array(DAMPING, np.float32)
        self._numbers = {word: number for number, word in enumerate(model.words)}
        near, far = _keys_of_pairs(model, self._numbers)
        self._near = _Pairs(near, self._nothing, step=1)
        self._far = _Pairs(far, self._nothing, step=2)
        first = len(model.words) + len(model.pairs)
        self._grams = {gram: row for row, gram in enumerate(model.grams, first)}
        self._empty_store()

    def _empty_store(self) -> None:
        shape = (_MOST_WORDS, len(self._constants))
        self._rows: dict[str, int] = {}
        self._forms = np.full(_MOST_WORDS, self._nothing)
        self._word_sums = np.zeros(shape, np.float32)
        self._gram_sums = np.zeros(shape, np.float32)
        self._lengths = np.zeros((_MOST_WORDS, 2), np.float32)
        self._begin, self._end = self._learn(BEGIN, BEGIN), self._learn(END, END)
        self._name = self._numbers.get(NAME, self._nothing)

    def weigh(
        self,
        sentences: Sequence[str],
        cues: NDArray[np.float32],
        mails: Sequence[int] | NDArray[np.intp],
    ) -> Weighed:
        """Weigh the sentences of mails; `mails` says with which sentence each mail begins.

        `cues` has one row for each sentence and one column for each act: what its cues say, in
        the measure that the model was made with. Every mail has a sentence.
        """
        acts = len(self.acts)
        if not sentences:
            empty = np.zeros((0, len(self._constants)), np.float32)
            return Weighed(empty[:, :acts], empty[:, acts:])
        rows, starts = self._words_of(sentences)
        forms = self._forms[rows]
        near = self._near.find(forms)
        far = self._far.find(forms)
        sums = self._word_sums[rows] + self._weights[near] + self._weights[far]
        lengths = self._lengths[rows]
        lengths[:, 0] += self._squares[near] + self._squares[far]
        told = _Sums(
            np.add.reduceat(sums, starts),
            np.add.reduceat(self._gram_sums[rows], starts),
            np.add.reduceat(lengths, starts),
        )
        of_mails = _Sums(*(np.add.reduceat(each, mails) for each in told))
        return Weighed(
            self._log_odds(told)[:, :acts] + self._of_cues(cues), self._log_odds(of_mails)[:, acts:]
        )

    def _of_cues(self, cues: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the cues add. Not by `@`: its threads wait for each other longer than they work."""
        added: NDArray[np.float32] = np.einsum("sc,ca->sa", cues, self._cues)
        return added

    def _log_odds(self, told: _Sums) -> NDArray[np.float32]:
        """Log-odds for every column, without the cues."""
        roots = np.sqrt(told.lengths + self._damping)
        said = told.words / roots[:, :1] + told.grams / roots[:, 1:]
        found: NDArray[np.float32] = np.add(self._constants, said * self._steps, dtype=np.float32)
        return found

    def _words_of(self, sentences: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The rows of all words, one sentence after the other, and where each begins."""
        if len(self._rows) == _MOST_WORDS:
            self._empty_store()
        get, learn = self._rows.get, self._learn
        rows: list[int] = []
        starts: list[int] = []
        for sentence in sentences:
            starts.append(len(rows))
            rows.append(self._begin)
            rows += [get(raw) or learn(raw, level(raw)) for raw in WORD.findall(sentence)]
            rows.append(self._end)
        return self._names_joined(np.array(rows), np.array(starts))

    def _names_joined(
        self, rows: NDArray[np.int64], starts: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Several names in a row as one."""
        is_name = self._forms[rows] == self._name
        keeps = np.ones(len(rows), np.bool_)
        keeps[1:] = ~(is_name[1:] & is_name[:-1])
        dropped = np.cumsum(~keeps)
        return rows[keeps], starts - dropped[starts]

    def _learn(self, raw: str, form: str) -> int:
        """Work out what a word adds, and keep it while there is room."""
        if is_named(raw) and form not in self._numbers:
            form = NAME
        row = len(self._rows)
        if row == _MOST_WORDS:
            return self._begin
        number = self._numbers.get(form, self._nothing)
        grams = [at for gram in grams_of(form) if (at := self._grams.get(gram))]
        self._forms[row] = number
        self._word_sums[row] = self._weights[number]
        self._gram_sums[row] = self._weights[grams].sum(axis=0)
        self._lengths[row] = self._squares[number], self._squares[grams].sum()
        self._rows[raw] = row
        return row


def _keys_of_pairs(
    model: Shipped, numbers: Mapping[str, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Of pairs beside each other, and of those one word apart: each key with its row."""
    near: dict[int, int] = {}
    far: dict[int, int] = {}
    base = len(model.weights) + 1
    for row, pair in enumerate(model.pairs, len(model.words)):
        first, second = ends_of(pair)
        (far if is_far(pair) else near)[numbers[first] * base + numbers[second]] = row
    return near, far


class _Pairs:
    """The pairs of one kind, found for many words at once.

    A pair's key is the number of its first word times one more than there are terms, plus that of
    its second.
    """

    def __init__(self, rows: Mapping[int, int], nothing: int, *, step: int) -> None:
        self._step, self._nothing = step, nothing
        self._keys = np.array(sorted(rows), np.int64)
        self._rows = np.array([rows[key] for key in sorted(rows)], np.int64)

    def find(self, forms: NDArray[np.int64]) -> NDArray[np.int64]:
        """The pair that each word begins, as its row in the model; else the row of nothing.

        No pair reaches from one sentence into the next: none begins with an end, or ends with
        a beginning.
        """
        found = np.full(len(forms), self._nothing)
        if not len(self._keys):
            return found
        keys = forms[: -self._step] * (self._nothing + 1) + forms[self._step :]
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        found[: -self._step] = np.where(self._keys[at] == keys, self._rows[at], self._nothing)
        return found


@cache
def weigher() -> Weigher:
    """The shipped model, made ready when first wanted."""
    return Weigher(load_shipped())
