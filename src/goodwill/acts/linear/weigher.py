"""A linear model made ready to weigh sentences.

A sentence's log-odds for an act are a constant, plus the weights of its terms (each block of
terms brought to length one), plus weights of what the hand-written cues said. What is told of a
mail as a whole adds up the terms of all its sentences.

What one word adds is the same wherever it stands, its letter groups included, so it is worked
out once (`_Words`), new words of many sentences together. Pairs are looked up for all sentences
at once (`_Pairs`). Sums of weights are whole numbers, so their order changes nothing; those of a
sentence are kept for a while (`goodwill.acts.memory`).
"""

from __future__ import annotations

from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from goodwill.acts.linear.shipped import RARITY_STEP, Shipped, load_shipped
from goodwill.acts.linear.terms import DAMPING, grams_of
from goodwill.acts.linear.words import BEGIN, END, NAME, cut, is_named, level
from goodwill.acts.memory import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["Weighed", "Weigher", "weigher"]

_MOST_WORDS = 60_000
"""Different words as written that are kept ready."""

_LONG = 15
_REPEATED = 3
"""More than so many words, each said so often on average, are no sentence."""

_LEARNT_AT_ONCE = 2_000
"""Words."""

_SUMMED_AT_ONCE = 256
"""Sentences: their words fit into a processor's cache."""


class Weighed(NamedTuple):
    """Log-odds of sentences (sentences x acts) and of mails (mails x the acts told of mails)."""

    sentences: NDArray[np.float32]
    mails: NDArray[np.float32]


