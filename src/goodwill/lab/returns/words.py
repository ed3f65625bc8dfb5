"""What the data say of a claim, in one sentence that anybody can take to a meeting.

"Your data contradict the text" stands there as plainly as its opposite, and so does that they
cannot tell. Nothing is called an effect.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.lab.returns.claims import ClaimResult, Difference, Verdict
from goodwill.lab.returns.groups import FIGURES, FigureId, Found
from goodwill.lab.returns.shifts import Shift
from goodwill.lab.returns.steps import POINTS, Step
from goodwill.lab.returns.study import ClaimStudy, Returns

__all__ = [
    "OPENINGS",
    "notes",
    "said_of_claim",
    "said_of_shift",
    "said_of_step",
    "said_of_warmth",
    "shown",
]

OPENINGS: dict[Verdict, str] = {
    "support": "Your data support the text",
    "contradict": "Your data contradict the text",
    "cannot_tell": "Your data cannot tell",
}
FIGURE_WORDS = {
    "per_hour": "contribution an hour",
    "growth": "growth of revenue",
    "margin": "gross margin",
    "stopped": "accounts that stopped buying",
    "proposals": "cost of proposals over revenue",
    "common": "of the accounts whose kind is known",
}


def shown(value: float, low: float, high: float, unit: str, currency: str) -> str:
    """A figure and where it lies: "85 EUR an hour [40 to 130]", "12% [8 to 19]"."""
    if unit == "share":
        value, low, high = (round(one, 2) + 0.0 for one in (value, low, high))  # no "-0%"
        return f"{value:.0%} [{low * 100:.0f} to {high * 100:.0f}]"
    if unit == POINTS:
        return f"{value:+.0f} points [{low:+.0f} to {high:+.0f}]"
    money = f"{value:,.0f} {currency} an hour".replace("  ", " ")
    return f"{money} [{low:,.0f} to {high:,.0f}]"


def said_of_claim(one: ClaimStudy, whole: Returns) -> str:
    """The verdict and the figures it rests on."""
    described, opening = one.described, OPENINGS[one.verdict]
    if not whole.is_enough:
        known = "1 account was" if whole.accounts == 1 else f"{whole.accounts} accounts were"
        return (
            f"{opening}: {known} known a year before, and {whole.accounts_at_least} are needed"
            " before anything is compared."
        )
    if not described.differences:
        return f"{opening}: {_missing(described, whole.group_at_least)}."
    parts = [f"{opening}: {_own(described, whole.currency)}, {_others(described, whole.currency)}."]
    parts += [said for step in one.steps if (said := said_of_step(step))]
    if one.verdict == "cannot_tell" and described.verdict != "cannot_tell":
        parts.append(
            "The description alone would have told; what was looked at besides does not bear it"
            " out."
        )
    return " ".join(parts)


def _missing(described: ClaimResult, at_least: int) -> str:
    name = _name(described.claim.subject)
    if described.claim.subject not in described.found:
        return f"fewer than {at_least} accounts with the figures stood as {name}"
    return f"fewer than {at_least} accounts with the figures stood otherwise than as {name}"


def _own(described: ClaimResult, currency: str) -> str:
    claim = described.claim
    found = described.found[claim.subject]
    what = FIGURE_WORDS[claim.figure]
    return f"{what}, {_name(claim.subject)} {_with_interval(found, claim.figure, currency)}"


def _others(described: ClaimResult, currency: str) -> str:
    claim = described.claim
    return ", ".join(
        f"{_name(one.other)} {_with_interval(described.found[one.other], claim.figure, currency)}"
        f" ({_sureness(one)})"
        for one in described.differences
    )


def _with_interval(found: Found, figure: FigureId, currency: str) -> str:
    value, low, high = (one or 0.0 for one in found[1:4])
    said = shown(value, low, high, FIGURES[figure].unit, currency)
    return f"{said} over {found.accounts} accounts"


def _sureness(one: Difference) -> str:
    if one.high < 0:
        return "surely more"
    return "surely less" if one.low > 0 else "not surely different"


def _name(group: str) -> str:
    return group.replace("_", " ")


def said_of_step(step: Step) -> str:
    """A further step that could be told, or the check that forbade it; else nothing."""
    if step.value is None or step.low is None or step.high is None:
        return ""
    opening = {
        "within_account": "Of the same accounts, those that left the kind moved",
        "alike_before": "Beside accounts that were alike beforehand they stood",
        "warmth_beside_business": "Personal talk went along with",
    }[step.id]
    return f"{opening} {shown(step.value, step.low, step.high, POINTS, '')}. {step.note}"


def said_of_warmth(whole: Returns) -> str:
    """Whether warmth pays beside business, in place of it, or cannot be told."""
    step = whole.warmth
    if step.value is None or step.low is None or step.high is None:
        note = step.note[0].lower() + step.note[1:]
        return f"Your data cannot tell: {note}"
    between = shown(step.value, step.low, step.high, POINTS, "")
    between += f" over {step.accounts[0]} accounts"
    if step.verdict == "support":
        return f"In addition: the more business, the more goes along with personal talk: {between}."
    if step.verdict == "contradict":
        return f"Not in addition: the more business, the less goes along with it: {between}."
    return f"Your data cannot tell whether one adds to the other: {between}."


def said_of_shift(one: Shift, currency: str) -> str:
    """What moving from one kind to another is worth, or why that cannot be told."""
    moving = f"moving from {_name(one.before)} to {_name(one.after)}"
    if one.step is None or one.value is None or one.low is None or one.high is None:
        return f"What {moving} is worth cannot be told: {one.note}."
    more = "more" if one.value >= 0 else "less"
    size = f"{abs(one.value):,.0f} {currency} a year {more}".replace("  ", " ")
    lies = f"with 95 in 100 between {one.low:+,.0f} and {one.high:+,.0f}"
    own, other = one.accounts
    told = {
        "beside": f"The {own} accounts that stood as {_name(one.after)} brought {size} each than"
        f" the {other} that stood as {_name(one.before)}",
        "same_accounts": f"Of accounts that stood as {_name(one.before)}, the {own} that became"
        f" {_name(one.after)} rose by {size} each than the {other} that stayed",
    }[one.step]
    unsure = "" if one.is_sure else "; so it may as well be nothing"
    return f"{told} ({lies}{unsure}): associated with it, not shown to come from it."


def notes(whole: Returns) -> Iterator[str]:
    """What everybody has to know who reads the figures."""
    yield (
        f"How accounts stood is as of {whole.stood.isoformat()}; the figures are of the 12 months"
        f" since, to {whole.last.isoformat()}, with those that stopped buying in them."
    )
    yield (
        "Brackets hold the truth in 95 of 100 such books. Nobody dealt kinds out by lot: whatever"
        " differs is associated with the kind, and need not come from it."
    )
    yield f"Nothing is told of groups of fewer than {whole.group_at_least} accounts."
