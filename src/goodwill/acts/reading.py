"""Read a text: how probable each act is in it, and the sentences that hold one.

A sentence's log-odds for an act are the prior plus the weights of its matching cues; the
probability is the logistic of that. A text holds an act as probably as its likeliest
sentence does: adding up over sentences (a noisy-or) would make any long mail hold
everything, since ten sentences at one in twenty are no evidence at all, and their errors
go together.

A subject only strengthens what the text itself says, since a reader must be shown the words
in the text; that of an answer (`Re:`) was written for an earlier mail and is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp
from typing import TYPE_CHECKING

from goodwill.acts.fold import fold
from goodwill.acts.languages import LANGUAGES, languages_in
from goodwill.acts.patterns import Matcher, to_re2
from goodwill.acts.registry import recognisers
from goodwill.acts.sentences import SENTENCE_LIMIT, Span, split_sentences
from goodwill.facts.acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodwill.acts.recogniser import Cue, Recogniser

__all__ = ["READ_LIMIT", "Reading", "read_text"]

READ_LIMIT = 20_000
"""Characters of a text that are read; `Reading.truncated` says where there were more."""

_LOG_ODDS_LIMIT = 4.0
"""No sum of cues is surer than this (0.982): the cues of a sentence are not independent."""

_SUBJECT_SHARE = 0.5
_SUBJECT_LIMIT = 1.5
_ANSWER = re.compile(r"\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rép|rif)\s*(?:\[\d+\])?:", re.IGNORECASE)

_WORD = re.compile(r"[a-z0-9'-]+")

_WORTH_REFUTING = -1.0
"""Refuters are tried only where the log-odds without them reach this (a probability of 0.27):
elsewhere they could not change what is listed, and they are half of all cues."""

LogOdds = dict[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was seen in one text.

    `scores` has every act that has a recogniser, with the probability that the text holds it;
    `acts` those of at least 0.5, in the text's order, each on its sentence; `truncated` says
    that only the first `READ_LIMIT` characters were read.
    """

    scores: Mapping[str, float]
    acts: tuple[Act, ...]
    truncated: bool = False


def read_text(text: str, *, subject: str = "", language: str | None = None) -> Reading:
    """Read the new text of a mail, without quotes and signature.

    `language`, where it is one of those we read, silences the cues of the others, English
    apart; with any other value, or none, the text's own words decide which may speak.
    """
    head = _head(text)
    scales = _scales()
    tongues = _tongues(head, language)
    is_new = subject and not _ANSWER.match(subject)
    about = scales.weigh(subject[:SENTENCE_LIMIT], tongues) if is_new else {}
    best: LogOdds = {}
    acts: list[Act] = []
    spans = tuple(split_sentences(head))
    for span in spans:
        for place, added in scales.weigh(head[span[0] : span[1]], tongues).items():
            log_odds = scales.log_odds(place, added, about)
            if log_odds >= 0:
                acts.append(_act(scales.acts[place], head, span, log_odds))
            if log_odds > best.get(place, scales.priors[place]):
                best[place] = log_odds
    scores = dict(scales.floors) if spans else dict.fromkeys(scales.acts, 0.0)
    scores |= {scales.acts[place]: _logistic(log_odds) for place, log_odds in best.items()}
    return Reading(scores=scores, acts=tuple(acts), truncated=len(head) < len(text))


def _head(text: str) -> str:
    """As much of the text as is read, cut at a word."""
    if len(text) <= READ_LIMIT:
        return text
    space = text.rfind(" ", READ_LIMIT - SENTENCE_LIMIT, READ_LIMIT)
    return text[: space if space > 0 else READ_LIMIT]


def _act(act: str, text: str, span: Span, log_odds: float) -> Act:
    start, end = span
    probability = _logistic(log_odds)
    return Act(act=act, start=start, end=end, quote=text[start:end], probability=probability)


def _tongues(text: str, language: str | None) -> tuple[str, ...]:
    """The languages whose cues are tried: the one named and English, else those the text shows."""
    if language in LANGUAGES:
        return ("en",) if language == "en" else ("en", language)
    return languages_in(text)


class _Scales:
    """All cues of all acts, ready to be weighed.

    Languages share words ("idiot" is one in three), so what two of them say of an act is not
    added up: the one that says most counts, and likewise against.
    """

    def __init__(self, known: tuple[Recogniser, ...]) -> None:
        self.acts = tuple(recogniser.act for recogniser in known)
        self.priors = tuple(recogniser.prior for recogniser in known)
        self.floors = {recogniser.act: _logistic(recogniser.prior) for recogniser in known}

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

    def log_odds(self, place: int, added: float, about: LogOdds) -> float:
        """The log-odds of an act, from its sentence and, where both point to it, the subject."""
        if added > 0 and about.get(place, 0.0) > 0:
            added += min(about[place] * _SUBJECT_SHARE, _SUBJECT_LIMIT)
        return round(self.priors[place] + added, 3)  # so that what is 0 on paper is 0


def _logistic(log_odds: float) -> float:
    bounded = max(-_LOG_ODDS_LIMIT * 2, min(_LOG_ODDS_LIMIT, log_odds))
    return round(1 / (1 + exp(-bounded)), 4)


@cache
def _scales() -> _Scales:
    return _Scales(recognisers())


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
