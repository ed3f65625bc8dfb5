"""Which line counts for which act, and how much.

A hand-written line is sure of its own act, a sentence of a whole mail of all acts that were asked,
and most of those that it was written to be mistaken for. What a line was not asked about, and what
public sets say by a neighbouring label, counts less; where the hand-written cues see an act that
nobody marked, the line says nothing of that act. In
the end all lines but an act's own weigh together so much that a small share of all weight holds
the act: a fourth for acts of every day, a twentieth for the others. That is more than in real
mail, where the rare ones would else never be listed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import Example
from goodwill.lab.train.public import ONE_OF, RARE

__all__ = [
    "NEIGHBOUR",
    "NEIGHBOUR_ACT",
    "OWN",
    "TAGGED",
    "UNKNOWN",
    "WHOLE",
    "Marks",
    "mark",
    "share_out",
]

UNKNOWN = -1

OWN = 1.0
"""What a line counts of which its writer was asked."""

TAGGED = 0.7
"""What another act counts that the writer of a line saw in it."""

WHOLE = 0.9
"""What a sentence of a whole mail counts for each act that it lacks."""

_UNASKED = 0.3
_LOOSE = frozenset({"information"})
"""Acts that writers of other acts' lines tagged each in their own sense: those tags are left."""

NEIGHBOUR = {"goemotions": 0.3, "politeness": 0.5, "work_tone": 0.3}
"""What a public set's line counts, whose label is near the act and not the act."""

NEIGHBOUR_ACT = {("email_intent", "commitment"): 0.3}
"""What a public set's line counts whose label is near this one act only: of 90 lines that surely
promise something and ask nothing, 53 are labelled as without intent, so at 1 plain promises would
be unlearnt."""

_LIKELIEST_FIRST = ("request", "question", "commitment")
"""Which of several acts a line holds where cues see none of them more than another."""

_EVERYDAY_SHARE = 0.25
_RARE_SHARE = 0.05

Marks = tuple[NDArray[np.int8], NDArray[np.float64]]
"""For texts x acts: 1 holds, 0 lacks, `UNKNOWN`; and what that counts."""


def mark(examples: Sequence[Example], cues: NDArray[np.float32]) -> Marks:
    """The marks of all examples; `cues` (texts x acts) is 1 and more where cues see the act."""
    labels = np.full((len(examples), len(ACT_IDS)), UNKNOWN, np.int8)
    counts = np.zeros(labels.shape)
    for row, example in enumerate(examples):
        for place, act in enumerate(ACT_IDS):
            labels[row, place], counts[row, place] = _mark(example, act, cues[row, place])
    _settle_one_of(examples, labels, counts, cues)
    return labels, counts


def _mark(example: Example, act: str, cue: float) -> tuple[int, float]:
    near = NEIGHBOUR_ACT.get((example.source, act)) or NEIGHBOUR.get(example.source)
    if act in _LOOSE and example.source in ACT_IDS and example.source != act:
        return UNKNOWN, 0.0
    sure = near or (TAGGED if example.source in ACT_IDS and example.source != act else OWN)
    if act in example.holds:
        return 1, sure
    if act in example.lacks:
        if near and cue >= 1:
            return UNKNOWN, 0.0
        by_the_way = example.mail is not None and act not in example.resembles
        return 0, WHOLE if by_the_way else sure
    if near or cue >= 1 or (example.source == "email_intent" and act in ONE_OF):
        return UNKNOWN, 0.0
    return 0, _UNASKED


def _settle_one_of(
    examples: Sequence[Example],
    labels: NDArray[np.int8],
    counts: NDArray[np.float64],
    scores: NDArray[np.float32],
) -> None:
    """Where one of several acts is there, it is the one that scores most."""
    places = [ACT_IDS.index(act) for act in _LIKELIEST_FIRST]
    for row, example in enumerate(examples):
        if example.source == "email_intent" and not example.lacks:
            best = max(places, key=lambda place: scores[row, place])
            labels[row, best] = 1
            counts[row, best] = NEIGHBOUR_ACT.get((example.source, ACT_IDS[best]), OWN)


def share_out(
    act: str, labels: NDArray[np.int8], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The counts of one act, its unasked lines scaled to make up the share that lacks it."""
    shared = counts.copy()
    soft = (labels == 0) & (counts < OWN)
    holding = counts[labels == 1].sum()
    share = _RARE_SHARE if act in RARE else _EVERYDAY_SHARE
    wanted = holding * (1 / share - 1) - counts[(labels == 0) & ~soft].sum()
    if total := counts[soft].sum():
        shared[soft] *= min(1.0, max(wanted, holding) / total)
    return shared
