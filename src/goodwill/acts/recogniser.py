"""A recogniser: the cues of one act, each a pattern with a weight.

Weights are natural log-odds and add up, from the act's prior; the logistic of the sum is the
probability that a sentence holds the act. A cue with a negative weight is a refuter: it
speaks against. A small trained model may later stand beside the cues as further weight; the
sum is the seam.

How cues are written is told in `goodwill.acts.patterns`; how they are weighed is in
`goodwill.acts.reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CALIBRATION", "Cue", "Recogniser", "de", "en", "es", "every", "fr"]

CALIBRATION = "not calibrated yet: weights are starting values"
"""What `read` and `doctor` say about the probabilities of acts."""

Row: TypeAlias = tuple[str, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One sign for (or, negative, against) an act: a pattern, or words of one field.

    `weight` is in natural log-odds; `language` is an ISO 639-1 code, or empty for every one.
    Where `words` are given, the weight counts once for each different word that a sentence
    holds, `most` times at most, and `pattern` is empty.
    """

    name: str
    weight: float
    pattern: str
    language: str = ""
    words: frozenset[str] = frozenset()
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """All that is known of one act; `prior` is the log-odds of a sentence without any cue."""

    act: str
    prior: float
    cues: tuple[Cue, ...]


def _in(language: str, rows: tuple[Row, ...]) -> Iterator[Cue]:
    for name, weight, pattern in rows:
        yield Cue(name=name, weight=weight, pattern=pattern, language=language)


def every(*rows: Row) -> Iterator[Cue]:
    """Cues that hold in every language: marks, numbers, signs."""
    return _in("", rows)


def en(*rows: Row) -> Iterator[Cue]:
    """English cues, as (name, weight, pattern)."""
    return _in("en", rows)


def de(*rows: Row) -> Iterator[Cue]:
    """German cues, as (name, weight, pattern)."""
    return _in("de", rows)


def fr(*rows: Row) -> Iterator[Cue]:
    """French cues, as (name, weight, pattern)."""
    return _in("fr", rows)


def es(*rows: Row) -> Iterator[Cue]:
    """Spanish cues, as (name, weight, pattern)."""
    return _in("es", rows)
