"""Being asked among others: calls for bids, and talk about the price."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from goodwill.lab.simulate.days import workday
from goodwill.lab.simulate.doing.supply import bill_goods
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.pen import Talk

__all__ = ["haggle", "tender"]

WON = 0.3


def tender(life: Life) -> None:
    """A call for bids; the cheapest gets it."""
    buyer, owner = life.crew["buyer"], life.owner
    talk, listed = life.talk("subject_tender"), life.price(1.5)
    opened = talk.day
    closes = workday(opened + timedelta(days=life.rng.randint(8, 20)))
    talk.say(buyer, owner, "tender", date=life.spoken(closes))
    if life.chance(0.35):
        talk.say(owner, buyer, "tender_question")
        talk.say(buyer, owner, "tender_rule")
    talk.wait_for(closes - timedelta(days=life.rng.randint(0, 2)))
    off, won = life.rng.uniform(0, 0.12), life.chance(WON)
    talk.say(owner, buyer, "bid", wait=0.2, money=life.told(listed))
    talk.wait_for(closes + timedelta(days=life.rng.randint(5, 30)))
    talk.say(buyer, owner, "tender_won" if won else "tender_lost", wait=0.2)
    rivals = tuple(life.rng.sample(life.firm.trade["rivals"], life.rng.randint(1, 3)))
    life.ledger.deal(
        f"{talk.slots['items']} {talk.slots['ref']}",
        opened,
        talk.day,
        "won" if won else "lost",
        "rfp",
        listed=listed,
        off=off,
        rivals=rivals,
        contact=buyer,
        hours=life.rng.uniform(6, 45),
        loss=None if won else life.rng.choice(("price", "price", "price", "delivery time")),
    )
    life.did("tender", talk.day)
    if won:
        supplied(life, talk, listed, off)


def supplied(life: Life, talk: Talk, listed: Decimal, off: float) -> None:
    """What was won is delivered, and paid."""
    buyer, owner = life.crew["buyer"], life.owner
    due = workday(talk.day + timedelta(days=life.rng.randint(10, 25)))
    mail = talk.say(owner, buyer, "promise_delivery", date=life.spoken(due))
    life.settle(life.promise("ours", mail, due), "kept", due)
    life.did("order", talk.day)
    talk.wait_for(due)
    talk.say(owner, buyer, "delivered", wait=1)
    life.ledger.deliver(due, due, talk.slots["items"])
    life.ledger.work(life.firm.support, due, life.rng.uniform(2, 9), "delivery", billed=True)
    bill_goods(life, due + timedelta(days=2), talk.slots["items"], listed, off)


def haggle(life: Life) -> None:
    """They press for less; we hold, or give what the agreement lets us give."""
    buyer, owner = life.crew["buyer"], life.owner
    talk = life.talk("subject_money")
    meant = ("rival_offer", "discount_ask") if life.chance(0.4) else ("discount_ask",)
    talk.say(buyer, owner, *meant)
    talk.say(owner, buyer, "discount_refuse" if life.chance(0.6) else "discount_give")
    if "rival_offer" in meant:
        life.befell("rival offer", talk.day, "competitor_at_the_door")
