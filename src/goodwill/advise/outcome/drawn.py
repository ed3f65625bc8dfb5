"""What putting a play first did, where a lot decided it: the one comparison that is an experiment.

Plans whose lot put a play first are set beside plans whose lot held it and put another first,
whichever play was taken up then. Each counts by one over the chance of what its lot gave it
(Horvitz and Thompson 1952, shares as by Hajek 1971), since a play stands first more often in a lot
of two than in one of four. What counts as success is the first registered move of the play that was
taken up, as in `works`.

Intervals: Jeffreys' of each share over the number of equal weights that they amount to (Kish 1965),
put together as Newcombe (1998, method 10) does. Nothing here knows who did what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from goodwill.advise.outcome.compare import Outcome
from goodwill.advise.outcome.effect import SHARE
from goodwill.advise.outcome.expect import Draw
from goodwill.advise.outcome.works import COUNTED
from goodwill.catalogue.schema import Play
from goodwill.facts.quantiles import beta_interval

__all__ = ["Drawn", "DrawnFirst", "drawn_first"]

Drawn = tuple[Draw, Outcome | None]
"""The lot of a plan, and the first outcome of the play that was taken up of it."""


class Arm(NamedTuple):
    """Plans that a lot treated alike: how many, the weighted share that moved, and its interval."""

    plans: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFirst:
    """A play in the lots of plans: what moved where it was put first, and where another was.

    `difference` is the first share less the other, with its 95 % interval. All three are None
    while too few lots of either sort were measured.
    """

    play: str
    title: str
    first: int
    other: int
    shares: tuple[float, float] | None
    difference: float | None
    low: float | None
    high: float | None

    @property
    def is_told(self) -> bool:
        """Whether enough was measured to say anything."""
        return self.difference is not None


def drawn_first(
    outcomes: Iterable[Drawn], plays: Mapping[str, Play], *, told_from: int
) -> tuple[DrawnFirst, ...]:
    """Each play that was in a lot and has an outcome to be counted, by its title.

    Of each play at least `told_from` lots that put it first, and as many that put another there,
    have to be measured before anything is told.
    """
    known = [
        (draw, COUNTED[outcome.verdict])
        for draw, outcome in outcomes
        if outcome is not None and outcome.verdict in COUNTED
    ]
    names = sorted({name for draw, _ in known for name in draw.among if name in plays})
    found = (_compared(plays[name], known, told_from) for name in names)
    return tuple(sorted(found, key=lambda one: (one.title, one.play)))


def _compared(play: Play, known: Sequence[tuple[Draw, int]], told_from: int) -> DrawnFirst:
    """By inverse chances: 1 / n of being first in a lot of n, (n - 1) / n of not being."""
    mine = [(draw, moved) for draw, moved in known if play.id in draw.among]
    first = [(1 / draw.chance, moved) for draw, moved in mine if draw.first == play.id]
    other = [(1 / (1 - draw.chance), moved) for draw, moved in mine if draw.first != play.id]
    if min(len(first), len(other)) < told_from:
        return DrawnFirst(
            play=play.id,
            title=play.title,
            first=len(first),
            other=len(other),
            shares=None,
            difference=None,
            low=None,
            high=None,
        )
    one, two = _arm(first), _arm(other)
    difference = one.share - two.share
    return DrawnFirst(
        play=play.id,
        title=play.title,
        first=one.plans,
        other=two.plans,
        shares=(one.share, two.share),
        difference=difference,
        low=difference - hypot(one.share - one.low, two.high - two.share),
        high=difference + hypot(one.high - one.share, two.share - two.low),
    )


def _arm(weighted: Sequence[tuple[float, int]]) -> Arm:
    total = sum(weight for weight, _ in weighted)
    share = sum(weight * moved for weight, moved in weighted) / total
    size = total * total / sum(weight * weight for weight, _ in weighted)
    low, high = beta_interval(0.5 + size * share, 0.5 + size * (1 - share), SHARE)
    return Arm(len(weighted), share, min(low, share), max(high, share))
