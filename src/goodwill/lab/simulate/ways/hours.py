"""Ways with our time: work that nobody pays, and visits that lead nowhere."""

from __future__ import annotations

from datetime import timedelta

from goodwill.lab.simulate.days import weekday, workday
from goodwill.lab.simulate.doing.company import friend
from goodwill.lab.simulate.doing.supply import order
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.ways.base import Way

__all__ = ["TWINS", "WAYS"]


def serve_unasked(life: Life) -> None:
    """We do more than is agreed, and nobody asked."""
    life.extra_hours += life.manner.included * life.rng.uniform(0.4, 1.3) + 2
    if life.chance(0.6):
        ours, theirs = life.rng.choice((life.owner, life.firm.support)), life.crew["user"]
        talk = life.talk("subject_plain")
        talk.say(ours, theirs, "unasked")
        if life.chance(0.7):
            talk.say(theirs, ours, "unasked_thanks")


def demand(life: Life) -> None:
    """They take it as their right, and get it."""
    theirs = life.crew["user"]
    for _ in range(life.rng.randint(1, 2)):
        ours = life.rng.choice((life.owner, life.firm.support))
        talk = life.talk("subject_plain")
        talk.say(theirs, ours, "demand_free")
        talk.say(ours, theirs, "comply_free")
        life.extra_hours += life.rng.uniform(3, 8)
        if life.chance(0.4):
            life.ledger.ticket(talk.day, 20, 48, talk.subject, theirs, in_scope=False)
    life.extra_hours += life.manner.included * (1 - life.manner.used)


def price_extras(life: Life) -> None:
    """More is wanted, priced, and paid."""
    if not life.chance(0.7):
        return
    theirs, ours = life.crew["user"], life.firm.support
    talk, hours = life.talk("subject_plain"), life.rng.randint(4, 16)
    talk.say(theirs, ours, "ask_other")
    talk.say(ours, theirs, "priced_change", hours=str(hours), money=str(hours * 90))
    talk.say(theirs, ours, "priced_ok")
    life.ledger.work(ours, talk.day, hours, "support", billed=True)


def drop_in(life: Life) -> None:
    """A coffee, with nothing to talk about and nothing that comes of it."""
    theirs, owner = friend(life), life.owner
    for _ in range(life.rng.randint(1, 2)):
        talk = life.talk("subject_plain")
        held = workday(talk.day + timedelta(days=life.rng.randint(2, 5)))
        talk.say(owner, theirs, "drop_in", day=weekday(held, life.client.language))
        if life.chance(0.8):
            talk.say(theirs, owner, "drop_in_ok")
        life.meet(held, "meet_visit", (owner, theirs), hours=life.rng.choice((1, 1.5, 2)))
        life.ledger.work(owner, held, life.rng.choice((1, 1.5)), "travel")
        if life.chance(0.4):
            life.ledger.spend(owner, held, "entertainment", life.rng.uniform(15, 60))


def visit(life: Life) -> None:
    """A visit with a purpose, and an order that follows from it."""
    if not life.chance(0.6):
        return
    theirs, owner = life.crew["user"], life.owner
    talk = life.talk("subject_plain")
    held = workday(talk.day + timedelta(days=life.rng.randint(2, 5)))
    talk.say(owner, theirs, "visit_purpose", day=weekday(held, life.client.language))
    people = (owner, theirs, life.crew["second"])
    life.meet(held, "meet_work", people, hours=1.5, agenda="agenda_work")
    life.ledger.work(owner, held, 1, "travel")
    talk.wait_for(held + timedelta(days=1))
    talk.say(theirs, owner, "visit_result", wait=0.5)
    order(life)


WAYS = {
    "over_servicing": Way(pattern="over_servicing", direction="ours", month=serve_unasked),
    "master_servant": Way(pattern="master_servant", direction="theirs", month=demand),
    "professional_visitor": Way(pattern="professional_visitor", direction="ours", month=drop_in),
}
TWINS = {
    "paid_extras": Way(pattern="over_servicing", month=price_extras),
    "priced_changes": Way(pattern="master_servant", month=price_extras),
    "useful_visits": Way(pattern="professional_visitor", month=visit),
}
