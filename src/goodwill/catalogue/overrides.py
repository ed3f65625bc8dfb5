"""A book's own numbers in the place of the catalogue's.

`[thresholds]` in `goodwill.toml` names a number `CONCEPT.NAME`: one of the concept's thresholds,
the signal of one of its conditions, its gate's `probability` or `min_exposure`, or for the
kinds a constant or a signal of the weights. Names are checked in `loader`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from goodwill.catalogue.kind_schema import Weights
from goodwill.catalogue.schema import (
    Condition,
    Dated,
    Expectation,
    FiresWhen,
    Gate,
    Learning,
    Pattern,
    Practice,
    Risk,
    StageConcept,
    Thresholds,
)

__all__ = ["OWN_BASIS", "override", "override_weights"]

OWN_BASIS = "this book's own goodwill.toml"

Overrides = Iterable[tuple[str, Decimal]]
Concept = TypeVar("Concept")
_BOUNDED = (Pattern, Gate, Practice, Expectation, Risk, Learning)


def override(concept: Concept, overrides: Overrides) -> Concept:
    """`concept` with a book's own thresholds; itself where it has none."""
    changed: object = concept
    if isinstance(changed, StageConcept):
        changed = replace(changed, gate=tuple(override(gate, overrides) for gate in changed.gate))
    elif isinstance(changed, _BOUNDED):
        own = _own(changed.id, overrides)
        changed = replace(changed, thresholds=_thresholds(changed.thresholds, own))
        if isinstance(changed, Pattern):
            changed = replace(changed, fires_when=_fires_when(changed.fires_when, own))
    return cast("Concept", changed)


def override_weights(weights: Weights, overrides: Overrides) -> Weights:
    """`weights` with a book's own constants and limits."""
    own = _own("kinds", overrides)
    signals = tuple(
        replace(weight, over=own[weight.signal], basis=OWN_BASIS)
        if weight.signal in own
        else weight
        for weight in weights.signal
    )
    return replace(weights, signal=signals, constants=_thresholds(weights.constants, own))


def _own(concept_id: str, overrides: Overrides) -> Mapping[str, float]:
    prefix = f"{concept_id}."
    return {
        name.removeprefix(prefix): float(value)
        for name, value in overrides
        if name.startswith(prefix)
    }


def _thresholds(thresholds: Thresholds, own: Mapping[str, float]) -> Thresholds:
    return {name: _replaced(entries, own.get(name)) for name, entries in thresholds.items()}


def _replaced(entries: tuple[Dated, ...], value: float | None) -> tuple[Dated, ...]:
    if value is None:
        return entries
    return (Dated(value=value, unit=entries[0].unit, since=date.min, basis=OWN_BASIS),)


def _fires_when(rule: FiresWhen, own: Mapping[str, float]) -> FiresWhen:
    def changed(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(
            replace(c.with_limit(own[c.signal]), basis=OWN_BASIS) if c.signal in own else c
            for c in conditions
        )

    return replace(
        rule,
        all=changed(rule.all),
        any=changed(rule.any),
        probability=own.get("probability", rule.probability),
        min_exposure=own.get("min_exposure", rule.min_exposure),
    )
