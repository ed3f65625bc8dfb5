"""What a bench finds: figures with a sample for each round, and ratios of two in the same round.

A machine is busy now and idle then, so a figure alone says little: what is kept is the ratio to a
peer that ran right before or after on the same data. How figures are shown is in `report`.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Literal

__all__ = ["Better", "Figure", "rate", "ratio"]

Better = Literal["more", "less"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: a sample for each round, its unit, and which way is better.

    `bar` is what we mean to reach with the median, `of` whose figure it is where it is not ours,
    `at` the size it was measured at, where the same is measured at several.
    """

    part: str
    name: str
    unit: str
    samples: tuple[float, ...]
    better: Better = "less"
    bar: float | None = None
    of: str = "goodwill"
    at: int | None = None

    @property
    def value(self) -> float:
        """The median of all rounds."""
        return median(self.samples)

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.better == "more" else self.value <= self.bar


def rate(count: int, seconds: tuple[float, ...]) -> tuple[float, ...]:
    """How many a second, round by round."""
    return tuple(count / each for each in seconds)


def ratio(ours: Figure, peer: Figure, *, bar: float | None = None) -> Figure:
    """How many times better ours is, round by round; above 1 is for us."""
    pairs = zip(ours.samples, peer.samples, strict=False)
    return Figure(
        part=ours.part,
        name=f"{ours.name}: times {peer.of}",
        unit="times",
        samples=tuple(a / b if ours.better == "more" else b / a for a, b in pairs),
        better="more",
        bar=bar,
    )
