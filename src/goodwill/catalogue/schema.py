"""The typed form of each catalogue file.

Shapes and the rules a file must keep, nothing else: reading is in `typed_toml` and `loader`,
judging in `goodwill.judge`. Numbers that decide something are dated; how stands in `dated`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from goodwill.catalogue.dated import Dated, Thresholds, check_thresholds, in_force, must
from goodwill.catalogue.formula import parse_formula
from goodwill.catalogue.manners import unspeakable
from goodwill.catalogue.not_when import NotWhen

__all__ = [
    "NOT_YET",
    "AssessedBy",
    "Condition",
    "CostRule",
    "Dated",
    "EvidenceRule",
    "Expectation",
    "FiresWhen",
    "Gate",
    "Learning",
    "Move",
    "Need",
    "Pattern",
    "Play",
    "PlayChance",
    "Practice",
    "PromiseRules",
    "Risk",
    "Sign",
    "StageConcept",
    "Status",
    "Thresholds",
    "in_force",
    "needs_of",
]

Status = Literal["draft", "trial", "stable", "retired"]
AssessedBy = Literal["", "arithmetic", "signals", "records", "signs"]
"""What judges a line in this version; empty: nothing does yet, so it is `not_assessable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a signal has to reach, from a day on; exactly one of `over` and `under`."""

    signal: str
    over: float | None = None
    under: float | None = None
    window: Literal["12m", "90d", "now"] = "12m"
    since: date
    basis: str

    def __post_init__(self) -> None:
        must(
            (self.over is None) != (self.under is None),
            f'the condition on "{self.signal}" needs exactly one of "over" and "under"',
        )

    @property
    def limit(self) -> float:
        """The threshold, whichever side it bounds."""
        return self.over if self.over is not None else self.under or 0.0

    def with_limit(self, limit: float) -> Condition:
        """The same condition with a book's own threshold."""
        if self.over is not None:
            return replace(self, over=limit)
        return replace(self, under=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiresWhen:
    """The rule of a pattern, and the gate its evidence has to pass (concepts, A.0).

    `present` needs all of `all` and, where there are any, one of `any`, each with
    `probability` or more; at least `min_exposure` cases (`exposure` says of what) and
    `min_independent_sources` kinds of source, unless there are `min_dated_quotes` on as
    many days (0: quotes alone never do).
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    probability: float
    min_exposure: float
    exposure: str
    min_independent_sources: int
    min_dated_quotes: int = 0

    def __post_init__(self) -> None:
        must(0.5 <= self.probability < 1, "probability must be from 0.5 to below 1")  # noqa: PLR2004
        must(self.min_exposure >= 1, "min_exposure must be at least 1")
        must(self.min_independent_sources >= 1, "min_independent_sources must be at least 1")

    def lets_pass(self, chance: float, exposure: float, sources: int, quoted_days: int) -> bool:
        """Whether what was seen is enough for `present` (concepts, A.0).

        `sources` are kinds of source that bear it out, `quoted_days` days with words that do.
        """
        is_borne_out = (
            sources >= self.min_independent_sources or 0 < self.min_dated_quotes <= quoted_days
        )
        return chance >= self.probability and exposure >= self.min_exposure and is_borne_out

    def all_in_force(self, as_of: date) -> tuple[Condition, ...]:
        """Of `all`, one condition for each signal and window."""
        return _one_each(self.all, as_of)

    def any_in_force(self, as_of: date) -> tuple[Condition, ...]:
        """Of `any`, one condition for each signal and window."""
        return _one_each(self.any, as_of)


def _one_each(conditions: tuple[Condition, ...], as_of: date) -> tuple[Condition, ...]:
    groups: dict[tuple[str, str, bool], list[Condition]] = {}
    for condition in conditions:
        key = (condition.signal, condition.window, condition.over is None)
        groups.setdefault(key, []).append(condition)
    return tuple(in_force(tuple(group), as_of) for group in groups.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRule:
    """What a pattern costs: the contract's formula over named inputs, and how they arise.

    `kind` is `none` where only figures in the book could name a cost. `formula` is arithmetic
    for `goodwill.catalogue.formula`; `inputs` says in words what each name in it sums.
    """

    kind: Literal["booked", "estimated", "at_risk", "none"]
    unit: str = "company currency, 12 months"
    formula: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    known_gaps: str = ""

    def __post_init__(self) -> None:
        must(
            (self.kind == "none") == (not self.formula),
            'a cost has a formula, unless its kind is "none"',
        )
        named = parse_formula(self.formula).inputs if self.formula else ()
        unsaid = sorted(set(named) ^ set(self.inputs))
        must(not unsaid, f'"{"".join(unsaid[:1])}" is not both in the formula and in [inputs]')


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """Which sources to show under a line: `message`, `invoice`, `act.NAME` ..."""

    show: tuple[str, ...]
    at_most: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Data that would make a line assessable: the kind of source, and a sentence to a reader."""

    source: str
    says: str


NOT_YET = Need(
    source="version",
    says="This version does not judge this yet; nothing was looked for.",
)
"""What a line needs whose `assessed_by` is empty, before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something a sentence does that speaks for a line: an act, or a remark.

    Its weight, in natural log-odds of one sure sentence, is the threshold of its name; negative
    where it speaks against. It counts for `days` before the day asked about, if said `by` that
    side; with `half_life_days` it counts half when that old. With `sure_from` an act counts for
    nothing at that probability, and grows from there to all of its weight at 1. What
    `ends_with_a_choice` counts less once they have chosen us alone for what it was about. A remark
    counts only in sentences that are `doing` one of some acts too, where they are named, and as
    far as those are likely. Nothing counts in a sentence with the remark that `unless` names.
    """

    id: str
    act: str = ""
    remark: str = ""
    by: Literal["", "ours", "theirs"] = ""
    days: int
    half_life_days: int = 0
    sure_from: float = 0.0
    ends_with_a_choice: bool = False
    doing: tuple[str, ...] = ()
    unless: str = ""
    says: str

    def __post_init__(self) -> None:
        must(bool(self.act) != bool(self.remark), f'sign "{self.id}" needs an act or a remark')
        must(0 <= self.sure_from < 1, f'sign "{self.id}": sure_from must be from 0 to below 1')
        must(self.days > 0, f'sign "{self.id}": days must be more than 0')
        must(
            not (self.doing and self.act),
            f'sign "{self.id}": only a remark counts by acts beside it',
        )


def _check_signs(signs: tuple[Sign, ...], thresholds: Thresholds) -> None:
    """Each sign is named once, and has its weight."""
    names = [sign.id for sign in signs]
    must(len(set(names)) == len(names), "two signs have the same id")
    for name in names:
        must(name in thresholds, f'sign "{name}" has no weight in [thresholds]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An unhealthy pattern: what it is, when it is there, what it costs, what to do."""

    id: str
    code: str
    title: str
    status: Status
    owner: str
    source: str
    definition: str
    direction: str
    is_conduct: bool
    assessed_by: AssessedBy
    plays: tuple[str, ...]
    acts: tuple[str, ...] = ()
    not_to_be_confused_with: tuple[str, ...]
    refuted_by: tuple[str, ...]
    known_gaps: str
    fires_when: FiresWhen
    cost: CostRule
    evidence: EvidenceRule
    needs: tuple[Need, ...]
    sign: tuple[Sign, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)
        _check_signs(self.sign, self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A proof of trust that has to be earned before a stage is.

    `says` holds `met`, `missing` (what is still missing) and `too_few` (not enough to tell).
    """

    id: str
    code: str
    title: str
    definition: str
    source: str
    falls_back_when: str
    plays: tuple[str, ...]
    evidence: EvidenceRule
    needs: tuple[Need, ...]
    says: Mapping[str, str]
    thresholds: Thresholds = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageConcept:
    """A stage of trust; `gates` are all those it needs, `gate` those it adds."""

    id: str
    code: str
    title: str
    definition: str
    source: str
    not_to_be_confused_with: tuple[str, ...]
    plays: tuple[str, ...]
    gates: tuple[str, ...] = ()
    gate: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A healthy practice: what it is, when it counts as kept, what to do where it is not."""

    id: str
    code: str
    title: str
    definition: str
    source: str
    occasion: str
    kept_when: str
    assessed_by: AssessedBy
    cost_if_absent: str
    refuted_by: tuple[str, ...]
    signals: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    plays: tuple[str, ...]
    evidence: EvidenceRule
    needs: tuple[Need, ...]
    says: Mapping[str, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Something business people may want from us."""

    id: str
    code: str
    title: str
    definition: str
    source: str
    shown_by: str
    served_when: str
    limits: str
    assessed_by: AssessedBy
    acts: tuple[str, ...]
    plays: tuple[str, ...]
    evidence: EvidenceRule
    needs: tuple[Need, ...]
    thresholds: Thresholds
    sign: tuple[Sign, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)
        _check_signs(self.sign, self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Something that may go wrong, within a horizon."""

    id: str
    code: str
    title: str
    definition: str
    source: str
    first_sign: str
    assessed_by: AssessedBy
    signals: tuple[str, ...]
    acts: tuple[str, ...] = ()
    refuted_by: tuple[str, ...]
    amount_at_risk: str
    plays: tuple[str, ...]
    evidence: EvidenceRule
    needs: tuple[Need, ...]
    thresholds: Thresholds
    sign: tuple[Sign, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)
        _check_signs(self.sign, self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRules:
    """What counts as a promise, and what tells whether it was kept: the ledger's numbers."""

    id: str
    title: str
    definition: str
    source: str
    not_to_be_confused_with: tuple[str, ...]
    known_gaps: str
    thresholds: Thresholds
    says: Mapping[str, str]

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayChance:
    """The starting belief that a play works within six months: Beta(`a`, `b`)."""

    a: float
    b: float
    since: date
    basis: str

    @property
    def mean(self) -> float:
        """The chance to reckon with."""
        return self.a / (self.a + self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a play should move: a signal, which way, how far, and within how many days.

    How far is exactly one of `by` (a signed difference in the signal's unit), `to` (a level) and
    `times` (a factor of the level there is). `since` and `basis` are those of the number.
    """

    signal: str
    goes: Literal["up", "down"]
    by: float | None = None
    to: float | None = None
    times: float | None = None
    within_days: int
    since: date
    basis: str

    def __post_init__(self) -> None:
        given = [one for one in (self.by, self.to, self.times) if one is not None]
        must(len(given) == 1, f'the move of "{self.signal}" needs one of "by", "to" and "times"')
        must(self.within_days > 0, "within_days must be more than 0")
        is_up = self.goes == "up"
        must(self.by is None or (self.by != 0 and (self.by > 0) == is_up), self._contrary("by"))
        fits = self.times is None or (self.times >= 0 and self.times != 1)
        must(fits and (self.times is None or (self.times > 1) == is_up), self._contrary("times"))

    def _contrary(self, name: str) -> str:
        return f'"{name}" of the move of "{self.signal}" does not go {self.goes}'

    def expected(self, level: float) -> float:
        """The level to expect where it stands at `level`; that itself where it is reached."""
        if self.by is not None:
            return level + self.by
        if self.times is not None:
            return level * self.times
        target = self.to or 0.0
        return max(level, target) if self.goes == "up" else min(level, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Numbers by which the book learns from what came of things: dated, named as thresholds."""

    id: str
    title: str
    definition: str
    source: str
    thresholds: Thresholds

    def __post_init__(self) -> None:
        check_thresholds(self.thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Something to do about an account; one that we could tell the client about, else refused.

    The first of `moves` is what it is judged by; the others are looked at beside it. What is owed
    (`is_owed`) is done first, whatever it is worth. `deepens`: it aims at a closer tie, so it is
    not for an account that is to stay plain. `is_escalation`: it takes the time of somebody high
    up at the client. `harm` is the chance that it costs the account.
    """

    id: str
    title: str
    source: str
    when: str
    when_not: str
    who: str
    steps: tuple[str, ...]
    say: tuple[str, ...]
    hours: float
    measure: str
    measured_by: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    could_tell_the_client: bool
    is_owed: bool = False
    is_escalation: bool = False
    deepens: bool = False
    not_when: tuple[NotWhen, ...] = ()
    chance: PlayChance
    harm: PlayChance | None = None

    def __post_init__(self) -> None:
        must(self.could_tell_the_client, "a play that the client may not know of is none")
        way = unspeakable((self.title, *self.steps, *self.say))
        must(way is None, f"a play may not take the way of {way}")

    def moves_in_force(self, as_of: date) -> tuple[Move, ...]:
        """One move for each signal, in the order of the file."""
        groups: dict[str, list[Move]] = {}
        for move in self.moves:
            groups.setdefault(move.signal, []).append(move)
        return tuple(in_force(tuple(group), as_of) for group in groups.values())


def needs_of(concept: Pattern | Practice | Expectation | Risk) -> tuple[Need, ...]:
    """What would make a line assessable; first of all, a version that judges it."""
    return concept.needs if concept.assessed_by else (NOT_YET, *concept.needs)
