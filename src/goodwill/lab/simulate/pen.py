"""From what somebody means to the mail they write: threads, manners, slips, what is quoted below.

The same meaning has many wordings (`wording`); who writes decides how warm, long, quick and careful
it is. A mail after the last day of the company is not written, and nothing comes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from goodwill.lab.simulate.days import later, moment, spoken, weekday, workday
from goodwill.lab.simulate.mail import Mail
from goodwill.lab.simulate.people import Client, Firm, Person, table_of
from goodwill.lab.simulate.wording import Bag

__all__ = ["Pen", "Slots", "Talk"]

CLOSE = 0.45  # from this closeness on people write as friends do


class Slots(dict[str, str]):
    """Words for slots; what nobody set is made up when it is asked for, and kept."""

    def __init__(self, makers: dict[str, Callable[[], str]], given: dict[str, str]) -> None:
        super().__init__(given)
        self.makers = makers

    def __missing__(self, name: str) -> str:
        self[name] = self.makers[name]()
        return self[name]


@dataclass(slots=True)
class Pen:
    """Writes the mail of one account. `bond` (0 to 1) is how close people are just now."""

    rng: Random
    client: Client
    firm: Firm
    until: date
    bag: Bag
    crew: dict[str, Person]
    bond: float = 0.0
    mails: list[Mail] = field(default_factory=list)

    def talk(self, subject: str, day: date, **given: str) -> Talk:
        """A new thread that begins on a day, with words that stay the same throughout."""
        slots = self.slots(day, given)
        return Talk(self, self.bag.draw(subject, slots), moment(day, self.rng), slots)

    def slots(self, day: date, given: dict[str, str]) -> Slots:
        """Words that fit a day in this account."""
        rng, language = self.rng, self.client.language
        names, trade = table_of("names"), self.firm.trade

        def on(least: int, most: int) -> date:
            return later(moment(day + timedelta(rng.randint(least, most)), rng), 0).date()

        makers: dict[str, Callable[[], str]] = {
            "items": lambda: rng.choice(trade["items"][language]),
            "n": lambda: str(rng.choice((4, 6, 12, 20, 24, 36, 50, 80, 120))),
            "few": lambda: str(rng.choice((2, 3))),
            "hours": lambda: str(rng.randint(3, 30)),
            "day": lambda: weekday(on(2, 6), language),
            "date": lambda: spoken(on(8, 25), language),
            "newdate": lambda: spoken(on(14, 35), language),
            "month": lambda: spoken(on(25, 60), language).split()[-1],
            "money": lambda: f"{rng.randint(8, 300) * 50:,}".replace(",", "," * (language == "en")),
            "pct": lambda: str(rng.choice((3, 5, 6, 8, 10, 12, 15))),
            "po": lambda: f"{rng.choice(('PO', '45', 'B-'))}{rng.randint(10000, 99999)}",
            "ref": lambda: f"{rng.choice(('T', 'V', 'LOT'))}-{rng.randint(100, 999)}/{day:%y}",
            "inv": lambda: f"{rng.randint(20000, 99999)}",
            "rival": lambda: rng.choice(trade["rivals"]),
            "third": lambda: rng.choice(trade["allies"]),
            "extra": lambda: rng.choice(trade["extra"]),
            "site": lambda: rng.choice(names[language]["sites"]),
            "team": lambda: rng.choice(names[language]["teams"]),
            "event": lambda: rng.choice(names[language]["events"]),
            "pet": lambda: rng.choice(names[language]["pets"]),
            "project": lambda: rng.choice(names["projects"]),
            "boss": lambda: self.crew["head"].first,
            "mate": lambda: self.crew["second"].first,
            "gone": lambda: self.crew["gone"].first,
            "us": lambda: self.firm.name.split()[0],
            "them": lambda: self.client.name.split()[0],
            "you": lambda: "",
            "me": lambda: "",
        }
        return Slots(makers, given)

    def keep(self, mail: Mail) -> bool:
        """Take a mail, unless the company is over by then."""
        if mail.at.date() > self.until:
            return False
        self.mails.append(mail)
        return True

    def new_id(self, by: Person) -> str:
        """An id as mail programs make them."""
        return f"<{self.rng.getrandbits(64):016x}.{len(self.mails)}@{by.email.split('@')[1]}>"


@dataclass(slots=True)
class Talk:
    """A thread: who says what, one mail after the other."""

    pen: Pen
    subject: str
    at: datetime
    slots: Slots
    ids: tuple[str, ...] = ()
    last: Mail | None = None

    def say(
        self,
        by: Person,
        to: Person,
        *meant: str,
        cc: tuple[Person, ...] = (),
        wait: float | None = None,
        **given: str,
    ) -> Mail:
        """Write one mail with all that is meant; it comes `wait` hours later, else when they do."""
        rng = self.pen.rng
        if self.ids:
            hours = by.habits.hours * rng.lognormvariate(0, 0.7) if wait is None else wait
            self.at = later(self.at, hours)
        self.slots.update(given, you=to.first, me=by.first, you_title=to.name)
        body = self._body(by, meant)
        mail = Mail(
            message_id=self.pen.new_id(by),
            at=self.at,
            by=by,
            to=(to,),
            cc=cc,
            subject=f"{'AW' if self._is('de') else 'Re'}: {self.subject}"
            if self.ids
            else self.subject,
            body=body,
            thread=self.ids,
        )
        if self.pen.keep(mail):
            self.ids, self.last = (*self.ids, mail.message_id), mail
        return mail

    def wait_for(self, day: date) -> None:
        """Let the thread rest until a day, if that is still to come."""
        if day > self.day:
            self.at = moment(workday(day), self.pen.rng)

    @property
    def day(self) -> date:
        """The day of the last mail."""
        return self.at.date()

    @property
    def is_over(self) -> bool:
        """Whether the company ended before this."""
        return self.day > self.pen.until

    def _is(self, language: str) -> bool:
        return self.pen.client.language == language

    def _body(self, by: Person, meant: tuple[str, ...]) -> str:
        core = [self.pen.bag.draw(intent, self.slots) for intent in meant]
        if by.habits.wordy > 0.6 and self.pen.rng.random() < 0.4:  # noqa: PLR2004
            core.insert(self.pen.rng.randint(0, 1), self.pen.bag.draw("neutral", self.slots))
        text = self._slipped(self._joined(core), by)
        paragraphs = [*self._opening(by), text, *self._closing(by)]
        return "\n\n".join(paragraphs) + self._quoted(by)

    def _joined(self, core: list[str]) -> str:
        link = "\n\n" if len(core) > 1 and self.pen.rng.random() < 0.5 else " "  # noqa: PLR2004
        return link.join(core)

    def _opening(self, by: Person) -> list[str]:
        rng, draw = self.pen.rng, self.pen.bag.draw
        if self.ids and by.habits.wordy < 0.3 and rng.random() < 0.6:  # noqa: PLR2004
            return []
        tone = self._tone(by)
        greeting = draw(f"greet_{tone}", self.slots)
        if not self.ids and rng.random() < 0.2 * by.habits.wordy:
            return [greeting, draw("nicety", self.slots)]
        return [greeting]

    def _closing(self, by: Person) -> list[str]:
        rng, draw = self.pen.rng, self.pen.bag.draw
        lines = []
        if rng.random() < 0.25 * by.habits.wordy:
            lines.append(draw("looking_forward", self.slots))
        if by.habits.wordy < 0.15:  # noqa: PLR2004
            return [*lines, by.first]
        name = by.first if self._tone(by) != "formal" else by.name
        lines.append(f"{draw(f'close_{self._tone(by)}', self.slots)}\n{name}")
        if not self.ids and by.habits.wordy > 0.4:  # noqa: PLR2004
            firm = self.pen.firm.name if by.ours else self.pen.client.name
            lines.append(f"-- \n{by.name}\n{by.title}, {firm}\nT +44 20 {hash_of(by.email)}")
        return lines

    def _tone(self, by: Person) -> str:
        if self.pen.bond > CLOSE and by.duty in {"owner", "head", "user"}:
            return "warm"
        return "formal" if by.habits.warmth < 0.3 else "plain"  # noqa: PLR2004

    def _slipped(self, text: str, by: Person) -> str:
        """The text with a slip of the fingers, where they make such."""
        rng = self.pen.rng
        if rng.random() >= by.habits.slips:
            return text
        if rng.random() < 0.4:  # noqa: PLR2004
            return text[0].lower() + text[1:]
        at = rng.randrange(len(text) - 1)
        if text[at : at + 2].isalpha() and text[at : at + 2].islower():
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text

    def _quoted(self, by: Person) -> str:
        """What they answer, below, as their program quotes it."""
        if self.last is None or not by.habits.quotes:
            return ""
        lines = self.last.body.split("\n")[:12]
        head = self.pen.bag.draw(
            "quote_head",
            Slots({}, {"date": f"{self.last.at:%d/%m/%Y %H:%M}", "you": self.last.by.name}),
        )
        return f"\n\n{head}\n" + "\n".join(f"> {line}".rstrip() for line in lines)


def hash_of(text: str) -> str:
    """A telephone number that goes with an address."""
    number = sum(ord(letter) * (place + 7) for place, letter in enumerate(text))
    return f"{number % 9000 + 1000} {number * 7 % 900 + 100}"
