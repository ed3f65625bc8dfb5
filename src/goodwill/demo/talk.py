"""Mail, from scenes: who writes what to whom and when, with openings, signatures and quotes.

A scene's lines become mails of one thread, each to the one who spoke before (or the first who
has not spoken) and in copy to the rest. How mails become files is next door, in `mailbox`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Literal

from goodwill.demo.days import Days, spoken, weekday
from goodwill.demo.grammar import Slots, expand
from goodwill.demo.plan import (
    AccountPlan,
    FirmPlan,
    Language,
    Person,
    Scene,
    Use,
    load_scenes,
)

__all__ = ["Mail", "account_mail", "among_us", "newsletters"]

AWAY_EVERY = 45  # one mail in so many meets somebody who is away
PUSHED_BEFORE = 11  # days between a push and the end of the quarter
UNITS = {"m": 1 / 60, "h": 1.0, "d": 24.0}
SELDOM, OFTEN = 0.35, 0.75
WROTE: dict[Language, str] = {
    "en": "On {day} {month} {year} at {time}, {name} wrote:",
    "de": "Am {day}. {month} {year} um {time} schrieb {name}:",
    "fr": "Le {day} {month} {year} à {time}, {name} a écrit :",
}
ORIGINAL: dict[Language, tuple[str, str, str, str, str]] = {
    "en": ("Original Message", "From", "Sent", "To", "Subject"),
    "de": ("Ursprüngliche Nachricht", "Von", "Gesendet", "An", "Betreff"),
    "fr": ("Message d'origine", "De", "Envoyé", "À", "Objet"),
}
ANSWER: dict[Language, str] = {"en": "Re: ", "de": "AW: ", "fr": "RE: "}
AWAY: dict[Language, str] = {
    "en": "Automatic reply: ",
    "de": "Automatische Antwort: ",
    "fr": "Réponse automatique : ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail; `words` is what is new in it, `body` all of it."""

    message_id: str
    sent_at: datetime
    sender: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    subject: str
    words: str
    body: str
    language: Language
    answers: Mail | None = None
    sort: Literal["human", "away", "news"] = "human"

    @property
    def thread(self) -> tuple[str, ...]:
        """The ids of what it answers, the first mail first."""
        if self.answers is None:
            return ()
        return (*self.answers.thread, self.answers.message_id)


@dataclass(frozen=True, slots=True)
class Stage:
    """Whom a scene may name, and the words that fill its slots."""

    firm: FirmPlan
    account: AccountPlan
    days: Days
    rng: Random

    def person(self, key: str) -> Person:
        """Somebody of either side, by key."""
        return next(p for p in (*self.firm.people, *self.account.people) if p.key == key)

    def slots(self, moment: datetime, you: Person, me: Person) -> Slots:
        """What the slots of a line stand for on the day it is written."""
        rng, language = self.rng, self.account.language

        def soon() -> datetime:
            return self.days.later(moment + timedelta(days=rng.randint(2, 9)), 0, any_day=False)

        return {
            "site": lambda: rng.choice(self.account.sites),
            "kit": lambda: rng.choice(self.account.kit),
            "weekday": lambda: weekday(soon().date(), language),
            "date": lambda: spoken(soon().date(), language),
            "month": lambda: spoken(moment.date(), language).split()[-1],
            "number": lambda: str(rng.randint(2, 9)),
            "ref": lambda: str(rng.randint(10_000, 99_999)),
            "time": lambda: f"{rng.randint(7, 16)}{rng.choice((':00', ':15', ':30'))}",
            "you": lambda: you.first,
            "me": lambda: me.first,
            "us": lambda: self.firm.name,
            "firm": lambda: self.account.name,
        }


def account_mail(firm: FirmPlan, account: AccountPlan, days: Days, seed: int) -> list[Mail]:
    """All mail with one account, in order of time."""
    rng = Random(f"{seed}/{account.id}/mail")  # noqa: S311  made-up words, no secrets
    stage = Stage(firm, account, days, rng)
    mails = [mail for scene in account.thread for mail in _play(stage, scene, ())]
    for use in account.use:
        mails += [mail for scene in _drawn(stage, use) for mail in _play(stage, *scene)]
    mails += [away for mail in mails for away in _away(stage, mail)]
    return sorted(mails, key=lambda mail: (mail.sent_at, mail.message_id))


