"""What a play is worth at an account over 12 months (concepts, B.8).

The cost it may save, times the chance that plays like it work, less the hours it takes and the harm
it may do. What a concept names first is what the field advises; the plays behind it are reckoned
with less hope, or the cheapest would always stand first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from goodwill.advise.reasons import Reason, exact
from goodwill.catalogue.schema import Play
from goodwill.facts.plans import Decision
from goodwill.facts.statement import Economics

__all__ = ["Price", "Proposal", "at_stake", "in_cents", "worth_of"]


@dataclass(slots=True, kw_only=True)
class Proposal:
    """A play, all the lines that call for it, and what was decided of it.

    Of those lines it `leads` the answer to some: no play that they name before it fits. Where its
    place was drawn by lot, `drawn_from` names all that were in it.
    """

    play: Play
    reasons: list[Reason] = field(default_factory=list)
    leads: frozenset[str] = frozenset()
    decision: Decision | None = None
    drawn_from: tuple[str, ...] = ()

    @property
    def loudest(self) -> Reason:
        """The most urgent of its lines, then the likeliest."""
        return min(self.reasons, key=lambda reason: (reason.rank, -reason.probability))


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What hours and an account cost: `hourly` the company's, `at_stake` what it earns a year.

    `behind` is the share of its chance that a play has for a line whose answer it does not lead.
    """

    hourly: Decimal | None
    at_stake: Decimal | None
    behind: Decimal


def at_stake(economics: Economics) -> Decimal | None:
    """What the account earns in 12 months: all told, else its gross margin, else its revenue."""
    known = (economics["contribution"], economics["gross_margin"], economics["revenue"])
    amount = next((one for one in known if one is not None), None)
    return None if amount is None else max(Decimal(0), exact(amount))


def worth_of(proposal: Proposal, price: Price) -> Decimal | None:
    """In the book's currency; costs overlap: the largest counts and no sum. None: not known."""
    saves = [
        reason.saves * (1 if reason.line in proposal.leads else price.behind)
        for reason in proposal.reasons
        if reason.saves is not None
    ]
    if not saves or price.hourly is None:
        return None
    play, harm = proposal.play, Decimal(0)
    if play.harm is not None:
        if price.at_stake is None:
            return None
        harm = exact(play.harm.mean) * price.at_stake
    return max(saves) * exact(play.chance.mean) - exact(play.hours) * price.hourly - harm


def in_cents(worth: Decimal) -> Decimal:
    """A worth as a statement shows it."""
    return worth.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
