"""The typed form of the four kinds, and of the table of how signals speak for them.

The other concepts' forms, and the rules that all files keep, are next door in `schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodwill.catalogue.dated import Thresholds, in_force
from goodwill.catalogue.schema import EvidenceRule
from goodwill.facts.people import Kind

__all__ = [
    "DatedKindNumbers",
    "KindConcept",
    "KindNumbers",
    "Shift",
    "SignalSays",
    "SignalWeight",
    "Weights",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The plays that move an account from a kind to another, or keep it; none: no text has any."""

    to: Kind
    plays: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindConcept:
    """One of the four kinds of client relationship."""

    id: Kind
    code: str
    title: str
    definition: str
    source: str
    not_to_be_confused_with: tuple[str, ...]
    refuted_by: tuple[str, ...]
    evidence: EvidenceRule
    cost: str
    plays: tuple[str, ...]
    known_gaps: str
    shift: tuple[Shift, ...]

    def shift_to(self, kind: str | None) -> Shift | None:
        """How to move from here to `kind`."""
        return next((shift for shift in self.shift if shift.to == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindNumbers:
    """One number for each kind: a prior, a weight in decibans, a dwell in months."""

    social: float
    technical: float
    ad_hoc: float
    partner: float

    def as_tuple(self) -> tuple[float, float, float, float]:
        """In the order of `goodwill.facts.people.KINDS`."""
        return (self.social, self.technical, self.ad_hoc, self.partner)

    def scaled(self, factor: float) -> KindNumbers:
        """Each number times `factor`."""
        social, technical, ad_hoc, partner = (factor * x for x in self.as_tuple())
        return KindNumbers(social=social, technical=technical, ad_hoc=ad_hoc, partner=partner)

    def centred(self) -> KindNumbers:
        """Each number less their mean, so that weights sum to nothing."""
        mean = sum(self.as_tuple()) / 4
        social, technical, ad_hoc, partner = (x - mean for x in self.as_tuple())
        return KindNumbers(social=social, technical=technical, ad_hoc=ad_hoc, partner=partner)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedKindNumbers(KindNumbers):
    """One number for each kind that holds from the day `since`, and where it comes from."""

    since: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSays:
    """What a reader is told where a signal is high, where it is low, and if nobody measured it."""

    high: str
    low: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalWeight:
    """How far one signal speaks for each kind, in decibans, where it is high and where low.

    High is above `over`, in `unit`, the signal's own. Without `low`, the table's `low_factor`
    times `high` holds. All of it holds from the day `since`.
    """

    signal: str
    code: str
    family: str
    over: float
    unit: str
    high: KindNumbers
    low: KindNumbers | None = None
    says: SignalSays
    since: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The readable table behind the kind mixture (concepts, B.2); weights are in decibans.

    `prior` sums to 1, `dwell` is the mean stay in a kind in months, `families` the name that
    a reader sees for each family of signals.
    """

    prior: tuple[DatedKindNumbers, ...]
    dwell: tuple[DatedKindNumbers, ...]
    constants: Thresholds
    families: Mapping[str, str]
    signal: tuple[SignalWeight, ...]

    def constant(self, name: str, as_of: date) -> float:
        """One of `constants`, as in force on `as_of`."""
        return in_force(self.constants[name], as_of).value

    def prior_on(self, as_of: date) -> KindNumbers:
        """What is believed of an account that nothing is known of."""
        return in_force(self.prior, as_of)

    def signals_on(self, as_of: date) -> tuple[SignalWeight, ...]:
        """The weight in force of each signal, in the order of the file."""
        names = dict.fromkeys(weight.signal for weight in self.signal)
        return tuple(
            in_force(tuple(w for w in self.signal if w.signal == name), as_of) for name in names
        )

    def low(self, weight: SignalWeight, as_of: date) -> KindNumbers:
        """What `weight` says where its signal is low and had its chance to be high."""
        if weight.low is not None:
            return weight.low
        return weight.high.scaled(self.constant("low_factor", as_of))
