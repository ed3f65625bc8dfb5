"""From one account's signal values to shares of the four kinds: readable additive weights.

Each signal speaks in decibans for each kind, as far as it is believed to be high or low;
families of signals are capped, so that one story told twice counts little more than once
(concepts, B.2). The arithmetic of shares is in `kind_shares`, the weights are in `kind_rules`; what
a reader is shown of it is made next door, in `kind`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from goodwill.facts.beliefs import Beliefs
from goodwill.facts.statement import Mixture
from goodwill.facts.values import SignalValue, Values
from goodwill.judge.evidence import logit
from goodwill.judge.kind_rules import Four, KindRules, SignalRule, four, limits_of
from goodwill.judge.kind_shares import NATS_PER_DECIBAN, Said, said_by, score_views

__all__ = [
    "Contribution",
    "KindScore",
    "as_mixture",
    "naming_chance",
    "said_of",
    "score_kinds",
    "value_of_knowing",
    "weights_of",
]

NOTHING: Four = (0.0, 0.0, 0.0, 0.0)
CLEAR = 0.35  # a signal that is neither likely high nor likely low has nothing to say in words


class Contribution(NamedTuple):
    """What one signal says about one account: decibans for each kind, before the family cap.

    `is_high` is which of its two sentences fits better, `is_clear` whether either fits at all.
    """

    rule: SignalRule
    value: SignalValue
    is_high: bool
    is_clear: bool
    weights: Four


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


def naming_chance(score: KindScore, rules: KindRules) -> float:
    """The chance that a careful reader who may name one kind names the largest share."""
    powers = [math.pow(share, rules.naming_sharpness) for share in score.shares]
    return powers[score.largest] / math.fsum(powers)


def score_kinds(
    values: Values, rules: KindRules, coverage: float, believed: Beliefs | None = None
) -> KindScore:
    """Shares of the kinds from one view of the signals; `coverage` from 0 to 1 tempers all.

    `believed` is what is believed of `values`, where that is worked out already.
    """
    beliefs = Beliefs.of([values], limits_of(rules)) if believed is None else believed
    said = said_by(beliefs, rules)
    found = score_views(said, rules, np.array([coverage]))
    return KindScore(
        shares=four(found.shares[0].tolist()),
        decibans=float(found.decibans[0]),
        contributions=tuple(_contributions(values, rules, beliefs, said)),
    )


def _contributions(
    values: Values, rules: KindRules, beliefs: Beliefs, said: Said
) -> Iterator[Contribution]:
    """What each signal says that is seen, in the order of the rules."""
    found = beliefs.over[0], beliefs.exposure[0], said.weights[..., 0]
    columns = [part.tolist() for part in found]
    for rule, (over, under), exposure, weights in zip(rules.signals, *columns, strict=True):
        if exposure:
            yield Contribution(
                rule=rule,
                value=values[rule.signal],
                is_high=over >= 1 - under,
                is_clear=max(over, 1 - under) >= CLEAR,
                weights=four(weights),
            )


def said_of(score: KindScore, rules: KindRules) -> Said:
    """What all signals of the rules say in the one view, nothing where they are not seen."""
    found = {one.rule.signal: one for one in score.contributions}
    seen = [found.get(rule.signal) for rule in rules.signals]
    return Said(
        rules.families,
        np.array([NOTHING if one is None else one.weights for one in seen])[..., None],
        np.array([0.0 if one is None else one.value.exposure for one in seen])[:, None],
    )


def _said(contributions: Sequence[Contribution]) -> Said:
    """One view, in columns."""
    return Said(
        tuple(one.rule.family for one in contributions),
        np.array([one.weights for one in contributions]).reshape(-1, 4, 1),
        np.array([one.value.exposure for one in contributions]).reshape(-1, 1),
    )


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


def weights_of(
    score: KindScore, rules: KindRules, coverage: float, kind: int
) -> Mapping[str, float]:
    """What each signal adds to the log-odds of `kind`: the shares with it, and without it."""
    count = len(score.contributions)
    families, weights, exposure = _said(score.contributions)
    left_out = weights * (1 - np.eye(count))[:, None]
    said = Said(families, left_out, np.broadcast_to(exposure, (count, count)))
    without = score_views(said, rules, np.full(count, coverage)).shares[:, kind].tolist()
    whole = logit(score.shares[kind])
    return {
        one.rule.signal: whole - logit(share)
        for one, share in zip(score.contributions, without, strict=True)
    }


def as_mixture(shares: Four) -> Mixture:
    """Four decimals that still sum to 1: what rounding left over goes to the largest."""
    parts = [round(share * 10_000) for share in shares]
    parts[shares.index(max(shares))] += 10_000 - sum(parts)
    social, technical, ad_hoc, partner = (part / 10_000 for part in parts)
    return Mixture(social=social, technical=technical, ad_hoc=ad_hoc, partner=partner)
