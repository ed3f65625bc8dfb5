"""From signal values to shares of the four kinds: readable additive weights (concepts, B.2).

Each signal speaks in decibans for each kind, as far as it is believed to be high or low;
families of signals are capped, so that one story told twice counts little more than once. The
weights stand in the catalogue. What a reader is shown of it is made next door, in `kind`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodwill.catalogue.kind_schema import SignalSays, Weights
from goodwill.facts.people import KINDS
from goodwill.facts.statement import Mixture
from goodwill.facts.values import SignalValue, Values
from goodwill.judge.evidence import logit

__all__ = [
    "Contribution",
    "Four",
    "KindRules",
    "KindScore",
    "SignalRule",
    "adequacy",
    "as_mixture",
    "four",
    "kind_rules",
    "naming_chance",
    "score_kinds",
    "score_spoken",
    "spoken",
    "value_of_knowing",
    "weight_of",
]

Four = tuple[float, float, float, float]
NOTHING: Four = (0.0, 0.0, 0.0, 0.0)
NATS_PER_DECIBAN = math.log(10) / 10
PARTNER = KINDS.index("partner")
SCARCE = 2.0  # concepts, A.0: what a prior belief about scarce events is worth, in cases
CLEAR = 0.35  # a signal that is neither likely high nor likely low has nothing to say in words


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


@dataclass(frozen=True, slots=True, kw_only=True)
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


class Contribution(NamedTuple):
    """What one signal says about one account: decibans for each kind, before the family cap.

    `is_high` is which of its two sentences fits better, `is_clear` whether either fits at all.
    """

    rule: SignalRule
    value: SignalValue
    is_high: bool
    is_clear: bool
    weights: Four


Spoken = Mapping[str, Contribution]
"""What signals say of one account or pair, by signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindScore:
    """Shares of the four kinds, and the decibans of evidence behind them."""

    shares: Four
    decibans: float
    contributions: tuple[Contribution, ...]

    @property
    def largest(self) -> int:
        """Which kind has most, as a place in `KINDS`; the first where two have as much."""
        return self.shares.index(max(self.shares))


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


def naming_chance(score: KindScore, rules: KindRules) -> float:
    """The chance that a careful reader who may name one kind names the largest share."""
    powers = [math.pow(share, rules.naming_sharpness) for share in score.shares]
    return powers[score.largest] / math.fsum(powers)


def adequacy(value: SignalValue) -> float:
    """How far absence would have been seen: cases seen, against cases and prior belief.

    Absence is evidence only where presence could have shown itself.
    """
    posterior = value.posterior
    if posterior.family == "beta":
        total = posterior.a + posterior.b
    elif posterior.family == "gamma":
        total = posterior.b
    else:
        total = value.exposure + SCARCE
    return min(1.0, value.exposure / total) if total > 0 else 0.0


def contribution(rule: SignalRule, value: SignalValue, correlation: float) -> Contribution:
    """High and low by their probabilities; correlated neighbours make each count for less."""
    high = value.posterior.chance_over(rule.over)
    below = 1 - value.posterior.chance_over(rule.under)
    low = below * adequacy(value)
    return Contribution(
        rule=rule,
        value=value,
        is_high=high >= below,
        is_clear=max(high, below) >= CLEAR,
        weights=four(
            [
                (high * if_high + low * if_low) / (1 + correlation)
                for if_high, if_low in zip(rule.high, rule.low, strict=True)
            ]
        ),
    )


def spoken(values: Values, rules: KindRules) -> Spoken:
    """What each signal of a view says, in the order of the rules."""
    return {
        rule.signal: contribution(rule, values[rule.signal], rules.correlation)
        for rule in rules.signals
        if rule.signal in values
    }


def score_kinds(values: Values, rules: KindRules, coverage: float) -> KindScore:
    """Shares of the kinds from one view of the signals; `coverage` from 0 to 1 tempers all."""
    return score_spoken(spoken(values, rules), rules, coverage)


def score_spoken(said: Spoken, rules: KindRules, coverage: float) -> KindScore:
    """The same, from what the signals say."""
    contributions = tuple(said[rule.signal] for rule in rules.signals if rule.signal in said)
    families = _families(contributions, rules, coverage)
    decibans = sum(max(map(abs, family)) for family in families.values())
    return KindScore(
        shares=_shares(families, rules, coverage),
        decibans=coverage * decibans * _enough(contributions, rules.minimum_exposure),
        contributions=contributions,
    )


