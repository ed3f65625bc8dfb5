"""Questions, faults and paperwork: what using a thing brings with it."""

from __future__ import annotations

from datetime import timedelta

from goodwill.lab.simulate.days import weekday, workday
from goodwill.lab.simulate.life import Life

__all__ = ["admin", "fault", "question"]


def question(life: Life) -> None:
    """They want to know something, and get an answer."""
    user, ours = life.one("user", "user", "second", "buyer"), life.owner
    ours = life.firm.support if life.chance(0.5) else ours
    talk = life.talk("subject_question")
    talk.say(user, ours, "tech_question")
    talk.say(ours, user, "tech_answer")
    if life.chance(0.3):
        talk.say(user, ours, "thanks" if life.chance(0.5) else "acknowledge")


def fault(life: Life) -> None:
    """Something does not work; a day is promised, and somebody comes."""
    user, support = life.one("user", "second"), life.firm.support
    talk = life.talk("subject_fault")
    talk.say(user, support, "report_problem")
    reported, due = talk.day, workday(talk.day + timedelta(days=life.rng.randint(1, 4)))
    language = life.client.language
    mail = talk.say(support, user, "promise_fix", wait=1.5, day=weekday(due, language))
    promise = life.promise("ours", mail, due)
    talk.wait_for(due)
    talk.say(support, user, "fixed", wait=0.3)
    life.settle(promise, "kept", talk.day)
    life.ledger.ticket(reported, life.rng.uniform(2, 30), 48, talk.slots["items"], user)
    life.ledger.work(support, due, life.rng.uniform(0.5, 2.5), "delivery", billed=True)
    if life.chance(0.35):
        talk.say(user, support, "thanks")
        life.did("thanks", talk.day)


def admin(life: Life) -> None:
    """Visits, gates, papers."""
    theirs, ours = life.one("buyer", "user", "payer"), life.owner
    first, second = (theirs, ours) if life.chance(0.6) else (ours, theirs)
    talk = life.talk("subject_admin")
    talk.say(first, second, "logistics" if life.chance(0.5) else "admin_note")
    if life.chance(0.6):
        talk.say(second, first, "acknowledge")