def _drawn(stage: Stage, use: Use) -> Iterator[tuple[Scene, tuple[str, ...]]]:
    """Scenes of one file, none again before all were used, spread over the time."""
    scenes: list[Scene] = []
    step = (use.since - use.until) / max(1, use.times)
    for number in range(use.times):
        if not scenes:
            scenes = list(load_scenes(use.scenes))
            stage.rng.shuffle(scenes)
        at = round(use.since - (number + stage.rng.random()) * step)
        ours, theirs = stage.rng.choice(use.ours), stage.rng.choice(use.theirs)
        scene = scenes.pop()
        yield (
            Scene(about=scene.about, lines=scene.lines, at=at, any_day=scene.any_day),
            (ours, theirs),
        )


def _play(stage: Stage, scene: Scene, pair: tuple[str, ...]) -> Iterator[Mail]:
    """The mails of one scene, as far as the company's time goes."""
    keys = scene.people or pair
    people = tuple(stage.person(key) for key in keys)
    back = _days_back(stage, scene)
    day = stage.days.ago(back) if scene.any_day else stage.days.working(back)
    moment = stage.days.at(day, stage.rng, any_hour=scene.any_day)
    last: Mail | None = None
    subject = ""
    for line in scene.lines:
        speaker, delay, words = _parsed(line)
        sender = _speaker(stage, speaker, pair)
        if last is not None:
            hours = delay or stage.rng.uniform(0.4, 22)
            moment = stage.days.later(last.sent_at, hours, any_day=scene.any_day or bool(delay))
        if not stage.days.is_past(moment.date()):
            return
        to, cc = _addressed(sender, people, last)
        slots = stage.slots(moment, to[0], sender)
        subject = subject or expand(scene.about, stage.rng, slots)
        said = expand(words, stage.rng, slots)
        last = _mail(stage, moment, (sender, to, cc), (subject, said), last)
        yield last


def _days_back(stage: Stage, scene: Scene) -> int:
    if scene.quarter_end is None:
        return scene.at or 0
    end = stage.days.quarters(scene.quarter_end)[-1][1]
    return (stage.days.as_of - end).days + PUSHED_BEFORE


def _parsed(line: str) -> tuple[str, float, str]:
    """`them +2d: words` as speaker, hours and words."""
    head, _, words = line.partition(": ")
    speaker, _, delay = head.partition(" +")
    return speaker, float(delay[:-1]) * UNITS[delay[-1]] if delay else 0.0, words


def _speaker(stage: Stage, speaker: str, pair: tuple[str, ...]) -> Person:
    """`us` and `them` are the two the scene was drawn for."""
    sides = dict(zip(("us", "them"), pair, strict=False))
    return stage.person(sides.get(speaker, speaker))


