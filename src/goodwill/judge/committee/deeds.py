"""What people of theirs do that tells where they stand.

Stance is a sum over the acts of 12 months, each by how much likelier than not it is: standing up
for us, warning us and praising us against insults, threats and doubts. Who has gone is read next
door, in `departed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from goodwill.facts.tables import ActRow, Tables
from goodwill.facts.values import Window

__all__ = ["Stance", "friends", "stances"]

Stance = Literal["for", "against", "neutral", "unknown"]

VOTES: Mapping[str, float] = MappingProxyType(
    {
        "sponsorship": 1.0,
        "warning": 1.0,
        "referral": 0.5,
        "introduction": 0.5,
        "praise": 0.5,
        "hostile": -1.0,
        "threat": -1.0,
        "competence_doubt": -1.0,
        "resentment": -1.0,
    }
)
"""What an act says of where somebody stands; against us where negative."""

FOR = 0.5  # the sum from which on somebody is for us
AGAINST = -1.5  # one sharp word in a year, or two that may be read otherwise, take no side
HEARD = 8  # messages after which somebody who took no side is neutral (concepts, A.0)
SURE = 0.8  # a deed that changes somebody's part is as sure as any commercial line
DEEDS = frozenset({"warning", "sponsorship"})


def stances(tables: Tables, *, as_of: date) -> dict[str, Stance]:
    """Where each person of theirs stands, by person id; nobody in it who was not heard enough."""
    year = Window.twelve_months(as_of)
    votes: dict[str, float] = {}
    for act in _theirs(tables):
        if act.act in VOTES and year.holds(act.sent_on):
            vote = VOTES[act.act] * max(0.0, 2 * act.probability - 1)
            votes[act.sender] = votes.get(act.sender, 0.0) + vote
    heard: dict[str, int] = {}
    for row in tables.message:
        if row.is_human and row.side == "theirs" and year.holds(row.sent_on):
            heard[row.sender] = heard.get(row.sender, 0) + 1
    people = votes.keys() | heard.keys()
    return {one: _stance(votes.get(one, 0.0), heard.get(one, 0)) for one in sorted(people)}


def _stance(votes: float, heard: int) -> Stance:
    if votes >= FOR:
        return "for"
    if votes <= AGAINST:
        return "against"
    return "neutral" if heard >= HEARD else "unknown"


def friends(tables: Tables) -> frozenset[str]:
    """Who of theirs warned us or stood up for us, beyond doubt."""
    return frozenset(
        act.sender for act in _theirs(tables) if act.act in DEEDS and act.probability >= SURE
    )


def _theirs(tables: Tables) -> Iterable[ActRow]:
    return (act for act in tables.act if act.side == "theirs")
