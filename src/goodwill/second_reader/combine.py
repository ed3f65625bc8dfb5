"""One reading of two: the first reader's, and what the second marked. Pure.

Agreement raises; alone the second reader convinces nobody, unless the first half agrees. So a
server that lies, or a mail that made it lie, has no act listed that the first reader finds
absurd. What is rare needs two detectors: one alone invents a rate of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from goodwill.acts import Reading
from goodwill.facts.acts import Act
from goodwill.second_reader.passages import Passage

__all__ = ["Comparison", "agree", "compare"]

LISTED_FROM = 0.5
"""Acts of at least this probability stand in a reading."""

SUPPORTED_FROM = 0.2
"""What the first reader has to give an act for the second to have it listed."""

ALONE_AT_MOST = 0.49
SUREST = 0.99
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Where two readers see the same, and where one alone sees an act."""

    agreed: tuple[Act, ...]
    only_rules: tuple[Act, ...]
    only_second: tuple[Passage, ...]


def agree(rules: Reading, second: Sequence[Passage]) -> Reading:
    """The reading of both.

    Seen by both: half of the doubt that was left goes, in proportion to the second's
    probability. Seen by the second alone: the mean of the two where the first gives at least
    `SUPPORTED_FROM`, else that and `ALONE_AT_MOST` at most.
    """
    scores = dict(rules.scores)
    acts = []
    for act in rules.acts:
        surest = max((one.probability for one in second if _is_same(act, one)), default=0.0)
        acts.append(replace(act, probability=_raised(act.probability, surest)))
    for one in second:
        if not any(_is_same(act, one) for act in rules.acts):
            probability = _alone(one)
            scores[one.act] = max(scores.get(one.act, 0.0), probability)
            if probability >= LISTED_FROM:
                acts.append(_act(one, probability))
    for act in acts:
        scores[act.act] = max(scores.get(act.act, 0.0), act.probability)
    acts.sort(key=lambda act: (act.start, act.end))
    return replace(rules, scores=scores, acts=tuple(acts))


def compare(
    rules: Reading, second: Sequence[Passage], *, acts: Iterable[str], reach: int
) -> Comparison:
    """What each saw, of the acts that the second was asked for within what it was shown."""
    asked = frozenset(acts)
    shown = [act for act in rules.acts if act.act in asked and act.start < reach]
    sure = [one for one in second if one.probability >= LISTED_FROM]
    agreed = tuple(act for act in shown if any(_is_same(act, one) for one in sure))
    return Comparison(
        agreed=agreed,
        only_rules=tuple(act for act in shown if act not in agreed),
        only_second=tuple(one for one in sure if not any(_is_same(act, one) for act in rules.acts)),
    )


def _is_same(act: Act, one: Passage) -> bool:
    return act.act == one.act and act.start < one.end and one.start < act.end


def _raised(probability: float, second: float) -> float:
    raised = probability + (1 - probability) * second / 2
    return max(probability, round(min(raised, SUREST), _DIGITS))


def _alone(one: Passage) -> float:
    probability = round((one.support + one.probability) / 2, _DIGITS)
    return probability if one.support >= SUPPORTED_FROM else min(probability, ALONE_AT_MOST)


def _act(one: Passage, probability: float) -> Act:
    return Act(act=one.act, start=one.start, end=one.end, quote=one.quote, probability=probability)
