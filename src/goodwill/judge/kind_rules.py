"""The catalogue's table of kind weights as in force on a day (concepts, B.2).

What signals and shares make of it is next door, in `kind_shares` and `kind_score`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodwill.catalogue.kind_schema import SignalSays, Weights
from goodwill.facts.beliefs import Limits
from goodwill.facts.calibration import Calibration

__all__ = ["KIND", "Four", "KindRules", "SignalRule", "four", "kind_rules", "learnt", "limits_of"]

KIND = "kind"
"""Under this name people's answers have made factors for the signals of the table."""

Four = tuple[float, float, float, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRule:
    """How one signal speaks: centred decibans for each kind, in the order of `KINDS`.

    High is above `over`, low below `under`; what lies between says nothing.
    """

    signal: str
    family: str
    over: float
    under: float
    high: Four
    low: Four
    says: SignalSays


@dataclass(frozen=True, kw_only=True)
class KindRules:
    """The catalogue's table as in force on a day; weights in decibans, shares from 0 to 1."""

    prior: Four
    temperature: float
    family_cap: float
    correlation: float
    naming_sharpness: float
    minimum_evidence: float
    minimum_exposure: float
    minimum_confidence: float
    displayed_cap: float
    partner_family_share: float
    pair_share: float
    signals: tuple[SignalRule, ...]

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The family of each signal."""
        return tuple(rule.family for rule in self.signals)

    @cached_property
    def sides(self) -> tuple[Floats, Floats]:
        """What each signal says where it is high, and where it is low, of shape (signals, 4)."""
        high = np.array([rule.high for rule in self.signals], dtype=np.float64)
        low = np.array([rule.low for rule in self.signals], dtype=np.float64)
        return high.reshape(-1, 4), low.reshape(-1, 4)

    @cached_property
    def log_prior(self) -> Floats:
        """Natural logarithms of the prior."""
        logs: Floats = np.log(np.array(self.prior))
        return logs


def kind_rules(weights: Weights, as_of: date) -> KindRules:
    """The table in force on `as_of`, centred."""

    def constant(name: str) -> float:
        return weights.constant(name, as_of)

    return KindRules(
        prior=weights.prior_on(as_of).as_tuple(),
        temperature=constant("temperature"),
        family_cap=constant("family_cap"),
        correlation=constant("correlation"),
        naming_sharpness=constant("naming_sharpness"),
        minimum_evidence=constant("minimum_evidence"),
        minimum_exposure=constant("minimum_exposure"),
        minimum_confidence=constant("minimum_confidence"),
        displayed_cap=constant("displayed_cap"),
        partner_family_share=constant("partner_family_share"),
        pair_share=constant("pair_share"),
        signals=tuple(
            SignalRule(
                signal=weight.signal,
                family=weight.family,
                over=weight.over,
                under=weight.over * constant("low_below"),
                high=weight.high.centred().as_tuple(),
                low=weights.low(weight, as_of).centred().as_tuple(),
                says=weight.says,
            )
            for weight in weights.signals_on(as_of)
        ),
    )


def learnt(rules: KindRules, calibration: Calibration) -> KindRules:
    """The table as people's answers have made it: each signal by its factor."""
    if not calibration.factors:
        return rules
    signals = tuple(_times(one, calibration.factor(KIND, one.signal)) for one in rules.signals)
    return replace(rules, signals=signals)


def _times(rule: SignalRule, factor: float) -> SignalRule:
    high, low = (four(factor * weight for weight in side) for side in (rule.high, rule.low))
    return replace(rule, high=high, low=low)


def limits_of(rules: KindRules) -> Limits:
    """What has to be known of every month and pair: how likely each signal is high, and low."""
    return {rule.signal: (rule.over, rule.under) for rule in rules.signals}


def four(numbers: Iterable[float]) -> Four:
    """One number for each kind."""
    social, technical, ad_hoc, partner = numbers
    return (social, technical, ad_hoc, partner)