def _addressed(
    sender: Person, people: Sequence[Person], last: Mail | None
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """To whoever spoke before, else to the first of the others; the rest in copy."""
    others = [person for person in people if person is not sender]
    before = last.sender if last is not None and last.sender is not sender else None
    if before is None and last is not None:
        before = last.to[0]
    to = before or others[0]
    return (to,), tuple(person for person in others if person is not to)


def _mail(
    stage: Stage,
    moment: datetime,
    people: tuple[Person, tuple[Person, ...], tuple[Person, ...]],
    texts: tuple[str, str],
    last: Mail | None,
) -> Mail:
    sender, to, cc = people
    subject, said = texts
    language = stage.account.language
    is_first = last is None
    parts = [_opened(stage, said, sender, to[0], is_first), _closing(stage, sender, is_first)]
    if last is not None:
        parts.append(_quoted(stage, sender, last))
    return Mail(
        message_id=_message_id(sender, moment, said),
        sent_at=moment,
        sender=sender,
        to=to,
        cc=cc,
        subject=subject if last is None else ANSWER[language] + subject,
        words=said,
        body="\n\n".join(part for part in parts if part) + "\n",
        language=language,
        answers=last,
    )


def _message_id(sender: Person, moment: datetime, said: str) -> str:
    digest = sha256(f"{sender.email} {moment.isoformat()} {said}".encode()).hexdigest()[:20]
    return f"<{digest}@{sender.email.partition('@')[2]}>"


def _opened(stage: Stage, said: str, sender: Person, to: Person, is_first: bool) -> str:
    """With a greeting in a first mail, sometimes in an answer."""
    if not sender.opening or (not is_first and stage.rng.random() > SELDOM):
        return said
    return f"{sender.opening.format(name=to.first, family=to.name.split()[-1])}\n\n{said}"


def _closing(stage: Stage, sender: Person, is_first: bool) -> str:
    """A closing and the signature in a first mail; answers are shorter."""
    name = sender.name if is_first else sender.first
    if not is_first and stage.rng.random() > OFTEN:
        return ""
    closing = sender.signs or (f"{sender.closing}\n{name}" if sender.closing else name)
    full = is_first and sender.signature
    return f"{closing}\n\n{sender.signature.replace(' / ', chr(10))}" if full else closing


def _quoted(stage: Stage, sender: Person, last: Mail) -> str:
    """What is answered, the way the sender's program quotes it."""
    language, at = stage.account.language, last.sent_at
    if sender.quotes == "none":
        return ""
    if sender.quotes == "above":
        day = spoken(at.date(), language).replace(".", "").split()
        head = WROTE[language].format(
            day=day[0], month=day[1], year=at.year, time=f"{at:%H:%M}", name=last.sender.name
        )
        return "\n".join([head, *(f"> {line}".rstrip() for line in last.body.splitlines())])
    title, from_, sent, to, subject = ORIGINAL[language]
    return (
        f"-----{title}-----\n{from_}: {last.sender.name} <{last.sender.email}>\n"
        f"{sent}: {at:%Y-%m-%d %H:%M}\n{to}: {last.to[0].name}\n"
        f"{subject}: {last.subject}\n\n{last.body}"
    )


def _away(stage: Stage, mail: Mail) -> Iterator[Mail]:
    """Now and then nobody is there, and the answer comes by itself."""
    who = mail.to[0]
    if who in stage.firm.people or stage.rng.randrange(AWAY_EVERY):
        return
    moment = mail.sent_at + timedelta(minutes=1)
    text = stage.rng.choice(stage.firm.away[mail.language])
    said = expand(text, stage.rng, stage.slots(moment, mail.sender, who))
    yield Mail(
        message_id=_message_id(who, moment, said),
        sent_at=moment,
        sender=who,
        to=(mail.sender,),
        cc=(),
        subject=AWAY[mail.language] + mail.subject,
        words=said,
        body=f"{said}\n\n{who.name}\n",
        language=mail.language,
        answers=mail,
        sort="away",
    )


def newsletters(firm: FirmPlan, accounts: Sequence[AccountPlan], days: Days) -> Iterator[Mail]:
    """One issue to one person of each account known by then; the same words for all."""
    sender = firm.people[0]
    for scene in firm.newsletter:
        moment = datetime.combine(days.working(scene.at or 0), datetime.min.time())
        moment = moment.replace(hour=7, minute=30, tzinfo=days.zone)
        for account in (one for one in accounts if one.since > (scene.at or 0)):
            who = account.people[0]
            yield Mail(
                message_id=_message_id(who, moment, scene.about),
                sent_at=moment,
                sender=sender,
                to=(who,),
                cc=(),
                subject=scene.about,
                words=scene.lines[0],
                body="\n\n".join(scene.lines) + "\n",
                language="en",
                sort="news",
            )


def among_us(firm: FirmPlan, days: Days, seed: int) -> list[Mail]:
    """What colleagues write to each other, which no book reads by default."""
    rng = Random(f"{seed}/among-us")  # noqa: S311  made-up words, no secrets
    inside = AccountPlan(
        id="",
        name=firm.name,
        domains=(),
        owner=firm.people[0].key,
        segment="",
        since=0,
        why="",
        stage="prospect",
        sites=("the workshop",),
        kit=("van 3",),
        people=(),
    )
    stage = Stage(firm, inside, days, rng)
    return [mail for scene in firm.among_us for mail in _play(stage, scene, ())]
