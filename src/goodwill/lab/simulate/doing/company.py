"""Talk outside business, and going out together."""

from __future__ import annotations

from datetime import date, timedelta

from goodwill.lab.simulate.days import workday
from goodwill.lab.simulate.doing.supply import bill_goods
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.people import Person

__all__ = ["chat", "outing", "small_order"]


def friend(life: Life) -> Person:
    """Who of theirs is close to our owner: always the same."""
    return life.crew["user"] if life.client.size < 1 else life.crew["head"]


def chat(life: Life) -> None:
    """How they are, what the children do, who won."""
    theirs, ours = friend(life), life.owner
    first, second = (theirs, ours) if life.chance(0.5) else (ours, theirs)
    talk = life.talk("subject_social")
    for turn in range(life.rng.randint(1, 3)):
        by, to = (first, second) if turn % 2 == 0 else (second, first)
        talk.say(by, to, *(["personal"] * life.rng.randint(1, 2)))


def outing(life: Life) -> None:
    """An evening, a match, a meal; it is on us more often than not."""
    theirs, ours = friend(life), life.owner
    talk = life.talk("subject_social")
    first, second = (ours, theirs) if life.chance(0.65) else (theirs, ours)
    if life.chance(0.5):
        talk.say(first, second, "personal", "social_invitation")
    else:
        talk.say(first, second, "social_invitation")
    talk.say(second, first, "accept_invite")
    held = workday(talk.day + timedelta(days=life.rng.randint(2, 9)))
    went_out(life, held, first is ours)
    talk.wait_for(held + timedelta(days=1))
    if life.chance(0.6):
        talk.say(second, first, "thanks_evening", wait=0.2)


def went_out(life: Life, held: date, on_us: bool) -> None:
    """It stands in the calendar, and on the card."""
    hours = life.rng.choice((2, 3, 4))
    people = (life.owner, friend(life))
    if life.chance(0.75):
        life.meet(held, "meet_social", people, hours=hours, activity="entertainment", evening=True)
    if on_us:
        category = "gift" if life.chance(0.15) else "entertainment"
        life.ledger.spend(life.owner, held, category, life.rng.uniform(40, 420))


def small_order(life: Life) -> None:
    """Business, mentioned on the side."""
    theirs, ours = friend(life), life.owner
    talk = life.talk("subject_social")
    talk.say(theirs, ours, "personal", "small_business")
    talk.say(ours, theirs, "acknowledge")
    listed = life.price(0.6)
    if life.chance(0.5):
        opened = talk.day
        life.ledger.deal(
            talk.slots["items"], opened, opened, "won", "renewal", listed=listed, contact=theirs
        )
    done = workday(talk.day + timedelta(days=7))
    life.ledger.deliver(done, done, talk.slots["items"])
    bill_goods(life, done, talk.slots["items"], listed)
    life.did("order", talk.day)
