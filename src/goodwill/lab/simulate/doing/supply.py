"""Orders: a question for a price, an order, a day promised, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from goodwill.lab.simulate.days import workday
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.pen import Talk
from goodwill.lab.simulate.people import Person
from goodwill.lab.simulate.truth import PromiseTruth

__all__ = ["Supply", "bill_goods", "fulfil", "order", "postponed", "repair"]

ANNOUNCED = 0.6  # late deliveries of which we tell in time


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """An order on its way: its thread, who deals with whom, and the day that was promised."""

    talk: Talk
    owner: Person
    buyer: Person
    promise: PromiseTruth
    due: date


def order(life: Life) -> None:
    """They order what they use, as often before."""
    buyer, owner = life.one("buyer", "buyer", "user"), life.owner
    talk, listed = life.talk("subject_order"), life.price()
    opened = talk.day
    talk.say(buyer, owner, "ask_quote")
    talk.say(owner, buyer, "give_quote", money=life.told(listed))
    talk.say(buyer, owner, "place_order")
    life.did("order", talk.day)
    name = talk.slots["items"]
    if life.chance(0.7):
        origin = "quote_request" if life.chance(0.85) else "renewal"
        life.ledger.deal(
            name, opened, talk.day, "won", origin, listed=listed, off=life.manner.off, contact=buyer
        )
    fulfil(life, talk, owner, buyer, listed)


def fulfil(life: Life, talk: Talk, owner: Person, buyer: Person, listed: Decimal) -> None:
    """Promise a day, deliver, and bill."""
    due = workday(talk.day + timedelta(days=life.rng.randint(9, 24)))
    mail = talk.say(owner, buyer, "promise_delivery", date=life.spoken(due))
    promise = life.promise("ours", mail, due)
    supply = Supply(talk=talk, owner=owner, buyer=buyer, promise=promise, due=due)
    if life.chance(life.manner.punctual):
        done = hand_over(life, supply)
    else:
        done = postponed(life, supply) if life.chance(ANNOUNCED) else failed(life, supply)
    bill_goods(life, done + timedelta(days=2), talk.slots["items"], listed)


def hand_over(life: Life, supply: Supply) -> date:
    """All is there on the day."""
    talk, due = supply.talk, supply.due
    talk.wait_for(due)
    life.ledger.deliver(due, due, talk.slots["items"])
    life.settle(supply.promise, "kept", due)
    life.ledger.work(life.firm.support, due, life.rng.uniform(1, 5), "delivery", billed=True)
    if life.chance(0.7):
        talk.say(supply.owner, supply.buyer, "delivered", wait=0.5)
        if life.chance(0.5 * supply.buyer.habits.warmth + 0.1):
            talk.say(supply.buyer, supply.owner, "praise" if life.chance(0.15) else "thanks")
            life.did("thanks", talk.day)
    return due


def postponed(life: Life, supply: Supply) -> date:
    """It can't be kept; we say so in time, and they agree to another day."""
    talk, owner, buyer = supply.talk, supply.owner, supply.buyer
    new = workday(supply.due + timedelta(days=life.rng.randint(4, 12)))
    talk.wait_for(supply.due - timedelta(days=life.rng.randint(3, 6)))
    talk.say(owner, buyer, "delay_notice", wait=0.2, newdate=life.spoken(new))
    talk.say(buyer, owner, "accept_new_date")
    supply.promise.due_on = new
    return hand_over(life, replace(supply, due=new))


def failed(life: Life, supply: Supply) -> date:
    """The day passes without a word, they complain, and we put it right."""
    talk, owner, buyer, due = supply.talk, supply.owner, supply.buyer, supply.due
    talk.wait_for(due + timedelta(days=life.rng.randint(2, 7)))
    talk.say(buyer, owner, "complain_late", wait=0.2)
    life.settle(supply.promise, "broken", talk.day)
    life.befell("failure", talk.day)
    repair(life, talk, owner, buyer)
    done = workday(talk.day + timedelta(days=life.rng.randint(1, 5)))
    life.ledger.deliver(due, done, talk.slots["items"])
    life.ledger.work(life.firm.support, done, life.rng.uniform(1, 3), "rework")
    talk.wait_for(done)
    talk.say(owner, buyer, "delivered", wait=0.5)
    return done


def repair(life: Life, talk: Talk, owner: Person, buyer: Person) -> None:
    """We own up, say sorry, say what changes; mostly they let it rest."""
    talk.say(owner, buyer, "apologise", "admit", "make_good", wait=3)
    life.did("repair", talk.day)
    if life.chance(0.6):
        talk.say(buyer, owner, "forgive")


def bill_goods(life: Life, day: date, what: str, listed: Decimal, off: float | None = None) -> None:
    """An invoice for goods, at the discount that was agreed, else the one that is usual now."""
    late = life.manner.late
    off = life.manner.off if off is None else off
    life.ledger.bill(workday(day), [(what, listed, None, None)], off=off, late=late)