def _enough(contributions: Iterable[Contribution], least: float) -> float:
    """From 0 to 1: whether any signal rests on enough cases for decibans to mean anything."""
    return min(1.0, max((one.value.exposure for one in contributions), default=0.0) / least)


def value_of_knowing(rule: SignalRule, score: KindScore, rules: KindRules) -> float:
    """How many bits of doubt about the kind a signal would take, were it measured (concepts, B.2).

    How likely each kind would show it follows from its weights; what is gained is the mutual
    information of signal and kind.
    """
    scale = NATS_PER_DECIBAN / (1 + rules.correlation)
    likely = [
        1 / (1 + math.exp(scale * (low - high)))
        for high, low in zip(rule.high, rule.low, strict=True)
    ]
    is_high = [share * chance for share, chance in zip(score.shares, likely, strict=True)]
    is_low = [share - high for share, high in zip(score.shares, is_high, strict=True)]
    left = math.fsum(_bits(part) for part in (is_high, is_low))
    return _bits(score.shares) - left


def _bits(parts: Sequence[float]) -> float:
    """Entropy of parts in proportion, in bits, times what they sum to."""
    total = math.fsum(parts)
    return math.fsum(-part * math.log2(part / total) for part in parts if part > 0)


def weight_of(signal: str, score: KindScore, rules: KindRules, coverage: float, kind: int) -> float:
    """What `signal` adds to the log-odds of `kind`: the shares with it, and without it."""
    rest = (one for one in score.contributions if one.rule.signal != signal)
    without = _shares(_families(rest, rules, coverage), rules, coverage)
    return logit(score.shares[kind]) - logit(without[kind])


def _families(
    contributions: Iterable[Contribution], rules: KindRules, coverage: float
) -> dict[str, Four]:
    """Summed within each family, bent so that none passes the cap; for a partner, borne out."""
    sums: dict[str, Sequence[float]] = {}
    for one in contributions:
        before = sums.get(one.rule.family, NOTHING)
        sums[one.rule.family] = [a + b for a, b in zip(before, one.weights, strict=True)]
    cap = rules.family_cap
    bent = {
        name: four([cap * math.tanh(weight / cap) for weight in sums[name]])
        for name in sorted(sums)
    }
    leads = _shares(bent, rules, coverage)
    if leads[PARTNER] < max(leads):
        return bent
    return _borne_out(bent, rules.partner_family_share)


def _borne_out(families: dict[str, Four], share: float) -> dict[str, Four]:
    """The family that speaks loudest for partner, no louder than the others let it.

    It counts so far that it carries `share` of what speaks for partner, and nothing where it is
    the only one (concepts, K16); what it says of other kinds shrinks with it.
    """
    speaking = {name: family[PARTNER] for name, family in families.items() if family[PARTNER] > 0}
    if not speaking:
        return families
    loudest = max(sorted(speaking), key=lambda name: speaking[name])
    others = math.fsum(speaking.values()) - speaking[loudest]
    part = min(1.0, others * share / (1 - share) / speaking[loudest])
    return families | {loudest: four([weight * part for weight in families[loudest]])}


def _shares(families: Mapping[str, Four], rules: KindRules, coverage: float) -> Four:
    """Prior times evidence, tempered, made to sum to 1."""
    scale = NATS_PER_DECIBAN * coverage / rules.temperature
    logs = [
        math.log(prior) + scale * sum(weights)
        for prior, *weights in zip(rules.prior, *families.values(), strict=True)
    ]
    top = max(logs)
    shares = [math.exp(log - top) for log in logs]
    total = math.fsum(shares)
    return four([share / total for share in shares])


def four(numbers: Iterable[float]) -> Four:
    """One number for each kind."""
    social, technical, ad_hoc, partner = numbers
    return (social, technical, ad_hoc, partner)


def as_mixture(shares: Four) -> Mixture:
    """Four decimals that still sum to 1: what rounding left over goes to the largest."""
    parts = [round(share * 10_000) for share in shares]
    parts[shares.index(max(shares))] += 10_000 - sum(parts)
    social, technical, ad_hoc, partner = (part / 10_000 for part in parts)
    return Mixture(social=social, technical=technical, ad_hoc=ad_hoc, partner=partner)
