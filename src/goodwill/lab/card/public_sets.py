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
from goodwill.lab.train.examples import Example
from goodwill.lab.train.public import ONE_OF

__all__ = ["PUBLIC_QUESTIONS", "PublicQuestion", "told_of_public"]


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
    """The set's texts of which the label says yes or no, with the log-odds of the likeliest act."""
    marked = [(at, _holds(e, question.acts)) for at, e in _of(question.source, examples)]
    known = [(at, holds) for at, holds in marked if holds is not None]
    places = [ACT_IDS.index(act) for act in sorted(question.acts)]
    rows = held_out[[at for at, _ in known]][:, places]
    return Told(
        holds=np.array([holds for _, holds in known], np.bool_),
        log_odds=rows.max(axis=1),
    )


def _of(source: str, examples: Sequence[Example]) -> list[tuple[int, Example]]:
    return [(at, e) for at, e in enumerate(examples) if e.source == source]


def _holds(example: Example, acts: frozenset[str]) -> bool | None:
    if acts <= example.lacks:
        return False
    is_one_of = acts == ONE_OF and not example.lacks
    return True if is_one_of or acts & example.holds else None
