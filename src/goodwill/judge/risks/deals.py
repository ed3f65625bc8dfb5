"""How deals begin with an account: by tender, known late, or brought to us first (M06, M07, M09).

Read by `late_to_the_deal` and `unseen_requests`, and with whom else is asked (M08) by
`competitor_at_the_door` and `price_pressure`, each with its own weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import OpportunityRow
from goodwill.facts.values import SignalValue, Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence
from goodwill.judge.risks.newest import falling

__all__ = ["asked_anew", "asked_first", "contested", "enough", "tenders"]

TENDER_SHARE, FIRST_CALLS = "rfp_share", "first_call_share"


def enough(case: Case, line: str, signal: str) -> SignalValue | None:
    """A signal over the 12 months, if it rests on deals enough."""
    value = case.measured.year.get(signal)
    if value is None or value.exposure < case.number(line, "least_deals"):
        return None
    return value


def tenders(case: Case, line: str) -> Iterator[Evidence]:
    """That most deals begin as tenders: the share, and the deals themselves."""
    value = enough(case, line, TENDER_SHARE)
    if value is None:
        return
    chance = value.posterior.chance_over(case.number(line, "tender_share"))
    yield count_evidence(
        line,
        of=TENDER_SHARE,
        says=f"{value.raw:.0%} of {value.exposure:.0f} deals in 12 months began as a tender.",
        weight=case.number(line, "tenders") * chance,
        on=case.as_of,
    )


def asked_first(case: Case, line: str) -> Iterator[Evidence]:
    """That they bring their needs to us before they ask others."""
    value = enough(case, line, FIRST_CALLS)
    if value is None:
        return
    chance = value.posterior.chance_over(case.number(line, "asked_share"))
    first = [row for row in value.rows if row.value > 0][::-1]
    for place, row in enumerate(first):
        yield evidence(
            line,
            source=row.source,
            ref=row.ref,
            on=row.on,
            quote=row.quote,
            says="A need that they brought to us first.",
            weight=case.number(line, "asked_first") * chance * case.each_further ** (place + 1),
        )


def asked_anew(case: Case, line: str) -> tuple[Window, ...]:
    """The days around the deals in which a buyer of ours asks others for the first time."""
    known = [deal for deal in case.tables.opportunity if deal.competitor_count]
    if not _is_new(case, line, known):
        return ()
    around = timedelta(days=int(case.number(line, "around_days")))
    return tuple(
        Window(start=deal.opened_on - around, end=deal.opened_on + around) for deal in known
    )


def contested(case: Case, line: str) -> Iterator[Evidence]:
    """Deals of the year in which others were asked too; the first such one of a buyer says most."""
    known = [deal for deal in case.tables.opportunity if deal.competitor_count]
    deals = [deal for deal in known if case.year.holds(deal.opened_on)]
    newest_first = sorted(deals, key=lambda deal: (deal.opened_on, deal.deal_id), reverse=True)
    name = "competed_anew" if _is_new(case, line, known) else "competed"
    for deal, weight in falling(case, line, name, newest_first):
        others = "another supplier" if deal.competitor_count == 1 else "other suppliers"
        yield evidence(
            line,
            source="deal",
            ref=deal.deal_id,
            on=deal.opened_on,
            says=f"They asked {deal.competitor_count} {others} too.".replace(
                "1 another", "another"
            ),
            weight=weight,
        )


def _is_new(case: Case, line: str, known: Sequence[OpportunityRow]) -> bool:
    """Whether they bought from us while nobody else was asked, until this year."""
    first = min((deal.opened_on for deal in known), default=None)
    if first is None or not case.year.holds(first):
        return False
    peace = timedelta(days=int(case.number(line, "alone_days")))
    return any(row.issued_on < first - peace for row in case.tables.invoice)
