"""What befalls an account and makes its kind change: people go, budgets shrink, rivals call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from goodwill.lab.simulate.days import DAY, workday
from goodwill.lab.simulate.doing.supply import repair
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.people import made_person

__all__ = ["CAUSES", "EVENTS"]


def opening_up(life: Life) -> None:
    """We stop selling for a day and ask; somebody else of ours comes along."""
    owner, head, support = life.owner, life.crew["head"], life.firm.support
    talk = life.talk("subject_plain", mate=support.first)
    talk.say(owner, head, "opening_up", cc=(support,))
    talk.say(head, owner, "acknowledge")
    held = workday(talk.day + 6 * DAY)
    life.meet(held, "meet_plan", (owner, support, head), hours=3, agenda="agenda_plan")


def tender_duty(life: Life) -> None:
    """From now on everything has to be put out to bids."""
    talk = life.talk("subject_plain")
    talk.say(life.crew["buyer"], life.owner, "tender_duty")
    talk.say(life.owner, life.crew["buyer"], "acknowledge")
    life.manner.every = 0


def drifting(life: Life) -> None:
    """They have no time for the long view any more."""
    talk = life.talk("subject_plain")
    talk.say(life.crew["head"], life.owner, "drifting")
    talk.say(life.owner, life.crew["head"], "acknowledge")


def framework(life: Life) -> None:
    """No more bids: a list, and orders from it."""
    talk = life.talk("subject_order")
    talk.say(life.crew["buyer"], life.owner, "framework")
    talk.say(life.owner, life.crew["buyer"], "acknowledge")
    manner = life.manner
    life.ledger.agree(
        talk.day,
        terms=manner.terms,
        off=manner.max_off,
        hours=manner.included,
        scope="call-off from price list",
    )
    manner.every = manner.every or 3


def leaving(life: Life) -> None:
    """Whoever was closest to us goes; somebody else takes over."""
    duty = "user" if life.client.size < 1 else "head"
    person, owner = life.crew[duty], life.owner
    talk = life.talk("subject_plain")
    last = workday(talk.day + timedelta(days=life.rng.randint(12, 35)))
    talk.say(person, owner, "leaving", date=life.spoken(last))
    talk.say(owner, person, "personal" if life.drives.bond > 0.5 else "thanks")  # noqa: PLR2004
    life.befell(f"{person.duty} left", talk.day, "champion_leaving")
    if last > life.months.until:
        return
    life.left[person.email] = last
    new = made_person(
        life.rng,
        life.client.language,
        {person.name},
        at=life.client.domain,
        duty=duty,
        role=person.role,
        title=person.title,
    )
    life.crew[duty], life.crew["gone"] = new, person
    life.met.append(new)
    begins = workday(last + 4 * DAY)
    life.talk("subject_plain", begins).say(new, owner, "newcomer")


def failure(life: Life) -> None:
    """Something of ours is bad; mostly it is put right as it should be."""
    user, owner = life.crew["user"], life.owner
    talk = life.talk("subject_fault")
    talk.say(user, owner, "complain_quality", wait=0)
    life.befell("failure", talk.day)
    life.ledger.work(life.firm.support, talk.day, life.rng.uniform(1, 4), "rework")
    repair(life, talk, owner, user)


def attack(life: Life) -> None:
    """A rival makes an offer, and they tell us what it would take."""
    buyer, owner = life.crew["buyer"], life.owner
    talk = life.talk("subject_money")
    talk.say(buyer, owner, "rival_offer", "discount_ask")
    life.befell("rival offer", talk.day, "competitor_at_the_door")
    if life.chance(life.manner.tough):
        talk.say(owner, buyer, "discount_refuse")
        return
    talk.say(owner, buyer, "discount_give")
    life.manner.off = min(life.manner.max_off, life.manner.off + 0.04)
    life.befell("repriced", talk.day, "price_pressure")


def cut(life: Life) -> None:
    """Their budget is cut; for half a year they buy less."""
    head, owner = life.crew["head"], life.owner
    talk = life.talk("subject_plain")
    talk.say(head, owner, "budget_cut")
    talk.say(owner, head, "acknowledge")
    life.befell("budget cut", talk.day)
    before = life.manner.busy
    life.manner.busy = before * 0.6

    def recover(later: Life) -> None:
        later.manner.busy = before

    life.after(6, recover)


def doubt(life: Life) -> None:
    """They doubt that we know our trade; we take it well."""
    user, owner = life.crew["user"], life.owner
    talk = life.talk("subject_question")
    talk.say(user, owner, "competence_doubt")
    talk.say(owner, user, "thanks_advice")
    life.befell("doubted", talk.day, "competence_doubted")


def loss(life: Life) -> None:
    """They go to a rival."""
    buyer, owner = life.crew["buyer"], life.owner
    talk = life.talk("subject_plain")
    talk.say(buyer, owner, "we_leave")
    talk.say(owner, buyer, "meek" if life.chance(0.3) else "acknowledge")
    life.befell("lost", talk.day, "defection")
    life.gone = talk.day


CAUSES: dict[str, Callable[[Life], None]] = {
    "opening_up": opening_up,
    "tender_duty": tender_duty,
    "drifting": drifting,
    "framework": framework,
    "leaving": leaving,
}
"""What changes a kind, by the names of `rates.toml`."""

EVENTS: dict[str, Callable[[Life], None]] = {
    "failure": failure,
    "attack": attack,
    "leaving": leaving,
    "cut": cut,
    "doubt": doubt,
    "loss": loss,
}
"""What else befalls accounts, by the names of `rates.toml`."""
