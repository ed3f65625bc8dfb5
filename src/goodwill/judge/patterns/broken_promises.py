"""Whether promises are made and not kept, by them or by us; judged from the ledger of promises.

Concepts, U10 and A.0: the share of promises due that were broken, shrunk towards what is usual,
must lie above the threshold with the pattern's probability, on enough promises and as many
dated quotes. What is broken is what the ledger calls so. Business held out for a concession of
which the ledger has nothing ends by the promiser's word or in silence (`held_out`), and one such
promise is watched where two others are asked for. An order
or anything else of theirs that came within the days of grace is not held against them here; a
promise that nothing tells about counts as due and not as broken.

Deliveries of which no mail speaks (`goodwill.judge.booked`) count with ours where they make it
likelier: many that came in time do not outweigh words that were not kept, nor do they tell of what
the other side promised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goodwill.catalogue.schema import Pattern
from goodwill.facts.posterior import beta_over
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.judge.booked import Booked, booked
from goodwill.judge.case import LIKELY, Case
from goodwill.judge.cost import cost_of
from goodwill.judge.evidence import evidence, in_order, logit
from goodwill.judge.patterns.finding import (
    UNSEEN,
    Direction,
    Finding,
    absent,
    fallen_short,
    not_assessable,
)
from goodwill.judge.patterns.held_out import (
    HeldOut,
    held_out,
    reminded_in_vain,
)
from goodwill.judge.promises import Entry
from goodwill.judge.promises.signs import Sign

__all__ = ["find"]

GIVEN, REMINDED = "given", "reminded"
SIDES: tuple[Direction, ...] = ("theirs", "ours")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """One side's promises that fell due in the 12 months, and those of them that were broken.

    What was held out for a concession, and taken back, is both.
    """

    side: Direction
    due: tuple[Entry, ...]
    broken: tuple[Entry, ...]
    held_out: tuple[HeldOut, ...]
    probability: float
    came: tuple[Booked, ...] = ()

    @property
    def late(self) -> tuple[Booked, ...]:
        """Deliveries that came late."""
        return tuple(one for one in self.came if one.is_late)

    @property
    def breaches(self) -> int:
        """How many promises were broken."""
        return len(self.broken) + len(self.held_out) + len(self.late)

    @property
    def exposure(self) -> int:
        """How many promises fell due."""
        return len(self.due) + len(self.held_out) + len(self.came)

    @property
    def told_days(self) -> int:
        """On how many days something was said, or came late, that tells of a broken promise."""
        signs = (sign for one in self.broken for sign in one.signs)
        told = {sign.said_on for sign in signs if sign.quote and sign.weight < 0}
        told |= {one.denied.sent_on for one in self.held_out if one.denied}
        return len(told | {one.came_on for one in self.late})


def find(case: Case, pattern: Pattern) -> Finding:
    """The finding on `case.as_of`."""
    chance = case.number(pattern.id, "chance_when_met")
    sides = [_account(case, pattern, side) for side in SIDES]
    worst = max(sides, key=lambda one: (one.breaches > 0, one.probability))
    wanted = 1 if worst.held_out else case.number(pattern.id, "broken_to_watch")
    if worst.breaches < wanted:
        told = sum(entry.status != "open" for one in sides for entry in one.due)
        told += sum(len(one.late) for one in sides)
        needed = pattern.fires_when.min_exposure
        few = f"Promises whose end is known: {told}; needed: {needed:g}."
        return _too_few(case, pattern, worst) if told >= needed else not_assessable(pattern, few)
    is_present = _passes_gate(pattern, worst)
    likely, to_watch = min(worst.probability, chance), case.number(pattern.id, "chance_to_watch")
    if worst.held_out:
        likely = max(likely, to_watch)  # concepts, U10: one of these is shown as a fact
    if not is_present and likely < to_watch:
        return _too_few(case, pattern, worst)
    probability = round(likely, 4)
    return Finding(
        status="present" if is_present else "watch",
        probability=probability,
        since=min(
            *(item[1] for item in _told(worst)), *(one.due_on for one in worst.late), case.as_of
        ),
        direction=worst.side,
        evidence=in_order(_evidence(pattern, worst, probability)),
        needs=_needs(case, pattern, worst),
    )


def _too_few(case: Case, pattern: Pattern, worst: _Account) -> Finding:
    """Those that were broken stay to be read, beside how many fell due."""
    chance = case.number(pattern.id, "chance_when_met")
    if not worst.breaches:
        return absent(chance)
    says = pattern.says["too_few"].format(broken=worst.breaches, due=worst.exposure)
    items = tuple(_evidence(pattern, worst, LIKELY))
    return fallen_short(pattern, chance, items, says=says, on=case.as_of)


def _passes_gate(pattern: Pattern, worst: _Account) -> bool:
    fires = pattern.fires_when
    return (
        worst.probability >= fires.probability
        and worst.exposure >= fires.min_exposure
        and worst.told_days >= fires.min_dated_quotes
    )


def _needs(case: Case, pattern: Pattern, worst: _Account) -> tuple[str, ...]:
    """What is missing for a cost; what we gave for theirs has none here."""
    cost = cost_of(pattern.id, case.ledger) if worst.side == "ours" else None
    return cost.lacks if cost else ()


def _account(case: Case, pattern: Pattern, side: Direction) -> _Account:
    made = (one for one in case.promises if one.promise.first.side == side)
    due = tuple(one for one in made if _fell_due(case, one))
    grace = timedelta(days=case.number(pattern.id, "grace_days") if side == "theirs" else 0)
    broken = tuple(one for one in due if one.status == "broken" and not _came_within(one, grace))
    usual = case.number(pattern.id, "usual_share")
    strength = case.number(pattern.id, "prior_promises")
    known, kept = (
        {said.thread for one in told for said in one.promise.made}
        for told in (broken, [one for one in case.promises if one.status == "kept"])
    )
    dangled = _dangled(case, side, known=known, kept=kept)
    a = len(broken) + len(dangled) + strength * usual
    b = len(due) - len(broken) + strength * (1 - usual)
    share = case.number(pattern.id, "broken")
    words = _Account(
        side=side, due=due, broken=broken, held_out=dangled, probability=beta_over(a, b, share)
    )
    came = booked(case) if side == "ours" else ()
    late = sum(one.is_late for one in came)
    with_rows = beta_over(a + late, b + len(came) - late, share)
    if not late or with_rows <= words.probability:
        return words
    return replace(words, came=came, probability=with_rows)


def _dangled(
    case: Case, side: Direction, *, known: set[str], kept: set[str]
) -> tuple[HeldOut, ...]:
    """Business held out in writing, and what they were reminded of in vain, each once."""
    written = tuple(held_out(case, side, known=known, kept=kept))
    told = {one.denied.message_id for one in written if one.denied}
    return (*written, *reminded_in_vain(case, side, told=told, known=known))


def _sign(row: ActRow | RemarkRow, kind: str = "fell_through") -> Sign:
    return Sign(
        kind=kind,
        source="message",
        ref=row.message_id,
        on=row.sent_on,
        said_on=row.sent_on,
        weight=-1.0,
        quote=row.quote,
    )


def _fell_due(case: Case, one: Entry) -> bool:
    """Told in the 12 months, or its day passed in them, and nobody had called it off."""
    due_on = one.promise.due_on
    if not one.binds:
        return False
    if one.settled_on is not None and case.year.holds(one.settled_on):
        return True
    return due_on is not None and due_on < case.as_of and case.year.holds(due_on)


def _came_within(one: Entry, grace: timedelta) -> bool:
    """Whether it came late, but within the days of grace."""
    due_on, came_on = one.promise.due_on, one.came_on
    return due_on is not None and came_on is not None and came_on <= due_on + grace


def _told(worst: _Account) -> list[tuple[str, date, str | None, str, date | None, Sign]]:
    """Each broken promise (ref, day, words, how it is told, due day) with the first sign of it."""
    found: list[tuple[str, date, str | None, str, date | None, Sign]] = []
    for one in worst.broken:
        first = one.promise.telling
        sign = next(sign for sign in one.signs if sign.weight < 0)
        due = one.promise.due_on
        found.append((first.ref, first.on, first.quote, _key(due), due, sign))
    for each in worst.held_out:
        row, tells = each.promised, each.denied or each.given
        if tells is not None:
            key = REMINDED if each.by_reminder else _key(row.due_on)
            sign = _sign(tells) if each.denied else _sign(tells, GIVEN)
            found.append((row.message_id, row.sent_on, row.quote, key, row.due_on, sign))
    return found


def _key(due: date | None) -> str:
    return "promised_by" if due else "promised"


def _evidence(pattern: Pattern, worst: _Account, probability: float) -> Iterator[Evidence]:
    """Each broken promise and the first sign of it; together what lifted the probability."""
    told = _told(worst)
    share = (logit(probability) - logit(UNSEEN)) / (2 * len(told) + len(worst.late))
    for one in worst.late:
        yield evidence(
            pattern.id,
            source="delivery",
            ref=one.ref,
            on=one.came_on,
            says=pattern.says["came_late"].format(on=one.came_on, due=one.due_on),
            weight=share,
        )
    for ref, on, quote, key, due, sign in told:
        yield evidence(
            pattern.id,
            source="message",
            ref=ref,
            on=on,
            quote=quote,
            says=pattern.says[key].format(due=due),
            weight=share,
        )
        yield evidence(
            pattern.id,
            source=sign.source,
            ref=sign.ref,
            on=sign.said_on,
            quote=sign.quote,
            says=pattern.says[GIVEN if sign.kind == GIVEN else "broken"],
            weight=share,
        )
