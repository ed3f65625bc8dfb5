"""The cues of all acts, ready to be weighed: what they say for and against each act in a sentence.

A cue's weight is natural log-odds; those that match are added to the act's prior. Refuters are
tried only where the rest speaks for the act. What comes out is one voice among those that the
linear model (`goodwill.acts.linear`) weighs; for an act of another package, which no model
knows, it is all there is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from goodwill.acts.fold import MARK, fold
from goodwill.acts.memory import Rows
from goodwill.acts.patterns import Matcher, encoded
from goodwill.acts.registry import recognisers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from goodwill.acts.recogniser import Cue, Recogniser

__all__ = ["CUE_LIMIT", "Scales", "scales"]

CUE_LIMIT = 4.0
"""Cues count from log-odds of -4 to +4, brought to the range from 0 to 2: 1 is even odds."""

_LogOdds = dict[int, float]
"""By the place of an act among all."""

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789'-"
_BARE = bytes(code if code in {*_LETTERS, ord(MARK), ord("\n")} else 32 for code in range(256))
"""Leaves of lines, as UTF-8, nothing but words that a field can hold; a mark stays none."""

_WORTH_REFUTING = -1.0
"""Refuters are tried only where the log-odds without them reach this (a probability of 0.27):
elsewhere they could not change what is listed, and they are half of all cues."""

_LEEWAY = 5e-7
"""What reaches a limit: a sum must not hang on the order of its parts."""


class Scales:
    """All cues of all acts, ready to be weighed.

    Languages share words ("idiot" is one in three), so what two of them say of an act is not
    added up: the one that says most counts, and likewise against.
    """

    def __init__(self, known: tuple[Recogniser, ...]) -> None:
        self.acts = tuple(recogniser.act for recogniser in known)

    def weigh(self, sentences: Sequence[str], tongues: tuple[str, ...]) -> NDArray[np.float32]:
        """What cues say of each act (column) in each sentence: 0 nothing, 1 even odds, 2 most."""
        return _sheet(tongues).memory.recall(sentences)


class _Voice(NamedTuple):
    """What one cue says: for or against which act, in which of a sheet's languages."""

    language: int
    act: int
    weight: float


_Sums = dict[tuple[int, int], float]
"""By language and act."""


class _Sheet:
    """The cues that are tried together: those of every language, and of some."""

    def __init__(self, tongues: tuple[str, ...]) -> None:
        self._languages = len(tongues) + 1
        self._priors = tuple(recogniser.prior for recogniser in recognisers())
        self.memory = Rows(self.weigh, (len(self._priors),))
        self._worth_refuting = tuple(_WORTH_REFUTING - prior - _LEEWAY for prior in self._priors)
        patterns: dict[str, list[_Voice]] = {}
        against: dict[int, list[tuple[str, _Voice]]] = {}
        fields: dict[bytes, list[int]] = {}
        self._fields: list[tuple[_Voice, int]] = []
        for voice, cue in _voices(("", *tongues)):
            if cue.words:
                for word in cue.words:
                    fields.setdefault(word.encode(), []).append(len(self._fields))
                self._fields.append((voice, cue.most))
            elif cue.weight > 0:
                patterns.setdefault(cue.pattern, []).append(voice)
            else:
                against.setdefault(voice.act, []).append((cue.pattern, voice))
        self._holders = fields
        self._words = frozenset(fields)
        self._for = tuple(patterns.values())
        self._matcher = Matcher(tuple(patterns))
        self._against = {act: _Refuters(each) for act, each in against.items()}

    def weigh(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """What is said of each sentence (sentences x acts)."""
        values = np.zeros((len(sentences), len(self._priors)), np.float32)
        for row, gains in self._gains(encoded(map(fold, sentences))).items():
            for act, gain in gains.items():
                bounded = min(max(self._priors[act] + gain, -CUE_LIMIT), CUE_LIMIT)
                values[row, act] = 1 + bounded / CUE_LIMIT
        return values

    def _gains(self, texts: Sequence[bytes]) -> dict[int, _LogOdds]:
        """What is added to acts, in the sentences in which something speaks for one."""
        found = {row: self._sum(said) for row, said in self._said(texts).items()}
        doubtful: dict[int, list[int]] = {}
        for row, gains in found.items():
            for act, gain in gains.items():
                if gain >= self._worth_refuting[act]:
                    doubtful.setdefault(act, []).append(row)
        for act, rows in doubtful.items():
            for row, weight in self._refuted(act, rows, texts).items():
                found[row][act] += weight
        return found

    def _said(self, texts: Sequence[bytes]) -> dict[int, _Sums]:
        """What speaks for acts in the sentences in which something does."""
        said: dict[int, _Sums] = {}
        for number, rows in self._matcher.find(texts):
            for row in rows:
                sums = said.setdefault(row, {})
                for language, act, weight in self._for[number]:
                    sums[language, act] = sums.get((language, act), 0.0) + weight
        if self._words:
            bare = b"\n".join(texts).translate(_BARE).split(b"\n")
            for row, words in enumerate(map(bytes.split, bare)):
                if not self._words.isdisjoint(words):
                    self._add_words(self._words.intersection(words), said.setdefault(row, {}))
        return said

    def _refuted(self, act: int, rows: Sequence[int], texts: Sequence[bytes]) -> dict[int, float]:
        """What is said against one act: by the language that says most, and in every language."""
        if act not in self._against:
            return {}
        sums: dict[int, list[float]] = {}
        for voice, found in self._against[act].find([texts[row] for row in rows]):
            for at in found:
                said = sums.setdefault(rows[at], [0.0] * self._languages)
                said[voice.language] += voice.weight
        return {row: each[0] + min(each[1:], default=0.0) for row, each in sums.items()}

    def _add_words(self, words: AbstractSet[bytes], said: _Sums) -> None:
        held: dict[int, int] = {}
        for word in words:
            for number in self._holders[word]:
                held[number] = held.get(number, 0) + 1
        for number, count in held.items():
            (language, act, weight), most = self._fields[number]
            said[language, act] = said.get((language, act), 0.0) + weight * min(count, most)

    def _sum(self, said: _Sums) -> _LogOdds:
        """Of each act the most that a language says for it, and what is said in every language."""
        gains: _LogOdds = {}
        for (language, act), weight in said.items():
            if language and weight > gains.get(act, 0.0):
                gains[act] = weight
        for (language, act), weight in said.items():
            if not language:
                gains[act] = gains.get(act, 0.0) + weight
        return gains


class _Refuters:
    """The cues that speak against one act."""

    def __init__(self, cues: Sequence[tuple[str, _Voice]]) -> None:
        self._voices = [voice for _, voice in cues]
        self._matcher = Matcher([pattern for pattern, _ in cues])

    def find(self, texts: Sequence[bytes]) -> Iterator[tuple[_Voice, list[int]]]:
        """What each says that holds somewhere, and the places of the texts in which it holds."""
        return ((self._voices[number], held) for number, held in self._matcher.find(texts))


def _voices(languages: tuple[str, ...]) -> Iterator[tuple[_Voice, Cue]]:
    """The cues of some languages, with what each says."""
    for act, recogniser in enumerate(recognisers()):
        for cue in recogniser.cues:
            if cue.language in languages:
                yield _Voice(languages.index(cue.language), act, cue.weight), cue


@cache
def _sheet(tongues: tuple[str, ...]) -> _Sheet:
    """One for each set of languages that is met: its patterns are made ready when first wanted."""
    return _Sheet(tongues)


@cache
def scales() -> Scales:
    """The cues of all recognisers, made ready when first wanted."""
    return Scales(recognisers())
