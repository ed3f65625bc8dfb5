"""Public labelled sets as training examples; where they come from stands in `training/README.md`.

Each says only what its own annotators were asked. A line of `email_intent.tsv` marked `yes`
holds a request, a question or a commitment, and it is not said which: `ONE_OF` tells the fitting
to find out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import Example

__all__ = ["ONE_OF", "RARE", "read_public"]

ONE_OF = frozenset({"request", "question", "commitment"})
"""The acts of which a line of email intent holds at least one, or none."""

_NOTHING: frozenset[str] = frozenset()
_POLITE_FROM = 0.3
_RUDE_TO = -0.7
"""Standardised politeness; about the upper third and the lower fifth of the ratings."""

_ANGRY = frozenset({"anger", "annoyance"})
_CROSS = frozenset({"anger", "annoyance", "disgust", "disapproval"})

_EVERYDAY = ONE_OF | {
    "decision", "delivery", "idea", "information", "logistics", "money_talk", "personal",
    "problem", "thanks",
}  # fmt: skip
"""Acts that stand in any talk about work: where nobody was asked, they may well be there."""

RARE = frozenset(ACT_IDS) - _EVERYDAY
"""Acts that most mail does not hold."""


def read_public(folder: Path) -> Iterator[Example]:
    """Every line of the public sets."""
    for name, said_by in _SETS.items():
        for line in (folder / f"{name}.tsv").read_text("utf-8").splitlines():
            label, _, text = line.partition("\t")
            holds, lacks = said_by(label)
            yield Example(
                text=text,
                language="en",
                source=name,
                group=name,
                holds=holds,
                lacks=lacks,
            )


_Said = tuple[frozenset[str], frozenset[str]]


def _email_intent(label: str) -> _Said:
    return (_NOTHING, _NOTHING) if label == "yes" else (_NOTHING, ONE_OF)


def _goemotions(label: str) -> _Said:
    found = frozenset(label.split(","))
    holds = {act for act, emotion in _FELT.items() if emotion in found}
    lacks = set(_FELT) - holds
    if found & _ANGRY:
        holds.add("hostile")
    elif not found & _CROSS:
        lacks.add("hostile")
    return frozenset(holds), frozenset(lacks)


_FELT = {"thanks": "gratitude", "apology": "remorse"}


def _politeness(label: str) -> _Said:
    rated = float(label)
    if rated <= _RUDE_TO:
        return frozenset({"hostile"}), RARE - {"hostile", "command"}
    return _NOTHING, RARE if rated >= _POLITE_FROM else RARE - {"hostile", "command"}


def _work_tone(label: str) -> _Said:
    return _NOTHING, RARE - ({"hostile", "complaint"} if label == "negative" else _NOTHING)


def _enron_intent(label: str) -> _Said:
    """Each of the three was asked about; `none` holds none of them."""
    holds = frozenset(label.split(",")) & ONE_OF
    return holds, ONE_OF - holds


def _enron_civil(label: str) -> _Said:
    own = frozenset({"hostile"})
    return (own, _NOTHING) if label == "hostile" else (_NOTHING, own)


_MARKED = frozenset({"problem", "delivery"})
"""The acts of which every line of `enron_faults.tsv` was asked."""


def _enron_faults(label: str) -> _Said:
    holds = frozenset(label.split(",")) & _MARKED
    return holds, _MARKED - holds


_SETS = {
    "email_intent": _email_intent,
    "enron_intent": _enron_intent,
    "enron_civil": _enron_civil,
    "goemotions": _goemotions,
    "politeness": _politeness,
    "work_tone": _work_tone,
    "enron_faults": _enron_faults,
}
