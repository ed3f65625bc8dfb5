"""Ways with people: tone, threats, promises, and being tied to one another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from goodwill.lab.simulate.days import workday
from goodwill.lab.simulate.doing.supply import Supply, bill_goods, order, postponed, repair
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.pen import Talk
from goodwill.lab.simulate.truth import PromiseTruth
from goodwill.lab.simulate.ways.base import Way

__all__ = ["TWINS", "WAYS"]


def insult(life: Life) -> None:
    """One of theirs treats ours with contempt, over whatever it may be."""
    bully = life.crew["second"]
    for _ in range(life.rng.randint(1, 2)):
        ours = life.rng.choice((life.firm.support, life.owner))
        talk = life.talk("subject_fault")
        about = life.rng.choice(("report_problem", "complain_quality", "open_questions"))
        talk.say(bully, ours, *life.rng.choice(((about, "insult"), ("insult", about), ("insult",))))
        if life.chance(0.7):
            talk.say(ours, bully, "meek")


def blunt(life: Life) -> None:
    """Short and hard, about the matter, and fair."""
    theirs, ours = life.crew["second"], life.firm.support
    for _ in range(life.rng.randint(1, 2)):
        talk = life.talk("subject_question")
        talk.say(theirs, ours, "blunt")
        talk.say(ours, theirs, "tech_answer")


def one_night(life: Life) -> None:
    """One bad night, and they say sorry for what they said in it."""
    theirs, ours = life.crew["user"], life.firm.support
    talk = life.talk("subject_fault")
    talk.say(theirs, ours, "outburst")
    life.befell("failure", talk.day)
    repair(life, talk, ours, theirs)
    talk.wait_for(talk.day + timedelta(days=4))
    talk.say(theirs, ours, "outburst_sorry")


def banter(life: Life) -> None:
    """They pull each other's legs."""
    theirs, owner = life.crew["user"], life.owner
    talk = life.talk("subject_plain")
    talk.say(theirs, owner, "banter")
    talk.say(owner, theirs, "banter")


def threaten(life: Life) -> None:
    """Do it, or else; and we do it."""
    if not life.chance(0.75):
        return
    theirs, owner = life.one("head", "buyer", "head"), life.owner
    talk = life.talk("subject_money")
    talk.say(theirs, owner, "threat")
    talk.say(owner, theirs, "give_way")
    give_in(life, talk, talk.day, life.price(0.5))


def set_deadline(life: Life) -> None:
    """A date with a reason, or a right that the contract gives."""
    if life.chance(0.6):
        theirs, owner = life.one("user", "buyer"), life.owner
        talk = life.talk("subject_order")
        talk.say(theirs, owner, "deadline_fair")
        talk.say(owner, theirs, "acknowledge")


def squeeze(life: Life) -> None:
    """Whatever is gained is theirs, whatever is lost ours."""
    if life.chance(0.75):
        theirs, owner = life.one("buyer", "head"), life.owner
        talk = life.talk("subject_money")
        talk.say(theirs, owner, "squeeze")
        talk.say(owner, theirs, "squeeze_yes")


def earn_nothing(life: Life) -> None:
    """At these prices we pay for working."""
    life.ledger.margin = -0.06


def earn_again(life: Life) -> None:
    """Prices that leave something."""
    life.ledger.margin = 0.32


def bargain(life: Life) -> None:
    """A hard talk that ends in something for both."""
    if life.chance(0.5):
        buyer, owner = life.crew["buyer"], life.owner
        talk = life.talk("subject_money")
        talk.say(buyer, owner, "discount_ask")
        talk.say(owner, buyer, "discount_refuse")
        talk.say(buyer, owner, "acknowledge")


def tie(life: Life) -> None:
    """The group signs for all of its plants."""
    manner = life.manner
    life.ledger.agree(
        life.months.first(life.month),
        terms=manner.terms,
        off=manner.max_off,
        hours=manner.included,
        scope="group frame",
        imposed=True,
    )


def resent(life: Life) -> None:
    """They have to, and say so."""
    if life.chance(0.6):
        theirs, owner = life.one("user", "head", "buyer"), life.owner
        talk = life.talk("subject_plain")
        talk.say(theirs, owner, "mandate_resent")
        talk.say(owner, theirs, "acknowledge")


def enjoy(life: Life) -> None:
    """They have to, and are glad."""
    if life.chance(0.35):
        theirs, owner = life.one("user", "head"), life.owner
        life.talk("subject_plain").say(theirs, owner, "mandate_glad")
        order(life)


def dangled(life: Life) -> PromiseTruth | None:
    """Give now, and much will come; we give."""
    if not life.chance(0.45):
        return None
    theirs, owner = life.one("buyer", "head"), life.owner
    talk, listed = life.talk("subject_money"), life.price(0.8)
    mail = talk.say(theirs, owner, "dangle")
    promise = life.promise("theirs", mail, talk.day + timedelta(days=120))
    talk.say(owner, theirs, "dangle_yes")
    give_in(life, talk, mail.at.date(), listed)
    return promise


