"""From decibans to shares of the four kinds, in many views at once (concepts, B.2).

A view is the account as it is now, a month, or a pair of people. Beliefs come in rows, a view each;
here views stand last: arrays have the shape (signals, views), or (signals, 4, views) with the kinds
in the order of `KINDS`, so that each step is one run over memory. Of many views some are looked at
at once: what one step makes is still at hand in the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.beliefs import BETA, GAMMA, Beliefs
from goodwill.facts.people import KINDS
from goodwill.judge.kind_rules import KindRules

__all__ = ["NATS_PER_DECIBAN", "Said", "Scores", "said_by", "score_beliefs", "score_views"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NATS_PER_DECIBAN = math.log(10) / 10
PARTNER = KINDS.index("partner")
SCARCE = 2.0  # concepts, A.0: what a prior belief about scarce events is worth, in cases


VIEWS_AT_ONCE = 512


class Said(NamedTuple):
    """What signals say: their families, decibans for each kind before the cap, and exposure."""

    families: tuple[str, ...]
    weights: Floats
    exposure: Floats

    def or_else(self, other: Said, chosen: Flags) -> Said:
        """Where a signal is `chosen` and a view lacks it, what another view says."""
        taken = chosen[:, None] & (self.exposure == 0)
        return Said(
            self.families,
            np.where(taken[:, None], other.weights, self.weights),
            np.where(taken, other.exposure, self.exposure),
        )


class Scores(NamedTuple):
    """Of each view the shares of the kinds, (views, 4), and the decibans of evidence behind."""

    shares: Floats
    decibans: Floats

    def naming_chances(self, rules: KindRules) -> Floats:
        """The chance that a careful reader who may name one kind names the largest share."""
        powers = self.shares**rules.naming_sharpness
        chances: Floats = powers.max(axis=1) / powers.sum(axis=1)
        return chances


def score_beliefs(beliefs: Beliefs, rules: KindRules, coverage: Floats) -> Scores:
    """What `score_views` makes of all that is believed, some views at once."""
    count = len(beliefs.exposure)
    if count <= VIEWS_AT_ONCE:
        return score_views(said_by(beliefs, rules), rules, coverage)
    bites = [slice(at, at + VIEWS_AT_ONCE) for at in range(0, count, VIEWS_AT_ONCE)]
    found = [score_views(said_by(beliefs.views(at), rules), rules, coverage[at]) for at in bites]
    shares, decibans = zip(*found, strict=True)
    return Scores(np.concatenate(shares), np.concatenate(decibans))


def said_by(beliefs: Beliefs, rules: KindRules) -> Said:
    """What each signal of the rules says in each view, nothing where it is not seen.

    `beliefs` are of the same signals, in the same order: of `limits_of(rules)`.
    """
    exposure = np.ascontiguousarray(beliefs.exposure.T)
    high, under = (np.ascontiguousarray(beliefs.over[..., side].T) for side in (0, 1))
    low = np.where(exposure > 0, 1 - under, 0.0)
    low *= _adequacy(beliefs, exposure)
    if_high, if_low = rules.sides
    weights = if_high[:, :, None] * high[:, None]
    weights += if_low[:, :, None] * low[:, None]
    weights /= 1 + rules.correlation
    return Said(rules.families, weights, exposure)


def _adequacy(beliefs: Beliefs, seen: Floats) -> Floats:
    """How far absence would have been seen: cases seen, against cases and prior belief.

    Absence is evidence only where presence could have shown itself.
    """
    family, a, b = beliefs.family.T, beliefs.a.T, beliefs.b.T
    total = np.where(family == GAMMA, b, seen + SCARCE)
    total = np.where(family == BETA, a + b, total)
    is_known = total > 0
    share = np.divide(seen, total, out=np.zeros_like(seen), where=is_known)
    return np.minimum(1.0, share, out=share)


def score_views(said: Said, rules: KindRules, coverage: Floats) -> Scores:
    """Shares of the kinds in each view; its `coverage` from 0 to 1 tempers all."""
    families = _families(said, rules, coverage)
    loudest = np.abs(families).max(axis=1, initial=0.0)
    decibans = np.ascontiguousarray(loudest.T).sum(axis=1)
    enough = np.minimum(1.0, said.exposure.max(axis=0, initial=0.0) / rules.minimum_exposure)
    shares = _shares(families, rules, coverage)
    return Scores(np.ascontiguousarray(shares.T), coverage * decibans * enough)


def _families(said: Said, rules: KindRules, coverage: Floats) -> Floats:
    """Summed within each family, bent so that none passes the cap; for a partner, borne out."""
    bent = _summed(said.weights, said.families)
    bent /= rules.family_cap
    np.tanh(bent, out=bent)
    bent *= rules.family_cap
    leads = _shares(bent, rules, coverage)
    _bear_out(bent, leads[PARTNER] >= leads.max(axis=0), rules.partner_family_share)
    return bent


def _summed(weights: Floats, families: Sequence[str]) -> Floats:
    """Shape (families, 4, views), the families by name."""
    names = sorted(set(families))
    summed = np.zeros((len(names), *weights.shape[1:]))
    for family, weight in zip(families, weights, strict=True):
        summed[names.index(family)] += weight
    return summed


def _bear_out(families: Floats, is_partner: Flags, share: float) -> None:
    """The family that speaks loudest for partner made no louder than the others let it, in place.

    It counts so far that it carries `share` of what speaks for partner, and nothing where it is
    the only one (concepts, K16); what it says of other kinds shrinks with it.
    """
    view = np.flatnonzero(is_partner & (families[:, PARTNER].max(axis=0, initial=0.0) > 0))
    if not view.size:
        return
    speaking = np.maximum(families[:, PARTNER, view].T, 0.0)
    loudest = speaking.argmax(axis=1)
    loud = speaking.max(axis=1)
    others = np.ascontiguousarray(speaking).sum(axis=1) - loud
    part = np.minimum(1.0, others * share / (1 - share) / loud)
    families[loudest, :, view] *= part[:, None]


def _shares(families: Floats, rules: KindRules, coverage: Floats) -> Floats:
    """Prior times evidence, tempered, made to sum to 1, of shape (4, views)."""
    weights: Floats = families.sum(axis=0)
    weights *= NATS_PER_DECIBAN * coverage / rules.temperature
    weights += rules.log_prior[:, None]
    weights -= weights.max(axis=0)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=0)
    return weights
