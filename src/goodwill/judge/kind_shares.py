"""From decibans to shares of the four kinds, in many views at once (concepts, B.2).

A view is the account as it is now, a month, or a pair of people. Arrays have the shape (views,
signals), or (views, signals, 4) with the kinds in the order of `KINDS`.
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

__all__ = ["NATS_PER_DECIBAN", "Said", "Scores", "said_by", "score_views"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NATS_PER_DECIBAN = math.log(10) / 10
PARTNER = KINDS.index("partner")
SCARCE = 2.0  # concepts, A.0: what a prior belief about scarce events is worth, in cases


class Said(NamedTuple):
    """What signals say: their families, decibans for each kind before the cap, and exposure."""

    families: tuple[str, ...]
    weights: Floats
    exposure: Floats

    def or_else(self, other: Said, chosen: Flags) -> Said:
        """Where a signal is `chosen` and a view lacks it, what another view says."""
        taken = chosen & (self.exposure == 0)
        return Said(
            self.families,
            np.where(taken[..., None], other.weights, self.weights),
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


def said_by(beliefs: Beliefs, rules: KindRules) -> Said:
    """What each signal of the rules says in each view, nothing where it is not seen.

    `beliefs` are of the same signals, in the same order: of `limits_of(rules)`.
    """
    exposure, high = beliefs.exposure, beliefs.over[..., 0]
    low = np.where(exposure > 0, 1 - beliefs.over[..., 1], 0.0) * _adequacy(beliefs)
    if_high, if_low = (
        np.array(side, dtype=np.float64).reshape(-1, 4)
        for side in ([rule.high for rule in rules.signals], [rule.low for rule in rules.signals])
    )
    weights = (high[..., None] * if_high + low[..., None] * if_low) / (1 + rules.correlation)
    return Said(tuple(rule.family for rule in rules.signals), weights, exposure)


def _adequacy(beliefs: Beliefs) -> Floats:
    """How far absence would have been seen: cases seen, against cases and prior belief.

    Absence is evidence only where presence could have shown itself.
    """
    seen = beliefs.exposure
    total = np.where(beliefs.family == GAMMA, beliefs.b, seen + SCARCE)
    total = np.where(beliefs.family == BETA, beliefs.a + beliefs.b, total)
    return np.minimum(1.0, np.where(total > 0, seen / np.where(total > 0, total, 1.0), 0.0))


def score_views(said: Said, rules: KindRules, coverage: Floats) -> Scores:
    """Shares of the kinds in each view; its `coverage` from 0 to 1 tempers all."""
    families = _families(said, rules, coverage)
    decibans = np.abs(families).max(axis=2, initial=0.0).sum(axis=1)
    enough = np.minimum(1.0, said.exposure.max(axis=1, initial=0.0) / rules.minimum_exposure)
    return Scores(_shares(families, rules, coverage), coverage * decibans * enough)


def _families(said: Said, rules: KindRules, coverage: Floats) -> Floats:
    """Summed within each family, bent so that none passes the cap; for a partner, borne out."""
    sums = _summed(said.weights, said.families)
    bent = rules.family_cap * np.tanh(sums / rules.family_cap)
    leads = _shares(bent, rules, coverage)
    is_partner = leads[:, PARTNER] >= leads.max(axis=1)
    return _borne_out(bent, is_partner, rules.partner_family_share)


def _summed(weights: Floats, families: Sequence[str]) -> Floats:
    """Shape (views, families, 4), the families by name."""
    order = sorted(range(len(families)), key=families.__getitem__)
    starts = [
        place
        for place, number in enumerate(order)
        if place == 0 or families[number] != families[order[place - 1]]
    ]
    if not starts:
        return weights
    summed: Floats = np.add.reduceat(weights[:, order], starts, axis=1)
    return summed


def _borne_out(families: Floats, is_partner: Flags, share: float) -> Floats:
    """The family that speaks loudest for partner, no louder than the others let it.

    It counts so far that it carries `share` of what speaks for partner, and nothing where it is
    the only one (concepts, K16); what it says of other kinds shrinks with it.
    """
    speaking = np.maximum(families[:, :, PARTNER], 0.0)
    view = np.flatnonzero(is_partner & (speaking.max(axis=1, initial=0.0) > 0))
    loudest = speaking[view].argmax(axis=1) if view.size else view
    loud = speaking[view, loudest]
    others = speaking[view].sum(axis=1) - loud
    part = np.minimum(1.0, others * share / (1 - share) / loud)
    found = families.copy()
    found[view, loudest] *= part[:, None]
    return found


def _shares(families: Floats, rules: KindRules, coverage: Floats) -> Floats:
    """Prior times evidence, tempered, made to sum to 1."""
    scale = NATS_PER_DECIBAN * coverage / rules.temperature
    logs = np.log(np.array(rules.prior)) + scale[:, None] * families.sum(axis=1)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