def give_in(life: Life, talk: Talk, opened: date, listed: Decimal) -> None:
    """An order at the lowest price that may be given; put out to bids where they have to."""
    bids, off = life.drives.rivalry > life.drives.routine, life.manner.max_off
    life.ledger.deal(
        talk.slots["items"],
        opened,
        talk.day,
        "won",
        "rfp" if bids else "quote_request",
        listed=listed,
        off=off,
        rivals=(talk.slots["rival"],) if bids else (),
        contact=life.crew["buyer"],
    )
    bill_goods(life, workday(talk.day), talk.slots["items"], listed, off)


def dangle(life: Life) -> None:
    """What was held out never comes."""
    promise = dangled(life)
    if promise is None:
        return

    def ask(later: Life) -> None:
        theirs, owner = later.one("buyer", "head"), later.owner
        talk = later.talk("subject_money")
        talk.say(owner, theirs, "ask_promise")
        talk.say(theirs, owner, "dangle_no")
        later.settle(promise, "broken", talk.day)

    life.after(life.rng.randint(3, 5), ask)


def keep_word(life: Life) -> None:
    """What was held out comes."""
    promise = dangled(life)
    if promise is None:
        return

    def come(later: Life) -> None:
        theirs, owner = later.one("buyer", "head"), later.owner
        talk, listed = later.talk("subject_order"), later.price(2)
        talk.say(theirs, owner, "dangle_kept")
        talk.say(owner, theirs, "thanks")
        later.settle(promise, "kept", talk.day)
        later.ledger.deal(
            talk.slots["items"],
            talk.day,
            talk.day,
            "won",
            "invited",
            listed=listed,
            off=later.manner.off,
            contact=theirs,
        )
        bill_goods(later, workday(talk.day + timedelta(days=9)), talk.slots["items"], listed)

    life.after(life.rng.randint(2, 4), come)


def fail(life: Life) -> None:
    """We give our word, and do not keep it; nobody says sorry."""
    if not life.chance(0.7):
        return
    theirs, owner = life.one("user", "buyer"), life.owner
    talk = life.talk("subject_order")
    due = workday(talk.day + timedelta(days=life.rng.randint(5, 14)))
    promise = life.promise(
        "ours", talk.say(owner, theirs, "our_broken", date=life.spoken(due)), due
    )
    talk.wait_for(due + timedelta(days=life.rng.randint(2, 6)))
    talk.say(theirs, owner, "complain_late", wait=0.2)
    life.settle(promise, "broken", talk.day)
    done = workday(talk.day + timedelta(days=life.rng.randint(5, 12)))
    life.ledger.deliver(due, done, talk.slots["items"])
    life.ledger.work(life.firm.support, done, life.rng.uniform(2, 6), "rework")
    if life.chance(0.5):
        talk.say(owner, theirs, "meek")


def tell_in_time(life: Life) -> None:
    """A day can't be kept, is moved in time, and the new one holds."""
    if not life.chance(0.6):
        return
    theirs, owner = life.one("user", "buyer"), life.owner
    talk = life.talk("subject_order")
    due = workday(talk.day + timedelta(days=life.rng.randint(9, 16)))
    mail = talk.say(owner, theirs, "our_broken", date=life.spoken(due))
    promise = life.promise("ours", mail, due)
    postponed(life, Supply(talk=talk, owner=owner, buyer=theirs, promise=promise, due=due))


WAYS = {
    "abusive": Way(pattern="abusive", direction="theirs", month=insult),
    "big_brother": Way(pattern="big_brother", direction="theirs", month=threaten),
    "win_lose": Way(
        pattern="win_lose", direction="theirs", begin=earn_nothing, month=squeeze, end=earn_again
    ),
    "hostage": Way(pattern="hostage", direction="theirs", begin=tie, month=resent),
    "theirs_broken": Way(pattern="broken_promises", direction="theirs", month=dangle),
    "ours_broken": Way(pattern="broken_promises", direction="ours", month=fail),
}
TWINS = {
    "blunt": Way(pattern="abusive", month=blunt),
    "one_night": Way(pattern="abusive", begin=one_night),
    "banter": Way(pattern="abusive", month=banter),
    "fair_deadlines": Way(pattern="big_brother", month=set_deadline),
    "hard_but_fair": Way(pattern="win_lose", month=bargain),
    "glad_of_it": Way(pattern="hostage", begin=tie, month=enjoy),
    "word_kept": Way(pattern="broken_promises", month=keep_word),
    "said_in_time": Way(pattern="broken_promises", month=tell_in_time),
}
