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
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from goodwill.acts.fold import fold
from goodwill.acts.patterns import Matcher
from goodwill.acts.registry import recognisers
from goodwill.acts.sentences import SENTENCE_LIMIT, split_sentences
from goodwill.facts.acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodwill.acts.recogniser import Cue, Recogniser

__all__ = ["READ_LIMIT", "Reading", "read_text"]

READ_LIMIT = 20_000
"""Characters of a text that are read; `Reading.truncated` says where there were more."""

_LISTED_FROM = 0.5
_LOG_ODDS_LIMIT = 4.0
"""No sum of cues is surer than this (0.982): the cues of a sentence are not independent."""

_SUBJECT_SHARE = 0.5
_SUBJECT_LIMIT = 1.5
_ANSWER = re.compile(r"\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rép|rif)\s*(?:\[\d+\])?:", re.IGNORECASE)
_READ_LANGUAGES = frozenset({"en", "de", "fr", "es"})

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
    apart; any other value, or none, lets all speak.
    """
    scales = _scales(language if language in _READ_LANGUAGES else None)
    head = _head(text)
    about = {} if _ANSWER.match(subject) else scales.weigh(subject[:SENTENCE_LIMIT])
    best: dict[int, float] = {}
    acts: list[Act] = []
    spans = tuple(split_sentences(head))
    for span in spans:
        for place, added in scales.weigh(head[span[0] : span[1]]).items():
            probability = scales.probability(place, added, about.get(place, 0.0))
            best[place] = max(best.get(place, 0.0), probability)
            if probability >= _LISTED_FROM:
                acts.append(_act(scales.acts[place], head, span, probability))
    floor = scales.floors if spans else (0.0,) * len(scales.acts)
    scores = {
        act: max(floor[place], best.get(place, 0.0)) for place, act in enumerate(scales.acts)
    }
    return Reading(scores=scores, acts=tuple(acts), truncated=len(head) < len(text))


def _head(text: str) -> str:
    """As much of the text as is read, cut at a word."""
    if len(text) <= READ_LIMIT:
        return text
    space = text.rfind(" ", READ_LIMIT - SENTENCE_LIMIT, READ_LIMIT)
    return text[: space if space > 0 else READ_LIMIT]


def _act(act: str, text: str, span: tuple[int, int], probability: float) -> Act:
    start, end = span
    return Act(act=act, start=start, end=end, quote=text[start:end], probability=probability)


class _Scales:
    """All cues of all acts, ready to be weighed in one language or in all.

    Languages share words ("idiot" is one in three), so what speaks for an act in two
    languages is not counted twice: the language that says most counts, and likewise against.
    """

    def __init__(self, known: tuple[Recogniser, ...], language: str | None) -> None:
        self.acts = tuple(recogniser.act for recogniser in known)
        self.priors = tuple(recogniser.prior for recogniser in known)
        self.floors = tuple(_logistic(prior) for prior in self.priors)
        self._matcher = _matcher()
        self._weights = tuple(
            tuple(
                (place, cue.language, cue.weight)
                for place, cue in uses
                if language is None or cue.language in {"", "en", language}
            )
            for uses in _uses().values()
        )

    def weigh(self, sentence: str) -> LogOdds:
        """What the cues of one sentence add to each act, in log-odds."""
        pans: dict[tuple[int, str, bool], float] = {}
        for found in self._matcher.matches(fold(sentence)):
            for place, language, weight in self._weights[found]:
                pan = (place, language, weight > 0)
                pans[pan] = pans.get(pan, 0.0) + weight
        return _sum_up(pans)

    def probability(self, place: int, added: float, about: float) -> float:
        """The probability of an act, from its sentence and, where both point to it, the subject."""
        if added > 0 and about > 0:
            added += min(about * _SUBJECT_SHARE, _SUBJECT_LIMIT)
        return _logistic(self.priors[place] + added)


def _sum_up(pans: dict[tuple[int, str, bool], float]) -> LogOdds:
    """Add what holds in every language to the strongest for and against of any one."""
    added: LogOdds = {}
    strongest: dict[tuple[int, bool], float] = {}
    for (place, language, is_for), weight in pans.items():
        if not language:
            added[place] = added.get(place, 0.0) + weight
        elif abs(weight) > abs(strongest.get((place, is_for), 0.0)):
            strongest[place, is_for] = weight
    for (place, _), weight in strongest.items():
        added[place] = added.get(place, 0.0) + weight
    return added


def _logistic(log_odds: float) -> float:
    bounded = max(-_LOG_ODDS_LIMIT * 2, min(_LOG_ODDS_LIMIT, log_odds))
    return round(1 / (1 + exp(-bounded)), 4)


@cache
def _scales(language: str | None) -> _Scales:
    return _Scales(recognisers(), language)


@cache
def _matcher() -> Matcher:
    """One matcher for all languages: its memory is paid once."""
    return Matcher(tuple(_uses()))


@cache
def _uses() -> dict[str, tuple[tuple[int, Cue], ...]]:
    """Who uses each pattern: the place of the recogniser, and its cue."""
    uses: dict[str, tuple[tuple[int, Cue], ...]] = {}
    for place, recogniser in enumerate(recognisers()):
        for cue in recogniser.cues:
            uses[cue.pattern] = (*uses.get(cue.pattern, ()), (place, cue))
    return uses
