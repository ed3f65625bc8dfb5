"""What works here: how often each play showed what it should, shrunk towards what was believed.

A play is judged by its first registered move. Only what was compared with something counts: a
change that nothing can be set beside teaches nothing, and neither does one that it is too early to
see. Nothing here knows who did what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodwill.advise.outcome.compare import Outcome
from goodwill.advise.outcome.effect import SHARE
from goodwill.catalogue.schema import Play
from goodwill.facts.quantiles import Interval, beta_interval

__all__ = ["Works", "what_works"]

COUNTED = {"moved": 1, "not_moved": 0, "wrong_way": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What came of one play, wherever it was accepted.

    `measured` of the `accepted` ones could be compared, and `moved` of those did. `chance` is the
    mean of the belief Beta(`a`, `b`), which begins with the play's own. `moved` and the belief are
    that beginning alone while `is_told` is false: too few were measured to say anything of them.
    """

    play: str
    title: str
    accepted: int
    waiting: int
    measured: int
    moved: int | None
    a: float
    b: float
    is_told: bool

    @property
    def chance(self) -> float:
        """The chance to reckon with."""
        return self.a / (self.a + self.b)

    @property
    def interval(self) -> Interval:
        """Where it lies with 95 %."""
        return beta_interval(self.a, self.b, SHARE)


def what_works(
    outcomes: Iterable[tuple[str, Outcome | None]],
    plays: Mapping[str, Play],
    *,
    told_from: int,
) -> tuple[Works, ...]:
    """Each play that was ever accepted, the likeliest to work first.

    `outcomes` holds the play and its first outcome, None where nothing was registered that could
    be measured. What is told of rests on at least `told_from` that were measured.
    """
    by_play: dict[str, list[Outcome | None]] = {}
    for play, outcome in outcomes:
        by_play.setdefault(play, []).append(outcome)
    found = (_works(plays[name], some, told_from) for name, some in by_play.items())
    return tuple(sorted(found, key=lambda one: (-one.chance, one.play)))


def _works(play: Play, outcomes: list[Outcome | None], told_from: int) -> Works:
    known = [one.verdict for one in outcomes if one is not None]
    counted = [COUNTED[one] for one in known if one in COUNTED]
    moved, is_told = sum(counted), len(counted) >= told_from
    return Works(
        play=play.id,
        title=play.title,
        accepted=len(outcomes),
        waiting=known.count("too_early"),
        measured=len(counted),
        moved=moved if is_told else None,
        a=play.chance.a + (moved if is_told else 0),
        b=play.chance.b + (len(counted) - moved if is_told else 0),
        is_told=is_told,
    )
