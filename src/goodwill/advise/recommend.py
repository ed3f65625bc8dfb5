"""Which plays to propose, by what they are worth (concepts, B.8), and as people have decided.

What a play is worth is `worth`. Where no money is known, that is null rather than a guess, and the
play stands behind those that have one; what is owed stands before both. Where several are worth
about the same, a lot decides (`lots`). Which lines call for plays is `reasons`, what decisions do
to them `decided`; which play gets whose hours `attention`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from goodwill.advise.decided import still_called_for
from goodwill.advise.lots import Lot, as_drawn
from goodwill.advise.reasons import LOUD, Reason, exact, reasons_of
from goodwill.advise.standing import Beside, spoken_against
from goodwill.advise.worth import Price, Proposal, at_stake, in_cents, worth_of
from goodwill.catalogue.loader import Catalogue
from goodwill.facts.plans import NO_PLANS, AccountPlans, active
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.statement import Plan, PlayLine, Statement
from goodwill.facts.values import Values

__all__ = ["AT_MOST", "advise"]

AT_MOST = 5
PLAIN = ("technical", "ad_hoc", "social")
"""Kinds that somebody may want as they are: nothing is proposed then that aims at more."""


def advise(
    statement: Statement,
    catalogue: Catalogue,
    *,
    hourly_cost: Decimal | None = None,
    plans: AccountPlans = NO_PLANS,
    values: Values | None = None,
    shortfalls: Mapping[str, Shortfall] | None = None,
) -> Plan:
    """At most five plays: what is being done, then those that are worth most.

    `hourly_cost` is the company's, in its currency; without it no play's hours have a price, so
    no play has a worth. `values` are the signals over the 12 months, where plays look at them;
    `shortfalls` tell of practices, by id, whose they are and whether something is still owed.
    """
    beside = Beside(values=values or {}, shortfalls=shortfalls or {})
    as_of = date.fromisoformat(statement["as_of"])
    price = Price(
        hourly=hourly_cost,
        at_stake=at_stake(statement["economics"]),
        behind=exact(catalogue.threshold("plan.behind_the_first", as_of)),
    )
    proposals = _proposals(statement, catalogue, plans, beside, as_of)
    fitting = [_as_fits(one, statement, beside) for one in proposals]
    ranked = _ranked([one for one in fitting if one.reasons], price)
    ranked = ranked or _ranked([one for one in proposals if _is_for(one, LOUD)], price)[:1]
    first = _being_done(catalogue, plans, ranked)
    worthy = _worthy(ranked, price)
    if not first and worthy and not _is_owed(worthy[0]):
        worthy = as_drawn(worthy, price, _lot(statement, catalogue, as_of))
    chosen = [*first, *(one for one in worthy if one not in first)]
    owner, kind = statement["account"]["owner"], statement["kind"]
    return Plan(
        {
            "from": kind["now"],
            "to": kind["desired"],
            "plays": [_line(one, owner, price) for one in chosen[:AT_MOST]],
        }
    )


def _lot(statement: Statement, catalogue: Catalogue, as_of: date) -> Lot:
    near = exact(catalogue.threshold("plan.near", as_of))
    return Lot(account_id=statement["account"]["id"], as_of=as_of, near=near)


def _ranked(proposals: Sequence[Proposal], price: Price) -> list[Proposal]:
    """The best first. Of the plays that answer a line, the one it names first leads."""
    known = {one.play.id for one in proposals}
    for one in proposals:
        one.leads = frozenset(
            reason.line
            for reason in one.reasons
            if next(name for name in reason.plays if name in known) == one.play.id
        )
    return sorted(proposals, key=lambda one: _place(one, price))


def _proposals(
    statement: Statement, catalogue: Catalogue, plans: AccountPlans, beside: Beside, as_of: date
) -> list[Proposal]:
    """Each play that a line calls for and nobody has decided against."""
    called: dict[str, list[Reason]] = {}
    for reason in reasons_of(statement, catalogue, beside.shortfalls):
        for name in reason.plays:
            called.setdefault(name, []).append(reason)
    rest = catalogue.threshold("plan.rest_days", as_of)
    left = {
        name: still_called_for(name, reasons, plans.decisions, as_of=as_of, rest_days=rest)
        for name, reasons in called.items()
    }
    return [
        Proposal(play=catalogue.plays[name], reasons=list(reasons))
        for name, reasons in left.items()
        if reasons
    ]


def _as_fits(proposal: Proposal, statement: Statement, beside: Beside) -> Proposal:
    """With the lines it may answer; none where the account speaks against the play altogether.

    Nor where the account is to stay plain and the play aims at more.
    """
    against = spoken_against(proposal.play, statement, beside)
    is_too_much = proposal.play.deepens and statement["kind"]["desired"] in PLAIN
    if is_too_much or any(not one.to for one in against):
        return replace(proposal, reasons=[])
    if not against:
        return proposal
    unfit = {one.to for one in against}
    return replace(proposal, reasons=[one for one in proposal.reasons if one.line not in unfit])


def _being_done(
    catalogue: Catalogue, plans: AccountPlans, ranked: Iterable[Proposal]
) -> list[Proposal]:
    """The play that somebody has taken up, with the lines that still call for it."""
    decision = active(plans.decisions)
    if decision is None or decision.play not in catalogue.plays:
        return []
    called = next((one for one in ranked if one.play.id == decision.play), None)
    found = called or Proposal(play=catalogue.plays[decision.play])
    found.decision = decision
    return [found]


def _place(
    proposal: Proposal, price: Price
) -> tuple[bool, bool, Decimal, int, bool, float, int, str]:
    """What is owed; known worth, highest first; then the more urgent reason, and what leads it."""
    worth = worth_of(proposal, price)
    first = proposal.loudest
    return (
        not _is_owed(proposal),
        worth is None,
        Decimal(0) if worth is None else -worth,
        first.rank,
        first.line not in proposal.leads,
        -first.probability,
        -len(proposal.reasons),
        proposal.play.id,
    )


def _is_owed(proposal: Proposal) -> bool:
    """An apology or a refund is owed for what is there, not for what may be or was given."""
    return proposal.play.is_owed and any(reason.is_owed for reason in proposal.reasons)


def _is_for(proposal: Proposal, ranks: Collection[int]) -> bool:
    return any(reason.rank in ranks for reason in proposal.reasons)


def _worthy(ranked: list[Proposal], price: Price) -> list[Proposal]:
    """Those that don't cost more than they may save, and what is owed.

    Where there are none, the one that costs least beyond it, if a line has to be answered.
    """
    worthy = [one for one in ranked if _is_owed(one) or (worth_of(one, price) or 0) >= 0]
    return worthy or [one for one in ranked if _is_for(one, LOUD)][:1]


def _line(proposal: Proposal, owner: str | None, price: Price) -> PlayLine:
    play, said = proposal.play, proposal.decision
    worth = worth_of(proposal, price)
    line = PlayLine(
        id=play.id,
        title=play.title,
        because=[reason.line for reason in proposal.reasons],
        steps=list(said.steps if said and said.steps else play.steps),
        source=play.source,
        owner=said.owner if said and said.owner else owner,
        expected_value=None if worth is None else float(in_cents(worth)) + 0.0,
        measure=play.measure,
    )
    if said is not None:
        line["answer"] = said.answer
        line["due_on"] = said.due_on.isoformat() if said.due_on else None
    if proposal.drawn_from:
        line["drawn_from"] = list(proposal.drawn_from)
    return line
