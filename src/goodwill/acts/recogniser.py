"""A recogniser: one act, how rare it is, and the cues that tell it by hand.

Weights are natural log-odds and add up, from the act's prior. A cue with a negative weight is a
refuter: it speaks against. The sum is one voice of those that the linear model weighs
(`goodwill.acts.linear`); an act of another package, which that model does not know, is told by
its cues alone.

How cues are written is told in `goodwill.acts.patterns`; how they are weighed is in
`goodwill.acts.scales`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cue", "Recogniser"]


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
    """All that is known of one act by hand.

    `prior` is the log-odds of a sentence without any cue. The cues of an act of this package
    stand in `cues/<act>.toml`.
    """

    act: str
    prior: float
    cues: tuple[Cue, ...] = ()
