"""Friendship taken for business: warmth, and nothing of the business beside it (X1, X2, X3).

Who insults is not warm, whatever the insult speaks of. Warmth alone is no risk: a review, a plan or
one who stands up for us beside it makes a warm partner. The absence of those says something only
where there was time enough to see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Posterior, SignalRow, Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence, sentence
from goodwill.judge.patterns.found import found
from goodwill.judge.risks.fading import contact_fades
from goodwill.judge.risks.joint_work import joint_work

__all__ = ["look"]

PERSONAL = "personal_share"
SHOWN = 4
SEEN = frozenset({"present", "watch"})


def look(case: Case, risk: Risk) -> Iterator[Evidence]:
    """The warmest pair of people, then what of the business stands beside it."""
    rows, chance = _warmest(case, risk)
    if not rows:
        return
    yield from _warmth(case, risk, rows, chance)
    yield from _social(case, risk, chance)
    yield from _slipping(case, risk, chance)
    yield from joint_work(case, risk.id, absent=case.number(risk.id, "no_review") * chance)


def _warmest(case: Case, risk: Risk) -> tuple[Sequence[SignalRow], float]:
    """What the warmest pair of people wrote, and the chance that much of it is personal."""
    window = Window.days(case.as_of, int(case.number(risk.id, "warm_days")))
    pairs: dict[tuple[str, str], list[SignalRow]] = defaultdict(list)
    rude = _by_the_rude(case)
    for row in case.measured.rows.get(PERSONAL, ()):
        if row.ours and row.theirs and window.holds(row.on):
            said = row._replace(value=0.0) if row.ref in rude else row
            pairs[row.ours, row.theirs].append(said)
    least = case.number(risk.id, "least_messages")
    rated = [
        (_chance(case, risk, rows), pair) for pair, rows in pairs.items() if len(rows) >= least
    ]
    if not rated:
        return (), 0.0
    chance, pair = max(rated)
    return pairs[pair], chance


def _by_the_rude(case: Case) -> frozenset[str]:
    """What those wrote who insult time after time: one that speaks of a dog is no warmth."""
    insulting = found(case, case.catalogue.patterns["abusive"])
    if insulting.status not in SEEN:
        return frozenset()
    told = {item["ref"] for item in insulting.evidence if item["weight"] > 0}
    rude = {mail.sender for mail in case.mail() if mail.message_id in told}
    rude &= {mail.sender for mail in case.mail(by=insulting.direction)}
    return frozenset(mail.message_id for mail in case.mail() if mail.sender in rude)


def _chance(case: Case, risk: Risk, rows: Sequence[SignalRow]) -> float:
    """That more of a pair's messages are personal than a business needs; a flat prior."""
    personal = sum(row.value * row.weight for row in rows)
    total = sum(row.weight for row in rows)
    belief = Posterior(family="beta", a=personal + 1, b=total - personal + 1)
    return belief.chance_over(case.number(risk.id, "personal"))


def _warmth(case: Case, risk: Risk, rows: Sequence[SignalRow], chance: float) -> Iterator[Evidence]:
    warm = [row for row in rows if row.value > 0]
    warm.sort(key=lambda row: (-row.value, -row.on.toordinal(), row.ref))
    weight = case.number(risk.id, "warm") * chance
    for place, row in enumerate(warm[:SHOWN]):
        yield evidence(
            risk.id,
            source=row.source,
            ref=row.ref,
            on=row.on,
            quote=row.quote,
            says="Talk outside the business, between the two who write most of it.",
            weight=weight * case.each_further ** (place + 1),
        )


def _social(case: Case, risk: Risk, chance: float) -> Iterator[Evidence]:
    value = case.measured.year.get("social_meeting_share")
    if value is not None and value.raw >= case.number(risk.id, "social_share"):
        yield count_evidence(
            risk.id,
            of="social_meeting_share",
            says=f"{value.raw:.0%} of the meetings in 12 months were social.",
            weight=case.number(risk.id, "social_hours") * chance,
            on=case.as_of,
        )


def _slipping(case: Case, risk: Risk, chance: float) -> Iterator[Evidence]:
    """That the business moves away beside the warmth: it fades, or others are talked to."""
    if (fade := case.once(contact_fades)) is not None:
        yield count_evidence(
            risk.id,
            of="weeks_with_contact",
            says=f"In spite of it, they were in touch in {fade.seen} of {fade.recent} weeks.",
            weight=case.number(risk.id, "fading") * chance,
            on=fade.last_on,
        )
    others = case.remarked("rival_calls", "handed_on", by="theirs", during=case.year)
    for row in others[-1:]:
        yield sentence(
            risk.id,
            row,
            says="Beside the warmth, somebody else decides or is talked to.",
            weight=case.number(risk.id, "rival") * chance,
        )
