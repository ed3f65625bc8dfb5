"""What the texts claim, each as one group against the others in one figure.

A claim of the most or least is borne out where the group lies beyond every other, each difference
surely so; it is contradicted where any other surely lies beyond it, at a bound that allows for as
many looks. Between the two the data cannot tell, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodwill.facts.quantiles import exact_interval
from goodwill.lab.returns.groups import FIGURES, SHARE, FigureId, Found, beyond, figure_of
from goodwill.lab.returns.years import AccountYear

__all__ = ["CLAIMS", "Claim", "ClaimResult", "Difference", "Verdict", "set_against"]

Verdict = Literal["support", "contradict", "cannot_tell"]
Groups = Mapping[str, Sequence[AccountYear]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of a text, and which group's figure should lie where.

    `groups` deals the accounts out; `subject` should have the `most` or the least.
    """

    id: str
    text: str
    source: str
    figure: FigureId
    subject: str
    most: bool
    groups: Callable[[AccountYear, float], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far the subject lies above another group, with its 95 % interval."""

    other: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimResult:
    """What the data say of a claim; without `differences` too few accounts stood on a side."""

    claim: Claim
    verdict: Verdict
    found: Mapping[str, Found]
    differences: tuple[Difference, ...]


def by_kind(year: AccountYear, _: float) -> str | None:
    """The kind it was, if that could be told."""
    return year.kind


def by_stage(year: AccountYear, _: float) -> str:
    """Whether they called us first, or us alone."""
    return "me first or only me" if year.stage in {"me_first", "only_me"} else "others"


def by_confusion(year: AccountYear, limit: float) -> str:
    """Whether a friendship was likely mistaken for business."""
    return "friendship taken for business" if year.confused >= limit else "others"


CLAIMS = (
    Claim(
        id="social_returns_least",
        text="A social relationship is the lowest return on investment.",
        source="S0 Dugdale, four kinds of client relationship",
        figure="per_hour",
        subject="social",
        most=False,
        groups=by_kind,
    ),
    Claim(
        id="partner_returns_most",
        text="With commitment to the client you will always win in the end.",
        source="S0 Dugdale, four kinds of client relationship",
        figure="per_hour",
        subject="partner",
        most=True,
        groups=by_kind,
    ),
    Claim(
        id="technical_most_common",
        text="A technical relationship is probably the most common.",
        source="S0 Dugdale, four kinds of client relationship",
        figure="common",
        subject="technical",
        most=True,
        groups=by_kind,
    ),
    Claim(
        id="technical_most_dangerous",
        text="A technical relationship is the most dangerous: one day they try others.",
        source="S0 Dugdale, four kinds of client relationship",
        figure="stopped",
        subject="technical",
        most=True,
        groups=by_kind,
    ),
    Claim(
        id="ad_hoc_costs_most_to_propose",
        text="An ad hoc relationship is a very expensive way of running business: proposals.",
        source="S0 Dugdale, four kinds of client relationship",
        figure="proposals",
        subject="ad_hoc",
        most=True,
        groups=by_kind,
    ),
    Claim(
        id="trust_earns",
        text="A strong commercial relationship brings substantially increased profitability.",
        source="S3 Farrington, me too, me first, only me",
        figure="per_hour",
        subject="me first or only me",
        most=True,
        groups=by_stage,
    ),
    Claim(
        id="trust_is_stable",
        text="A strong commercial relationship brings stability.",
        source="S3 Farrington, me too, me first, only me",
        figure="stopped",
        subject="me first or only me",
        most=False,
        groups=by_stage,
    ),
    Claim(
        id="confusion_costs_the_account",
        text="Taking a personal relationship for a business one can cost the business.",
        source="S4 Customer relationships defined",
        figure="stopped",
        subject="friendship taken for business",
        most=True,
        groups=by_confusion,
    ),
)


def set_against(
    claim: Claim, years: Sequence[AccountYear], *, at_least: int, limit: float
) -> ClaimResult:
    """A claim beside the figures of its groups; those of fewer than `at_least` are left out."""
    groups: dict[str, list[AccountYear]] = {}
    for year in years:
        if (name := claim.groups(year, limit)) is not None:
            groups.setdefault(name, []).append(year)
    if claim.figure == "common":
        return _counted(claim, groups, at_least)
    figure = FIGURES[claim.figure]
    every = {name: figure_of(figure, some) for name, some in sorted(groups.items())}
    found = {
        name: one
        for name, one in every.items()
        if one.accounts >= at_least and one.value is not None
    }
    others = [name for name in found if name != claim.subject] if claim.subject in found else []
    differences = tuple(_difference(claim, groups, name, SHARE) for name in others)
    return ClaimResult(
        claim=claim,
        verdict=_verdict(claim, groups, differences),
        found=found,
        differences=differences,
    )


def _counted(claim: Claim, groups: Groups, at_least: int) -> ClaimResult:
    """A claim of how many accounts there are of a group, not of what they are like."""
    sizes = {name: len(some) for name, some in sorted(groups.items())}
    every, told = sum(sizes.values()), {n: size for n, size in sizes.items() if size >= at_least}
    found = {
        name: Found(every, size / every, *exact_interval(size, every, SHARE))
        for name, size in told.items()
    }
    own = told.get(claim.subject)
    others = [] if own is None else [name for name in told if name != claim.subject]
    differences = tuple(_outnumbers(own or 0, told[name], every, name, SHARE) for name in others)
    share = 1 - (1 - SHARE) / max(1, len(others))
    wider = tuple(_outnumbers(own or 0, told[name], every, name, share) for name in others)
    verdict = _of_differences(claim, differences, wider)
    return ClaimResult(claim=claim, verdict=verdict, found=found, differences=differences)


def _outnumbers(own: int, other: int, every: int, name: str, share: float) -> Difference:
    """How many more there are, as a share of all: exact, given how many there are of the two."""
    both = own + other
    low, high = exact_interval(own, both, share)
    return Difference(
        other=name,
        value=(own - other) / every,
        low=(2 * low - 1) * both / every,
        high=(2 * high - 1) * both / every,
    )


def _difference(claim: Claim, groups: Groups, other: str, share: float) -> Difference:
    figure = FIGURES[claim.figure]
    own, beside = (figure_of(figure, groups[name], share=share) for name in (claim.subject, other))
    low, high = beyond(figure, own, beside, share=share)
    return Difference(
        other=other, value=(own.value or 0.0) - (beside.value or 0.0), low=low, high=high
    )


def _verdict(claim: Claim, groups: Groups, differences: Sequence[Difference]) -> Verdict:
    share = 1 - (1 - SHARE) / max(1, len(differences))
    wider = [_difference(claim, groups, one.other, share) for one in differences]
    return _of_differences(claim, differences, wider)


def _of_differences(
    claim: Claim, differences: Sequence[Difference], wider: Sequence[Difference]
) -> Verdict:
    """`wider` are the same differences at the bound that allows for as many looks."""
    if differences and all(_sure(one, most=claim.most) for one in differences):
        return "support"
    return "contradict" if any(_sure(one, most=not claim.most) for one in wider) else "cannot_tell"


def _sure(one: Difference, *, most: bool) -> bool:
    return one.low > 0 if most else one.high < 0
