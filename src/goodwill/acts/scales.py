"""The cues of all acts, ready to be weighed: what they say for and against each act in a sentence.

A cue's weight is natural log-odds; those that match are added to the act's prior. Refuters are
tried only where the rest speaks for the act. What comes out is one voice among those that the
linear model (`goodwill.acts.linear`) weighs; for an act of another package, which no model
knows, it is all there is.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from goodwill.acts.fold import fold
from goodwill.acts.patterns import Matcher, to_re2
from goodwill.acts.registry import recognisers

if TYPE_CHECKING:
    from goodwill.acts.recogniser import Cue, Recogniser

__all__ = ["LogOdds", "Scales", "scales"]

LogOdds = dict[int, float]
"""By the place of an act among all."""

_WORD = re.compile(r"[a-z0-9'-]+")

_WORTH_REFUTING = -1.0
"""Refuters are tried only where the log-odds without them reach this (a probability of 0.27):
elsewhere they could not change what is listed, and they are half of all cues."""


class Scales:
    """All cues of all acts, ready to be weighed.

    Languages share words ("idiot" is one in three), so what two of them say of an act is not
    added up: the one that says most counts, and likewise against.
    """

    def __init__(self, known: tuple[Recogniser, ...]) -> None:
        self.acts = tuple(recogniser.act for recogniser in known)
        self.priors = tuple(recogniser.prior for recogniser in known)

    def weigh(self, sentence: str, tongues: tuple[str, ...]) -> LogOdds:
        """What the cues of one sentence add to each act that something speaks for."""
        folded = fold(sentence)
        common, *others = [_balance(tongue) for tongue in ("", *tongues)]
        gains: LogOdds = {}
        for balance in others:
            for place, weight in balance.speak_for(folded).items():
                if weight > gains.get(place, 0.0):
                    gains[place] = weight
        for place, weight in common.speak_for(folded).items():
            gains[place] = gains.get(place, 0.0) + weight
        for place, gain in gains.items():
            if self.priors[place] + gain >= _WORTH_REFUTING:
                against = min([balance.speak_against(place, folded) for balance in others])
                gains[place] = gain + against + common.speak_against(place, folded)
        return gains


class _Balance:
    """The cues of one language, over all acts."""

    def __init__(self, language: str) -> None:
        opening: dict[str, list[tuple[int, float]]] = {}
        self._fields: list[tuple[int, Cue]] = []
        self._refuters: dict[int, _Refuters] = {}
        for place, recogniser in enumerate(recognisers()):
            cues = [cue for cue in recogniser.cues if cue.language == language]
            self._fields.extend((place, cue) for cue in cues if cue.words)
            for cue in cues:
                if cue.weight > 0 and not cue.words:
                    opening.setdefault(cue.pattern, []).append((place, cue.weight))
            against = [cue for cue in cues if cue.weight < 0 and not cue.words]
            if against:
                self._refuters[place] = _Refuters(against)
        self._matcher = Matcher(tuple(opening))
        self._weights = tuple(opening.values())
        self._holders = _holders(self._fields)
        self._words = frozenset(self._holders)

    def speak_for(self, folded: str) -> LogOdds:
        """The acts that this language speaks for, and how much; words of a field included."""
        added: LogOdds = {}
        for found in self._matcher.matches(folded):
            for place, weight in self._weights[found]:
                added[place] = added.get(place, 0.0) + weight
        if self._holders:
            self._add_words(folded, added)
        return added

    def _add_words(self, folded: str, added: LogOdds) -> None:
        held: dict[int, int] = {}
        for word in self._words.intersection(_WORD.findall(folded)):
            for number in self._holders[word]:
                held[number] = held.get(number, 0) + 1
        for number, count in held.items():
            place, cue = self._fields[number]
            added[place] = added.get(place, 0.0) + cue.weight * min(count, cue.most)

    def speak_against(self, place: int, folded: str) -> float:
        """What this language says against one act; zero or less."""
        refuters = self._refuters.get(place)
        return refuters.weigh(folded) if refuters else 0.0


class _Refuters:
    """The cues of one act and language that speak against it; made ready when first wanted."""

    def __init__(self, cues: list[Cue]) -> None:
        self._marks = tuple((to_re2(cue.pattern), cue.weight) for cue in cues if _is_mark(cue))
        self._cues = tuple(cue for cue in cues if not _is_mark(cue))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(tuple(cue.pattern for cue in self._cues))

    def weigh(self, folded: str) -> float:
        """The weights of those that match, added up."""
        total = sum(weight for mark, weight in self._marks if mark in folded)
        if self._cues:
            total += sum(self._cues[found].weight for found in self._matcher.matches(folded))
        return total


def _is_mark(cue: Cue) -> bool:
    """Whether a cue asks for one mark and nothing else, so that no pattern is needed."""
    return cue.pattern.startswith("@") and " " not in cue.pattern


def _holders(fields: list[tuple[int, Cue]]) -> dict[str, list[int]]:
    """Each word with the numbers of the fields that hold it."""
    holders: dict[str, list[int]] = {}
    for number, (_, cue) in enumerate(fields):
        for word in cue.words:
            holders.setdefault(word, []).append(number)
    return holders


@cache
def _balance(language: str) -> _Balance:
    """One for each language that is met: its patterns are made ready when first wanted."""
    return _Balance(language)


@cache
def scales() -> Scales:
    """The cues of all recognisers, made ready when first wanted."""
    return Scales(recognisers())
