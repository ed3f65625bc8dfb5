"""What people do who think along: plans, needs before they are on paper, advice."""

from __future__ import annotations

from datetime import timedelta

from goodwill.catalogue.ids import EXPECTATION_IDS
from goodwill.lab.simulate.days import weekday, workday
from goodwill.lab.simulate.doing.supply import fulfil
from goodwill.lab.simulate.life import Life

__all__ = [
    "backing",
    "beyond",
    "career",
    "coaching",
    "idea",
    "need",
    "plan",
    "review",
    "session",
    "tip",
    "want",
]


def plan(life: Life) -> None:
    """They show what they are thinking of, long before they need anything."""
    theirs, owner = life.one("head", "user"), life.owner
    talk = life.talk("subject_think")
    talk.say(theirs, owner, "share_plan")
    talk.say(owner, theirs, "plan_reply")
    if life.chance(0.4):
        talk.say(theirs, owner, "thanks" if life.chance(0.5) else "praise_deep")
    life.did("plan", talk.day)


def need(life: Life) -> None:
    """They come to us first, and to nobody else."""
    theirs, owner = life.one("head", "user", "buyer"), life.owner
    talk, listed = life.talk("subject_think"), life.price(1.4)
    opened = talk.day
    talk.say(theirs, owner, "early_need")
    talk.say(owner, theirs, "need_reply", money=life.told(listed))
    visit = workday(talk.day + timedelta(days=life.rng.randint(2, 8)))
    if life.chance(0.6):
        people = (owner, theirs, life.crew["user" if theirs.duty != "user" else "head"])
        life.meet(visit, "meet_work", people, hours=1.5, agenda="agenda_work")
    talk.wait_for(visit + timedelta(days=life.rng.randint(6, 40)))
    talk.say(theirs, owner, "award_direct", wait=0.3)
    origin = life.rng.choice(("first_call", "first_call", "invited", "sole_source"))
    life.ledger.deal(
        f"{talk.slots['project']} {talk.slots['items']}",
        opened,
        talk.day,
        "won",
        origin,
        listed=listed,
        off=life.manner.off,
        contact=theirs,
        hours=life.rng.uniform(1, 6),
    )
    life.did("need", opened)
    life.did("order", talk.day)
    if origin == "sole_source":
        life.did("single_source", talk.day)
    fulfil(life, talk, owner, theirs, listed)


def idea(life: Life) -> None:
    """Something that nobody asked us for, and that they may take up."""
    theirs, owner = life.one("head", "user"), life.owner
    talk = life.talk("subject_think")
    talk.say(owner, theirs, "our_idea")
    if life.chance(0.6):
        talk.wait_for(talk.day + timedelta(days=life.rng.randint(1, 25)))
        talk.say(theirs, owner, "idea_taken")
    else:
        talk.say(theirs, owner, "acknowledge")
    life.did("idea", talk.day)


def tip(life: Life) -> None:
    """Help with nothing to sell."""
    theirs, owner = life.one("head", "user"), life.owner
    talk = life.talk("subject_think" if life.chance(0.5) else "subject_plain")
    talk.say(owner, theirs, "useful_tip")
    if life.chance(0.6):
        talk.say(theirs, owner, "thanks")
        life.did("thanks", talk.day)
    life.did("tip", talk.day)


def session(life: Life) -> None:
    """Half a day on where they are going."""
    theirs, owner = life.crew["head"], life.owner
    talk = life.talk("subject_plain")
    held = workday(talk.day + timedelta(days=life.rng.randint(4, 10)))
    talk.say(owner, theirs, "strategy_session", day=weekday(held, life.client.language))
    talk.say(theirs, owner, "acknowledge")
    people = (owner, theirs, life.crew["user"], life.crew["second"])
    life.meet(held, "meet_plan", people, hours=3, agenda="agenda_plan")
    life.did("session", held)


def backing(life: Life) -> None:
    """Somebody of theirs puts their own name to us, or brings people together."""
    theirs, owner = life.one("head", "user"), life.owner
    talk = life.talk("subject_plain")
    if life.chance(0.6):
        talk.say(theirs, owner, "sponsor")
        life.did(f"sponsor {theirs.duty}", talk.day)
    else:
        cc = (life.crew["second"],)
        talk.say(theirs, owner, "introduction", cc=cc)
        talk.say(owner, theirs, "acknowledge", cc=cc)


def coaching(life: Life) -> None:
    """A warning, or advice, from somebody inside who wants us to stay."""
    theirs, owner = life.crew["user"], life.owner
    talk = life.talk("subject_think")
    warns = life.chance(0.4)
    talk.say(theirs, owner, "coach_warn" if warns else "coach_advice")
    talk.say(owner, theirs, "thanks_advice")
    if warns:
        life.befell("warned of a rival", talk.day, "competitor_at_the_door")
    life.did("coaching", talk.day)


def review(life: Life) -> None:
    """Once a year or so: money and expectations, openly."""
    theirs, owner = life.one("head", "buyer"), life.owner
    talk = life.talk("subject_money")
    held = workday(talk.day + timedelta(days=life.rng.randint(3, 9)))
    talk.say(owner, theirs, "review_money", day=weekday(held, life.client.language))
    life.meet(held, "meet_review", (owner, theirs), hours=2, agenda="agenda_review")
    talk.wait_for(held)
    talk.say(theirs, owner, "review_answer", wait=4)
    life.did("review", held)


def career(life: Life) -> None:
    """They have to look good upstairs, and we help."""
    theirs, owner = life.crew["user"], life.owner
    talk = life.talk("subject_plain")
    talk.say(theirs, owner, "help_career")
    talk.say(owner, theirs, "give_career")
    talk.say(theirs, owner, "thanks")
    life.did("career", talk.day)


def want(life: Life) -> None:
    """What they expect of whom they buy from, said in passing."""
    theirs, owner = life.one("head", "user", "buyer"), life.owner
    favourite = sum(map(ord, life.client.account_id)) % len(EXPECTATION_IDS)
    what = EXPECTATION_IDS[favourite] if life.chance(0.7) else life.rng.choice(EXPECTATION_IDS)
    talk = life.talk("subject_plain")
    talk.say(theirs, owner, what)
    talk.say(owner, theirs, "acknowledge")
    life.did(f"want {what}", talk.day)


def beyond(life: Life) -> None:
    """They ask for what is not our trade, or not in the agreement; we say so."""
    theirs, owner = life.one("user", "buyer"), life.owner
    talk = life.talk("subject_plain")
    talk.say(theirs, owner, "ask_other")
    if life.chance(0.5):
        talk.say(owner, theirs, "refer_out")
        life.did("refer_out", talk.day)
    else:
        talk.say(owner, theirs, "say_no")
        life.did("say_no", talk.day)
    if life.chance(0.5):
        talk.say(theirs, owner, "acknowledge")
