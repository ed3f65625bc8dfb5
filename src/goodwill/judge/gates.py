"""The five proofs of trust, each from rows: what has been earned, and what is missing.

One function a gate; definitions, numbers and words stand in the catalogue's stages
(contract, section 4, "Stage", "Deliveries"; concepts, A.8). Which stage the gates add up to
is said next door, in `stage`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from goodwill.facts.statement import Evidence
from goodwill.facts.values import Posterior, SignalRow
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.delivered import Delivered, delivered
from goodwill.judge.evidence import count_evidence, evidence, sentence
from goodwill.judge.held import held_since

__all__ = ["GATES", "GateFinding", "orders"]

DECIDES = 2.0  # log-odds of the count that a gate turns on
DOUBLES = 0.7  # log-odds of one row: it about doubles the odds
HARDLY = 0.2  # log-odds of one good delivery among many
UNSEEN = 0.3  # the chance that a gate is met of which too little was seen
KEPT = 0.6  # the same where it was met before

Order = tuple[str, str, date]
"""Source, ref and day of a deal won or an invoice sent."""

Contest = tuple[str, str, date, str | None]
"""Source, ref, day and quote of a need that others were asked for too."""


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
    """At least one deal won or one invoice sent, and the last of them not too long ago."""
    gate = "first_order"
    found = orders(case)
    wanted = int(case.number(gate, "orders"))
    if len(found) < wanted:
        books = case.keeps("opportunity", "invoice")
        says = _says(case, gate, "missing" if books else "too_few")
        chance = 0.0 if books else UNSEEN
        return _finding(
            gate, met=False, on=None, chance=chance, items=[_tally(case, gate, says, -DECIDES)]
        )
    _, _, on = found[wanted - 1]
    last_on = found[-1][2]
    dormant = (case.as_of - last_on).days > case.number(gate, "dormant_days")
    since = case.tables.account.customer_since
    is_older = since is not None and since < on
    says = _says(case, gate, "known" if is_older else "met", on=on, since=since)
    items = [
        evidence(gate, source=source, ref=ref, on=day, says=says, weight=DECIDES)
        for source, ref, day in found[:wanted]
    ]
    if dormant:
        items.insert(0, _tally(case, gate, _says(case, gate, "dormant", on=last_on), -DECIDES))
    return _finding(gate, met=not dormant, on=on, chance=0.0 if dormant else 1.0, items=items)


def orders(case: Case) -> list[Order]:
    """Deals won and invoices sent, in order."""
    found = [
        ("deal", row.deal_id, row.closed_on or row.opened_on)
        for row in case.tables.opportunity
        if row.status == "won"
    ]
    found += [
        ("invoice", row.invoice_id, row.issued_on) for row in case.tables.invoice if row.amount > 0
    ]
    return sorted(found, key=lambda order: (order[2], order[0], order[1]))


def after_sales_proof(case: Case) -> GateFinding:
    """What followed the order was delivered in full and on the day, often enough to tell."""
    gate = "after_sales_proof"
    wanted, share = int(case.number(gate, "deliveries")), case.number(gate, "in_full_on_time")
    lost = case.number(gate, "falls_below")
    everything = delivered(case)
    proofs = [one for one in everything if one.is_good is not None]
    since = held_since(
        [(one.on, float(one.is_good or 0)) for one in proofs],
        case.as_of,
        at_least=wanted,
        passes=lambda good, count: count >= wanted and good >= share * count,
        fails=lambda good, count: count >= wanted and good < lost * count,
    )
    within = sum(case.year.holds(one.on) for one in proofs)
    recent = proofs[-max(within, wanted) :]
    good, enough = sum(map(bool, (one.is_good for one in recent))), len(recent) >= wanted
    more = math.ceil(round((share * len(recent) - good) / (1 - share), 6))
    key = "too_few" if not enough else "missing" if since is None else "met"
    if key == "missing" and more > len(recent):
        key = "far"  # more than a year brings: the number would help nobody
    says = _says(case, gate, key, good=good, all=len(recent), wanted=wanted, more=more)
    weight = DECIDES if since else -DECIDES if enough else -DOUBLES
    shown = [one for one in everything if not recent or one.on >= recent[0].on]
    items = [_tally(case, gate, says, weight)]
    items += [_delivered_item(gate, one) for one in reversed(shown)]
    chance = (good + 1) / (len(recent) + 2) if enough else UNSEEN
    return _finding(gate, met=since is not None, on=since, chance=chance, items=items)


def _delivered_item(gate: str, one: Delivered) -> Evidence:
    weight = 0.0 if one.is_good is None else HARDLY if one.is_good else -DOUBLES
    return evidence(
        gate,
        source=one.source,
        ref=one.ref,
        on=one.on,
        quote=one.quote,
        says=one.says,
        weight=weight,
    )


def called_first(case: Case) -> GateFinding:
    """More often than not, new needs come to us first; once earned, it is lost at a lower mark.

    That they say of themselves that they always ask us first counts as one need more.
    """
    gate = "called_first"
    needs, told = _by_day(_rows(case, "first_call_share")), _told_first(case)
    rows = _by_day((*needs, *told))
    known = _by_day((*case.measured.rows.get("first_call_share", needs), *told))
    wanted, lost = case.number(gate, "needs"), case.number(gate, "falls_below")
    since = held_since(
        [(row.on, row.value) for row in known],
        case.as_of,
        at_least=0,
        passes=lambda good, count: count >= wanted and _is_sure(case, good, count),
        fails=lambda good, count: count >= wanted and good < lost * count,
    )
    first = [row for row in needs if row.value >= LIKELY]
    enough = len(rows) >= wanted
    is_sure = enough and _is_sure(case, sum(row.value for row in rows), len(rows))
    if since:
        key = "met" if is_sure else "held" if enough else "kept"
    else:
        key = "missing" if enough else "too_few"
    counts = _says(
        case,
        gate,
        key,
        good=len(first),
        all=len(needs),
        wanted=f"{wanted:g}",
        more=_more_first_calls(case, rows),
        since=since,
        lost=f"{lost:.0%}",
    )
    items = [_tally(case, gate, counts, DECIDES if since else -DOUBLES)]
    items += [
        _row_item(case, gate, row, key, weight)
        for row in needs
        for key, weight in [("first", DOUBLES) if row.value >= LIKELY else ("not_first", -DOUBLES)]
    ]
    items += [_row_item(case, gate, row, "told", DOUBLES) for row in told]
    chance = _chance_of_first(case, sum(row.value for row in rows), len(rows))
    if not enough:
        chance = KEPT if since else UNSEEN
    return _finding(gate, met=since is not None, on=since, chance=chance, items=items)


def _told_first(case: Case) -> tuple[SignalRow, ...]:
    """The last time in the 12 months that they said they always ask us first, if they did."""
    said = case.remarked("comes_first", by="theirs", during=case.year)
    return tuple(
        SignalRow(
            signal="first_call_share",
            account_id=row.account_id,
            source="message",
            ref=row.message_id,
            on=row.sent_on,
            value=1.0,
            weight=1.0,
            ours=row.counterpart,
            theirs=row.sender,
            quote=row.quote,
        )
        for row in said[-1:]
    )


def _chance_of_first(case: Case, good: float, count: int) -> float:
    """The chance that new needs come to us first more often than not."""
    gate = "called_first"
    strength, mean = case.number(gate, "prior_strength"), case.number(gate, "prior_mean")
    belief = Posterior(
        family="beta", a=good + strength * mean, b=count - good + strength * (1 - mean)
    )
    return belief.chance_over(case.number(gate, "share"))


def _is_sure(case: Case, good: float, count: int) -> bool:
    return _chance_of_first(case, good, count) >= case.number("called_first", "probability")


def _more_first_calls(case: Case, rows: Sequence[SignalRow]) -> int:
    """How many more needs that come to us first would make it sure."""
    good, count = sum(row.value for row in rows), len(rows)
    least = max(0, int(case.number("called_first", "needs")) - count)
    more = least
    while not _is_sure(case, good + more, count + more):
        more += 1
    return more


def _by_day(rows: Iterable[SignalRow]) -> list[SignalRow]:
    return sorted(rows, key=lambda row: (row.on, row.ref))


def _rows(case: Case, signal: str) -> tuple[SignalRow, ...]:
    value = case.measured.year.get(signal)
    return tuple(value.rows) if value else ()


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
    rows = _by_day(row for row in _rows(case, "strategy_work") if row.value > 0)
    sessions = _with_their_meetings(case, _sessions(case, rows))
    wanted = int(case.number(gate, "sessions"))
    more = wanted - len(sessions)
    # a row's value is how much likelier than not it is: 0 at even odds, 1 where there is no doubt
    believed = [(1 + max(row.value for row in one)) / 2 for one in sessions.values()]
    seen = "strategy_work" in case.measured.year
    chance = _chance_of(wanted, believed) if seen else UNSEEN
    met = seen and chance >= case.number(gate, "probability")
    key = "met" if met else "too_few" if not seen else "missing" if more > 0 else "unsure"
    counts = _says(case, gate, key, all=len(sessions), wanted=wanted, more=more)
    items = [_tally(case, gate, counts, DECIDES if met else -DOUBLES)]
    items += [
        _row_item(case, gate, row, "session", DOUBLES) for one in sessions.values() for row in one
    ]
    on = sorted(one[0].on for one in sessions.values())[wanted - 1] if met else None
    return _finding(gate, met=met, on=on, chance=chance, items=items)


def _chance_of(wanted: int, believed: Iterable[float]) -> float:
    """The chance that at least so many of some things are so, each believed so far."""
    reached = [1.0] + [0.0] * wanted  # by how many are so; the last is that many or more
    for chance in believed:
        for count in range(wanted, 0, -1):
            stays = reached[count] if count == wanted else reached[count] * (1 - chance)
            reached[count] = stays + reached[count - 1] * chance
        reached[0] *= 1 - chance
    return min(reached[wanted], 1.0)


def _sessions(case: Case, rows: Iterable[SignalRow]) -> dict[str, list[SignalRow]]:
    """Rows by meeting, or by thread where both sides wrote in it; in order of their first day."""
    of_message = {row.message_id: thread for thread, mail in case.threads.items() for row in mail}
    sessions: dict[str, list[SignalRow]] = {}
    for row in rows:
        thread = of_message.get(row.ref)
        if row.source == "meeting":
            sessions.setdefault(row.ref, []).append(row)
        elif thread is not None and len({mail.side for mail in case.threads[thread]}) > 1:
            sessions.setdefault(thread, []).append(row)
    return sessions


def _with_their_meetings(
    case: Case, sessions: Mapping[str, list[SignalRow]]
) -> dict[str, list[SignalRow]]:
    """The same sessions; a thread that leads up to a meeting is one session with it."""
    soon = timedelta(days=case.number("joint_strategy", "leads_up_days"))
    found = {key: list(rows) for key, rows in sessions.items() if rows[0].source == "meeting"}
    for key, rows in sessions.items():
        if key in found:
            continue
        last = rows[-1].on
        led_to = (
            place
            for place, one in found.items()
            if one[0].source == "meeting" and last <= one[0].on <= last + soon
        )
        found.setdefault(next(led_to, key), []).extend(rows)
    return found


def uncontested(case: Case) -> GateFinding:
    """Awards without competition, or a year of needs without a trace of a rival."""
    gate = "uncontested"
    awards = _by_day(_rows(case, "sole_source_share"))
    alone = [row for row in awards if row.value >= LIKELY]
    needs = len(_rows(case, "first_call_share"))
    contests, rivals = _contests(case), _rival_words(case)
    more = int(case.number(gate, "awards")) - len(alone)
    enough = more <= 0
    by_award = enough and not any(on > alone[-1].on for _, _, on, _ in contests)
    by_silence = not (contests or rivals) and needs >= case.number(gate, "needs")
    met = by_award or by_silence
    key = "too_few"
    if met:
        key = "met" if by_award else "met_by_silence"
    elif contests:
        key = "put_out" if enough else "missing"
    elif rivals:
        key = "contested"  # they only speak of others: there is no count to show
    counts = _says(case, gate, key, good=len(alone), all=needs, contested=len(contests), more=more)
    items = [_tally(case, gate, counts, DECIDES if met else -DOUBLES)]
    items += [_contest_item(case, contest) for contest in contests]
    items += [*rivals, *(_row_item(case, gate, row, "alone", DOUBLES) for row in alone)]
    on = alone[int(case.number(gate, "awards")) - 1].on if by_award else case.as_of
    good, count = (needs, needs) if by_silence else (len(alone), len(awards))
    chance = (good + 1) / (count + 2) if count else UNSEEN
    return _finding(gate, met=met, on=on, chance=chance, items=items)


def _contests(case: Case) -> list[Contest]:
    """Needs of the 12 months that others were asked for too: rivals named, or a tender."""
    deals = [
        ("deal", row.deal_id, row.opened_on, None)
        for row in case.tables.opportunity
        if (row.competitor_count > 0 or row.origin == "rfp") and case.year.holds(row.opened_on)
    ]
    clear = 1 - case.number("uncontested", "rival_probability")
    asked = [
        (row.source, row.ref, row.on, row.quote)
        for row in _rows(case, "first_call_share")
        if row.source == "message" and row.value <= clear
    ]
    return deals + asked


def _contest_item(case: Case, contest: Contest) -> Evidence:
    source, ref, on, quote = contest
    gate = "uncontested"
    says = _says(case, gate, "contested")
    return evidence(gate, source=source, ref=ref, on=on, quote=quote, says=says, weight=-DOUBLES)


def _rival_words(case: Case) -> list[Evidence]:
    """Every clear trace of a rival in their words of the 12 months."""
    gate = "uncontested"
    least = case.number(gate, "rival_probability")
    return [
        sentence(
            gate,
            act,
            says=_says(case, gate, "contested"),
            weight=-DOUBLES * act.probability,
        )
        for act in case.said("rival", "tender", by="theirs", during=case.year, least=least)
    ]


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
