"""Mail that says nothing of a relationship: absences, circulars, mail among ourselves."""

from __future__ import annotations

from goodwill.lab.simulate.days import moment, spoken
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.mail import Mail
from goodwill.lab.simulate.people import Person

__all__ = ["noise"]


def noise(life: Life) -> None:
    """One of them, by chance."""
    owner, support = life.owner, life.firm.support
    sort = life.rng.choice(("away", "news", "internal"))
    if sort == "internal":
        life.talk("subject_plain").say(support, owner, "internal")
    elif sort == "away":
        send(life, life.one("buyer", "user"), owner, sort)
    else:
        send(life, owner, life.one("user", "head"), sort)


def send(life: Life, by: Person, to: Person, sort: str) -> None:
    """A mail that a program sends."""
    day = life.day()
    slots = life.pen.slots(day, {"date": spoken(day, life.client.language)})
    life.pen.keep(
        Mail(
            message_id=life.pen.new_id(by),
            at=moment(day, life.rng),
            by=by,
            to=(to,),
            cc=(),
            subject=life.pen.bag.draw("subject_plain", slots),
            body=life.pen.bag.draw(sort, slots),
            sort=sort,
        )
    )
