"""One account while it lives: who is there, how things stand, and what is at hand to act with.

Everything that is done (`doing`, `causes`, `ways`) is a function of this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import exp
from random import Random

from goodwill.lab.simulate.days import Months, moment, spoken, workday
from goodwill.lab.simulate.diary import Meeting
from goodwill.lab.simulate.ledger import Ledger, cents
from goodwill.lab.simulate.mail import Mail
from goodwill.lab.simulate.pen import Pen, Talk
from goodwill.lab.simulate.people import Client, Firm, Person
from goodwill.lab.simulate.states import Drives
from goodwill.lab.simulate.truth import Happening, Notes, PromiseTruth

__all__ = ["Life", "Manner", "poisson"]


@dataclass(slots=True)
class Manner:
    """What is usual in an account, until a way of dealing changes it.

    `late` days after the due day (least, most); `off` the usual discount; `punctual` the share of
    our deliveries that are on time; `included` hours a month that the agreement covers, of which
    `used` is the usual share; `every` months between the regular invoices, 0 for none.
    """

    late: tuple[int, int]
    off: float
    max_off: float
    terms: int
    punctual: float
    included: float
    used: float
    every: int
    tough: float
    busy: float


@dataclass(slots=True)
class Life:
    """An account in a month, with its pen, its rows and what is noted of it."""

    rng: Random
    client: Client
    firm: Firm
    months: Months
    drives: Drives
    manner: Manner
    pen: Pen
    ledger: Ledger
    crew: dict[str, Person]
    month: int = 0
    active: set[str] = field(default_factory=set)
    notes: Notes = field(default_factory=Notes)
    meetings: list[Meeting] = field(default_factory=list)
    extra_hours: float = 0.0
    billed: int = 0
    gone: date | None = None
    left: dict[str, date] = field(default_factory=dict)
    met: list[Person] = field(default_factory=list)
    coming: dict[int, list[Callable[[Life], None]]] = field(default_factory=dict)

    @property
    def owner(self) -> Person:
        """Who of ours looks after it."""
        return self.client.owner

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.rng.random() < share

    def day(self) -> date:
        """A working day of this month."""
        first, last = self.months.first(self.month), self.months.last(self.month)
        return workday(first + timedelta(days=self.rng.randrange((last - first).days - 1)))

    def talk(self, subject: str, day: date | None = None, **given: str) -> Talk:
        """A thread that begins some day of this month."""
        self.pen.bond = self.drives.bond
        return self.pen.talk(subject, day or self.day(), **given)

    def one(self, *duties: str) -> Person:
        """Somebody of theirs with one of these duties."""
        return self.crew[self.rng.choice(duties)]

    def spoken(self, day: date) -> str:
        """A day as they write it."""
        return spoken(day, self.client.language)

    def price(self, share: float = 1.0) -> Decimal:
        """What something costs on the list."""
        least, most = self.firm.trade["price"]
        about = least * (most / least) ** self.rng.random() * self.client.size * share
        return cents(max(20, round(about / 10) * 10))

    def told(self, amount: Decimal) -> str:
        """Money as it is written in mail."""
        figure = f"{amount:,.0f}"
        return figure if self.client.language == "en" else figure.replace(",", ".")

    def did(self, what: str, day: date) -> None:
        """Note that something was done."""
        if day <= self.months.until:
            self.notes.done.append((day, what))

    def after(self, months: int, act: Callable[[Life], None]) -> None:
        """Do something so many months from now."""
        self.coming.setdefault(self.month + months, []).append(act)

    def befell(self, what: str, day: date, risk: str | None = None) -> None:
        """Note that something befell the account."""
        if day <= self.months.until:
            self.notes.happenings.append(Happening(on=day, what=what, risk=risk))

    def promise(self, by: str, mail: Mail, due: date) -> PromiseTruth:
        """Note a promise; it counts if its mail was written."""
        found = PromiseTruth(by=by, made_on=mail.at.date(), due_on=due, message=mail.message_id)
        if mail.at.date() <= self.months.until:
            self.notes.promises.append(found)
        return found

    def settle(self, promise: PromiseTruth, status: str, day: date) -> None:
        """What came of a promise, if that was still seen."""
        if day <= self.months.until:
            promise.status, promise.settled_on = status, day

    def meet(
        self,
        day: date,
        title: str,
        people: tuple[Person, ...],
        *,
        hours: float,
        agenda: str | None = None,
        activity: str = "meeting",
        evening: bool = False,
    ) -> None:
        """A meeting in the calendar, and our hours in it."""
        if day > self.months.until:
            return
        slots = self.pen.slots(day, {"you": people[-1].first})
        at = moment(day, self.rng)
        self.meetings.append(
            Meeting(
                uid=f"{self.client.account_id}-{len(self.meetings)}@{self.firm.domain}",
                at=at.replace(hour=18, minute=30) if evening else at,
                hours=hours,
                title=self.pen.bag.draw(title, slots),
                agenda=self.pen.bag.draw(agenda, slots) if agenda else "",
                people=people,
            )
        )
        for person in people:
            if person.ours:
                self.ledger.work(person, day, hours, activity)


def poisson(rng: Random, rate: float) -> int:
    """How often something happens that happens `rate` times on average."""
    limit, count, product = exp(-rate), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count
