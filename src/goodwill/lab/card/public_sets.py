"""How public sets, held out, are told: each by what its own annotators were asked.

They were learnt from, a fifth at a time left out, so these figures are better than those on a site
or a company that was never learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.card.counting import Told
from goodwill.lab.evaluate.draws import group_codes
from goodwill.lab.evaluate.floor import Floor
from goodwill.lab.train.examples import Example
from goodwill.lab.train.public import ONE_OF

__all__ = ["PUBLIC_QUESTIONS", "PublicQuestion", "floor_of_public", "told_of_public"]

_SUREST = 1e-9
"""Probability that keeps log-odds finite."""


class PublicQuestion(NamedTuple):
    """What a public set can be asked: whether a text holds any of some acts."""

    source: str
    acts: frozenset[str]
    label: str


PUBLIC_QUESTIONS = (
    PublicQuestion("email_intent", ONE_OF, "yes, against no"),
    PublicQuestion("goemotions", frozenset({"thanks"}), "gratitude, against the rest"),
    PublicQuestion("goemotions", frozenset({"apology"}), "remorse, against the rest"),
    PublicQuestion("goemotions", frozenset({"hostile"}), "anger or annoyance, against no such"),
    PublicQuestion("politeness", frozenset({"hostile"}), "rudest fifth, against politest third"),
)


def told_of_public(
    question: PublicQuestion, examples: Sequence[Example], held_out: NDArray[np.float64]
) -> Told:
    """The set's texts of which the label says yes or no, with the log-odds of any of the acts."""
    places = [ACT_IDS.index(act) for act in sorted(question.acts)]
    known = _known(question, examples)
    rows = held_out[list(known)][:, places]
    lacking = np.logaddexp(0, rows).sum(axis=1)  # minus the logarithm that none is there
    log_odds = lacking + np.log(-np.expm1(-lacking))
    return Told(holds=np.array(list(known.values()), np.bool_), log_odds=log_odds)


def floor_of_public(question: PublicQuestion, examples: Sequence[Example]) -> Told | None:
    """The same texts as a plain model tells them that learns from this set alone, held out too.

    None where there is too little to learn from.
    """
    known = _known(question, examples)
    if not known:
        return None
    texts, groups = zip(*((examples[at].text, examples[at].group) for at in known), strict=True)
    holds = np.array(list(known.values()), np.bool_)
    found = Floor(texts, group_codes(groups)).chances(holds, np.arange(len(texts)))
    if found is None:
        return None
    chances = np.clip(found, _SUREST, 1 - _SUREST)
    return Told(holds=holds, log_odds=np.log(chances / (1 - chances)))


def _known(question: PublicQuestion, examples: Sequence[Example]) -> dict[int, bool]:
    """The rows of the set whose label says yes or no, and what it says."""
    marked = {
        at: _holds(example, question.acts)
        for at, example in enumerate(examples)
        if example.source == question.source
    }
    return {at: holds for at, holds in marked.items() if holds is not None}


def _holds(example: Example, acts: frozenset[str]) -> bool | None:
    if acts <= example.lacks:
        return False
    is_one_of = acts == ONE_OF and not example.lacks
    return True if is_one_of or acts & example.holds else None
