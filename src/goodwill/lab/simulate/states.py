"""What a relationship is: four drives, and the kind that follows from them.

- `bond`: how close the people are, whatever is sold;
- `routine`: how steadily they use what we sell;
- `rivalry`: how far they have to, or want to, make us compete for each order;
- `reliance`: how much they let us think along, before anything is asked for.

A kind is no template of mails: a warm partner has a high bond too, a technical account tenders now
and then. Months in which two drives are level are nobody's (`kind` None).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from random import Random
from typing import cast

from goodwill.facts.people import Kind
from goodwill.lab.simulate.people import table_of

__all__ = ["Drives", "drawn_drives", "kind_of"]

CLEAR = 0.12  # how far the strongest is ahead where the kind is plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Drives:
    """The four drives, each from 0 to 1."""

    bond: float
    routine: float
    rivalry: float
    reliance: float

    def towards(self, other: Drives, share: float) -> Drives:
        """Some of the way to other drives."""
        moved = {
            each.name: getattr(self, each.name)
            + share * (getattr(other, each.name) - getattr(self, each.name))
            for each in fields(self)
        }
        return replace(self, **moved)


def drawn_drives(rng: Random, kind: Kind) -> Drives:
    """Drives as accounts of a kind have them; the ranges stand in `rates.toml`."""
    ranges = table_of("rates")["drives"][kind]
    return Drives(**{name: rng.uniform(*ranges[name]) for name in ranges})


def kind_of(drives: Drives) -> Kind | None:
    """What an account with these drives is; None where two kinds are as strong.

    Business done together outweighs a bond, thinking along outweighs orders, and whoever has to
    make us compete does so whatever else there is.
    """
    open_to_us = 1 - drives.rivalry
    strength = {
        "ad_hoc": drives.rivalry,
        "partner": 1.2 * drives.reliance * open_to_us,
        "technical": drives.routine * (1 - drives.reliance) * open_to_us,
        "social": 1.1 * drives.bond * (1 - drives.routine) * (1 - drives.reliance) * open_to_us,
    }
    ranked = sorted(strength, key=lambda kind: -strength[kind])
    if strength[ranked[0]] - strength[ranked[1]] < CLEAR:
        return None
    return cast("Kind", ranked[0])
