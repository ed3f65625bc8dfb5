"""The five proofs of trust, each from rows: what has been earned, and what is missing.

One function a gate; definitions, numbers and words stand in the catalogue's stages
(contract, section 4, "Stage", "Deliveries"; concepts, A.8). Which stage the gates add up to
is said next door, in `stage`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import OpportunityRow, Tables
from goodwill.facts.values import SignalRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.delivered import Delivered, latest_delivered
from goodwill.judge.evidence import count_evidence, evidence

__all__ = ["GATES", "GateFinding"]

DECIDES = 2.0  # log-odds of the count that a gate turns on
DOUBLES = 0.7  # log-odds of one row: it about doubles the odds
HARDLY = 0.2  # log-odds of one good delivery among many
UNSEEN = 0.3  # the chance that a gate is met of which too little was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFinding:
    """One gate: met or not, since when, and on what it stands.

    `chance` is how likely it truly is met, whichever way it was found.
    """

    id: str
    met: bool
    on: date | None
    chance: float
    evidence: tuple[Evidence, ...]


def _says(case: Case, gate: str, name: str, **values: object) -> str:
    """A sentence of a gate, filled in."""
    return case.catalogue.gates[gate].says[name].format(**values)


def _finding(
    gate: str, *, met: bool, on: date | None, chance: float, items: Iterable[Evidence]
) -> GateFinding:
    return GateFinding(
        id=gate, met=met, on=on if met else None, chance=chance, evidence=tuple(items)
    )


def _tally(case: Case, gate: str, says: str, weight: float) -> Evidence:
    """The count that decides a gate, as an item of evidence."""
    return count_evidence(gate, of=gate, says=says, weight=weight, on=case.as_of)


def first_order(case: Case) -> GateFinding:
    """At least one deal won or one invoice sent."""
    gate = "first_order"
    orders = sorted(
        [
            *(
                ("deal", row.deal_id, row.closed_on or row.opened_on)
                for row in case.tables.opportunity
                if row.status == "won"
            ),
            *(
                ("invoice", row.invoice_id, row.issued_on)
                for row in case.tables.invoice
                if row.amount > 0
            ),
        ],
        key=lambda order: (order[2], order[0], order[1]),
    )
    wanted = int(case.number(gate, "orders"))
    if len(orders) >= wanted:
        on = orders[wanted - 1][2]
        says = _says(case, gate, "met", on=on)
        items = [
            evidence(gate, source=source, ref=ref, on=day, says=says, weight=DECIDES)
            for source, ref, day in orders[:wanted]
        ]
        return _finding(gate, met=True, on=on, chance=1.0, items=items)
    books = case.keeps("opportunity", "invoice")
    says = _says(case, gate, "missing" if books else "too_few")
    chance = 0.0 if books else UNSEEN
    return _finding(
        gate, met=False, on=None, chance=chance, items=[_tally(case, gate, says, -DECIDES)]
    )


def after_sales_proof(case: Case) -> GateFinding:
    """What followed the order was delivered in full and on the day, often enough to tell."""
    gate = "after_sales_proof"
    wanted, share = case.number(gate, "deliveries"), case.number(gate, "in_full_on_time")
    recent = latest_delivered(case, at_least=int(wanted))
    good = [one for one in recent if one.is_good]
    met = len(recent) >= wanted and len(good) >= share * len(recent)
    enough = len(recent) >= wanted
    key = "met" if met else "missing" if enough else "too_few"
    counts = _says(case, gate, key, good=len(good), all=len(recent), wanted=f"{wanted:g}")
    weight = DECIDES if met else -DECIDES if enough else -DOUBLES
    items = [_tally(case, gate, counts, weight)]
    items += [_delivered_item(gate, one) for one in reversed(recent)]
    on = good[min(int(wanted), len(good)) - 1].on if met else None
    chance = (len(good) + 1) / (len(recent) + 2) if enough else UNSEEN
    return _finding(gate, met=met, on=on, chance=chance, items=items)


def _delivered_item(gate: str, one: Delivered) -> Evidence:
    return evidence(
        gate,
        source=one.source,
        ref=one.ref,
        on=one.on,
        quote=one.quote,
        says=one.says,
        weight=HARDLY if one.is_good else -DOUBLES,
    )


def called_first(case: Case) -> GateFinding:
    """More often than not, new needs come to us first."""
    gate = "called_first"
    value = case.measured.year.get("first_call_share")
    rows = _by_day(value.rows if value else ())
    wanted = case.number(gate, "needs")
    chance = value.posterior.chance_over(case.number(gate, "share")) if value else 0.0
    enough = len(rows) >= wanted
    met = enough and chance >= case.number(gate, "probability")
    first = [row for row in rows if row.value >= LIKELY]
    key = "met" if met else "missing" if enough else "too_few"
    counts = _says(case, gate, key, good=len(first), all=len(rows), wanted=f"{wanted:g}")
    items = [_tally(case, gate, counts, DECIDES if met else -DOUBLES)]
    items += [
        _row_item(
            case,
            gate,
            row,
            "first" if row.value >= LIKELY else "not_first",
            DOUBLES if row.value >= LIKELY else -DOUBLES,
        )
        for row in rows
    ]
    on = first[-1].on if met and first else None
    return _finding(gate, met=met, on=on, chance=chance if enough else UNSEEN, items=items)


def _by_day(rows: Iterable[SignalRow]) -> list[SignalRow]:
    return sorted(rows, key=lambda row: (row.on, row.ref))


def _row_item(case: Case, gate: str, row: SignalRow, key: str, weight: float) -> Evidence:
    return evidence(
        gate,
        source=row.source,
        ref=row.ref,
        on=row.on,
        quote=row.quote,
        says=_says(case, gate, key),
        weight=weight,
    )


def joint_strategy(case: Case) -> GateFinding:
    """Working sessions or threads on their plans, in which both sides take part."""
    gate = "joint_strategy"
    value = case.measured.year.get("strategy_work")
    likely = case.number(gate, "probability")
    rows = _by_day(row for row in (value.rows if value else ()) if row.value >= likely)
    sessions = _sessions(case.tables, rows)
    wanted = case.number(gate, "sessions")
    met = len(sessions) >= wanted
    key = "met" if met else "missing" if value else "too_few"
    counts = _says(case, gate, key, all=len(sessions), wanted=f"{wanted:g}")
    items = [_tally(case, gate, counts, DECIDES if met else -DOUBLES)]
    items += [
        _row_item(case, gate, row, "session", DOUBLES) for rows in sessions.values() for row in rows
    ]
    on = list(sessions.values())[int(wanted) - 1][0].on if met else None
    chance = (len(sessions) + 1) / (len(sessions) + wanted + 1)
    return _finding(gate, met=met, on=on, chance=chance, items=items)


def _sessions(tables: Tables, rows: list[SignalRow]) -> dict[str, list[SignalRow]]:
    """Rows by meeting, or by thread where both sides wrote in it; in order of their first day."""
    threads = {row.message_id: row.thread_id for row in tables.message}
    sides: dict[str, set[str]] = {}
    for message in tables.message:
        if message.is_human:
            sides.setdefault(message.thread_id, set()).add(message.side)
    sessions: dict[str, list[SignalRow]] = {}
    for row in rows:
        thread = threads.get(row.ref)
        if row.source == "meeting":
            sessions.setdefault(row.ref, []).append(row)
        elif thread is not None and len(sides.get(thread, ())) > 1:
            sessions.setdefault(thread, []).append(row)
    return sessions


def uncontested(case: Case) -> GateFinding:
    """Awards without competition, or a year of needs without a trace of a rival."""
    gate = "uncontested"
    awards = _by_day(_rows(case, "sole_source_share"))
    alone = [row for row in awards if row.value >= LIKELY]
    needs = len(_rows(case, "first_call_share"))
    rivals = _rivals(case)
    by_award = len(alone) >= case.number(gate, "awards")
    by_silence = not rivals and needs >= case.number(gate, "needs")
    met = by_award or by_silence
    key = "met" if by_award else "met_by_silence" if met else "missing" if rivals else "too_few"
    contested = _contested(case)
    if key == "missing" and not contested:
        key = "contested"  # they only speak of others: there is no count to show
    counts = _says(case, gate, key, good=len(alone), all=needs, contested=contested)
    items = [_tally(case, gate, counts, DECIDES if met else -DOUBLES), *rivals]
    items += [_row_item(case, gate, row, "alone", DOUBLES) for row in alone]
    on = alone[int(case.number(gate, "awards")) - 1].on if by_award else None
    chance = (len(alone) + 1) / (len(awards) + 2) if awards else 1 - UNSEEN if met else UNSEEN
    return _finding(
        gate, met=met, on=on or (case.as_of if met else None), chance=chance, items=items
    )


def _rows(case: Case, signal: str) -> tuple[SignalRow, ...]:
    value = case.measured.year.get(signal)
    return tuple(value.rows) if value else ()


def _contested(case: Case) -> int:
    return sum(_is_contested(case, row) for row in case.tables.opportunity)


def _is_contested(case: Case, deal: OpportunityRow) -> bool:
    """Whether others were asked too: rivals are named, or it came as a tender."""
    others = deal.competitor_count > 0 or deal.origin == "rfp"
    return others and case.year.holds(deal.opened_on)


def _rivals(case: Case) -> list[Evidence]:
    """Every trace of a rival in the 12 months: on a deal, or in their words."""
    says = _says(case, "uncontested", "contested")
    deals = [
        evidence(
            "uncontested",
            source="deal",
            ref=row.deal_id,
            on=row.opened_on,
            says=says,
            weight=-DOUBLES,
        )
        for row in case.tables.opportunity
        if _is_contested(case, row)
    ]
    words = [
        evidence(
            "uncontested",
            source="message",
            ref=act.message_id,
            on=act.sent_on,
            quote=act.quote,
            says=says,
            weight=-DOUBLES * act.probability,
        )
        for act in case.tables.act
        if act.act in {"rival", "tender"}
        and act.side == "theirs"
        and act.probability >= LIKELY
        and case.year.holds(act.sent_on)
    ]
    return deals + words


GATES: Mapping[str, Callable[[Case], GateFinding]] = MappingProxyType(
    {
        "first_order": first_order,
        "after_sales_proof": after_sales_proof,
        "called_first": called_first,
        "joint_strategy": joint_strategy,
        "uncontested": uncontested,
    }
)
"""How each gate of the contract is found."""
