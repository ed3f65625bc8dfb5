"""All of it together: the table of kinds, each claim with its steps, and one sentence a claim.

The description decides, and a further step may only take back: where one that could be told says
the opposite, or the accounts were on another course already, nothing can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.facts.people import KINDS
from goodwill.lab.returns.adjusted import DIFFERED, alike_before
from goodwill.lab.returns.claims import CLAIMS, ClaimResult, Verdict, by_kind, set_against
from goodwill.lab.returns.groups import FIGURES, FigureId, Found, figure_of
from goodwill.lab.returns.shifts import Shift, shifts
from goodwill.lab.returns.steps import Step, within_account
from goodwill.lab.returns.warmth import Talk, warmth_beside_business
from goodwill.lab.returns.years import AccountYear

__all__ = ["ClaimStudy", "KindRow", "Returns", "ReturnsRules", "study"]

AS_IT_STANDS: tuple[FigureId, ...] = ("per_hour", "margin", "proposals")
SHOWN: tuple[FigureId, ...] = ("per_hour", "growth", "margin", "stopped", "proposals")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsRules:
    """The numbers of `learning/returns`, as in force on a day."""

    group_at_least: int
    accounts_at_least: int
    adjusted_at_least: int
    arm_at_least: int
    mistaken_from: float

    @classmethod
    def of(cls, threshold: Callable[[str, date], float], as_of: date) -> ReturnsRules:
        """Those of a catalogue; `threshold` is `Catalogue.threshold`."""

        def number(name: str) -> float:
            return threshold(f"returns.{name}", as_of)

        return cls(
            group_at_least=int(number("group_at_least")),
            accounts_at_least=int(number("accounts_at_least")),
            adjusted_at_least=int(number("adjusted_at_least")),
            arm_at_least=int(number("arm_at_least")),
            mistaken_from=number("mistaken_from"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """One kind as it stood before the year; `accounts` is None where they are fewer than told.

    `kind` is None for accounts whose kind could not be told.
    """

    kind: str | None
    accounts: int | None
    figures: Mapping[FigureId, Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStudy:
    """A claim, what describing says of it, the further steps, and what all of it comes to."""

    described: ClaimResult
    steps: tuple[Step, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What each kind returned in the year that ended on `last`; how it stood is as of `stood`.

    `accounts` had a contact by then. `standing` are the figures of the same 12 months by how
    accounts stand at their end: nothing is claimed from those, since what came then has told the
    kind too. `warmth` belongs to no text's claim but to the question whether two can both be so.
    """

    stood: date
    last: date
    currency: str
    accounts: int
    accounts_at_least: int
    group_at_least: int
    kinds: tuple[KindRow, ...]
    standing: tuple[KindRow, ...]
    claims: tuple[ClaimStudy, ...]
    warmth: Step
    shifts: tuple[Shift, ...] = ()
    """What moving from each kind to each other went along with."""

    @property
    def first(self) -> date:
        """The first day of the year."""
        return self.stood + timedelta(days=1)

    @property
    def is_enough(self) -> bool:
        """Whether anything is compared at all."""
        return self.accounts >= self.accounts_at_least


def study(
    earlier: Sequence[AccountYear],
    later: Sequence[AccountYear],
    standing: Sequence[AccountYear],
    talk: Mapping[str, Talk],
    rules: ReturnsRules,
    *,
    stood: date,
    last: date,
    currency: str,
) -> Returns:
    """The whole of it, from accounts over the last year and over the one before it.

    `standing` are those of the last year by how they stand at its end; `talk` is what the mail of
    each account was about as of `stood`.
    """
    is_enough = len(later) >= rules.accounts_at_least
    compared = later if is_enough else ()
    return Returns(
        stood=stood,
        last=last,
        currency=currency,
        accounts=len(later),
        accounts_at_least=rules.accounts_at_least,
        group_at_least=rules.group_at_least,
        kinds=tuple(_row(kind, later, rules, SHOWN) for kind in (*KINDS, None)),
        standing=tuple(_row(kind, standing, rules, AS_IT_STANDS) for kind in (*KINDS, None)),
        claims=tuple(_claim(place, earlier, compared, rules) for place in range(len(CLAIMS))),
        warmth=warmth_beside_business(
            compared, talk, at_least=rules.accounts_at_least, group=rules.group_at_least
        ),
        shifts=shifts(
            earlier, later, at_least=rules.group_at_least, in_all=rules.accounts_at_least
        ),
    )


def _row(
    kind: str | None,
    years: Sequence[AccountYear],
    rules: ReturnsRules,
    shown: Sequence[FigureId],
) -> KindRow:
    own = [one for one in years if one.kind == kind]
    if len(own) < rules.group_at_least:
        return KindRow(kind=kind, accounts=None, figures={})
    found = {name: figure_of(FIGURES[name], own) for name in shown}
    told = {name: one for name, one in found.items() if one.accounts >= rules.group_at_least}
    return KindRow(kind=kind, accounts=len(own), figures=told)


def _claim(
    place: int, earlier: Sequence[AccountYear], later: Sequence[AccountYear], rules: ReturnsRules
) -> ClaimStudy:
    claim = CLAIMS[place]
    described = set_against(claim, later, at_least=rules.group_at_least, limit=rules.mistaken_from)
    steps: tuple[Step, ...] = ()
    if claim.groups is by_kind and claim.figure == "per_hour":
        steps = (
            within_account(
                claim.subject, earlier, later, at_least=rules.group_at_least, most=claim.most
            ),
            alike_before(
                claim.subject,
                earlier,
                later,
                at_least=rules.adjusted_at_least,
                arm=rules.arm_at_least,
                most=claim.most,
            ),
        )
    return ClaimStudy(described=described, steps=steps, verdict=_all(described.verdict, steps))


def _all(described: Verdict, steps: Sequence[Step]) -> Verdict:
    """What describing says, unless a further step takes it back."""
    told = {step.verdict for step in steps} - {"cannot_tell"}
    was_apart = any(DIFFERED in step.note for step in steps)
    return "cannot_tell" if was_apart or told - {described} else described
