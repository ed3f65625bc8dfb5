"""What people's answers have made of stated chances: curves for groups of lines, and factors.

A curve is what `goodwill.lab.calibrate` has fitted and a book keeps; the judge passes a chance
through it. It rises everywhere, so no line overtakes another of its group. A factor makes one
signal weigh more or less than the catalogue has it; it is never negative, so a signal that speaks
for a line never comes to speak against it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

__all__ = [
    "CALIBRATION",
    "GROUPS",
    "MOST_CERTAIN",
    "NOT_CALIBRATED",
    "Calibration",
    "Curve",
    "Group",
]

CALIBRATION = "calibration"
"""Under this name a book keeps it among its priors."""

MOST_CERTAIN = 0.95
"""No answers show a line as surer than that (concepts, B.2)."""

Group = Literal["kind", "patterns", "risks", "expectations"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""Lines that carry a chance; stages and practices say what was met, and how sure is no chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Straight pieces from a stated chance to the chance that it is so; both rise throughout.

    `stated` begins at 0 and ends at 1.
    """

    stated: tuple[float, ...]
    so: tuple[float, ...]

    def __post_init__(self) -> None:
        rises = all(_rises(side) for side in (self.stated, self.so))
        if not rises or (self.stated[0], self.stated[-1]) != (0.0, 1.0):
            raise ValueError(f"a curve rises from 0 to 1, not along {self.stated} to {self.so}")
        if len(self.stated) != len(self.so) or self.so[0] < 0 or self.so[-1] > 1:
            raise ValueError(f"chances lie from 0 to 1, one for each stated: not {self.so}")

    def __call__(self, chance: float) -> float:
        """The chance that it is so, where `chance` is stated; four decimals, as lines have."""
        return round(_between(self.stated, self.so, chance), 4)

    def stated_for(self, chance: float) -> float:
        """The way back: what has to be stated for `chance` to be shown."""
        return _between(self.so, self.stated, chance)


def _rises(side: Sequence[float]) -> bool:
    return len(side) > 1 and all(low < high for low, high in pairwise(side))


def _between(across: Sequence[float], up: Sequence[float], at: float) -> float:
    """On the straight line between the two points around `at`; at an end beyond it."""
    if at <= across[0]:
        return up[0]
    if at >= across[-1]:
        return up[-1]
    after = bisect_right(across, at)
    part = (at - across[after - 1]) / (across[after] - across[after - 1])
    return up[after - 1] + part * (up[after] - up[after - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What is in force, and what a statement says of it in `made_with.calibration`.

    `factors` are by `CONCEPT.SIGNAL`: a sign of a pattern, risk or expectation, or `kind.SIGNAL`.
    """

    name: str = "none"
    curves: Mapping[str, Curve] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if turned := [name for name, factor in self.factors.items() if factor < 0]:
            raise ValueError(f"a factor may not turn a signal round, as that of {turned[0]} would")

    def factor(self, concept: str, signal: str) -> float:
        """By how much a signal weighs more or less than in the catalogue; 1 without answers."""
        return self.factors.get(f"{concept}.{signal}", 1.0) if self.factors else 1.0

    def shown(self, group: Group, chance: float) -> float:
        """A chance as it is shown: through the group's curve, as stated where it has none."""
        curve = self.curves.get(group)
        return chance if curve is None else min(curve(chance), MOST_CERTAIN)

    def stated(self, group: str, chance: float) -> float:
        """What was stated where `chance` is shown."""
        curve = self.curves.get(group)
        return chance if curve is None else curve.stated_for(chance)


NOT_CALIBRATED = Calibration()
"""Weights are expert starting values, and no answers of people have been held against them."""
