"""How far each person's yes and no can be believed, and what is so by all of them.

Dawid and Skene 1979: a thing is so or not; each person says so with one chance where it is and with
another where it is not. Both chances and what is so are worked out from each other, in turn, until
neither moves. Everybody starts as a good judge, and stays one until answers beside others' tell
otherwise. How common it is that a thing is so is taken for even: a lone answer stands as it was
given, however rare it is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["Belief", "beliefs_of", "chances_so"]

RIGHT, WRONG = 8.0, 2.0
"""Answers that everybody is taken to have given before, right and wrong: a starting value."""
ROUNDS, CLOSE = 100, 1e-9

Votes = Mapping[str, bool]
"""What each person said of one thing."""


class Belief(NamedTuple):
    """The chance that somebody says yes where it is so, and no where it is not."""

    yes: float = RIGHT / (RIGHT + WRONG)
    no: float = RIGHT / (RIGHT + WRONG)


def chances_so(things: Sequence[Votes]) -> tuple[float, ...]:
    """Of each thing the chance that it is so; one half where nobody said anything of it."""
    beliefs = beliefs_of(things)
    return tuple(_chance(votes, beliefs) for votes in things)


def beliefs_of(things: Sequence[Votes]) -> dict[str, Belief]:
    """How far each person can be believed; only things that several spoke of tell it."""
    shared = [votes for votes in things if len(votes) > 1]
    people = sorted({person for votes in things for person in votes})
    beliefs = dict.fromkeys(people, Belief())
    for _ in range(ROUNDS):
        chances = [_chance(votes, beliefs) for votes in shared]
        found = {**dict.fromkeys(people, Belief()), **_from(shared, chances)}
        moved = max((_distance(found[one], beliefs[one]) for one in people), default=0.0)
        beliefs = found
        if moved < CLOSE:
            break
    return beliefs


def _chance(votes: Votes, beliefs: Mapping[str, Belief]) -> float:
    """The chance that a thing is so, by the people who spoke of it; in their order by name."""
    odds = 0.0
    for person in sorted(votes):
        belief = beliefs[person]
        so, not_so = (belief.yes, 1 - belief.no) if votes[person] else (1 - belief.yes, belief.no)
        odds += math.log(so) - math.log(not_so)
    return 1 / (1 + math.exp(-odds))


def _from(things: Sequence[Votes], chances: Sequence[float]) -> dict[str, Belief]:
    """What people's answers tell of them where it is known how likely each thing is."""
    said_yes: defaultdict[str, float] = defaultdict(float)
    was_so: defaultdict[str, float] = defaultdict(float)
    said_no: defaultdict[str, float] = defaultdict(float)
    was_not: defaultdict[str, float] = defaultdict(float)
    for votes, chance in zip(things, chances, strict=True):
        for person, yes in votes.items():
            was_so[person] += chance
            was_not[person] += 1 - chance
            said_yes[person] += chance if yes else 0.0
            said_no[person] += 0.0 if yes else 1 - chance
    return {
        person: Belief(
            yes=(said_yes[person] + RIGHT) / (was_so[person] + RIGHT + WRONG),
            no=(said_no[person] + RIGHT) / (was_not[person] + RIGHT + WRONG),
        )
        for person in was_so
    }


def _distance(one: Belief, other: Belief) -> float:
    return max(abs(one.yes - other.yes), abs(one.no - other.no))