class Weigher:
    """Weighs sentences, many at a time."""

    def __init__(self, model: Shipped) -> None:
        self.acts = model.acts
        self.context = model.context
        self._constants = model.constants.astype(np.float32)
        self._steps = model.steps.astype(np.float32)
        self._cues = model.cues.astype(np.float32)
        self._damping = np.array(DAMPING, np.float32)
        terms = _Terms(model)
        self._words = _Words(model, terms)
        self._near = _Pairs(model, terms, between=0)
        self._far = _Pairs(model, terms, between=1)
        self._told = Rows(self._sum_up, (len(DAMPING), terms.columns))

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
        told = self._told.recall(sentences)
        of_mails = np.add.reduceat(told, mails)
        return Weighed(
            self._log_odds(told)[:, :acts] + self._of_cues(cues), self._log_odds(of_mails)[:, acts:]
        )

    def _sum_up(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """What the terms of sentences add up to (sentences x blocks x columns)."""
        return np.concatenate([*map(self._sums, self._words.find(sentences).parts())])

    def _sums(self, found: _Found) -> NDArray[np.float32]:
        """What the terms of sentences add up to, by block (sentences x blocks x columns)."""
        added = self._words.sums[found.rows]
        self._near.add_to(added[:, 0], found.numbers)
        self._far.add_to(added[:, 0], found.numbers)
        sums: NDArray[np.float32] = np.add.reduceat(added, found.starts)
        return sums

    def _of_cues(self, cues: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the cues add; of most acts they say nothing."""
        added = np.zeros_like(cues)
        sentences, places = np.nonzero(cues)
        if len(sentences):
            said = cues[sentences, places, None] * self._cues[places]
            firsts = np.flatnonzero(np.diff(sentences, prepend=-1))
            added[sentences[firsts]] = np.add.reduceat(said, firsts)
        return added

    def _log_odds(self, told: NDArray[np.float32]) -> NDArray[np.float32]:
        """Log-odds for every column, without the cues, of sums by block."""
        roots = np.sqrt(told[..., -1] + self._damping)
        said = (told[..., :-1] / roots[..., None]).sum(axis=1)
        found: NDArray[np.float32] = np.add(self._constants, said * self._steps, dtype=np.float32)
        return found


class _Terms:
    """What each term of a model adds, by its row; the row `nothing` is of what is no term."""

    def __init__(self, model: Shipped) -> None:
        none = np.zeros((1, model.weights.shape[1]), np.int8)
        self._weights = np.concatenate((model.weights, none))
        self._squares = (np.append(model.rarity, 0) * np.float32(RARITY_STEP)) ** 2
        self.nothing = len(model.weights)
        self.columns = model.weights.shape[1] + 1

    def of(self, rows: Sequence[int] | NDArray[np.intp]) -> NDArray[np.float32]:
        """The weights of terms; in the last column the square of each one's rarity.

        The squares of a sentence's terms add up to its squared length.
        """
        values = np.empty((len(rows), self.columns), np.float32)
        values[:, :-1] = self._weights[rows]
        values[:, -1] = self._squares[rows]
        return values


class _Found(NamedTuple):
    """All words of some sentences: their rows in the store, numbers, and where each begins."""

    rows: NDArray[np.intp]
    numbers: NDArray[np.intp]
    starts: NDArray[np.intp]

    def parts(self) -> Iterator[_Found]:
        """The same, a few sentences at a time: what is worked out for all words takes room."""
        ends = [*self.starts[_SUMMED_AT_ONCE::_SUMMED_AT_ONCE].tolist(), len(self.rows)]
        for part, (start, end) in enumerate(pairwise([0, *ends])):
            first = part * _SUMMED_AT_ONCE
            yield _Found(
                self.rows[start:end],
                self.numbers[start:end],
                self.starts[first : first + _SUMMED_AT_ONCE] - start,
            )


class _Words:
    """What words add, worked out once for each and kept.

    Words come from strangers: the store is emptied when it is full, and grows for sentences that
    hold more different words at once. `sums` has for each word what it adds itself, then what its
    letter groups add. Words that are weighed alike share a row, all unknown names one.
    """

    def __init__(self, model: Shipped, terms: _Terms) -> None:
        self._terms = terms
        self._numbers = dict(zip(model.words, range(len(model.words)), strict=True))
        first = len(model.words) + len(model.pairs)
        self._grams = dict(zip(model.grams, range(first, terms.nothing), strict=True))
        self._empty(_MOST_WORDS)

    def _empty(self, room: int) -> None:
        self._room = room
        self._rows: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._number_of = np.empty(room, np.intp)
        self.sums = np.empty((room, 2, self._terms.columns), np.float32)

    def find(self, sentences: Sequence[str]) -> _Found:
        """The words of sentences, one after the other; several names in a row are one."""
        words: list[str] = []
        starts: list[int] = []
        for sentence in sentences:
            starts.append(len(words))
            words.append(BEGIN)
            words += _unrepeated(cut(sentence))
            words.append(END)
        if new := {NAME, *words}.difference(self._rows):
            self._learn(new, words)
        rows = np.array([*map(self._rows.__getitem__, words)], np.intp)
        is_name = rows == self._rows[NAME]
        is_more = np.append(False, is_name[1:] & is_name[:-1])
        rows, begins = rows[~is_more], np.array(starts)
        return _Found(rows, self._number_of[rows], begins - np.cumsum(is_more)[begins])

    def _learn(self, new: set[str], words: Sequence[str]) -> None:
        """Work out what new words add; where they find no room, all words anew."""
        if len(self._rows) + len(new) > self._room:
            new = {NAME, *words}
            self._empty(max(_MOST_WORDS, len(new)))
        known = len(self._forms)
        for raw in new:
            form = level(raw)
            if is_named(raw) and form not in self._numbers:
                form = NAME
            self._rows[raw] = self._forms.setdefault(form, len(self._forms))
        unknown = iter(islice(self._forms, known, None))
        while forms := list(islice(unknown, _LEARNT_AT_ONCE)):
            self._work_out(forms, slice(known, known + len(forms)))
            known += len(forms)

    def _work_out(self, forms: list[str], rows: slice) -> None:
        nothing = self._terms.nothing
        numbers = [self._numbers.get(form, nothing) for form in forms]
        grams: list[int] = []
        starts: list[int] = []
        for form in forms:
            starts.append(len(grams))
            grams.append(nothing)
            grams += filter(None, map(self._grams.get, grams_of(form)))
        self._number_of[rows] = numbers
        self.sums[rows, 0] = self._terms.of(numbers)
        self.sums[rows, 1] = np.add.reduceat(self._terms.of(grams), starts)


def _unrepeated(words: Sequence[str]) -> Sequence[str]:
    """A sentence's words, each once where they are said over and over, as no sentence does."""
    if len(words) <= _LONG:
        return words
    different = dict.fromkeys(words)
    return tuple(different) if len(different) * _REPEATED < len(words) else words


class _Pairs:
    """The pairs of words with so many others between them, found for many words at once.

    A pair's key is the number of its first word times one more than there are terms, plus that of
    its second. No pair reaches from one sentence into the next: none begins with an end, or ends
    with a beginning.
    """

    def __init__(self, model: Shipped, terms: _Terms, *, between: int) -> None:
        self._terms, self._step = terms, between + 1
        places = np.flatnonzero(model.pairs[:, 2] == between)
        keys = self._keys_of(*model.pairs[places, :2].T.astype(np.int64))
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = (len(model.words) + places)[order]

    def _keys_of(self, firsts: NDArray[np.int64], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        return firsts * (self._terms.nothing + 1) + seconds

    def add_to(self, sums: NDArray[np.float32], numbers: NDArray[np.intp]) -> None:
        """Add what pairs add, each to the sum of the word that it begins with."""
        if not len(self._keys):
            return
        wanted = self._keys_of(numbers[: -self._step], numbers[self._step :])
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        held = np.flatnonzero(self._keys[at] == wanted)
        sums[held] += self._terms.of(self._rows[at[held]])


@cache
def weigher() -> Weigher:
    """The shipped model, made ready when first wanted."""
    return Weigher(load_shipped())
